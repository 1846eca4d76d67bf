import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { daysAgo } from '#tests/support/records/moments'
import type { VersionStatus } from '#prisma/generated/enums'

type Options = {
  id?: string
  trust: Stored
  edition?: number
  status?: VersionStatus
  words?: Partial<typeof words>
  by: Stored
  at?: Date
  /** Who has approved, each by its administrator. */
  approvedBy?: readonly { organisation: Stored; by: Stored; at?: Date }[]
}

const words = {
  expects: 'Du kan ringe {avdeling} på {telefon}, dag og natt.',
  wardDoes: '{avdeling} tar imot deg.',
  municipalityDoes: '{kommune} besøker deg.',
  patientDoes: 'Du sier fra tidlig.',
  changes: 'Du kan si opp avtalen når som helst.',
}

/** A version of the template after the first, proposed unless said otherwise. */
export async function agreementTemplate(db: Db, { id = newId(), trust, by, status = 'PROPOSED', ...given }: Options) {
  const { edition = 2, at = daysAgo(100), approvedBy = [] } = given
  const when = { writtenAt: at, ...(status === 'PROPOSED' && { proposedAt: at }) }
  const template = await db.agreementTemplate.create({
    data: { id, trustId: trust.id, edition, status, ...words, ...given.words, writtenById: by.id, ...when },
  })
  for (const approval of approvedBy)
    await db.agreementTemplateApproval.create({
      data: {
        templateId: id,
        organisationId: approval.organisation.id,
        approvedById: approval.by.id,
        approvedAt: approval.at ?? at,
      },
    })
  return template
}
