import { z } from 'zod'
import { paragraph } from '#lib/fields'
import { Capacity, ConsentMethod, DecisionOutcome, MeetingPurpose } from '#prisma/generated/enums'

export const writeMinutesInput = z.strictObject({
  meeting: z.uuid(),
  /** How many editions stood on the page. */
  seen: z.coerce.number().int().min(0).max(1_000),
})
export type WriteMinutesInput = z.output<typeof writeMinutesInput>

export const commentInput = z.strictObject({
  minutes: z.uuid(),
  text: paragraph(2, 4_000, 'Skriv hva som bør rettes, med minst 2 tegn.'),
})
export type CommentInput = z.output<typeof commentInput>

export const signInput = z.strictObject({ minutes: z.uuid() })
export type SignInput = z.output<typeof signInput>

const moment = z.iso.datetime().transform((text) => new Date(text))

/** The meeting as one document; what the database writes, and all of it. */
export const minutesContent = z.strictObject({
  patient: z.strictObject({ name: z.string(), birthDate: z.iso.date() }),
  purpose: z.enum(MeetingPurpose),
  startsAt: moment,
  endsAt: moment,
  place: z.string().nullable(),
  onVideo: z.boolean(),
  reason: z.string(),
  trust: z.string(),
  noGp: z.boolean(),
  chair: z.string(),
  participants: z.array(
    z.strictObject({
      name: z.string(),
      capacity: z.enum(Capacity),
      place: z.string(),
      mandate: z.boolean(),
      tookPart: z.enum(['CAME', 'WROTE', 'AWAY']),
      reason: z.string().nullable(),
      statement: z.string().nullable(),
    }),
  ),
  view: z.strictObject({ text: z.string(), helper: z.string().nullable() }).nullable(),
  items: z.array(z.strictObject({ title: z.string(), note: z.string() })),
  decision: z
    .strictObject({
      outcome: z.enum(DecisionOutcome),
      ward: z.string().nullable(),
      reviewOn: z.iso.date().nullable(),
      reason: z.string(),
      criteria: z.int().nullable(),
      met: z.array(z.string()),
    })
    .nullable(),
  answer: z
    .strictObject({
      agrees: z.boolean(),
      method: z.enum(ConsentMethod),
      by: z.string().nullable(),
      givenAt: moment,
    })
    .nullable(),
  measures: z.array(
    z.strictObject({
      goal: z.string().nullable(),
      text: z.string(),
      responsible: z.string(),
      startsOn: z.iso.date().nullable(),
      dueOn: z.iso.date(),
      agreed: z.boolean(),
    }),
  ),
})
export type MinutesContent = z.output<typeof minutesContent>
