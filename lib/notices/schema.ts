import { z } from 'zod'

/** What somebody may be told. A new kind is a word here, words in `text.ts` and a row in `rules.ts`. */
export const noticeKinds = [
  'RECOMMENDATION_ACCEPTED',
  'RECOMMENDATION_DECLINED',
  'MEETING_CALLED',
  'MEETING_CONFIRMED',
  'MEETING_CHANGED',
  'MEETING_CANCELLED',
  'MEETING_LEFT',
  'MEETING_ANSWERED',
  'MEETING_SOON',
  'STATEMENT_RECEIVED',
  'MINUTES_READY',
  'MINUTES_SIGNED',
  'STATUS_DECIDED',
  'STATUS_ENDED',
  'MEASURE_ANSWERED',
  'PROMISE_LATE',
  'PROMISE_BROKEN',
  'AGREEMENT_READY',
  'AGREEMENT_SIGNED',
  'AGREEMENT_DECLINED',
  'AGREEMENT_ACTIVE',
  'AGREEMENT_CHANGED',
  'AGREEMENT_ENDED',
  'CARD_ISSUED',
  'CARD_REVOKED',
  'TASK_DUE',
  'TASK_LATE',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

export type NewNotice = {
  kind: NoticeKind
  /** Null when it is about no patient. */
  patientId: string | null
  /** What it is about: the id of a meeting, an agreement, a card. */
  objectId: string
  /** Persons; whoever acts is left out. */
  to: readonly string[]
}

export const readInput = z.strictObject({
  /** When the list was shown; what came since stays unread. */
  until: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
})
export type ReadInput = z.output<typeof readInput>

/** What is new for somebody at home. */
export type OwnNews = {
  at: string
  tasks: readonly { id: string; kind: string; patientId: string | null; dueAt: Date | null }[]
  notices: readonly { id: string; kind: string; patientId: string | null; toldAt: Date }[]
}
