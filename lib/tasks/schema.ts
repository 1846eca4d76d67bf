import { z } from 'zod'
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
