import { z } from 'zod'
import { Role } from '#prisma/generated/enums'

/** Which session ends is not for the form to say: it is the one that sends it. */
export const endSessionInput = z.strictObject({})

/** As whom somebody wants to work: one of the own memberships. */
export const chooseInput = z.strictObject({ id: z.uuid() })
export type ChooseInput = z.output<typeof chooseInput>

/** Which of the own sessions elsewhere is to end. */
export const endOneInput = z.strictObject({ id: z.uuid() })
export type EndOneInput = z.output<typeof endOneInput>

const named = z.object({ name: z.string() }).nullable()
/** The own sessions that count now, as the database answers. */
export const ownSessions = z.array(
  z.object({
    id: z.uuid(),
    current: z.boolean(),
    role: z.enum(Role),
    unit: named,
    organisation: named,
    startedAt: z.coerce.date(),
    usedAt: z.coerce.date(),
  }),
)
export type OwnSession = z.output<typeof ownSessions>[number]
