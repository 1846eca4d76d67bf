import { z } from 'zod'
import { criticalNote, ownPage } from '#lib/patients/schema'
import { AgreementParty, Urgency } from '#prisma/generated/enums'

export const patientParams = z.object({ id: z.uuid() })
export type PatientParams = z.output<typeof patientParams>

export const staysPageSize = 50
/** Which page of the table of stays; what cannot be read is the first. */
export const staysQuery = z.object({
  side: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform((page) => Math.max(1, Number(page)))
    .catch(1),
})

const day = z.iso.date()
const moment = z.iso.datetime({ offset: true })

export const patientHeader = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  birthDate: day,
  deceasedAt: moment.nullable(),
  /** The municipality of stay, for those who may know it. */
  home: z.string().nullable(),
  /** Told to the municipality of stay alone. */
  protection: z.enum(['NONE', 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL']),
  hidden: z.boolean(),
  /** False when only the stay of a fast track is open. */
  whole: z.boolean(),
  statusBlocked: z.boolean(),
  phase: z.strictObject({ phase: z.enum(['STABLE', 'UNSTABLE']), since: moment }).nullable(),
  wards: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      phone: z.string().nullable(),
      trust: z.string(),
      since: moment.nullable(),
      review: day.nullable(),
      hasCard: z.boolean(),
      /** The agreement that stands or is written, and whose names are missing; null when agreements are not open to the reader. */
      agreement: z
        .strictObject({
          status: z.enum(['NONE', 'DRAFT', 'FROZEN', 'PARTLY_SIGNED', 'SIGNED']),
          missing: z.array(z.enum(AgreementParty)),
        })
        .nullable(),
    }),
  ),
  consentUntil: day.nullable(),
  practice: z.string().nullable(),
  doctors: z.array(z.string()),
})
export type PatientHeader = z.output<typeof patientHeader>

const contact = z.strictObject({ name: z.string(), phone: z.string().nullable() })
export const patientOverview = z.strictObject({
  ownPage: ownPage.nullable(),
  notes: z.array(criticalNote),
  relations: z.array(
    z.strictObject({
      id: z.uuid(),
      kind: z.enum(['GP_LIST', 'MUNICIPALITY_CASE', 'HOME_CARE', 'INVITED']),
      organisation: z.string(),
      unit: z.string().nullable(),
      phone: z.string().nullable(),
      people: z.array(contact),
    }),
  ),
  /** Since when the patient does not want to stand on lists of candidates. */
  reservedSince: moment.nullable(),
  representatives: z.array(
    z.strictObject({
      id: z.uuid(),
      kind: z.enum(['PARENT', 'GUARDIAN', 'POWER_OF_ATTORNEY', 'NEAREST_KIN']),
      name: z.string().nullable(),
      phone: z.string().nullable(),
    }),
  ),
})
export type PatientOverview = z.output<typeof patientOverview>

export const stayRows = z.array(
  z.strictObject({
    id: z.uuid(),
    unitId: z.uuid().nullable(),
    unit: z.string().nullable(),
    atReception: z.boolean(),
    trust: z.string(),
    urgency: z.enum(Urgency),
    open: z.boolean(),
    start: moment,
    arrivedAt: moment.nullable(),
    onWardAt: moment.nullable(),
    dischargedAt: moment.nullable(),
    deceasedAt: moment.nullable(),
  }),
)
export type StayRow = z.output<typeof stayRows>[number]
