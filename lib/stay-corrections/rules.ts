import type { Actor } from '#lib/permissions'
import { ok, refuse, type Result } from '#lib/result'
import type { CorrectTimeInput, CorrectWardInput, UndoInput, VoidInput } from '#lib/stay-corrections/schema'
import { currentOf, firstWard, misplaced } from '#lib/stay-courses/rules'
import { type At, type Event, isAhead, isChoice, standing, type StayRefusal } from '#lib/stay-events/rules'
import type { Fact, StayFacts } from '#lib/stay-events/schema'
import type { StayEventKind } from '#prisma/generated/enums'

const minute = 60_000
const day = 24 * 60 * minute

export type CorrectionRefusal =
  | StayRefusal
  | 'too_far'
  | 'before_discharge'
  | 'same'
  | 'not_to_correct'
  | 'not_to_void'
  | 'open_elsewhere'
  | 'left_reception'
  | 'undo_late'
  | 'not_to_undo'
type Decided = Result<Event, CorrectionRefusal>

const correctable: readonly StayEventKind[] = [
  'ARRIVED',
  'IN_RECEPTION',
  'ADMITTED',
  'ON_WARD',
  'LEAVE_STARTED',
  'LEAVE_ENDED',
  'READY_FOR_DISCHARGE',
  'READY_WITHDRAWN',
  'DISCHARGED',
  'DIED',
]
const first: readonly StayEventKind[] = ['ARRIVED', 'IN_RECEPTION', 'ADMITTED']

/** Which of the three corrections an event that counts can have. */
export function correctionsOf(
  facts: readonly Pick<Fact, 'id' | 'kind' | 'at' | 'replacesId'>[],
  event: { id: string; kind: StayEventKind },
) {
  const isFirst = first.includes(event.kind) || firstWard(currentOf(facts))?.id === event.id
  const time = correctable.includes(event.kind)
  return { time, ward: event.kind === 'ON_WARD', void: time && !isFirst }
}

function found(stay: StayFacts, id: string): { event: Fact; may: ReturnType<typeof correctionsOf> } | null {
  const event = currentOf(stay.facts).find((one) => one.id === id)
  return event ? { event, may: correctionsOf(stay.facts, event) } : null
}

/** The same event at another time. */
export function decideTime(stay: StayFacts, input: CorrectTimeInput, time: Date, actor: At): Decided {
  const problem = standing(stay, input.seen, actor)
  return problem ? refuse(problem) : atOtherTime(stay, input, time)
}

function atOtherTime(stay: StayFacts, { event: id, at, note }: CorrectTimeInput, time: Date): Decided {
  const told = found(stay, id)
  if (!told) return refuse('changed')
  const { event, may } = told
  if (!may.time) return refuse('not_to_correct')
  if (at.getTime() === event.at.getTime()) return refuse('same')
  if (Math.abs(at.getTime() - event.at.getTime()) > 31 * day) return refuse('too_far')
  if (first.includes(event.kind) && stay.lastDischargedAt && at < stay.lastDischargedAt)
    return refuse('before_discharge')
  const { kind, unitId } = event
  const wards = (moment: Date) =>
    currentOf(stay.facts).filter((one) => one.kind === 'ON_WARD' && one.id !== id && one.at < moment).length
  if (kind === 'ON_WARD' && wards(at) !== wards(event.at)) return refuse('out_of_order')
  const problem = isAhead(at, time) ? 'in_future' : misplaced(currentOf(stay.facts), { id, kind, at })
  return problem ? refuse(problem) : ok({ kind, at, unitId, reason: 'WRONG_TIME', note, replacesId: id })
}

