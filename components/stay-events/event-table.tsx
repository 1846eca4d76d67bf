import Link from 'next/link'
import { NoCell } from '#components/ui/no-cell'
import { modeText, urgencyText } from '#lib/arrivals/text'
import { showDate, showMoment, showTime } from '#lib/dates'
import { correctionsOf } from '#lib/stay-corrections/rules'
import { currentOf, firstWard } from '#lib/stay-courses/rules'
import type { StayDetail, StayEventRow } from '#lib/stay-events/schema'
import { moveText, replacedText, showKind, whoText, whyText } from '#lib/stay-events/text'

type Props = { stay: StayDetail; address: string; mayCorrect: boolean }

/** Everything that was ever written of the stay, by when it happened; what no longer counts says so in words. */
export function EventTable({ stay, address, mayCorrect }: Props) {
  const facts = stay.events.map((event) => ({ ...event, at: new Date(event.at) }))
  const counting = new Set(currentOf(facts).map(({ id }) => id))
  const first = firstWard(currentOf(facts))
  const rows = stay.events
    .filter(({ kind }) => kind !== 'VOIDED')
    .toSorted((a, b) => a.at.localeCompare(b.at) || a.turn - b.turn)
  return (
    <section className="sl-panel sl-table sl-list sl-events" aria-labelledby="hendelser">
      <header>
        <h2 id="hendelser">Alt som er registrert</h2>
      </header>
      <table className="ds-table">
        <thead>
          <tr>
            <th scope="col">Når</th>
            <th scope="col">Hva</th>
            <th scope="col">Registrert av</th>
            <th scope="col">Hvorfor</th>
            <th scope="col">
              <span className="ds-sr-only">Rett</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((event) => {
            const may = mayCorrect && counting.has(event.id) && correctionsOf(facts, event).time
            return (
              <EventRow
                key={event.id}
                event={event}
                stay={stay}
                counts={counting.has(event.id)}
                what={
                  event.kind === 'ON_WARD' && first && new Date(event.at) > first.at ? moveText : showKind(event.kind)
                }
                {...(may && { correct: `${address}?rett=${event.id}#rett` })}
              />
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

type RowProps = { event: StayEventRow; stay: StayDetail; counts: boolean; what: string; correct?: string }

function EventRow({ event, stay: { events, imported }, counts, what, correct }: RowProps) {
  const at = new Date(event.at)
  const gone = events.find(({ replacesId }) => replacesId === event.id)
  const time = (
    <>
      {showDate(at)} <span className="sl-nowrap">{showTime(at)}</span>
    </>
  )
  return (
    <tr data-struck={!counts || undefined}>
      <th scope="row" className="num">
        {counts ? time : <s>{time}</s>}
      </th>
      <td data-label="Hva">
        {counts ? <b>{what}</b> : <s>{what}</s>}
        {event.unit && <small>{event.unit.name}</small>}
        {event.kind === 'ARRIVED' && event.urgency && (
          <small>
            {urgencyText[event.urgency]}
            {event.mode && ` · ${modeText[event.mode]}`}
          </small>
        )}
        {gone && <small className="strong">{replacedText(gone, imported)}</small>}
      </td>
      <td data-label="Registrert av">
        {whoText(event, imported)}
        <small className="num">{showMoment(new Date(event.recordedAt))}</small>
      </td>
      {whyText(event) ? <td data-label="Hvorfor">{whyText(event)}</td> : <NoCell />}
      {correct ? (
        <td>
          <Link
            className="sl-correct"
            href={correct as never}
            prefetch={false}
            aria-label={`Rett ${what} ${showMoment(at)}`}
          >
            Rett
          </Link>
        </td>
      ) : (
        <NoCell />
      )}
    </tr>
  )
}
