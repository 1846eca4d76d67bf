import { z } from 'zod'
import { choice, line, localDay, paragraph } from '#lib/fields'

const version = z.coerce.number().int().min(1).max(1_000_000)
const none = z.literal('').transform(() => null)

export const addMeasureInput = z
  .strictObject({
    meeting: z.uuid(),
    goal: z.union([none, line(300, 'Skriv målet med 2 til 300 tegn.')]),
    text: line(400, 'Skriv hva som skal gjøres, med 2 til 400 tegn.'),
    /** `p:` and a participant, or `r:` and a relation of the care team. */
    who: z.string('Velg hvem som gjør det.').regex(/^[pr]:[0-9a-f-]{36}$/, 'Velg hvem som gjør det.'),
    startsOn: z.union([none, localDay('Skriv datoen som 24.11.2026.')]),
    dueOn: localDay('Skriv fristen som 24.11.2026.'),
  })
  .refine(({ startsOn, dueOn }) => startsOn === null || startsOn <= dueOn, {
    path: ['startsOn'],
    message: 'Det kan ikke begynne etter fristen.',
  })
export type AddMeasureInput = z.output<typeof addMeasureInput>

export const changeMeasureInput = z.strictObject({
  measure: z.uuid(),
  seen: version,
  change: z.enum(['REMOVE', 'AGREE', 'DISAGREE']),
})
export type ChangeMeasureInput = z.output<typeof changeMeasureInput>

export const answerMeasureInput = z
  .strictObject({
    measure: z.uuid(),
    seen: version,
    answer: choice(['yes', 'no'], 'Velg ja eller nei.'),
    text: paragraph(0, 600, ''),
  })
  .refine(({ answer, text }) => answer === 'yes' || text.length >= 2, {
    path: ['text'],
    message: 'Skriv hvorfor ikke.',
  })
export type AnswerMeasureInput = z.output<typeof answerMeasureInput>

export const endPromiseInput = z
  .strictObject({
    measure: z.uuid(),
    seen: version,
    kept: choice(['yes', 'no'], 'Velg om det ble gjort.'),
    text: paragraph(0, 600, ''),
  })
  .refine(({ kept, text }) => kept === 'yes' || text.length >= 2, { path: ['text'], message: 'Skriv hva som skjedde.' })
export type EndPromiseInput = z.output<typeof endPromiseInput>
