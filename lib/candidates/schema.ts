import { z } from 'zod'
import { choice, localDay, paragraph } from '#lib/fields'
import { CandidateReason, OrganisationKind } from '#prisma/generated/enums'

export const pageSize = 20

/** What stands in the address of the list; what cannot be read counts for nothing. */
export const candidateQuery = z.object({ side: z.coerce.number().int().min(1).max(100_000).catch(1) })
export type CandidateQuery = z.output<typeof candidateQuery>

export const candidateReasons = Object.values(CandidateReason)

export const dismissInput = z
  .strictObject({
    patient: z.uuid(),
    reason: choice(candidateReasons, 'Velg hvorfor.'),
    text: paragraph(0, 500, ''),
    lookAgain: localDay('Skriv dagen som 24.11.2026.'),
  })
  .refine(({ reason, text }) => reason !== 'OTHER' || text.length >= 2, {
    path: ['text'],
    message: 'Skriv hvorfor, når ingen av grunnene passer.',
  })
export type DismissInput = z.output<typeof dismissInput>

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const candidate = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  birthDate: z.iso.date(),
  trust: z.string(),
  /** Acute stays that are known of, within six and twelve months. */
  six: z.int(),
  twelve: z.int(),
  lastAt: moment,
  dismissedAt: moment.nullable(),
  dismissedReason: z.enum(CandidateReason).nullable(),
  /** Whether the record is open to the actor now. */
  isOpen: z.boolean(),
})
export type Candidate = z.output<typeof candidate>

/** What the database answers: null for whoever does not call meetings. */
export const candidatesAnswer = z
  .strictObject({
    isOn: z.boolean(),
    ward: z.string().nullable(),
    kind: z.enum(OrganisationKind),
    total: z.int(),
    /** A hospital's own limits. */
    limits: z.strictObject({ six: z.int(), twelve: z.int() }).nullable(),
    rows: z.array(candidate),
  })
  .nullable()
export type Candidates = NonNullable<z.output<typeof candidatesAnswer>>
