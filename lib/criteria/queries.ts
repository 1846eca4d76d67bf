import 'server-only'
import { besideOf } from '#lib/criteria/rules'
import {
  type Criteria,
  type CriteriaPlace,
  placesAnswer,
  type VersionInput,
  versionsAnswer,
} from '#lib/criteria/schema'
import type { Transaction } from '#lib/db'
import { reading } from '#lib/reading'
import { Prisma } from '#prisma/generated/client'

type Answer = [{ answer: unknown }]

/** Where a text is kept that parties write together: its table as `v`, its approvals, which one counts, and its words as JSON. */
export type Shared = Record<'table' | 'approval' | 'key' | 'number' | 'inForce' | 'words', Prisma.Sql>

const criteria: Shared = {
  table: Prisma.sql`criteria_version`,
  approval: Prisma.sql`criteria_approval`,
  key: Prisma.sql`criteria_version_id`,
  number: Prisma.sql`v.number`,
  inForce: Prisma.sql`door.criteria_in_force`,
  words: Prisma.sql`'introduction', v.introduction, 'items', v.items`,
}

/** Versions as this request may see them, the newest first; one statement. Not checked yet. */
export async function findShared(tx: Transaction, of: Shared, condition: Prisma.Sql): Promise<unknown> {
  const [row] = await tx.$queryRaw<Answer>`
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'trustId', v.trust_id, 'trust', t.name, 'number', ${of.number}, 'status', v.status, ${of.words},
      'writtenBy', w.given_name || ' ' || w.family_name, 'writtenAt', v.written_at,
      'proposedAt', v.proposed_at, 'version', v.version, 'mine', door.criteria_side(v.trust_id) IS NOT NULL,
      'approvals', (SELECT coalesce(jsonb_agg(jsonb_build_object('organisationId', a.organisation_id, 'organisation', o.name,
          'by', b.given_name || ' ' || b.family_name, 'at', a.approved_at) ORDER BY a.approved_at), '[]')
        FROM ${of.approval} a JOIN organisation o ON o.id = a.organisation_id JOIN person b ON b.id = a.approved_by_id
        WHERE a.${of.key} = v.id),
      'inForce', (SELECT coalesce(jsonb_agg(o.name ORDER BY o.name), '[]') FROM criteria_party p JOIN organisation o ON o.id = p.organisation_id
        WHERE p.trust_id = v.trust_id AND p.ended_at IS NULL AND v.id = ${of.inForce}(v.trust_id, p.organisation_id)))
      ORDER BY t.name, ${of.number} DESC), '[]') AS answer
    FROM ${of.table} v JOIN organisation t ON t.id = v.trust_id LEFT JOIN person w ON w.id = v.written_by_id WHERE ${condition}`
  return row.answer
}

const findVersions = async (tx: Transaction, condition: Prisma.Sql): Promise<Criteria[]> =>
  versionsAnswer.parse(await findShared(tx, criteria, condition))

/** The hospitals that the actor's organisation writes with, and who else does. */
export async function findPlaces(tx: Transaction): Promise<CriteriaPlace[]> {
  const [row] = await tx.$queryRaw<Answer>`
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'isTrust', t.id = door.organisation_id(),
        'municipalities', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) ORDER BY m.name), '[]')
          FROM criteria_party p JOIN organisation m ON m.id = p.organisation_id WHERE p.trust_id = t.id AND p.ended_at IS NULL)) ORDER BY t.name), '[]') AS answer
      FROM organisation t WHERE t.kind = 'HEALTH_TRUST' AND door.criteria_side(t.id) IS NOT NULL`
  return placesAnswer.parse(row.answer)
}

/** One version for whoever writes and approves it; null for others. */
export async function findOwnVersion(tx: Transaction, id: string): Promise<Criteria | null> {
  const [found] = await findVersions(tx, Prisma.sql`v.id = ${id}::uuid AND door.criteria_side(v.trust_id) IS NOT NULL`)
  return found ?? null
}

/** The number of the newest proposal of a trust that stands. */
export async function newestProposal(tx: Transaction, trustId: string) {
  const newest = await tx.criteriaVersion.aggregate({ where: { trustId, status: 'PROPOSED' }, _max: { number: true } })
  return newest._max.number
}

/** The criteria in force between a trust and a municipality, with a row for each criterion; null when there are none. */
export async function criteriaInForce(
  tx: Transaction,
  { trustId, municipalityId }: Record<'trustId' | 'municipalityId', string>,
) {
  const [row] = await tx.$queryRaw<[{ id: string | null }]>`
    SELECT door.criteria_in_force(${trustId}::uuid, ${municipalityId}::uuid) AS id`
  if (!row.id) return null
  return tx.criteriaVersion.findUnique({
    where: { id: row.id },
    select: {
      id: true,
      number: true,
      introduction: true,
      rows: { select: { id: true, text: true }, orderBy: { position: 'asc' } },
    },
  })
}

/** For the parties' administrators: the hospitals they agree with, who else does, and all versions. */
export const listCriteria = reading<object, { places: CriteriaPlace[]; versions: Criteria[] }>({
  act: 'criteria.list',
  load: async (tx) => ({
    places: await findPlaces(tx),
    versions: await findVersions(tx, Prisma.sql`door.criteria_side(v.trust_id) IS NOT NULL`),
  }),
  shows: () => [],
})

/** One version beside another of the same trust: the one that is asked for, or the one that was proposed before it. */
export const openVersion = reading<VersionInput, { version: Criteria; against: Criteria | null; others: Criteria[] }>({
  act: 'criteria.open',
  load: async (tx, _actor, { version: id, mot }) => {
    const all = await findVersions(
      tx,
      Prisma.sql`v.trust_id = (SELECT trust_id FROM criteria_version WHERE id = ${id}::uuid)`,
    )
    const version = all.find((one) => one.id === id)
    if (!version) return null
    return { version, ...besideOf(all, version, mot) }
  },
  shows: () => [],
})

/** For everybody at work: what is in force, with whom. */
export const readCriteria = reading<object, Criteria[]>({
  act: 'criteria.read',
  load: async (tx) => {
    const proposed = await findVersions(tx, Prisma.sql`v.status = 'PROPOSED'`)
    return proposed.filter(({ inForce }) => inForce.length > 0)
  },
  shows: () => [],
})
