import { Columns } from '#components/ui/columns'
import { showAct, showOutcome } from '#lib/access-logs/text'
import { showDate, showTime } from '#lib/dates'
import type { FlagDetail } from '#lib/log-flags/schema'

/** What the person looked at ten minutes before and after. */
export function FlagLooks({ looks }: Pick<FlagDetail, 'looks'>) {
  if (looks.length === 0) return null
  return (
    <section className="sl-panel sl-table sl-list" aria-label="Oppslagene rundt dette">
      <table className="ds-table">
        <caption className="ds-sr-only">Oppslag ti minutter før og etter</caption>
        <Columns names={['Pasient', 'Når', 'Hva']} />
        <tbody>
          {looks.map(({ id, patientId, at, act, outcome, name, birthDate }) => (
            <tr key={id + patientId}>
              <th scope="row">
                {name}
                <small className="num">Født {showDate(birthDate)}</small>
              </th>
              <td className="num" data-label="Når">
                {showDate(at)} {showTime(at)}
              </td>
              <td data-label="Hva">
                {showAct(act)}
                {showOutcome(outcome) && <small>{showOutcome(outcome)}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
