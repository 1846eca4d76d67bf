import { z } from 'zod'
import { choice, paragraph } from '#lib/fields'
import { BlockReason, EmergencyReason } from '#prisma/generated/enums'

export const emergencyReasons = Object.values(EmergencyReason)
export const blockReasons = Object.values(BlockReason)

/** So short a reason says nothing to the one who reads it afterwards. */
export const shortestReason = 20
const words = paragraph(shortestReason, 1_000, `Skriv hvorfor, med minst ${shortestReason} tegn.`)

/** Which patient stands in the address of the page. */
export const emergencyParams = z.object({ id: z.uuid() })
export type EmergencyParams = z.output<typeof emergencyParams>

export const openInput = z.strictObject({
  patient: z.uuid(),
  reason: choice(emergencyReasons, 'Velg hvorfor du trenger nødtilgang.'),
  text: words,
  confirmed: z.literal('yes', 'Bekreft at du trenger opplysningene.'),
})
export type OpenInput = z.output<typeof openInput>

export const openBlockInput = z.strictObject({
  patient: z.uuid(),
  reason: choice(blockReasons, 'Velg hvorfor sperren må åpnes.'),
  text: words,
})
export type OpenBlockInput = z.output<typeof openBlockInput>

export const endInput = z.strictObject({ patient: z.uuid() })
export type EndInput = z.output<typeof endInput>

/** What the database tells about one patient and the one who asks, and all of it; null when nobody has the id. */
export const emergencyFacts = z
  .strictObject({
    /** The patient is the one who asks. */
    own: z.boolean(),
    /** The ordinary work opens the record. */
    known: z.boolean(),
    /** Too many patients in ten minutes. */
    limited: z.boolean(),
    open: z.strictObject({ id: z.uuid(), until: z.iso.datetime({ offset: true }), version: z.int() }).nullable(),
    /** What the patient has blocked and nobody has opened. */
    blocked: z.enum(['BLOCK', 'BLOCK_STATUS']).nullable(),
    /** A physician opened what was blocked. */
    opened: z.boolean(),
  })
  .nullable()
export type EmergencyFacts = NonNullable<z.output<typeof emergencyFacts>>
export type OpenEmergency = EmergencyFacts & { open: NonNullable<EmergencyFacts['open']> }
