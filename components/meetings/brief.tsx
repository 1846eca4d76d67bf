import { Agenda } from '#components/meetings/agenda'
import { MeetingFacts } from '#components/meetings/meeting-facts'
import { Statements } from '#components/meetings/said-before'
import { PrintButton } from '#components/ui/print-button'
import { dayOf, now } from '#lib/clock'
import { ageOn, showDate, showMoment } from '#lib/dates'
import { seatsOf } from '#lib/meeting-answers/rules'
import type { MeetingView } from '#lib/meeting-pages/schema'
import { participantAbout } from '#lib/meeting-pages/text'
import { monthsBefore, staysSince, type ToldStay } from '#lib/patient-pages/rules'
import type { PatientHeader, PatientOverview } from '#lib/patient-pages/schema'
import { sumText } from '#lib/patient-pages/text'
import type { Actor } from '#lib/permissions'

type Props = {
  meeting: MeetingView
  patient: { header: PatientHeader; overview: PatientOverview; stays: ToldStay[] }
  actor: Actor
}

/** One page to read before the meeting: who, why, the stays, what is asked of the one who reads. */
export function Brief({ meeting, patient: { header, overview, stays }, actor }: Props) {
  const own = seatsOf(actor, meeting)[0]
  const words = meeting.view?.text ?? overview.ownPage?.matters ?? overview.ownPage?.helps
  return (
    <div className="sl-page sl-narrow sl-brief">
      <div className="sl-title">
        <div>
          <h1>{header.name}</h1>
          <p className="num">
            Født {showDate(header.birthDate)} ({ageOn(header.birthDate, dayOf(now()))} år)
          </p>
        </div>
        <PrintButton />
      </div>
      {own?.neededFor && (
        <section className="sl-panel" aria-labelledby="meg">
          <h2 id="meg">Det du er bedt om</h2>
          <p>{own.neededFor}</p>
          {own.partFrom !== null && own.partMinutes !== null && (
            <p className="num">
              Du er med fra {own.partFrom} til {own.partFrom + own.partMinutes} minutter etter start.
            </p>
          )}
        </section>
      )}
      <MeetingFacts meeting={meeting} />
      {words && (
        <section className="sl-panel sl-words" aria-labelledby="ord">
          <h2 id="ord">Med pasientens egne ord</h2>
          <blockquote>
            <p>«{words}»</p>
          </blockquote>
        </section>
      )}
      <Year stays={stays} />
      <section className="sl-panel" aria-labelledby="agenda">
        <h2 id="agenda">Agenda</h2>
        <Agenda agenda={meeting.agenda} startsAt={meeting.startsAt} />
      </section>
      <section className="sl-panel" aria-labelledby="hvem">
        <h2 id="hvem">Hvem er med</h2>
        <ul className="sl-bullets">
          {meeting.participants.map((one) => (
            <li key={one.id}>
              {one.name}, {participantAbout(one)}
            </li>
          ))}
        </ul>
      </section>
      <Statements participants={meeting.participants} />
    </div>
  )
}

function Year({ stays }: { stays: ToldStay[] }) {
  const year = staysSince(stays, monthsBefore(now(), 12))
  return (
    <section className="sl-panel" aria-labelledby="opphold">
      <h2 id="opphold">Opphold siste 12 måneder</h2>
      <p>{year.length ? sumText(year) : 'Ingen opphold.'}</p>
      <ul className="sl-bullets num">
        {year.slice(0, 8).map((stay) => (
          <li key={stay.id}>
            {showMoment(new Date(stay.from))}, {stay.unit ?? stay.trust}
            {stay.acute && ', akutt'}
          </li>
        ))}
      </ul>
    </section>
  )
}
