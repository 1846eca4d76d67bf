import { z } from 'zod'

/** Which session ends is not for the form to say: it is the one that sends it. */
export const endSessionInput = z.strictObject({})

/** As whom somebody wants to work: one of the own memberships. */
export const chooseInput = z.strictObject({ id: z.uuid() })
export type ChooseInput = z.output<typeof chooseInput>
