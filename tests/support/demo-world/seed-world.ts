import { seedAgreements } from '#tests/support/demo-world/agreements'
import { seedTemplates } from '#tests/support/demo-world/agreement-templates'
import { type Issuers, seedCitizens, seedIdentities } from '#tests/support/demo-world/citizens'
import { seedCandidateLists } from '#tests/support/demo-world/candidate-lists'
import { seedCriteria } from '#tests/support/demo-world/criteria'
import { seedFlags } from '#tests/support/demo-world/flags'
import { seedInbox } from '#tests/support/demo-world/inbox'
import { seedHeldMeetings } from '#tests/support/demo-world/held-meetings'
import { seedLife } from '#tests/support/demo-world/life'
import { seedMeetings } from '#tests/support/demo-world/meetings'
import { lives } from '#tests/support/demo-world/patients'
import { entries, organisationId, seedPlaces, seedStaff } from '#tests/support/demo-world/places'
import { seedReviews } from '#tests/support/demo-world/reviews'
import type { PrismaClient } from '#prisma/generated/client'

/** All of it or nothing, once; a second time only the ways in are brought up to date. Answers whether it was made now. */
export async function seedWorld(db: PrismaClient, issuers: Issuers): Promise<boolean> {
  const exists = await db.organisation.count({ where: { id: organisationId('fjordkyst') } })
  if (!exists)
    await db.$transaction(
      async (tx) => {
        await seedPlaces(tx)
        await seedStaff(tx)
        await seedCitizens(tx)
        for (const [key, life] of entries(lives)) await seedLife(tx, key, life)
        await seedFlags(tx)
        await seedInbox(tx)
        await seedCriteria(tx)
        await seedTemplates(tx)
        await seedCandidateLists(tx)
        await seedMeetings(tx)
        await seedAgreements(tx)
        await seedHeldMeetings(tx)
        await seedReviews(tx)
      },
      { timeout: 300_000 },
    )
  await seedIdentities(db, issuers)
  return !exists
}
