import { z } from 'zod'
import { calendarFacts } from '#lib/invitations/schema'
import { OutboxKind } from '#prisma/generated/enums'

/** What the database tells of a mail that is to be sent: where to, and as what; nothing of a patient. */
export const outgoingMail = z.strictObject({
  id: z.uuid(),
  kind: z.enum(OutboxKind),
  address: z.string(),
  /** Sent to somebody as a patient or as somebody near. */
  citizen: z.boolean(),
  /** Whether the recipient can sign in. */
  signsIn: z.boolean(),
  calendar: calendarFacts.nullable(),
  queuedAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
})
export type OutgoingMail = z.output<typeof outgoingMail>
