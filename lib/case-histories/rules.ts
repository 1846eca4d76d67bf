import { ok, refuse, type Result } from '#lib/result'
import type { CaseStatus } from '#prisma/generated/enums'

export type EndRefusal = 'ended'
/** The patient's wish ends a case in any state, once. */
export const mayEndStatus = ({ status }: { status: CaseStatus }): Result<null, EndRefusal> =>
  status === 'ENDED' ? refuse('ended') : ok(null)

export type ReviewRefusal = 'not_active' | 'not_initiator'
type Reviewing = { status: CaseStatus; mayInitiate: boolean }
/** Begun by whoever may call a meeting for that ward. */
export function mayBeginReview({ status, mayInitiate }: Reviewing): Result<null, ReviewRefusal> {
  if (!mayInitiate) return refuse('not_initiator')
  return status === 'ACTIVE' ? ok(null) : refuse('not_active')
}

type Told = { status: CaseStatus; at: Date }
export type Span<Event> = Event & { from: Date; until: Date | null }

/** Each state from when to when, oldest first; the last one goes on unless it is an end. */
export function spansOf<Event extends Told>(events: readonly Event[]): Span<Event>[] {
  const sorted = events.toSorted((one, other) => one.at.getTime() - other.at.getTime())
  return sorted.map((event, index) => ({
    ...event,
    from: event.at,
    until: sorted[index + 1]?.at ?? (event.status === 'ENDED' ? event.at : null),
  }))
}

export type Piece = { x: number; width: number }
/** Where a span lies in a picture so many wide, which goes from the first event to now. */
export function pieceOf(
  { from, until }: { from: Date; until: Date | null },
  first: Date,
  time: Date,
  width: number,
): Piece {
  const whole = Math.max(1, time.getTime() - first.getTime())
  const x = ((from.getTime() - first.getTime()) / whole) * width
  const end = (((until ?? time).getTime() - first.getTime()) / whole) * width
  return { x: Math.round(x), width: Math.max(4, Math.round(end - x)) }
}
