import { Chip } from '#components/ui/chip'
import { Columns } from '#components/ui/columns'
import { Empty } from '#components/ui/empty'
import { showDate, showTime } from '#lib/dates'
import type { Flag, FlagQuery } from '#lib/log-flags/schema'
import { aboutText, findingText, kindText } from '#lib/log-flags/text'
import { roleText } from '#lib/organisations/text'

/** Flags in one table: when, what, who, about whom, and what came of it. */
export function FlagTable({ rows, vis }: { rows: readonly Flag[]; vis: FlagQuery['vis'] }) {
  if (rows.length === 0) return <NothingFlagged vis={vis} />
  return (
    <section
      className="sl-panel sl-table sl-list"
      aria-label={vis === 'apne' ? 'Varsler som venter' : 'Avgjorte varsler'}
    >
      <table className="ds-table">
        <Columns names={['Når', 'Hva', 'Hvem', 'Pasient']} acts />
        <tbody>
          {rows.map((row) => (
            <FlagRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function FlagRow({ row }: { row: Flag }) {
  const { id, kind, at, by, role, unit, patient } = row
  const about = aboutText(row)
  return (
    <tr>
      <td data-label="Når">
        <span className="sl-due">{showDate(at)}</span>
        <small className="num">{showTime(at)}</small>
      </td>
      <th scope="row">
        <Chip kind={kind === 'BREAK_GLASS' || kind === 'BLOCK_OPENED' ? 'danger' : 'warning'}>{kindText[kind]}</Chip>
        {about && <small>{about}</small>}
      </th>
      <td data-label="Hvem">
        {by}
        <small>{[roleText[role], unit].filter(Boolean).join(', ')}</small>
      </td>
      <td data-label="Pasient">
        {patient ? patient.name : 'Flere'}
        {patient && <small className="num">Født {showDate(patient.birthDate)}</small>}
      </td>
      <td>
        {row.finding && (
          <>
            {findingText[row.finding]}
            <small>
              {row.decidedBy}, {row.decidedAt && showDate(row.decidedAt)}
            </small>
          </>
        )}
        {row.explained && !row.finding && 'Pasienten ble tatt imot'}
        <a
          className="ds-button"
          data-variant={row.decisions || row.explained ? 'tertiary' : 'secondary'}
          href={`/control/${id}`}
          aria-label={`${kindText[kind]}, ${by}, ${showDate(at)} ${showTime(at)}: se nærmere`}
        >
          Se nærmere
        </a>
      </td>
    </tr>
  )
}

function NothingFlagged({ vis }: { vis: FlagQuery['vis'] }) {
  if (vis === 'avgjort')
    return (
      <Empty title="Ingenting er avgjort ennå">
        <p>Her står varsler du og andre har vurdert, med hva dere kom fram til.</p>
      </Empty>
    )
  return (
    <Empty title="Ingenting å kontrollere">
      <p>
        Her kommer nødtilganger, oppslag på mange pasienter på kort tid, og oppslag på seg selv eller en med samme
        etternavn.
      </p>
    </Empty>
  )
}
