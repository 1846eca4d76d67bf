import Link from 'next/link'
import { OpenLink } from '#components/held-meetings/open-link'
import { Agenda } from '#components/meetings/agenda'
import { AnswerForm } from '#components/meetings/answer-form'
import { ChangeForms } from '#components/meetings/change-forms'
import { ConfirmTimes } from '#components/meetings/confirm-times'
import { MeetingFacts } from '#components/meetings/meeting-facts'
import { Participants } from '#components/meetings/participants'
import { PatientAnswerForm } from '#components/meetings/patient-answer-form'
import { Quorum } from '#components/meetings/quorum'
import { PatientView, Statements } from '#components/meetings/said-before'
import { StatementForm } from '#components/meetings/statement-form'
import { PatientHeader } from '#components/patient-pages/patient-header'
import { isOwnAnswer, seatsOf } from '#lib/meeting-answers/rules'
import { othersFor } from '#lib/meeting-changes/rules'
import type { MeetingView, Participant } from '#lib/meeting-pages/schema'
import type { Proposal } from '#lib/meeting-proposals/schema'
import type { PatientHeader as Header } from '#lib/patient-pages/schema'
import type { Actor } from '#lib/permissions'

type Props = { header: Header; meeting: MeetingView; proposal: Proposal | null; actor: Actor; formKey: string }

const isToCome = ({ status }: MeetingView) => status === 'CALLED' || status === 'CONFIRMED'

/** The meeting before it is held: when and where, who comes, what is missing, and what there is to do about it. */
export function MeetingPage({ header, meeting, proposal, actor, formKey }: Props) {
  const isOpen = isToCome(meeting)
  const own = isOpen ? seatsOf(actor, meeting)[0] : undefined
  return (
    <>
      <PatientHeader header={header} tab="meetings" />
      <div className="sl-page">
        <div className="sl-cols">
          <div>
            <MeetingFacts meeting={meeting}>
              <WaysOn meeting={meeting} />
            </MeetingFacts>
            {own && (
              <>
                <AnswerForm meeting={meeting} seat={own} formKey={formKey} />
                <StatementForm meeting={meeting} seat={own} formKey={formKey} />
              </>
            )}
            {meeting.status === 'CALLED' && (
              <ConfirmTimes meeting={meeting} leads={proposal !== null} formKey={formKey} />
            )}
            <PatientView view={meeting.view} />
            <Statements participants={meeting.participants} />
            <section className="sl-panel" aria-labelledby="agenda">
              <header>
                <h2 id="agenda">Agenda</h2>
              </header>
              <Agenda agenda={meeting.agenda} startsAt={meeting.startsAt} />
            </section>
          </div>
          <Who meeting={meeting} proposal={proposal} actor={actor} formKey={formKey} />
        </div>
      </div>
    </>
  )
}

/** Who takes part, what is missing, and what whoever leads can do about it. */
function Who({ meeting, proposal, actor, formKey }: Omit<Props, 'header'>) {
  const isOpen = isToCome(meeting)
  const led = isOpen ? proposal : null
  const mayRecord = (seat: Participant) => seat.capacity === 'PATIENT' && !isOwnAnswer(seat)
  return (
    <aside aria-label="Deltakere">
      <section className="sl-panel" aria-labelledby="hvem">
        <header>
          <h2 id="hvem">Deltakere</h2>
        </header>
        {isOpen && <Quorum meeting={meeting} />}
        <Participants
          participants={meeting.participants}
          todo={(seat) =>
            led &&
            mayRecord(seat) && (
              <PatientAnswerForm
                meeting={meeting}
                seat={seat}
                representatives={led.representatives}
                formKey={formKey}
              />
            )
          }
        />
      </section>
      {led && (
        <ChangeForms meeting={meeting} proposal={led} others={othersFor(actor, led, meeting)} formKey={formKey} />
      )}
    </aside>
  )
}

/** To the brief, and to the meeting itself or its minutes. */
const WaysOn = ({ meeting }: Pick<Props, 'meeting'>) => (
  <div className="row">
    <Link className="ds-button" data-variant="secondary" href={`/meetings/${meeting.id}/brief`} prefetch={false}>
      Les før møtet
    </Link>
    <OpenLink meeting={meeting} />
  </div>
)
