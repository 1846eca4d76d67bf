import { currentOf, lastWard, misplaced, type Misplaced } from '#lib/stay-courses/rules'
import type {
  CancelInput,
  DeathInput,
  JoinInput,
  LeaveInput,
  MoveInput,
  ReturnInput,
  StayFacts,
  Ward,
} from '#lib/stay-events/schema'
import type { Actor } from '#lib/permissions'
import { ok, refuse, type Result } from '#lib/result'
import type { StayEventKind, StayEventReason } from '#prisma/generated/enums'

const minute = 60_000

export type StayRefusal =
  | Misplaced
  | 'changed'
  | 'not_here'
  | 'closed'
  | 'closed_cancel'
  | 'in_future'
  | 'no_ward'
  | 'same_ward'
  | 'on_leave'
  | 'not_on_leave'
  | 'no_earlier'

/** One event to be written; without a place it happened in the actor's own unit. */
export type Event = {
  kind: StayEventKind
  at: Date
  unitId?: string | null
  reason?: StayEventReason
  note?: string | null
  replacesId?: string
}
export type Decided = Result<Event, StayRefusal>
export type At = Pick<Actor, 'unit'>

const isIn = ({ status }: StayFacts) => status === 'ON_WARD' || status === 'READY_FOR_DISCHARGE'

/** The stay belongs to the actor's ward, and nobody wrote anything since the form was shown. */
export function standing(stay: StayFacts, seen: number, { unit }: At): StayRefusal | null {
  if (!isIn(stay) && stay.status !== 'DISCHARGED') return 'closed'
  if (unit?.kind !== 'WARD' || stay.unitId !== unit.id) return 'not_here'
  return stay.facts.length === seen ? null : 'changed'
}
const open = (stay: StayFacts, seen: number, actor: At) =>
  standing(stay, seen, actor) ?? (isIn(stay) ? null : ('closed' as const))

/** Clocks on two machines may differ by some seconds. */
export const isAhead = (at: Date, time: Date) => at.getTime() > time.getTime() + minute

/** A new event is written when its time has been and fits among those that count. */
function happened(stay: StayFacts, event: Event, time: Date): Decided {
  if (isAhead(event.at, time)) return refuse('in_future')
  const problem = misplaced(currentOf(stay.facts), { ...event, id: '' })
  return problem ? refuse(problem) : ok(event)
}

export function decideLeave(stay: StayFacts, input: LeaveInput, time: Date, actor: At): Decided {
  const problem = open(stay, input.seen, actor)
  if (problem) return refuse(problem)
  if (stay.onLeaveSince) return refuse('on_leave')
  return happened(stay, { kind: 'LEAVE_STARTED', at: input.at, reason: input.reason, note: input.note }, time)
}

export function decideReturn(stay: StayFacts, input: ReturnInput, time: Date, actor: At): Decided {
  const problem = open(stay, input.seen, actor)
  if (problem) return refuse(problem)
  if (!stay.onLeaveSince) return refuse('not_on_leave')
  return happened(stay, { kind: 'LEAVE_ENDED', at: input.at, note: input.note }, time)
}

export const isChoice = ({ organisationId }: StayFacts, ward: Ward | null, time: Date): ward is Ward =>
  ward?.kind === 'WARD' && ward.organisationId === organisationId && !(ward.closedAt && ward.closedAt <= time)

/** A move is the coming to another ward; the stay goes on. */
export function decideMove(stay: StayFacts, input: MoveInput, time: Date, actor: At): Decided {
  const problem = open(stay, input.seen, actor)
  if (problem) return refuse(problem)
  if (!isChoice(stay, stay.ward, time)) return refuse('no_ward')
  if (stay.ward.id === stay.unitId) return refuse('same_ward')
  // An earlier move would stand between others, and the patient would be where the last of them says.
  if (currentOf(stay.facts).some(({ kind, at }) => kind === 'ON_WARD' && at >= input.at)) return refuse('before_ward')
  const { at, reason, note } = input
  return happened(stay, { kind: 'ON_WARD', at, unitId: stay.ward.id, reason, note }, time)
}

export function decideDeath(stay: StayFacts, input: DeathInput, time: Date, actor: At): Decided {
  const problem = open(stay, input.seen, actor)
  return problem ? refuse(problem) : happened(stay, { kind: 'DIED', at: input.at }, time)
}

/** Only a stay that goes on: of one that is over the end is taken back first, so that nobody strikes out what happened. */
export function decideCancel(stay: StayFacts, input: CancelInput, time: Date, actor: At): Decided {
  const problem = standing(stay, input.seen, actor)
  if (problem) return refuse(problem)
  if (!isIn(stay)) return refuse('closed_cancel')
  return ok({ kind: 'CANCELLED', at: time, reason: input.reason, note: input.note })
}

export type Join = NonNullable<StayFacts['earlier']> & { since: Date; note: string | null }

/** Registered anew though the patient never left: this stay is cancelled, and the one before goes on. */
export function decideJoin(stay: StayFacts, input: JoinInput, time: Date, actor: At): Result<Join, StayRefusal> {
  const problem = open(stay, input.seen, actor)
  if (problem) return refuse(problem)
  const since = lastWard(currentOf(stay.facts))?.at ?? time
  return stay.earlier ? ok({ ...stay.earlier, since, note: input.note }) : refuse('no_earlier')
}
