import { organisationId, personId } from '#tests/support/demo-world/places'
import { candidateList } from '#tests/support/records/candidates'
import type { Db } from '#tests/support/records/ids'
import { day, dayAt } from '#tests/support/records/moments'

const lists = [
  { at: 'fjordkyst', by: 'geir.haugen', responsible: 'eirik.sandvik', acute6: 2, acute12: 4 },
  { at: 'strandvik', by: 'asbjorn.loe', responsible: 'ingrid.moe' },
  { at: 'torget', by: 'knut.eide', responsible: 'knut.eide' },
] as const

/** Switched on at one hospital, one municipality and one practice, with the notices that the last two received. */
export async function seedCandidateLists(db: Db) {
  for (const { at, by, responsible, ...limits } of lists)
    await candidateList(db, {
      organisation: { id: organisationId(at) },
      by: { id: personId(by) },
      responsibleId: personId(responsible),
      legalBasis:
        'Kvalitetssikring etter helsepersonelloven § 26. Vurdert sammen med personvernombudet: listen er kort, leses av få, og alle oppslag logges.',
      decidedOn: day(dayAt(-90, '12.00')),
      writtenAt: dayAt(-89, '09.30'),
      ...limits,
    })
  for (const { at } of lists.slice(1)) await seedNotices(db, { id: organisationId(at) })
}

/** Every stay of those whom the organisation has a relation to. */
async function seedNotices(db: Db, organisation: { id: string }) {
  const relations = await db.careRelation.findMany({
    where: { organisationId: organisation.id, unitId: null, kind: { in: ['GP_LIST', 'MUNICIPALITY_CASE'] } },
    select: { patientId: true },
  })
  const stays = await db.stay.findMany({
    where: { patientId: { in: relations.map(({ patientId }) => patientId) } },
    select: { id: true, patientId: true, admittedAt: true },
  })
  await db.stayNotice.createMany({
    data: stays.map(({ id, patientId, admittedAt }) => ({
      stayId: id,
      patientId,
      organisationId: organisation.id,
      happenedAt: admittedAt,
      receivedAt: dayAt(-1, '08.00'),
    })),
    // Of the newest the database itself has told.
    skipDuplicates: true,
  })
}
