import type { AnswerInput } from '#lib/meeting-answers/schema'
import type { MeetingView, Participant } from '#lib/meeting-pages/schema'
import type { Actor } from '#lib/permissions'
import { ok, refuse, type Result } from '#lib/result'
import type { ParticipantAnswer } from '#prisma/generated/enums'

export type AnswerRefusal = 'not_yours' | 'is_over' | 'conflict' | 'no_times' | 'no_name'

type Seated = Pick<Actor, 'personId' | 'organisation' | 'role'>
type Meeting = Pick<MeetingView, 'status' | 'participants' | 'times'>

/**
 * The seats that somebody answers for: at work the own one; at home the patient's, as the patient or as one who stands
 * for the patient, and one's own as that.
 */
export const seatsOf = ({ personId, role }: Seated, { participants }: Pick<Meeting, 'participants'>) =>
  participants.filter(({ capacity, personId: who, organisation }) => {
    if (role === 'PATIENT' || role === 'NEXT_OF_KIN')
      return capacity === 'PATIENT' || (capacity === 'REPRESENTATIVE' && who === personId)
    return who === personId && organisation !== null
  })

/** A seat of a meeting to come, as it was seen. */
export function decideSeat(
  meeting: Meeting,
  { participant, seen }: { participant: string; seen: number },
  _time: Date,
  actor: Seated,
): Result<Participant, AnswerRefusal> {
  const seat = seatsOf(actor, meeting).find(({ id }) => id === participant)
  if (!seat) return refuse('not_yours')
  if (meeting.status !== 'CALLED' && meeting.status !== 'CONFIRMED') return refuse('is_over')
  return seat.version === seen ? ok(seat) : refuse('conflict')
}

export type Answering = { answer: ParticipantAnswer; suits: string[] }

/** As long as times are proposed, a yes says which of them; who proposes another says whom. */
export function decideAnswering(
  meeting: Meeting,
  input: AnswerInput,
  time: Date,
  actor: Seated,
): Result<Answering, AnswerRefusal> {
  const seat = decideSeat(meeting, input, time, actor)
  if (!seat.ok) return seat
  const suits = meeting.times.flatMap(({ id }) => (input.times.includes(id) ? [id] : []))
  if (input.answer === 'YES' && meeting.status === 'CALLED' && suits.length === 0) return refuse('no_times')
  if (input.answer === 'DEPUTY' && !input.note) return refuse('no_name')
  return ok({ answer: input.answer, suits: input.answer === 'YES' ? suits : [] })
}

/** Whoever takes part at work may write; the patient has a view of the own. */
export function decideStatement(
  meeting: Meeting,
  input: { participant: string; seen: number },
  time: Date,
  actor: Seated,
): Result<null, AnswerRefusal> {
  const seat = decideSeat(meeting, input, time, actor)
  if (!seat.ok) return seat
  return seat.value.capacity === 'PATIENT' ? refuse('not_yours') : ok(null)
}

export function decideView(
  meeting: Meeting,
  input: { participant: string; seen: number },
  time: Date,
  actor: Seated,
): Result<null, AnswerRefusal> {
  const seat = decideSeat(meeting, input, time, actor)
  if (!seat.ok) return seat
  return seat.value.capacity === 'PATIENT' ? ok(null) : refuse('not_yours')
}
