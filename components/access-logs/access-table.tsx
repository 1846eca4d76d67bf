import { Columns } from '#components/ui/columns'
import { Empty } from '#components/ui/empty'
import type { Look } from '#lib/access-logs/schema'
import { purposeText, showAct, showOutcome, showParts, showReason } from '#lib/access-logs/text'
import { showDate, showTime } from '#lib/dates'
import { placeText, roleText } from '#lib/organisations/text'

/** Who looked at a patient, as what, why, and what was shown; for the log controller. */
export function AccessTable({ rows }: { rows: readonly Look[] }) {
  if (rows.length === 0)
    return (
      <Empty title="Ingen oppslag her">
        <p>Her står hvem i organisasjonen din som har sett på eller endret noe om pasienten.</p>
      </Empty>
    )
  return (
    <section className="sl-panel sl-table" aria-label="Innsyn, de nyeste først">
      <table className="ds-table">
        <Columns names={['Når', 'Hvem', 'Hva', 'Formål']} />
        <tbody>
          {rows.map((row) => (
            <LookRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function LookRow({ row }: { row: Look }) {
  const place = placeText({
    unit: row.unit ? { name: row.unit } : null,
    organisation: row.organisation ? { name: row.organisation } : null,
  })
  const details = [showReason(row.reason), showOutcome(row.outcome), showParts(row.shown)].filter(Boolean)
  return (
    <tr>
      <td>
        <span className="sl-due">{showDate(row.at)}</span>
        <small className="num">{showTime(row.at)}</small>
      </td>
      <th scope="row">
        {row.name}
        <small>
          {roleText[row.role]}, {place}
        </small>
      </th>
      <td>
        {showAct(row.act)}
        {details.map((detail) => (
          <small key={detail}>{detail}</small>
        ))}
      </td>
      <td>{purposeText[row.purpose]}</td>
    </tr>
  )
}
