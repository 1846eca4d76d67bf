import { z } from 'zod'
import { purposes } from '#lib/meeting-proposals/schema'
import { choice, line, localTime, paragraph } from '#lib/fields'
import { agreementMethod } from '#lib/recommendations/schema'
import { Capacity } from '#prisma/generated/enums'

/** Why a meeting is called, in a word; a line says more. */
export const reasonCodes = ['MANY_STAYS', 'UNSTABLE', 'BOTH_LEVELS', 'NO_PLAN', 'WISH'] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** How many a form has room for. */
export const room = { seats: 30, guests: 2, times: 3, items: 8 } as const

/** Empty is nothing. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema.optional())

/** A link to a video room; nothing but https, so that a click on it runs nothing. */
const videoUrl = z
  .string()
  .trim()
  .max(400, 'Lenken er for lang.')
  .refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:' && !/[\s"'<>\\]/.test(text), {
    message: 'Skriv en lenke som begynner med https://',
  })

const numbered = <const Name extends string, Schema extends z.ZodType>(name: Name, count: number, schema: Schema) =>
  Object.fromEntries(Array.from({ length: count }, (_, turn) => [`${name}${turn}`, schema])) as Record<
    `${Name}${number}`,
    Schema
  >
const yes = z.literal('yes').optional()
const minutes = z.coerce
  .number('Skriv hvor mange minutter.')
  .int()
  .min(1, 'Minst ett minutt.')
  .max(240, 'Høyst 240 minutter.')

const seatFields = {
  ...numbered('seat', room.seats, z.union([z.uuid(), z.literal('patient')]).optional()),
  ...numbered('need', room.seats, z.string().trim().max(300, 'Skriv kortere.').optional()),
  ...numbered('mandate', room.seats, yes),
  ...numbered('guest', room.guests, optional(line(120, 'Skriv navnet.'))),
  ...numbered('email', room.guests, optional(z.email('E-postadressen kan ikke stemme.').max(200))),
  ...numbered('guestIs', room.guests, z.enum(['NEXT_OF_KIN', 'OTHER']).optional()),
}
export const timeFields = {
  ...numbered('time', room.times, optional(localTime)),
  place: optional(line(200, 'Skriv hvor møtet er, med høyst 200 tegn.')),
  videoUrl: optional(videoUrl),
}
const agendaFields = {
  ...numbered('item', room.items, optional(line(200, 'Skriv hva det gjelder, med høyst 200 tegn.'))),
  ...numbered('minutes', room.items, optional(minutes)),
  ...numbered('who', room.items, optional(z.enum(Capacity))),
}
const agreementFields = {
  agreement: agreementMethod,
  /** Who said yes: the patient, or somebody who stands for the patient. */
  agreedBy: optional(z.uuid()),
  askedAt: localTime,
}

/** What it takes to ask one more. */
export const inviteFields = { ...seatFields, ...agreementFields, insteadOf: optional(z.uuid()) }

type Numbered = Record<string, unknown>
const some = <Value>(form: Numbered, name: string, count: number) =>
  Array.from({ length: count }, (_, turn) => [turn, form[`${name}${turn}`] as Value | undefined] as const).flatMap(
    ([turn, value]) => (value === undefined ? [] : [[turn, value] as const]),
  )

/** Who was chosen, with what each is needed for. */
const seatsOf = (form: Numbered) =>
  some<string>(form, 'seat', room.seats).map(([turn, key]) => ({
    key,
    neededFor: (form[`need${turn}`] as string | undefined) ?? '',
    mandate: form[`mandate${turn}`] === 'yes',
  }))
/** Somebody who does not sign in: a name and an address to write to. */
const guestsOf = (form: Numbered) =>
  some<string>(form, 'guest', room.guests).map(([turn, name]) => ({
    name,
    email: form[`email${turn}`] as string | undefined,
    capacity: (form[`guestIs${turn}`] as 'NEXT_OF_KIN' | 'OTHER' | undefined) ?? 'OTHER',
  }))
export const timesOf = (form: Numbered) => some<Date>(form, 'time', room.times).map(([, time]) => time)
export const placeOf = (form: { place?: string | undefined; videoUrl?: string | undefined }) => ({
  place: form.place,
  videoUrl: form.videoUrl,
})
type Agreed = { agreement: z.output<typeof agreementMethod>; agreedBy?: string | undefined; askedAt: Date }
/** Who is asked, and what the patient said to it. */
export const invitedOf = (form: Agreed & Numbered) => ({
  seats: seatsOf(form),
  guests: guestsOf(form),
  agreement: form.agreement,
  agreedBy: form.agreedBy,
  askedAt: form.askedAt,
})
const itemsOf = (form: Numbered) =>
  some<string>(form, 'item', room.items).map(([turn, title]) => ({
    title,
    minutes: (form[`minutes${turn}`] as number | undefined) ?? 5,
    who: (form[`who${turn}`] as Capacity | undefined) ?? null,
  }))

/** The one form by which a meeting is called; without JavaScript too. */
export const callInput = z
  .strictObject({
    patient: z.uuid(),
    purpose: choice(purposes, 'Velg hva møtet gjelder.'),
    ward: z.uuid('Velg avdeling.'),
    recommendation: optional(z.uuid()),
    ...(Object.fromEntries(reasonCodes.map((code) => [`reason_${code}`, yes])) as Record<
      `reason_${ReasonCode}`,
      typeof yes
    >),
    reason: paragraph(5, 600, 'Skriv hvorfor, med minst 5 tegn.'),
    ...seatFields,
    ...timeFields,
    ...agendaFields,
    ...agreementFields,
  })
  .transform((form) => ({
    patient: form.patient,
    purpose: form.purpose,
    ward: form.ward,
    recommendation: form.recommendation,
    reasons: reasonCodes.filter((code) => form[`reason_${code}`] === 'yes'),
    reason: form.reason,
    ...invitedOf(form),
    ...placeOf(form),
    times: timesOf(form),
    items: itemsOf(form),
  }))
export type CallInput = z.output<typeof callInput>
