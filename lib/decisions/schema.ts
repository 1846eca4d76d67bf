import { z } from 'zod'
import { choice, localDay, localTime, paragraph } from '#lib/fields'
import { ConsentMethod, DecisionOutcome } from '#prisma/generated/enums'

export const outcomes = Object.values(DecisionOutcome)
export const methods = Object.values(ConsentMethod)

const none = z.literal('').transform(() => null)
/** Which criteria are met: one field each, `met1`, `met2`. */
export const mostCriteria = 30
const met = Object.fromEntries(
  Array.from({ length: mostCriteria }, (_, index) => [`met${index + 1}`, z.literal('yes').optional()]),
) as Record<`met${number}`, z.ZodOptional<z.ZodLiteral<'yes'>>>

export const decideInput = z
  .strictObject({
    meeting: z.uuid(),
    /** How many decisions stood on the page. */
    seen: z.coerce.number().int().min(0).max(1_000),
    outcome: choice(outcomes, 'Velg hva møtet beslutter.'),
    ward: z.union([none, z.uuid('Velg en avdeling ved sykehuset.')]).optional(),
    reviewOn: z.union([none, localDay('Skriv datoen som 24.05.2027.')]).optional(),
    reason: paragraph(2, 2_000, 'Skriv hvorfor, ut fra kriteriene.'),
    /** What the patient, or whoever may answer for the patient, says now; empty when it stands already. */
    answer: z.union([none, z.enum(['yes', 'no'])]).optional(),
    /** A representation; empty when the patient answers. */
    by: z.union([none, z.uuid()]).optional(),
    method: z.union([none, z.enum(methods)]).optional(),
    givenAt: z.union([none, localTime]).optional(),
    ...met,
  })
  .refine(({ answer, method }) => !answer || method, { path: ['method'], message: 'Velg hvordan svaret ble gitt.' })
  .transform(({ meeting, seen, outcome, ward, reviewOn, reason, answer, by, method, givenAt, ...places }) => ({
    meeting,
    seen,
    outcome,
    ward: ward ?? null,
    reviewOn: reviewOn ?? null,
    reason,
    answer: answer && method ? { agrees: answer === 'yes', by: by ?? null, method, givenAt: givenAt ?? null } : null,
    met: Object.keys(places)
      .filter((place) => (places as Record<string, unknown>)[place] === 'yes')
      .map((place) => Number(place.slice(3)))
      .toSorted((one, other) => one - other),
  }))
export type DecideInput = z.output<typeof decideInput>
