import { z } from 'zod'
import { line, localDay } from '#lib/fields'
import { Role } from '#prisma/generated/enums'

/** What somebody may be asked to do. A new kind is a word here, words in `text.ts` and a row in `rules.ts`. */
export const taskKinds = [
  'ANSWER_RECOMMENDATION',
  'ANSWER_MEETING',
  'CHOOSE_MEETING_TIME',
  'PREPARE_MEETING',
  'WRITE_STATEMENT',
  'HOLD_MEETING',
  'SIGN_MINUTES',
  'ACCEPT_MEASURE',
  'DO_MEASURE',
  'KEEP_PROMISE',
  'COMPLETE_AGREEMENT',
  'SIGN_AGREEMENT',
  'ISSUE_CARD',
  'REVIEW_STATUS',
  'CONSIDER_CANDIDATE',
  'APPROVE_CRITERIA',
  'FOLLOW_UP',
] as const
export type TaskKind = (typeof taskKinds)[number]

/** Whom a task is given to: a person, everybody of a unit (or those of one role there), or a role of an organisation. */
export type Receiver = { personId: string } | { unitId: string; role?: Role } | { organisationId: string; role: Role }

export type NewTask = {
  kind: TaskKind
  /** Null when it is about no patient. */
  patientId: string | null
  /** What it is about: the id of a meeting, an agreement, a measure. */
  objectId: string
  to: Receiver
  dueAt: Date | null
  /** At most 500 characters; seen by whoever gets the task, and never mailed. */
  text?: string
}
export type TaskObject = { kind: TaskKind; objectId: string }

/** What came of a task that was ended by what was done: a code. `CANCELLED` says that it fell away. */
export const taskOutcome = z.string().regex(/^[A-Z][A-Z_]{1,39}$/)

/** What stands in the address of the inbox; what cannot be read counts for nothing. */
export const inboxViews = ['alle', 'mine', 'enhet', 'frist', 'senere', 'meldinger'] as const
export const inboxQuery = z.object({
  vis: z.enum(inboxViews).catch('alle'),
  side: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type InboxQuery = z.output<typeof inboxQuery>

const patient = z.strictObject({ id: z.uuid(), name: z.string(), birthDate: z.iso.date() }).nullable()
const moment = z.iso.datetime({ offset: true })

export const taskRow = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  version: z.int(),
  objectId: z.uuid(),
  patientId: z.uuid().nullable(),
  /** Null when it is about nobody, or about somebody whom this actor may not see. */
  patient,
  text: z.string().nullable(),
  dueAt: moment.nullable(),
  givenAt: moment,
  givenBy: z.string().nullable(),
  /** Who does it now; null when nobody of the unit or role has taken it. */
  holder: z.string().nullable(),
  mine: z.boolean(),
  /** The unit it was given to. */
  unit: z.string().nullable(),
  role: z.enum(Role).nullable(),
  snoozedUntil: moment.nullable(),
  snoozeReason: z.string().nullable(),
})
export type TaskRow = z.output<typeof taskRow>

export const noticeRow = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  objectId: z.uuid(),
  patientId: z.uuid().nullable(),
  patient,
  toldAt: moment,
  toldBy: z.string().nullable(),
  unread: z.boolean(),
})
export type NoticeRow = z.output<typeof noticeRow>

/** A mail that nobody has taken for a quarter of an hour. */
export const unsentMail = z.strictObject({
  id: z.uuid(),
  recipient: z.string(),
  queuedAt: moment,
  givenUp: z.boolean(),
})

export const inboxAnswer = z.strictObject({
  counts: z.record(z.enum(inboxViews), z.int()),
  unread: z.int(),
  tasks: z.array(taskRow),
  notices: z.array(noticeRow),
  unsent: z.array(unsentMail),
})

/** Somebody a task can be handed to. */
export type Colleague = { readonly id: string; readonly name: string }
export type Inbox = z.output<typeof inboxAnswer> &
  InboxQuery & { at: string; scope: string; size: number; total: number; colleagues: readonly Colleague[] }

const seen = { task: z.uuid(), version: z.coerce.number().int().min(1).max(100_000) }
export const takeInput = z.strictObject(seen)
export const delegateInput = z.strictObject({ ...seen, to: z.uuid('Velg hvem som skal gjøre oppgaven.') })
export const snoozeInput = z.strictObject({
  ...seen,
  until: localDay('Velg en dag.'),
  reason: line(300, 'Skriv hvorfor, med minst to tegn.'),
})
export type TakeInput = z.output<typeof takeInput>
export type DelegateInput = z.output<typeof delegateInput>
export type SnoozeInput = z.output<typeof snoozeInput>

/** What the clock of duties is told of a task that is past its time. */
export const dueTasks = z.array(
  z.strictObject({
    id: z.uuid(),
    kind: z.enum(taskKinds),
    dueAt: moment.transform((text) => new Date(text)),
    remindedAt: moment.transform((text) => new Date(text)).nullable(),
    escalatedAt: moment.transform((text) => new Date(text)).nullable(),
    snoozedUntil: moment.transform((text) => new Date(text)).nullable(),
    version: z.int(),
    holder: z.string().nullable(),
  }),
)
export type DueTask = z.output<typeof dueTasks>[number]
