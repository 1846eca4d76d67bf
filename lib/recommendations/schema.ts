import { z } from 'zod'
import { choice, localTime, paragraph } from '#lib/fields'

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

export const declineInput = z.strictObject({
  patient: z.uuid(),
  recommendation: z.uuid(),
  seen: z.coerce.number().int().min(1).max(10_000),
  answer: paragraph(shortest, 600, `Skriv hvorfor ikke, med minst ${shortest} tegn. Svaret går til den som anbefalte.`),
})
export type DeclineInput = z.output<typeof declineInput>
