import { z } from 'zod'
import { BlockReason, EmergencyReason, Purpose, Role } from '#prisma/generated/enums'

const moment = z.iso.datetime({ offset: true })

const row = z.strictObject({
  id: z.uuid(),
  at: moment.transform((text) => new Date(text)),
  name: z.string(),
  role: z.enum(Role),
  organisation: z.string().nullable(),
  unit: z.string().nullable(),
  purpose: z.enum(Purpose),
  act: z.string(),
  outcome: z.string(),
  ground: z.string(),
  shown: z.array(z.string()),
  /** Why the glass was broken. */
  reason: z.union([z.enum(EmergencyReason), z.enum(BlockReason)]).nullable(),
})

/** What the database answers about one patient, and all of it; null when it is not for the one who asks. */
export const accessLogAnswer = z
  .strictObject({ name: z.string(), birthDate: z.iso.date(), rows: z.array(row) })
  .nullable()

export type Look = z.output<typeof row>

/** Later than every look. */
export const always = new Date('9999-01-01T00:00:00Z')

/** `?for=`: only looks before this moment. Whatever is no moment of our time is as good as none. */
export const beforeInput = moment
  .transform((text) => new Date(text))
  .refine((time) => time.getUTCFullYear() >= 2000)
  .catch(always)

/** A patient's looks before a moment. */
export const accessLogInput = z.object({ id: z.uuid(), for: beforeInput })
export type AccessLogInput = z.output<typeof accessLogInput>

export const ownAccessLogInput = accessLogInput.omit({ id: true })
export type OwnAccessLogInput = z.output<typeof ownAccessLogInput>
