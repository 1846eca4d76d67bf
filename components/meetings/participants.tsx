import type { ReactNode } from 'react'
import { CheckmarkCircleIcon, ChatElipsisIcon, HourglassIcon, MinusCircleIcon, PersonIcon } from '#components/ui/icons'
import { showDate } from '#lib/dates'
import type { Participant } from '#lib/meeting-pages/schema'
import { answerText, methodText, participantAbout, recordedText } from '#lib/meeting-pages/text'
import type { ParticipantAnswer } from '#prisma/generated/enums'

const icons: Record<ParticipantAnswer, typeof PersonIcon> = {
  NONE: HourglassIcon,
  YES: CheckmarkCircleIcon,
  NO: MinusCircleIcon,
  DEPUTY: PersonIcon,
  STATEMENT: ChatElipsisIcon,
}

type Props = {
  participants: readonly Participant[]
  /** What there is to do at a seat. */
  todo: (participant: Participant) => ReactNode
}

/** Who is asked, what each has answered, what each is needed for, and what the patient said to it. */
export const Participants = ({ participants, todo }: Props) => (
  <ul className="sl-present">
    {participants.map((participant) => (
      <Row key={participant.id} participant={participant}>
        {todo(participant)}
      </Row>
    ))}
  </ul>
)

function Row({ participant, children }: { participant: Participant; children: ReactNode }) {
  const { name, answer, answerNote, neededFor, insteadOf, mandate, organisation, agreement, partMinutes } = participant
  const recorded = recordedText(participant)
  const Icon = icons[answer]
  return (
    <li data-answer={answer}>
      <Icon className="i" aria-hidden />
      <div>
        <b>{name}</b>
        <small>{participantAbout(participant)}</small>
        {insteadOf && <small>Kommer i stedet for {insteadOf}</small>}
        <small>
          {answerText[answer]}
          {answerNote && `: ${answerNote}`}
        </small>
        {recorded && <small>{recorded}</small>}
        {neededFor && <small>{neededFor}</small>}
        {mandate && <small>Kan beslutte for {organisation}</small>}
        {partMinutes !== null && <small>Er med i {partMinutes} minutter</small>}
        {agreement && (
          <small>
            Pasientens ja {methodText[agreement.method]} {showDate(agreement.askedAt)}
            {agreement.by && `, ved ${agreement.by}`}
          </small>
        )}
        {children}
      </div>
    </li>
  )
}
