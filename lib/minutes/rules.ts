import { decides, type HoldRefusal, mayHold, type Standing } from '#lib/held-meetings/rules'
import { readTime } from '#lib/local-time'
import { ok, refuse, type Result } from '#lib/result'
import type { DecisionOutcome, MeetingPurpose, MeetingStatus, Role } from '#prisma/generated/enums'

type Meeting = { status: MeetingStatus; standing: Standing; purpose: MeetingPurpose; startsAt: Date | null }

export type MinutesRefusal = HoldRefusal | 'conflict' | 'not_written' | 'no_decision' | 'stale' | 'no_longer'

/** A new edition is written by whoever leads, after the editions that stood on the page. */
export function mayWriteMinutes(
  meeting: Meeting & { editions: number },
  { seen }: { seen: number },
  time: Date,
): Result<null, MinutesRefusal> {
  const held = mayHold(meeting, 'leads', time)
  if (!held.ok) return held
  return meeting.editions === seen ? ok(null) : refuse('conflict')
}

/** Whoever was asked comments until the minutes are signed. */
export function mayComment(meeting: Meeting): Result<null, MinutesRefusal> {
  if (!meeting.standing) return refuse('not_yours')
  if (meeting.status === 'MINUTES_SIGNED') return refuse('signed')
  return meeting.status === 'HELD' ? ok(null) : refuse('not_written')
}

type Signing = Meeting & {
  isNewest: boolean
  /** Whether the edition still says what stands in the meeting. */
  isFresh: boolean
  decision: { outcome: DecisionOutcome } | null
  /** Whether what was decided may still be decided. */
  stillHolds: boolean
}

/** The newest edition is signed, while it says what stands and what was decided still may be. */
export function maySign(signing: Signing, time: Date): Result<null, MinutesRefusal> {
  const held = mayHold(signing, 'leads', time)
  if (!held.ok) return held
  if (!signing.isNewest || !signing.isFresh) return refuse('stale')
  if (!decides(signing.purpose)) return ok(null)
  if (!signing.decision) return refuse('no_decision')
  return signing.stillHolds ? ok(null) : refuse('no_longer')
}

type Measure = { organisationId: string | null; unitId: string | null; personId: string | null; kind: string | null }
type To = { personId: string } | { unitId: string } | { organisationId: string; role: Role }

const roleAt: Record<string, Role> = {
  MUNICIPALITY: 'CASEWORKER',
  GP_PRACTICE: 'GP',
  HEALTH_TRUST: 'COLLABORATION_PHYSICIAN',
}

/** Who is asked to do a measure: the person, otherwise the unit, otherwise those who stand for the organisation. */
export function receiverOf({ organisationId, unitId, personId, kind }: Measure): To | null {
  if (personId) return { personId }
  if (unitId) return { unitId }
  const role = roleAt[kind ?? '']
  return organisationId && role ? { organisationId, role } : null
}

/** The last minute of a day (midnight UTC) by the Norwegian clock: on the day itself nothing is late. */
export function dueAt(day: Date): Date {
  const time = readTime(`${day.toISOString().slice(0, 10)} 23.59`, 'Europe/Oslo')
  return time.ok ? time.value : day
}
