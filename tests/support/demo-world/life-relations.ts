import type { Told } from '#tests/support/demo-world/life'
import { isUnit, organisationId, personId, unitAt } from '#tests/support/demo-world/places'
import { staffMembers } from '#tests/support/people'
import { type Db, idOf } from '#tests/support/records/ids'
import { dayAt, daysAgo } from '#tests/support/records/moments'
import { block, careRelation, consent, representation } from '#tests/support/records/relations'

/** Who has to do with the patient, who stands for the patient, and what the patient has agreed to and blocked. */
export async function seedRelations(db: Db, told: Told) {
  await seedCare(db, told)
  await seedBlocks(db, told)
  const { key, life, patient, by } = told
  for (const [turn, { kind, status = 'ACTIVE', to, given, until, withdrawn }] of (life.consents ?? []).entries())
    await consent(db, {
      id: idOf(`consent ${key} ${turn}`),
      patient,
      by,
      kind,
      status,
      method: 'WRITTEN',
      givenAt: dayAt(-given, '13.00'),
      ...(to && { organisationId: organisationId(to) }),
      ...(until !== undefined && { validUntil: dayAt(until, '23.59') }),
      ...(withdrawn !== undefined && { withdrawnAt: dayAt(-withdrawn, '10.05') }),
    })

  if (!life.representedBy) return undefined
  const { person, kind, document, since = 365, until } = life.representedBy
  const span = { validFrom: daysAgo(since), ...(until && { validUntil: until }) }
  const who = { id: personId(person) }
  return representation(db, { id: idOf(`representation ${key}`), patient, person: who, kind, document, ...span })
}

async function seedCare(db: Db, { key, life, patient }: Told) {
  const about = (name: string) => ({ id: idOf(`relation ${name} ${key}`), patient })
  await careRelation(db, {
    ...about('gp'),
    kind: 'GP_LIST',
    organisationId: organisationId(life.gp),
    validFrom: daysAgo(1500),
  })
  if (life.caseSince !== undefined) {
    const span = {
      validFrom: daysAgo(life.caseSince),
      ...(life.caseUntil !== undefined && { validUntil: daysAgo(life.caseUntil) }),
    }
    await careRelation(db, {
      ...about('case'),
      kind: 'MUNICIPALITY_CASE',
      organisationId: organisationId(life.home),
      ...span,
    })
    if (life.homeCare)
      await careRelation(db, { ...about('home care'), kind: 'HOME_CARE', unit: unitAt(life.homeCare), ...span })
  }
  for (const { person, since, until } of life.invited ?? []) {
    const { at } = staffMembers[person].works[0]
    if (!isUnit(at)) continue
    const span = { validFrom: daysAgo(since), ...(until !== undefined && { validUntil: daysAgo(until) }) }
    await careRelation(db, {
      ...about(`invited ${person}`),
      kind: 'INVITED',
      unit: unitAt(at),
      personId: personId(person),
      ...span,
    })
  }
}

async function seedBlocks(db: Db, { key, life, patient }: Told) {
  for (const [turn, { scope, at, person, since, lifted }] of (life.blocks ?? []).entries())
    await block(db, {
      id: idOf(`block ${key} ${turn}`),
      patient,
      scope,
      setAt: daysAgo(since),
      ...(at && (isUnit(at) ? { unitId: unitAt(at).id } : { organisationId: organisationId(at) })),
      ...(person && { personId: personId(person) }),
      ...(lifted !== undefined && { liftedAt: daysAgo(lifted) }),
    })
}
