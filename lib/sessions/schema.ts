import { z } from 'zod'

/** Which session ends is not for the form to say: it is the one that sends it. */
export const endSessionInput = z.strictObject({})
