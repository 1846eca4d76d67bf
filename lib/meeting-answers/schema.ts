import { z } from 'zod'
import { choice, paragraph } from '#lib/fields'

/** How many proposed times a form has room for. */
const mostTimes = 6
const times = Object.fromEntries(
  Array.from({ length: mostTimes }, (_, turn) => [`time${turn}`, z.uuid().optional()]),
) as Record<`time${number}`, z.ZodOptional<z.ZodUUID>>

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
    times: Array.from(
      { length: mostTimes },
      (_, turn) => (form as { readonly [name: string]: string | number | undefined })[`time${turn}`],
    ).flatMap((time) => (typeof time === 'string' ? time : [])),
  }))
export type AnswerInput = z.output<typeof answerInput>

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
