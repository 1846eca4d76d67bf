import { type Caller, type Seat, seatsFor } from '#lib/meeting-proposals/rules'
import type { Proposal } from '#lib/meeting-proposals/schema'
import { leads } from '#lib/meeting-pages/rules'
import type { MeetingView } from '#lib/meeting-pages/schema'
import type { ConfirmInput, InviteInput, MoveInput, RemoveInput } from '#lib/meeting-changes/schema'
import { decideSeats, decideTimes, minutesOf, type SeatRefusal, type Seats, type Term } from '#lib/meetings/rules'
import type { Actor } from '#lib/permissions'
import { ok, refuse, type Result } from '#lib/result'

export type ChangeRefusal = 'not_leading' | 'is_over' | 'conflict'
export type LeaveRefusal = 'cannot_leave' | 'one_instead'
export type TimesRefusal = 'no_time' | 'past' | 'far' | 'same_time' | 'no_place'

type Leader = Pick<Actor, 'personId' | 'role' | 'organisation' | 'unit'>

/** Whoever called or leads a meeting changes it until it is held, as it was last seen. */
export function decideChange(
  meeting: MeetingView,
  { seen }: { seen: number },
  _time: Date,
  actor: Leader,
): Result<null, ChangeRefusal> {
  if (!leads(actor, meeting)) return refuse('not_leading')
  if (meeting.status !== 'CALLED' && meeting.status !== 'CONFIRMED') return refuse('is_over')
  return meeting.version === seen ? ok(null) : refuse('conflict')
}

/** One of the times that stand, and that has not passed meanwhile. */
export function decideConfirming(
  meeting: MeetingView,
  input: ConfirmInput,
  time: Date,
  actor: Leader,
): Result<Term, ChangeRefusal | 'past' | 'no_time'> {
  const change = decideChange(meeting, input, time, actor)
  if (!change.ok) return change
  const chosen = meeting.times.find(({ id }) => id === input.time)
  if (!chosen) return refuse('no_time')
  return chosen.startsAt > time ? ok(chosen) : refuse('past')
}

/** New times, and where; as long as the agenda is. */
export function decideMoving(
  meeting: MeetingView,
  input: MoveInput,
  time: Date,
  actor: Leader,
): Result<Term[], ChangeRefusal | TimesRefusal> {
  const change = decideChange(meeting, input, time, actor)
  if (!change.ok) return change
  if (!input.place && !input.videoUrl) return refuse('no_place')
  return decideTimes(input.times, Math.max(15, minutesOf(meeting.agenda)), time)
}

/** Who else may be asked: everybody who is offered and does not take part yet. */
export const othersFor = (caller: Caller, proposal: Proposal, meeting: MeetingView): Seat[] =>
  seatsFor(caller, proposal, meeting.wardId ?? '').filter(
    ({ personId, capacity }) =>
      capacity !== 'PATIENT' && !meeting.participants.some((one) => one.personId !== null && one.personId === personId),
  )

/** One or more people more, each with the patient's yes when they work elsewhere; instead of another comes one. */
export function decideInviting(
  { meeting, proposal }: { meeting: MeetingView; proposal: Proposal },
  input: InviteInput,
  time: Date,
  actor: Leader & Caller,
): Result<Seats, ChangeRefusal | SeatRefusal | LeaveRefusal> {
  const change = decideChange(meeting, input, time, actor)
  if (!change.ok) return change
  const left = meeting.participants.find(({ id }) => id === input.insteadOf)
  if (input.insteadOf && !(left && canLeave(left, meeting))) return refuse('cannot_leave')
  const asked = decideSeats(othersFor(actor, proposal, meeting), input, { proposal, caller: actor, time })
  return asked.ok && input.insteadOf && asked.value.seats.length !== 1 ? refuse('one_instead') : asked
}

/** Neither the patient nor who called or leads can be taken out. */
export function decideRemoving(
  meeting: MeetingView,
  input: RemoveInput,
  time: Date,
  actor: Leader,
): Result<null, ChangeRefusal | 'cannot_leave'> {
  const change = decideChange(meeting, input, time, actor)
  if (!change.ok) return change
  const one = meeting.participants.find(({ id }) => id === input.participant)
  return one && canLeave(one, meeting) ? ok(null) : refuse('cannot_leave')
}

export const canLeave = (
  { capacity, personId }: Pick<MeetingView['participants'][number], 'capacity' | 'personId'>,
  { calledById, chairId }: Pick<MeetingView, 'calledById' | 'chairId'>,
) => capacity !== 'PATIENT' && personId !== calledById && personId !== chairId
