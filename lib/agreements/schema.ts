import { z } from 'zod'
import { line, localDay, paragraph } from '#lib/fields'
import { AgreementParty, AgreementStatus, Role, SignatureMethod } from '#prisma/generated/enums'

const day = z.iso.date()

/** What is agreed, in the order it is read. This and nothing else is what the hash is of. */
export const agreementContent = z.strictObject({
  /** Which version this is: two patients with the same name and the same words have different hashes. */
  id: z.uuid(),
  number: z.int(),
  patient: z.strictObject({ name: z.string(), birthDate: day }),
  hospital: z.string(),
  ward: z.strictObject({ name: z.string(), phone: z.string().nullable() }),
  /** Null when nobody may know where the patient lives (protected address). */
  municipality: z.string().nullable(),
  expects: z.string(),
  /** What matters, in the patient's own words. */
  ownWords: z.string(),
  wardDoes: z.string(),
  municipalityDoes: z.string(),
  patientDoes: z.string(),
  measures: z.array(z.strictObject({ what: z.string(), who: z.string(), until: day.nullable() })),
  changes: z.string(),
  from: day,
  until: day.nullable(),
  reviewOn: day,
})
export type AgreementContent = z.output<typeof agreementContent>

/** The parts that are written, in the order of the page. */
export const writtenParts = [
  'expects',
  'ownWords',
  'wardDoes',
  'municipalityDoes',
  'patientDoes',
  'changes',
] as const satisfies readonly (keyof AgreementContent)[]
export type WrittenPart = (typeof writtenParts)[number]

export const agreementParams = z.object({ id: z.uuid() })
export const versionParams = z.object({ version: z.uuid() })
export type VersionParams = z.output<typeof versionParams>

const one = { id: z.uuid(), version: z.coerce.number().int().min(1).max(1_000_000) }
const part = (shortest: number) => paragraph(shortest, 6_000, 'Skriv noe her. Teksten kan ikke være tom.')

/** The draft as the parties write it; `version` is that of the page that was read. */
export const writeInput = z.strictObject({
  ...one,
  expects: part(2),
  ownWords: part(0),
  wardDoes: part(2),
  municipalityDoes: part(2),
  patientDoes: part(2),
  changes: part(2),
  phone: paragraph(0, 40, ''),
  from: localDay('Skriv datoen som 24.11.2026.'),
  reviewOn: localDay('Skriv datoen som 24.11.2026.'),
})
export type WriteInput = z.output<typeof writeInput>

export const versionInput = z.strictObject(one)
export type VersionInput = z.output<typeof versionInput>

export const beginInput = z.strictObject({ patient: z.uuid() })
export type BeginInput = z.output<typeof beginInput>

/** What somebody saw when they signed: the text by its hash. */
export const signInput = z.strictObject({
  id: z.uuid(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  read: z.literal('yes', 'Kryss av for at du har lest avtalen.'),
})
export type SignInput = z.output<typeof signInput>

export const declineInput = z.strictObject({ id: z.uuid(), reason: paragraph(0, 2_000, '') })
export type DeclineInput = z.output<typeof declineInput>

export const revokeInput = z.strictObject({ ...one, reason: line(600, 'Skriv hvorfor avtalen avsluttes.') })
export type RevokeInput = z.output<typeof revokeInput>

/** The patient needs no reason. */
export const ownRevokeInput = z.strictObject(one)

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

export const signature = z.strictObject({
  party: z.enum(AgreementParty),
  method: z.enum(SignatureMethod),
  name: z.string(),
  role: z.enum(Role).nullable(),
  personId: z.uuid().nullable(),
  organisation: z.string().nullable(),
  /** Whether it was somebody who stands for the patient. */
  represents: z.boolean(),
  witness: z.string().nullable(),
  scan: z.uuid().nullable(),
  signedAt: moment,
})
export type Signature = z.output<typeof signature>

export const agreementVersion = z.strictObject({
  id: z.uuid(),
  caseId: z.uuid(),
  patientId: z.uuid(),
  number: z.int(),
  status: z.enum(AgreementStatus),
  content: z.string().transform((text): AgreementContent => agreementContent.parse(JSON.parse(text))),
  contentHash: z.string().nullable(),
  wardId: z.uuid(),
  trustId: z.uuid(),
  municipalityId: z.uuid().nullable(),
  municipality: z.string().nullable(),
  frozenAt: moment.nullable(),
  endedAt: moment.nullable(),
  endReason: z.string().nullable(),
  templateId: z.uuid().nullable(),
  /** The number of the version of the template; null where it is not known or not told. */
  template: z.int().nullable(),
  version: z.int(),
  signatures: z.array(signature),
  decline: z.strictObject({ reason: z.string().nullable(), declinedAt: moment, represents: z.boolean() }).nullable(),
})
export type AgreementVersion = z.output<typeof agreementVersion>

/** The code of an agreement as somebody types or pastes it. */
export const checkInput = z
  .string()
  .max(200)
  .transform((text) => text.replaceAll(/\s/g, '').toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{64}$/))

/** What a PDF turned out to be. */
export const checkedFile = z.enum(['OURS', 'OTHER', 'NOT_OURS', 'NOT_PDF', 'TOO_LARGE', 'MISSING', 'BUSY'])
export type CheckedFile = z.output<typeof checkedFile>

export const verdict = z.enum(['SIGNED', 'WAITING', 'ENDED', 'UNKNOWN'])