/** Reception puts its own arrival right, while the patient is there. */
export function decideArrivalTime(stay: StayFacts, input: CorrectTimeInput, time: Date, { unit }: At): Decided {
  if (stay.unitId !== unit?.id || (stay.status !== 'ARRIVED' && stay.status !== 'IN_RECEPTION'))
    return refuse('left_reception')
  if (stay.facts.length !== input.seen) return refuse('changed')
  if (found(stay, input.event)?.event.kind !== 'ARRIVED') return refuse('not_to_correct')
  return input.at.getTime() < time.getTime() - day ? refuse('too_far') : atOtherTime(stay, input, time)
}

/** The same coming to a ward, at another ward. */
export function decideWard(stay: StayFacts, input: CorrectWardInput, time: Date, actor: At): Decided {
  const problem = standing(stay, input.seen, actor)
  if (problem) return refuse(problem)
  const told = found(stay, input.event)
  if (!told) return refuse('changed')
  if (!told.may.ward) return refuse('not_to_correct')
  if (!isChoice(stay, stay.ward, time)) return refuse('no_ward')
  if (stay.ward.id === told.event.unitId) return refuse('same_ward')
  const { kind, at, id: replacesId } = told.event
  return ok({ kind, at, unitId: stay.ward.id, reason: 'WRONG_WARD', note: input.note, replacesId })
}

/** The event did not happen, or not to this patient. A stay whose end is taken back goes on, so there may be no other. */
export function decideVoid(stay: StayFacts, input: VoidInput, time: Date, actor: At): Decided {
  const problem = standing(stay, input.seen, actor)
  if (problem) return refuse(problem)
  const told = found(stay, input.event)
  if (!told) return refuse('changed')
  if (!told.may.void) return refuse('not_to_void')
  const { kind, unitId, id: replacesId } = told.event
  if ((kind === 'DISCHARGED' || kind === 'DIED') && stay.openElsewhere) return refuse('open_elsewhere')
  return ok({ kind: 'VOIDED', at: time, unitId, reason: input.reason, note: input.note, replacesId })
}

/** How long somebody may think better of it. */
export const undoTime = minute
const grave: readonly StayEventKind[] = ['CANCELLED', 'DIED', 'LEFT_RECEPTION']

type Undoable = Pick<Fact, 'id' | 'kind' | 'at' | 'replacesId' | 'reason' | 'recordedAt' | 'recordedById'>
/** Whether somebody may undo an event with one click now: the own, within the minute, and nothing that closed a record. */
export function mayUndo(facts: readonly Undoable[], event: Undoable, time: Date, personId: string | null): boolean {
  const before = facts.find(({ id }) => id === event.replacesId)
  const isNewest = !facts.some(({ replacesId }) => replacesId === event.id)
  const isHarmless = event.reason !== 'UNDONE' && !grave.includes(event.kind) && before?.kind !== 'DIED'
  // What a stay began with is put right, never taken back.
  const isBegin = !before && (first.includes(event.kind) || firstWard(currentOf(facts))?.id === event.id)
  const isInTime = time.getTime() - event.recordedAt.getTime() <= undoTime
  return isNewest && isHarmless && !isBegin && isInTime && personId !== null && event.recordedById === personId
}

/** What was put right stands as before, and what was new is taken back. */
export function decideUndo(
  stay: StayFacts,
  input: UndoInput,
  time: Date,
  { personId }: Pick<Actor, 'personId'>,
): Decided {
  const event = stay.facts.find(({ id }) => id === input.event)
  if (!event || event.recordedById !== personId) return refuse('not_to_undo')
  if (stay.facts.some(({ replacesId }) => replacesId === event.id)) return refuse('changed')
  if (time.getTime() - event.recordedAt.getTime() > undoTime) return refuse('undo_late')
  if (!mayUndo(stay.facts, event, time, personId)) return refuse('not_to_undo')
  const before = stay.facts.find(({ id }) => id === event.replacesId)
  const replaced = { reason: 'UNDONE' as const, replacesId: event.id }
  if (!before) return ok({ kind: 'VOIDED', at: time, unitId: event.unitId, ...replaced })
  return ok({ kind: before.kind, at: before.at, unitId: before.unitId, ...replaced })
}
