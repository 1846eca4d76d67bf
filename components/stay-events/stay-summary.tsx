import { showMoment } from '#lib/dates'
import type { StayDetail } from '#lib/stay-events/schema'
import { markText, statusText } from '#lib/stay-events/text'

/** The state of the stay in a few lines: all of it follows from the events. */
export function StaySummary({ stay }: { stay: StayDetail }) {
  const { status, unit, trust, arrivedAt, onWardAt, onLeaveSince, dischargedAt, deceasedAt, marks } = stay
  const facts = [
    ['Tilstand', onLeaveSince ? 'På permisjon' : statusText[status]],
    ['Sted', unit ? `${unit.name}, ${trust}` : trust],
    ['Kom', arrivedAt && showMoment(new Date(arrivedAt))],
    ['På avdeling', onWardAt && showMoment(new Date(onWardAt))],
    ['Permisjon siden', onLeaveSince && showMoment(new Date(onLeaveSince))],
    ['Skrevet ut', dischargedAt && showMoment(new Date(dischargedAt))],
    ['Død', deceasedAt && showMoment(new Date(deceasedAt))],
  ] as const
  return (
    <section className="sl-panel" aria-labelledby="oppholdet">
      <header>
        <h2 id="oppholdet">Oppholdet</h2>
      </header>
      <dl className="sl-facts num">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {marks.map((mark) => (
        <p key={mark} className="small muted">
          {markText[mark]}
        </p>
      ))}
    </section>
  )
}
