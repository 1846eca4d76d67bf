import { z } from 'zod'

export const revokeCardInput = z.strictObject({ id: z.uuid() })
export type RevokeCardInput = z.output<typeof revokeCardInput>
