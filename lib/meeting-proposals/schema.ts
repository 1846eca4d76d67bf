import { z } from 'zod'
import {
  CaseStatus,
  MeetingPurpose,
  OrganisationKind,
  RepresentationKind,
  Role,
  UnitKind,
} from '#prisma/generated/enums'

export const purposes = Object.values(MeetingPurpose)

/** Which patient stands in the address of the page. */
export const proposalParams = z.object({ id: z.uuid() })

/** What stands after it; what cannot be read counts for nothing. */
export const proposalQuery = z.object({
  formal: z.enum(purposes).optional().catch(undefined),
  avdeling: z.uuid().optional().catch(undefined),
  anbefaling: z.uuid().optional().catch(undefined),
})
export type ProposalQuery = z.output<typeof proposalQuery>

const somebody = z.strictObject({
  /** Of the membership: as what and where the person would take part. */
  id: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  role: z.enum(Role),
  organisationId: z.uuid(),
  organisation: z.string(),
  organisationKind: z.enum(OrganisationKind),
  unitId: z.uuid().nullable(),
  unit: z.string().nullable(),
  unitKind: z.enum(UnitKind).nullable(),
  /** What the person has to do with the patient already; null for people of the wards. */
  relation: z.enum(['GP_LIST', 'MUNICIPALITY_CASE', 'HOME_CARE', 'INVITED']).nullable(),
  /** May call a meeting, by what the organisation has decided. */
  initiates: z.boolean(),
})
export type Somebody = z.output<typeof somebody>

/** What the database tells for calling or recommending a meeting, and all of it. */
export const proposal = z.strictObject({
  name: z.string(),
  personId: z.uuid().nullable(),
  deceased: z.boolean(),
  /** The wards it may be about, those with most acute stays first. */
  wards: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      trustId: z.uuid(),
      trust: z.string(),
      stays: z.int(),
      acute: z.int(),
    }),
  ),
  cases: z.array(z.strictObject({ trustId: z.uuid(), status: z.enum(CaseStatus) })),
  /** About VIP status, called and not held yet. */
  called: z.array(z.strictObject({ id: z.uuid(), trustId: z.uuid() })),
  people: z.array(somebody),
  representatives: z.array(
    z.strictObject({ id: z.uuid(), personId: z.uuid(), name: z.string(), kind: z.enum(RepresentationKind) }),
  ),
  /** Open ones to or from the one who asks. */
  recommendations: z.array(
    z.strictObject({
      id: z.uuid(),
      version: z.int(),
      fromMe: z.boolean(),
      from: z.string(),
      fromPersonId: z.uuid(),
      to: z.string(),
      reason: z.string(),
      dueAt: z.iso.datetime({ offset: true }),
      trustId: z.uuid(),
    }),
  ),
})
export type Proposal = z.output<typeof proposal>
