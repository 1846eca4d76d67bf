import 'server-only'
import { type Template, templatesAnswer } from '#lib/agreement-templates/schema'
import { findPlaces, findShared, type Shared } from '#lib/criteria/queries'
import { besideOf } from '#lib/criteria/rules'
import type { CriteriaPlace, VersionInput } from '#lib/criteria/schema'
import type { Transaction } from '#lib/db'
import { reading } from '#lib/reading'
import { Prisma } from '#prisma/generated/client'

const shared: Shared = {
  table: Prisma.sql`agreement_template`,
  approval: Prisma.sql`agreement_template_approval`,
  key: Prisma.sql`template_id`,
  number: Prisma.sql`v.edition`,
  inForce: Prisma.sql`door.template_in_force`,
  words: Prisma.sql`'expects', v.expects, 'wardDoes', v.ward_does, 'municipalityDoes', v.municipality_does, 'patientDoes', v.patient_does, 'changes', v.changes`,
}

const findTemplates = async (tx: Transaction, condition: Prisma.Sql): Promise<Template[]> =>
  templatesAnswer.parse(await findShared(tx, shared, condition))

/** One version for whoever writes and approves it; null for others. */
export async function findOwnTemplate(tx: Transaction, id: string): Promise<Template | null> {
  const [found] = await findTemplates(tx, Prisma.sql`v.id = ${id}::uuid AND door.criteria_side(v.trust_id) IS NOT NULL`)
  return found ?? null
}

/** The number of the newest proposal of a trust that stands. */
export async function newestProposal(tx: Transaction, trustId: string) {
  const newest = await tx.agreementTemplate.aggregate({
    where: { trustId, status: 'PROPOSED' },
    _max: { edition: true },
  })
  return newest._max.edition
}

/** The template that an agreement between a trust and a municipality is begun from. Throws when there is none. */
export async function templateInForce(
  tx: Transaction,
  { trustId, municipalityId }: { trustId: string; municipalityId: string | null },
) {
  const [row] = await tx.$queryRaw<[{ id: string }]>`
    SELECT door.template_in_force(${trustId}::uuid, ${municipalityId}::uuid) AS id`
  return tx.agreementTemplate.findUniqueOrThrow({ where: { id: row.id } })
}

/** For the parties' administrators: the hospitals they write with, and all versions. */
export const listTemplates = reading<object, { places: CriteriaPlace[]; versions: Template[] }>({
  act: 'template.list',
  load: async (tx) => ({
    places: await findPlaces(tx),
    versions: await findTemplates(tx, Prisma.sql`door.criteria_side(v.trust_id) IS NOT NULL`),
  }),
  shows: () => [],
})

/** One version beside another of the same trust: the one that is asked for, or the one that was proposed before it. */
export const openTemplate = reading<VersionInput, { version: Template; against: Template | null; others: Template[] }>({
  act: 'template.open',
  load: async (tx, _actor, { version: id, mot }) => {
    const version = await findOwnTemplate(tx, id)
    if (!version) return null
    const all = await findTemplates(tx, Prisma.sql`v.trust_id = ${version.trustId}::uuid`)
    return { version, ...besideOf(all, version, mot) }
  },
  shows: () => [],
})
