import { z } from 'zod'
import { localDay, paragraph, phoneNumber } from '#lib/fields'
import { OrganisationKind, Role, UnitKind } from '#prisma/generated/enums'

const yesOrNo = z.enum(['yes', 'no']).transform((word) => word === 'yes')

export const initiatorInput = z.strictObject({
  role: z.enum(Role),
  seen: z.coerce.number().int().min(1).max(1_000_000),
  enabled: yesOrNo,
})
export type InitiatorInput = z.output<typeof initiatorInput>

const number = (from: number, to: number, message: string) =>
  z
    .string(message)
    .trim()
    .regex(/^\d{1,4}$/, message)
    .transform(Number)
    .pipe(z.number(message).min(from, message).max(to, message))

export const targetInput = z.strictObject({
  /** What stood on the page; empty when there was no target. */
  seen: z
    .string()
    .regex(/^\d{0,4}$/)
    .transform((text) => (text ? Number(text) : null)),
  minutes: number(5, 240, 'Skriv et tall fra 5 til 240.'),
})
export type TargetInput = z.output<typeof targetInput>

const limit = number(1, 50, 'Skriv et tall fra 1 til 50.')
const nothing = (text: string | undefined) => text?.trim() || undefined

/** Switching on needs a basis, a day and somebody who answers for it; a hospital also says from how many stays. */
export const listInput = z
  .strictObject({
    seen: z.coerce.number().int().min(0).max(1_000_000),
    on: yesOrNo,
    acute6: z.string().optional().transform(nothing).pipe(limit.optional()),
    acute12: z.string().optional().transform(nothing).pipe(limit.optional()),
    basis: paragraph(0, 2_000, ''),
    responsible: z.string().optional().transform(nothing).pipe(z.uuid('Velg hvem som er ansvarlig.').optional()),
    decidedOn: z.string().optional().transform(nothing).pipe(localDay('Skriv dagen som 24.11.2026.').optional()),
  })
  .superRefine(({ on, basis, responsible, decidedOn }, context) => {
    if (!on) return
    const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (basis.length < 20) ask('basis', 'Skriv hjemmelen og vurderingen bak den, med minst 20 tegn.')
    if (!responsible) ask('responsible', 'Velg hvem som er ansvarlig.')
    if (!decidedOn) ask('decidedOn', 'Skriv dagen det ble bestemt.')
  })
export type ListInput = z.output<typeof listInput>

const notPhone = 'Skriv et norsk telefonnummer, for eksempel 55 00 42 40.'
const phone = z.string().optional().transform(nothing).pipe(phoneNumber(notPhone).optional())
export const phonesInput = z
  .strictObject({
    unit: z.uuid(),
    seen: z.coerce.number().int().min(0).max(1_000_000),
    phone,
    nightPhone: phone,
  })
  .refine(({ phone: day, nightPhone: night }) => day || !night, {
    path: ['phone'],
    message: 'Skriv nummeret om dagen. Svarer dere på ett nummer hele døgnet, står det her.',
  })
export type PhonesInput = z.output<typeof phonesInput>

const phones = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  phone: z.string().nullable(),
  nightPhone: z.string().nullable(),
  /** How often the numbers were changed. */
  edition: z.int(),
  /** The newest first. */
  changes: z.array(
    z.strictObject({
      phoneBefore: z.string().nullable(),
      nightBefore: z.string().nullable(),
      by: z.string(),
      at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
    }),
  ),
})
export type UnitPhones = z.output<typeof phones>

const setting = z.strictObject({
  edition: z.int(),
  isOn: z.boolean(),
  acute6: z.int().nullable(),
  acute12: z.int().nullable(),
  basis: z.string().nullable(),
  responsible: z.string().nullable(),
  responsibleId: z.uuid().nullable(),
  decidedOn: z.iso.date().nullable(),
  writtenBy: z.string(),
  writtenAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
})

/** What the own organisation has decided. */
export const settingsAnswer = z.strictObject({
  kind: z.enum(OrganisationKind),
  target: z.int().nullable(),
  initiators: z.array(
    z.strictObject({
      role: z.enum(Role),
      unitKind: z.enum(UnitKind).nullable(),
      enabled: z.boolean(),
      version: z.int(),
    }),
  ),
  list: setting.nullable(),
  units: z.array(phones),
  /** Who may answer for the list. */
  people: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
})
export type Settings = z.output<typeof settingsAnswer>
