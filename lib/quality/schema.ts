import { z } from 'zod'
import { DeviationReason, RefusalReason } from '#prisma/generated/enums'

const count = z.int().min(0)

/** What the database counts of fast tracks, and all of it. */
export const figuresAnswer = z.strictObject({
  started: count,
  received: count,
  cancelled: count,
  /** Of those received: within the target that counted when the run began, and at the patient's own ward. */
  within: count,
  ownWard: count,
  medianMinutes: z.number().nullable(),
  deviations: z.partialRecord(z.enum(DeviationReason), count),
  refusals: z.partialRecord(z.enum(RefusalReason), count),
})
export type FastTrackFigures = z.output<typeof figuresAnswer>
