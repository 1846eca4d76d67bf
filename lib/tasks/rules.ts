import { daysBetween } from '#lib/dates'
import { ok, refuse, type Result } from '#lib/result'
import type { DueTask, InboxQuery, TaskKind } from '#lib/tasks/schema'
import { type TaskStatus } from '#prisma/generated/enums'

type About = { patientId: string | null; objectId: string }

/** Where the work of a kind is done: a page that every role opens which is given such work. */
const agreement = ({ patientId }: About) => `/patients/${patientId}/agreement`
const meetings = ({ patientId }: About) => `/patients/${patientId}/meetings`
const meeting = ({ objectId }: About) => `/meetings/${objectId}`
const promises = ({ patientId }: About) => `/patients/${patientId}/promises`
const pages: Record<TaskKind, (about: About) => string> = {
  ANSWER_RECOMMENDATION: meetings,
  ANSWER_MEETING: meeting,
  CHOOSE_MEETING_TIME: meeting,
  PREPARE_MEETING: meetings,
  WRITE_STATEMENT: meeting,
  HOLD_MEETING: (about) => `${meeting(about)}/hold`,
  SIGN_MINUTES: (about) => `${meeting(about)}/minutes`,
  ACCEPT_MEASURE: promises,
  DO_MEASURE: promises,
  KEEP_PROMISE: promises,
  COMPLETE_AGREEMENT: agreement,
  SIGN_AGREEMENT: agreement,
  ISSUE_CARD: ({ patientId }) => `/patients/${patientId}/card`,
  REVIEW_STATUS: ({ patientId }) => `/patients/${patientId}/status`,
  CONSIDER_CANDIDATE: () => '/candidates',
  APPROVE_CRITERIA: () => '/admin/criteria',
  // Flow coordinators have no patient page.
  FOLLOW_UP: meetings,
}

/** Where a task leads somebody at work: ids of our own, and nothing about a person. */
export const taskAddress = (kind: string, about: About) =>
  (pages as Partial<typeof pages>)[kind as TaskKind]?.(about) ??
  (about.patientId ? `/patients/${about.patientId}` : '/inbox')

/** The kinds that nothing else ends than somebody who says that it is done. */
const byHand: ReadonlySet<string> = new Set<TaskKind>(['PREPARE_MEETING', 'FOLLOW_UP'])
export const endsByHand = (kind: string) => byHand.has(kind)

/** The address of the inbox, as short as it can be. */
export function inboxAddress({ vis, side = 1 }: Pick<InboxQuery, 'vis'> & { side?: number }) {
  const query = new URLSearchParams()
  if (vis !== 'alle') query.set('vis', vis)
  if (side > 1) query.set('side', String(side))
  return query.size ? `/inbox?${query}` : '/inbox'
}

type Standing = { kind: string; status: TaskStatus; mine: boolean; held: boolean }

export function mayTake({ status, mine }: Standing): Result<null, 'ended' | 'already_yours'> {
  if (status !== 'OPEN') return refuse('ended')
  return mine ? refuse('already_yours') : ok(null)
}

export function mayDelegate(
  { status, works }: Standing & { works: boolean },
  to: string,
  self: string | null,
): Result<string, 'ended' | 'yourself' | 'not_there'> {
  if (status !== 'OPEN') return refuse('ended')
  if (to === self) return refuse('yourself')
  return works ? ok(to) : refuse('not_there')
}

export const longestSnooze = 30

/** Only what one has oneself is put off: what nobody has would be hidden from all of them. */
export function maySnooze(
  { status, mine }: Standing,
  until: string,
  today: string,
): Result<string, 'ended' | 'take_first' | 'past_day' | 'too_far'> {
  if (status !== 'OPEN') return refuse('ended')
  if (!mine) return refuse('take_first')
  const days = daysBetween(today, until)
  if (days < 1) return refuse('past_day')
  return days > longestSnooze ? refuse('too_far') : ok(until)
}

export function mayMarkDone({
  kind,
  status,
  mine,
  held,
}: Standing): Result<null, 'ended' | 'not_by_hand' | 'held_by_other'> {
  if (status !== 'OPEN') return refuse('ended')
  if (!endsByHand(kind)) return refuse('not_by_hand')
  return held && !mine ? refuse('held_by_other') : ok(null)
}

/** Days after the time was up until a task of a kind is lifted, and to whom besides the one who gave it. */
export const escalations: Record<TaskKind, { afterDays: number; to: 'FLOW_COORDINATOR' | 'GIVER' } | null> = {
  ANSWER_RECOMMENDATION: { afterDays: 3, to: 'FLOW_COORDINATOR' },
  ANSWER_MEETING: { afterDays: 2, to: 'GIVER' },
  CHOOSE_MEETING_TIME: { afterDays: 2, to: 'FLOW_COORDINATOR' },
  PREPARE_MEETING: { afterDays: 1, to: 'GIVER' },
  WRITE_STATEMENT: { afterDays: 1, to: 'GIVER' },
  HOLD_MEETING: { afterDays: 2, to: 'FLOW_COORDINATOR' },
  SIGN_MINUTES: { afterDays: 3, to: 'FLOW_COORDINATOR' },
  ACCEPT_MEASURE: { afterDays: 5, to: 'FLOW_COORDINATOR' },
  DO_MEASURE: { afterDays: 3, to: 'FLOW_COORDINATOR' },
  KEEP_PROMISE: { afterDays: 3, to: 'FLOW_COORDINATOR' },
  COMPLETE_AGREEMENT: { afterDays: 3, to: 'FLOW_COORDINATOR' },
  SIGN_AGREEMENT: { afterDays: 7, to: 'GIVER' },
  ISSUE_CARD: { afterDays: 3, to: 'FLOW_COORDINATOR' },
  REVIEW_STATUS: { afterDays: 7, to: 'FLOW_COORDINATOR' },
  CONSIDER_CANDIDATE: null,
  APPROVE_CRITERIA: { afterDays: 14, to: 'GIVER' },
  FOLLOW_UP: null,
}

const day = 24 * 3_600_000
type Due = Pick<DueTask, 'kind' | 'dueAt' | 'remindedAt' | 'escalatedAt' | 'snoozedUntil'>

/**
 * What the clock does with a task now: reminds once when its time is up, and lifts it some days later. Putting it off
 * puts off the reminder and not the lifting, so that nothing stays undone in silence.
 */
export function stepOf({ kind, dueAt, remindedAt, escalatedAt, snoozedUntil }: Due, time: Date) {
  const rule = escalations[kind]
  const isLate = rule !== null && time.getTime() >= dueAt.getTime() + rule.afterDays * day
  const rests = snoozedUntil !== null && time < snoozedUntil
  if (!remindedAt) return time >= dueAt && (!rests || isLate) ? 'REMIND' : null
  return isLate && !escalatedAt ? 'ESCALATE' : null
}
