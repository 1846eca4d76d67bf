import type { AnswerInput, RecordedInput } from '#lib/meeting-answers/schema'
import { leads } from '#lib/meeting-pages/rules'
import type { MeetingView, Participant } from '#lib/meeting-pages/schema'
import type { Actor } from '#lib/permissions'
import { ok, refuse, type Result } from '#lib/result'
import type { ParticipantAnswer } from '#prisma/generated/enums'

export type AnswerRefusal = 'not_yours' | 'is_over' | 'conflict' | 'no_times' | 'no_name'

export type RecordRefusal =
  | 'not_leading'
  | 'not_patient'
  | 'is_over'
  | 'answered'
  | 'conflict'
  | 'not_representative'
  | 'later'
  | 'no_times'

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
  const suits = suitsOf(meeting, input)
  if (!suits) return refuse('no_times')
  if (input.answer === 'DEPUTY' && !input.note) return refuse('no_name')
  return ok({ answer: input.answer, suits })
}

/** Which times go with the answer; null when a yes says none of those that are proposed. */
function suitsOf({ status, times }: Meeting, { answer, times: chosen }: Pick<AnswerInput, 'answer' | 'times'>) {
  if (answer !== 'YES') return []
  const suits = times.flatMap(({ id }) => (chosen.includes(id) ? [id] : []))
  return status === 'CALLED' && suits.length === 0 ? null : suits
}

/** What the patient, or who stands for the patient, has told whoever leads; an answer that was given in Samløp stands. */
export function decideRecording(
  { meeting, representatives }: { meeting: Meeting & Parameters<typeof leads>[1]; representatives: readonly string[] },
  input: RecordedInput,
  time: Date,
  actor: Seated & Pick<Actor, 'unit'>,
): Result<Answering, RecordRefusal> {
  if (!leads(actor, meeting)) return refuse('not_leading')
  const seat = meeting.participants.find(({ id }) => id === input.participant)
  if (seat?.capacity !== 'PATIENT') return refuse('not_patient')
  if (meeting.status !== 'CALLED' && meeting.status !== 'CONFIRMED') return refuse('is_over')
  if (isOwnAnswer(seat)) return refuse('answered')
  if (seat.version !== input.seen) return refuse('conflict')
  if (input.by && !representatives.includes(input.by)) return refuse('not_representative')
  if (input.givenAt > time) return refuse('later')
  const suits = suitsOf(meeting, input)
  return suits ? ok({ answer: input.answer, suits }) : refuse('no_times')
}

/** Whether it was answered in Samløp, by the patient or for the patient. */
export const isOwnAnswer = ({ answer, recorded }: Pick<Participant, 'answer' | 'recorded'>) =>
  answer !== 'NONE' && recorded === null

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
