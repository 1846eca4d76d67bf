import { z } from 'zod'
import { choice, localTime } from '#lib/fields'
import { note, seen, whyMessage } from '#lib/stay-events/schema'
import { StayEventReason } from '#prisma/generated/enums'

const { WRONG_PERSON, REGISTERED_TWICE, DID_NOT_HAPPEN } = StayEventReason
export const voidReasons = [DID_NOT_HAPPEN, WRONG_PERSON, REGISTERED_TWICE] as const

/** Which event the page is to put right; what cannot be read is none. */
export const correctionQuery = z.object({ rett: z.uuid().optional().catch(undefined) })

const about = { ...seen, event: z.uuid() }

export const correctTimeInput = z.strictObject({ ...about, at: localTime, note })
export const correctWardInput = z.strictObject({ ...about, ward: z.uuid('Velg en avdeling.'), note })
export const voidInput = z.strictObject({ ...about, reason: choice(voidReasons, whyMessage), note })
export const undoInput = z.strictObject({ stay: z.uuid(), event: z.uuid() })

export type CorrectTimeInput = z.output<typeof correctTimeInput>
export type CorrectWardInput = z.output<typeof correctWardInput>
export type VoidInput = z.output<typeof voidInput>
export type UndoInput = z.output<typeof undoInput>
