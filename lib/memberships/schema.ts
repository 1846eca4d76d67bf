import { z } from 'zod'
import { choice, line, localDay } from '#lib/fields'
import type { Role } from '#prisma/generated/enums'

/** Every role that an administrator gives; patients and programs have theirs otherwise. */
export const rolesAtWork = [
  'NURSE',
  'HEAD_NURSE',
  'FLOW_COORDINATOR',
  'COLLABORATION_PHYSICIAN',
  'CASEWORKER',
  'PARTICIPANT',
  'GP',
  'LOG_CONTROLLER',
  'ORG_ADMIN',
] as const satisfies Role[]
export type RoleAtWork = (typeof rolesAtWork)[number]

/** Now, no longer, or not yet. */
export const states = ['active', 'ended', 'coming'] as const
export const orders = ['name', 'role', 'unit'] as const

/** What the address of the list says; whatever is not understood falls back to the first page of those who work here. */
export const staffListInput = z.object({
  show: z.enum(states).catch('active'),
  sort: z.enum(orders).catch('name'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type StaffListInput = z.output<typeof staffListInput>
export type MembershipState = (typeof states)[number]
export type StaffOrder = (typeof orders)[number]

const notDay = 'Skriv dagen som 24.11.2026.'
/** Nothing written is no day. */
const optionalDay = z
  .string()
  .optional()
  .transform((text) => text?.trim() || undefined)
  .pipe(localDay(notDay).optional())
const optionalId = z
  .string()
  .optional()
  .transform((text) => text || undefined)
  .pipe(z.uuid('Velg en enhet.').optional())
const role = {
  role: choice(rolesAtWork, 'Velg en rolle.'),
  unit: optionalId,
  from: optionalDay,
  until: optionalDay,
}

/** A role for somebody who has or had one here. */
export const giveInput = z.strictObject({ person: z.uuid(), ...role })
/** The same for somebody who works elsewhere, by the number in the register of health personnel. */
export const giveByHprInput = z.strictObject({
  hpr: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ''))
    .pipe(z.string().regex(/^\d{4,9}$/, 'Skriv HPR-nummeret med 4 til 9 sifre.')),
  ...role,
})
/** Letters of any language, with what stands between them; nothing that turns the direction of writing. */
const name = (message: string) => line(80, message).pipe(z.string().regex(/^\p{L}[\p{L}\p{M}'’. -]*$/u, message))
const nothing = (text: string | undefined) => text?.trim() || undefined

/** Somebody whom Samløp does not know, with the first role. */
export const addInput = z.strictObject({
  given: name('Skriv fornavnet, med bokstaver.'),
  family: name('Skriv etternavnet, med bokstaver.'),
  hpr: z
    .string()
    .optional()
    .transform((text) => nothing(text?.replaceAll(/\s/g, '')))
    .pipe(
      z
        .string()
        .regex(/^[1-9]\d{3,8}$/, 'Skriv HPR-nummeret med 4 til 9 sifre.')
        .optional(),
    ),
  email: z
    .string('Skriv en e-postadresse.')
    .trim()
    .max(200, 'Skriv en e-postadresse.')
    .pipe(z.email('Skriv en e-postadresse, for eksempel navn@sykehus.no.')),
  subject: z
    .string('Skriv bruker-ID-en.')
    .trim()
    .regex(/^[\x21-\x7e]{1,255}$/, 'Skriv bruker-ID-en slik HelseID viser den, uten mellomrom.'),
  ...role,
})
export type AddInput = z.output<typeof addInput>

export type GiveInput = { person?: string | undefined; hpr?: string | undefined } & Omit<
  z.output<typeof giveInput>,
  'person'
>

/** No day is at once. */
export const endInput = z.strictObject({
  membership: z.uuid(),
  seen: z.coerce.number().int().min(1).max(1_000_000),
  until: optionalDay,
})
export type EndInput = z.output<typeof endInput>

export const shutOutInput = z.strictObject({
  person: z.uuid(),
  out: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
})
export type ShutOutInput = z.output<typeof shutOutInput>

export const personParams = z.object({ person: z.uuid() })
export type PersonParams = z.output<typeof personParams>
