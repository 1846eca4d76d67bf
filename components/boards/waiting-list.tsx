import { Chip } from '#components/ui/chip'
import { Who } from '#components/boards/who'
import { Columns } from '#components/ui/columns'
import { minutesBetween } from '#lib/boards/rules'
import type { BoardRow } from '#lib/boards/schema'
import { triageText } from '#lib/boards/text'
import { showDuration } from '#lib/dates'

type Props = { rows: readonly BoardRow[]; time: Date; kind: 'reception' | 'flow' }

/** Who is in reception and not on the way to a ward, so that nobody is forgotten there. */
export function WaitingList({ rows, time, kind }: Props) {
  if (rows.length === 0) return null
  return (
    <section className="sl-panel sl-table" aria-labelledby="andre">
      <header>
        <h2 id="andre">{kind === 'flow' ? 'VIP-pasienter i mottak uten fast-track' : 'Andre i mottak'}</h2>
      </header>
      <table className="ds-table" data-hover>
        <Columns names={['Pasient', 'Status', 'Triage', 'Siden ankomst']} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.stay?.id}>
              <th scope="row">
                <Who row={row} kind={kind} />
              </th>
              <td>{row.vipWard ? <Chip kind="warning">VIP på {row.vipWard.name}</Chip> : 'Vanlig mottak'}</td>
              <td>
                <span className="sl-cell-label">Triage: </span>
                {row.triage?.standing ? (
                  <Chip kind="danger">Behandles først. {triageText(row.triage)}</Chip>
                ) : row.triage ? (
                  triageText(row.triage)
                ) : (
                  'Ikke gjort'
                )}
              </td>
              <td className="num">
                <span className="sl-cell-label">Siden ankomst: </span>
                {row.stay?.arrivedAt && showDuration(minutesBetween(row.stay.arrivedAt, time))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
