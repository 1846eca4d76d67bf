import { z } from 'zod'

export const flagListInput = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })
export type FlagListInput = z.output<typeof flagListInput>

const row = z.strictObject({
  id: z.uuid(),
  patientId: z.uuid(),
  name: z.string(),
  birthDate: z.iso.date(),
  at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  by: z.string(),
  unit: z.string().nullable(),
  why: z.enum(['CANCELLED', 'WITHOUT_TRIAGE']),
})
export type Flag = z.output<typeof row>

/** What the database answers about arrivals to look into, and all of it. */
export const flagsAnswer = z.strictObject({ total: z.int(), rows: z.array(row) })
