import { z } from 'zod'

/** What a job is told. */
export const mailJob = z.object({ id: z.uuid() })
