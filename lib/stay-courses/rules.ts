import type { StayEventKind } from '#prisma/generated/enums'

type Written = { id: string; kind: StayEventKind; replacesId: string | null }
type Timed = { id: string; kind: StayEventKind; at: Date }

/** Those events that still count: neither put right nor taken back. */
export function currentOf<Event extends Written>(events: readonly Event[]): Event[] {
  const replaced = new Set(events.map(({ replacesId }) => replacesId))
  return events.filter(({ id, kind }) => kind !== 'VOIDED' && !replaced.has(id))
}

const byTime = (a: Timed, b: Timed) => a.at.getTime() - b.at.getTime()
const ofKind = <Event extends Timed>(events: readonly Event[], ...kinds: StayEventKind[]) =>
  events.filter(({ kind }) => kinds.includes(kind)).toSorted(byTime)

/** The coming to the first ward; the ones after it are moves. */
export const firstWard = <Event extends Timed>(events: readonly Event[]) => ofKind(events, 'ON_WARD')[0]
/** Where the patient is or was last. */
export const lastWard = <Event extends Timed>(events: readonly Event[]) => ofKind(events, 'ON_WARD').at(-1)

export type Misplaced = 'before_arrival' | 'before_ward' | 'after_end' | 'before_last' | 'after_next' | 'out_of_order'

/** On a ward, in the order in which these can follow each other. */
const onWard: readonly StayEventKind[] = [
  'ON_WARD',
  'LEAVE_STARTED',
  'LEAVE_ENDED',
  'READY_FOR_DISCHARGE',
  'READY_WITHDRAWN',
]
const pairs: readonly (readonly [StayEventKind, StayEventKind])[] = [
  ['LEAVE_STARTED', 'LEAVE_ENDED'],
  ['READY_FOR_DISCHARGE', 'READY_WITHDRAWN'],
]

/**
 * Why an event cannot have the time that it is given, among those that count; null when it can. Nothing is before the
 * arrival, nothing on a ward before the first of them, nothing but death after the discharge, and what comes in turns does.
 * The admission alone may stand anywhere: exports write it before the arrival too.
 */
export function misplaced(events: readonly Timed[], one: Timed): Misplaced | null {
  const others = events.filter(({ id, kind }) => id !== one.id && kind !== 'ADMITTED')
  const all = [...others, one]
  if (one.kind === 'ADMITTED') return null
  if (one.kind === 'ARRIVED') return others.some(({ at }) => at < one.at) ? 'after_next' : null
  const [arrived] = ofKind(others, 'ARRIVED')
  if (arrived && one.at < arrived.at) return 'before_arrival'
  return aroundWard(events, all, one) ?? aroundEnd(others, one) ?? inTurns(all, one)
}

function aroundWard(before: readonly Timed[], after: readonly Timed[], one: Timed): Misplaced | null {
  const first = firstWard(before)
  if (!first) return null
  if (one.id !== first.id) return onWard.includes(one.kind) && one.at < first.at ? 'before_ward' : null
  const seen = ofKind(after, 'IN_RECEPTION').some(({ at }) => at > one.at)
  if (seen) return 'out_of_order'
  return after.some(({ kind, at }) => onWard.includes(kind) && at < one.at) ? 'after_next' : null
}

function aroundEnd(others: readonly Timed[], one: Timed): Misplaced | null {
  const [end] = [...ofKind(others, 'DISCHARGED'), ...ofKind(others, 'DIED')]
  if (one.kind === 'DISCHARGED' || (one.kind === 'DIED' && !end)) {
    return others.some(({ kind, at }) => kind !== 'DIED' && at > one.at) ? 'before_last' : null
  }
  return end && one.kind !== 'DIED' && one.at > end.at ? 'after_end' : null
}

/** Out and in follow each other, and so do ready and not ready after all. */
function inTurns(all: readonly Timed[], one: Timed): Misplaced | null {
  const pair = pairs.find((kinds) => kinds.includes(one.kind))
  if (!pair) return null
  const turns = ofKind(all, ...pair)
  const isMixed = turns.some(({ kind, at }, index) => {
    const next = turns[index + 1]
    return kind !== pair[index % 2] || (next && next.at.getTime() <= at.getTime())
  })
  return isMixed ? 'out_of_order' : null
}

const hour = 3_600_000
/** After so many hours somebody should say whether a patient on leave has come back. */
export const longestLeave = 72
export const isLongAway = (since: Date, time: Date) => time.getTime() - since.getTime() > longestLeave * hour
