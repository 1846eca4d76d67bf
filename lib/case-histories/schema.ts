import { z } from 'zod'
import { choice, paragraph } from '#lib/fields'
import { ConsentMethod } from '#prisma/generated/enums'

const version = z.coerce.number().int().min(1).max(1_000_000)
const words = paragraph(0, 600, '')

/** The patient's wish, as it is written down for the patient: how it was said is part of it. */
export const endStatusInput = z
  .strictObject({
    case: z.uuid(),
    seen: version,
    method: choice(Object.values(ConsentMethod), 'Velg hvordan pasienten sa det.'),
    text: paragraph(2, 600, 'Skriv hva pasienten sa, med minst 2 tegn.'),
    sure: z.literal('yes', 'Kryss av for at det er pasientens ønske.'),
  })
  .transform(({ sure: _sure, ...rest }) => rest)
export type EndStatusInput = z.output<typeof endStatusInput>

export const endOwnStatusInput = z
  .strictObject({ case: z.uuid(), seen: version, text: words, sure: z.literal('yes', 'Kryss av for at du er sikker.') })
  .transform(({ sure: _sure, ...rest }) => rest)
export type EndOwnStatusInput = z.output<typeof endOwnStatusInput>

export const beginReviewInput = z.strictObject({ case: z.uuid(), seen: version })
export type BeginReviewInput = z.output<typeof beginReviewInput>
