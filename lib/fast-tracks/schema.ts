import { z } from 'zod'
import { choice, line, localDay, localTime } from '#lib/fields'
import { ClearanceRole, DeviationReason, RefusalReason } from '#prisma/generated/enums'

/** The longest that a ward may ask reception to wait. */
const longestDelay = 240
const minutesProblem = `Skriv hvor mange minutter, fra 1 til ${longestDelay}.`

export const refusals = Object.values(RefusalReason)
export const deviations = Object.values(DeviationReason)
export const clearanceRoles = Object.values(ClearanceRole)

/** Every answer names the version it was seen in, so that nobody overwrites what a colleague said meanwhile. */
const seen = { run: z.uuid(), version: z.coerce.number().int().min(1).max(100_000) }
/** A field that this answer has no use for. */
const unused = z.string().max(100).optional()

export const startInput = z.strictObject({ stay: z.uuid() })

export const answerInput = z
  .strictObject({
    ...seen,
    answer: z.enum(['NOW', 'IN_MINUTES', 'CANNOT']),
    minutes: unused,
    refusal: unused,
  })
  .transform(({ answer, minutes, refusal, ...rest }, context) => {
    const about = { ...rest, minutes: null, refusal: null }
    if (answer === 'NOW') return { ...about, answer }
    if (answer === 'IN_MINUTES') {
      const count = /^\s*\d{1,3}\s*$/.test(minutes ?? '') ? Number(minutes) : 0
      if (count >= 1 && count <= longestDelay) return { ...about, answer, minutes: count }
      context.addIssue({ code: 'custom', path: ['minutes'], message: minutesProblem })
      return z.NEVER
    }
    const reason = z.enum(refusals).safeParse(refusal)
    if (reason.success) return { ...about, answer, refusal: reason.data }
    context.addIssue({ code: 'custom', path: ['refusal'], message: 'Velg hvorfor.' })
    return z.NEVER
  })
export type AnswerInput = z.output<typeof answerInput>

/** Who said that a patient who was to be treated first may be moved. */
export const clearance = {
  clearedBy: line(80, 'Skriv navnet på den som har avklart, minst to tegn.'),
  clearedRole: choice(clearanceRoles, 'Velg rollen til den som har avklart.'),
  clearedAt: localTime,
}
export type Clearance = z.output<z.ZodObject<typeof clearance>>

export const receiveInput = z.strictObject({ ...seen })
export const receiveClearedInput = z.strictObject({ ...seen, ...clearance })
export type ReceiveInput = z.output<typeof receiveInput> & Partial<Clearance>

export const redirectInput = z.strictObject({
  ...seen,
  ward: z.uuid('Velg en avdeling.'),
  deviation: z
    .union([z.enum(deviations), z.literal('')], 'Velg hvorfor.')
    .transform((reason) => (reason === '' ? null : reason)),
  moveOn: z.union([z.literal('').transform(() => null), localDay('Velg en dag, for eksempel 24.11.2026.')]),
})
export type RedirectInput = z.output<typeof redirectInput>
