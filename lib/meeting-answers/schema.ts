import { z } from 'zod'
import { choice, localTime, paragraph } from '#lib/fields'
import { ConsentMethod } from '#prisma/generated/enums'

/** How many proposed times a form has room for. */
const mostTimes = 6
const times = Object.fromEntries(
  Array.from({ length: mostTimes }, (_, turn) => [`time${turn}`, z.uuid().optional()]),
) as Record<`time${number}`, z.ZodOptional<z.ZodUUID>>

const chosenOf = (form: { readonly [name: string]: unknown }) =>
  Array.from({ length: mostTimes }, (_, turn) => form[`time${turn}`]).flatMap((time) =>
    typeof time === 'string' ? time : [],
  )

export const answers = ['YES', 'NO', 'DEPUTY'] as const
/** Which meeting and whose seat, and as it was seen. */
const seat = { meeting: z.uuid(), participant: z.uuid(), seen: z.coerce.number().int().min(1).max(100_000) }

export const answerInput = z
  .strictObject({
    ...seat,
    answer: choice(answers, 'Velg om du kommer.'),
    ...times,
    note: paragraph(0, 300, ''),
  })
  .transform((form) => ({
    meeting: form.meeting,
    participant: form.participant,
    seen: form.seen,
    answer: form.answer,
    note: form.note || null,
    times: chosenOf(form),
  }))
export type AnswerInput = z.output<typeof answerInput>

export const recordedAnswers = ['YES', 'NO'] as const
/** What the patient answered, and to whom it was said. */
export const recordedInput = z
  .strictObject({
    ...seat,
    answer: choice(recordedAnswers, 'Velg hva pasienten svarte.'),
    ...times,
    /** A representation; empty when the patient answered. */
    by: z.union([z.literal('').transform(() => null), z.uuid()]).optional(),
    method: choice(Object.values(ConsentMethod), 'Velg hvordan svaret ble gitt.'),
    givenAt: localTime,
  })
  .transform(({ meeting, participant, seen, answer, by, method, givenAt, ...form }) => ({
    ...{ meeting, participant, seen, answer, method, givenAt },
    by: by ?? null,
    times: chosenOf(form),
  }))
export type RecordedInput = z.output<typeof recordedInput>

const shortest = 10
export const statementInput = z.strictObject({
  ...seat,
  text: paragraph(shortest, 20_000, `Skriv uttalelsen, med minst ${shortest} tegn.`),
})
export type StatementInput = z.output<typeof statementInput>

export const viewInput = z.strictObject({
  ...seat,
  text: paragraph(2, 6_000, 'Skriv det du vil si.'),
})
export type ViewInput = z.output<typeof viewInput>
