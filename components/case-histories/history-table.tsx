import { Columns } from '#components/ui/columns'
import Link from 'next/link'
import type { Event } from '#components/case-histories/history-page'
import { showMoment } from '#lib/dates'
import type { Span } from '#lib/case-histories/rules'
import { caseStatusText, endCauseText } from '#lib/case-histories/text'

/** The same as the picture, in words: what, when, why and by whom. */
export function HistoryTable({ spans }: { spans: readonly Span<Event>[] }) {
  return (
    <div className="sl-table">
      <table className="ds-table">
        <caption className="ds-sr-only">Historikken til VIP-status</caption>
        <Columns names={['Status', 'Fra', 'Hvorfor', 'Hvem']} />
        <tbody>
          {spans.toReversed().map(({ id, status, cause, reason, meetingId, from, ward, person }) => (
            <tr key={id}>
              <th scope="row">
                {caseStatusText[status]}
                {cause && ` ${endCauseText[cause]}`}
                {ward && status === 'ACTIVE' && <small>{ward.name}</small>}
              </th>
              <td className="num" data-label="Fra">
                {showMoment(from)}
              </td>
              <td data-label="Hvorfor">
                {reason ?? '–'}
                {meetingId && (
                  <>
                    {' '}
                    <Link
                      href={`/meetings/${meetingId}/minutes`}
                      prefetch={false}
                      aria-label={`Referatet som ga: ${caseStatusText[status]}`}
                    >
                      Referat
                    </Link>
                  </>
                )}
              </td>
              <td data-label="Hvem">{person ? `${person.givenName} ${person.familyName}` : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
