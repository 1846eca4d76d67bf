import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { daysAgo } from '#tests/support/records/moments'
import type { VersionStatus } from '#prisma/generated/enums'

type Options = {
  id?: string
  trust: Stored
  number?: number
  status?: VersionStatus
  introduction?: string
  items?: string[]
  by: Stored
  at?: Date
  /** Who has approved, each by its administrator. */
  approvedBy?: readonly { organisation: Stored; by: Stored; at?: Date }[]
}

/** A municipality that the trust agrees with. */
export const criteriaParty = (db: Db, { trust, municipality }: { trust: Stored; municipality: Stored }) =>
  db.criteriaParty.create({ data: { trustId: trust.id, organisationId: municipality.id, since: daysAgo(200) } })

/** A version of the criteria with a row for each, proposed unless said otherwise. */
export async function criteriaVersion(
  db: Db,
  {
    id = newId(),
    trust,
    number = 1,
    status = 'PROPOSED',
    introduction = '',
    items = ['Minst tre akutte innleggelser siste seks måneder'],
    by,
    at = daysAgo(100),
    approvedBy = [],
  }: Options,
) {
  const when = {
    writtenAt: at,
    ...(status !== 'DRAFT' && { proposedAt: at }),
    ...(status === 'WITHDRAWN' && { withdrawnAt: at }),
  }
  const version = await db.criteriaVersion.create({
    data: { id, trustId: trust.id, number, status, introduction, items, writtenById: by.id, ...when },
  })
  if (status === 'PROPOSED')
    await db.criteriaItem.createMany({
      data: items.map((text, place) => ({ id: newId(), criteriaVersionId: id, position: place + 1, text })),
    })
  for (const approval of approvedBy)
    await db.criteriaApproval.create({
      data: {
        criteriaVersionId: id,
        organisationId: approval.organisation.id,
        approvedById: approval.by.id,
        approvedAt: approval.at ?? at,
      },
    })
  return version
}
