import { CheckmarkCircleIcon, ChatElipsisIcon, HourglassIcon, MinusCircleIcon, PersonIcon } from '#components/ui/icons'
import { showDate } from '#lib/dates'
import type { Participant } from '#lib/meeting-pages/schema'
import { answerText, methodText, participantAbout } from '#lib/meeting-pages/text'
import type { ParticipantAnswer } from '#prisma/generated/enums'

const icons: Record<ParticipantAnswer, typeof PersonIcon> = {
  NONE: HourglassIcon,
  YES: CheckmarkCircleIcon,
  NO: MinusCircleIcon,
  DEPUTY: PersonIcon,
  STATEMENT: ChatElipsisIcon,
}

/** Who is asked, what each has answered, what each is needed for, and what the patient said to it. */
export const Participants = ({ participants }: { participants: readonly Participant[] }) => (
  <ul className="sl-present">
    {participants.map((participant) => (
      <Row key={participant.id} participant={participant} />
    ))}
  </ul>
)

function Row({ participant }: { participant: Participant }) {
  const { name, answer, answerNote, neededFor, insteadOf, mandate, organisation, agreement, partMinutes } = participant
  const Icon = icons[answer]
  return (
    <li data-answer={answer}>
      <Icon className="i" aria-hidden />
      <span>
        <b>{name}</b>
        <small>{participantAbout(participant)}</small>
        {insteadOf && <small>Kommer i stedet for {insteadOf}</small>}
        <small>
          {answerText[answer]}
          {answerNote && `: ${answerNote}`}
        </small>
        {neededFor && <small>{neededFor}</small>}
        {mandate && <small>Kan beslutte for {organisation}</small>}
        {partMinutes !== null && <small>Er med i {partMinutes} minutter</small>}
        {agreement && (
          <small>
            Pasientens ja {methodText[agreement.method]} {showDate(agreement.askedAt)}
            {agreement.by && `, ved ${agreement.by}`}
          </small>
        )}
      </span>
    </li>
  )
}
