import { z } from 'zod'
import { choice, localTime, paragraph } from '#lib/fields'
import { CaseStatus, RecommendationStatus, Role } from '#prisma/generated/enums'

/** How the patient said yes, or that nobody has asked. */
export const agreementMethods = ['NOT_ASKED', 'ORAL', 'WRITTEN', 'DIGITAL'] as const
export const agreementMethod = choice(agreementMethods, 'Velg om pasienten er spurt, og hvordan.')

const shortest = 10
export const recommendInput = z.strictObject({
  patient: z.uuid(),
  /** The membership of the one who is asked. */
  to: z.uuid('Velg hvem du vil spørre.'),
  reason: paragraph(shortest, 600, `Skriv hvorfor, med minst ${shortest} tegn.`),
  agreement: agreementMethod,
  askedAt: localTime,
})
export type RecommendInput = z.output<typeof recommendInput>

/** From reception it is about the arrival, so that no form carries who it is. */
export const recommendHereInput = z.strictObject({
  stay: z.uuid(),
  to: recommendInput.shape.to,
  reason: recommendInput.shape.reason,
})
export type RecommendHereInput = z.output<typeof recommendHereInput>

/** What reception is told for recommending, and all of it. */
export const recommendingHere = z.strictObject({
  patientId: z.uuid(),
  /** Of the case at the own hospital. */
  status: z.enum(CaseStatus).nullable(),
  initiators: z.array(
    z.strictObject({ id: z.uuid(), name: z.string(), role: z.enum(Role), unit: z.string().nullable() }),
  ),
  /** What this person recommended last, and what came of it. */
  mine: z
    .strictObject({
      status: z.enum(RecommendationStatus),
      to: z.string(),
      answer: z.string().nullable(),
      dueAt: z.iso.datetime({ offset: true }),
    })
    .nullable(),
})
export type RecommendingHere = z.output<typeof recommendingHere>

export const declineInput = z.strictObject({
  patient: z.uuid(),
  recommendation: z.uuid(),
  seen: z.coerce.number().int().min(1).max(10_000),
  answer: paragraph(shortest, 600, `Skriv hvorfor ikke, med minst ${shortest} tegn. Svaret går til den som anbefalte.`),
})
export type DeclineInput = z.output<typeof declineInput>
