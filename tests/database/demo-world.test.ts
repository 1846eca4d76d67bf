import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { adminClient } from '#tests/support/admin'
import { cardToken, lives } from '#tests/support/demo-world/patients'
import { seedWorld } from '#tests/support/demo-world/seed-world'
import { world } from '#tests/support/demo-world/world'
import { tokenHash } from '#tests/support/records/card-token'
import { testIssuers } from '#tests/support/records/people'
import { citizenTable, staffTable } from '#tests/support/people'
import { copyTemplate } from '#tests/support/test-database'
import * as enums from '#prisma/generated/enums'

let db: ReturnType<typeof adminClient>
const made: boolean[] = []

beforeAll(async () => {
  db = adminClient((await copyTemplate(inject('adminUrl'), `demo_world_${process.env['VITEST_POOL_ID']}`)).admin)
  made.push(await seedWorld(db, testIssuers))
})
afterAll(() => db.$disconnect())

describe('the demo has somebody in every state', () => {
  const all: [table: string, column: string, values: Record<string, string>][] = [
    ['vip_case', 'status', enums.CaseStatus],
    ['vip_case', 'end_cause', enums.EndCause],
    ['card', 'status', enums.CardStatus],
    ['consent', 'status', enums.ConsentStatus],
    ['consent', 'kind', enums.ConsentKind],
    ['stay', 'status', enums.StayStatus],
    ['stay_event', 'kind', enums.StayEventKind],
    ['phase_record', 'phase', enums.Phase],
    ['critical_note', 'kind', enums.NoteKind],
    ['access_block', 'scope', enums.BlockScope],
    ['care_relation', 'kind', enums.RelationKind],
    ['representation', 'kind', enums.RepresentationKind],
    ['patient', 'address_protection', enums.AddressProtection],
    ['unit', 'kind', enums.UnitKind],
    ['organisation', 'kind', enums.OrganisationKind],
  ]
  test.each(all)('%s, %s', async (table, column, values) => {
    const rows = await db.$queryRawUnsafe<{ value: string }[]>(
      `SELECT DISTINCT ${column}::text AS value FROM ${table} WHERE ${column} IS NOT NULL`,
    )
    expect(rows.map(({ value }) => value).toSorted()).toEqual(Object.values(values).toSorted())
  })

  test('on leave, ready after all, and with events that were put right', async () => {
    expect(await db.stay.count({ where: { onLeaveSince: { not: null }, dischargedAt: null } })).toBeGreaterThan(0)
    expect(await db.stay.count({ where: { marks: { has: 'DEATH_AFTER_DISCHARGE' } } })).toBeGreaterThan(0)
    expect(await db.stayEvent.count({ where: { replacesId: { not: null } } })).toBeGreaterThan(0)
  })

  test('with a role of every kind', async () => {
    const roles = await db.membership.findMany({ distinct: ['role'], select: { role: true } })
    const atWork = Object.values(enums.Role).filter((role) => !['PATIENT', 'NEXT_OF_KIN', 'SERVICE'].includes(role))
    expect(roles.map(({ role }) => role).toSorted()).toEqual(atWork.toSorted())
  })
})

describe('the lives hang together', () => {
  const contradictions = {
    'two stays at once': `SELECT 1 FROM stay a JOIN stay b ON b.patient_id = a.patient_id AND b.id <> a.id AND b.status <> 'EXPECTED'
      WHERE a.arrived_at <= b.arrived_at AND coalesce(a.deceased_at, a.discharged_at, 'infinity') > b.arrived_at`,
    'an event in the future': 'SELECT 1 FROM stay_event WHERE at > now()',
    'a stay in the wrong order': `SELECT 1 FROM stay WHERE arrived_at > admitted_at OR admitted_at > on_ward_at
      OR on_ward_at > least(ready_at, discharged_at, deceased_at) OR ready_at > discharged_at`,
    'a stay on a ward that was closed': `SELECT 1 FROM stay s JOIN unit u ON u.id = s.unit_id WHERE u.closed_at < coalesce(s.discharged_at, now())`,
    'a status that began without a yes before it': `SELECT 1 FROM vip_case v JOIN consent c ON c.id = v.consent_id
      WHERE c.kind <> 'VIP_STATUS' OR c.patient_id <> v.patient_id OR c.given_at > v.active_at`,
    'a status that goes on without the yes': `SELECT 1 FROM vip_case v JOIN consent c ON c.id = v.consent_id
      WHERE v.status IN ('ACTIVE', 'UNDER_REVIEW') AND c.status <> 'ACTIVE'`,
    'a child or a ward of a guardian who decided alone': `SELECT 1 FROM representation r JOIN vip_case v USING (patient_id) JOIN consent c ON c.id = v.consent_id
      WHERE r.kind IN ('PARENT', 'GUARDIAN') AND c.representation_id IS DISTINCT FROM r.id`,
    'a card before the status or after its end': `SELECT 1 FROM card k JOIN vip_case v ON v.id = k.case_id
      WHERE k.issued_at < v.active_at OR k.status = 'ISSUED' AND v.status = 'ENDED' OR k.issued_at > now()`,
    'a valid card that is out of date': `SELECT 1 FROM card WHERE status = 'ISSUED' AND valid_until < current_date`,
    'a dead person with a status, a place in a ward or a municipal case': `SELECT 1 FROM patient p WHERE deceased_at IS NOT NULL AND (
      EXISTS (SELECT FROM vip_case v WHERE v.patient_id = p.id AND v.status <> 'ENDED')
      OR EXISTS (SELECT FROM stay s WHERE s.patient_id = p.id AND s.status NOT IN ('DISCHARGED', 'CANCELLED'))
      OR EXISTS (SELECT FROM care_relation c WHERE c.patient_id = p.id AND c.kind <> 'GP_LIST' AND c.valid_until IS NULL))`,
    'an id that another seeding would make another': `SELECT 1 FROM patient WHERE substr(id::text, 15, 1) <> '5'
      UNION ALL SELECT 1 FROM stay WHERE substr(id::text, 15, 1) <> '5'
      UNION ALL SELECT 1 FROM stay_event WHERE substr(id::text, 15, 1) <> '5'
      UNION ALL SELECT 1 FROM consent WHERE substr(id::text, 15, 1) <> '5'
      UNION ALL SELECT 1 FROM vip_case WHERE substr(id::text, 15, 1) <> '5'
      UNION ALL SELECT 1 FROM card WHERE substr(id::text, 15, 1) <> '5'
      UNION ALL SELECT 1 FROM membership WHERE substr(id::text, 15, 1) <> '5'`,
  }
  test.each(Object.entries(contradictions))('without %s', async (_, query) => {
    expect(await db.$queryRawUnsafe(query)).toEqual([])
  })
})

describe('who signs in', () => {
  const shutOut = ['frode.gjerde', 'nina.valen', 'jorunn.bo']

  test.each([
    ['helseid', Object.keys(staffTable).filter((subject) => !shutOut.includes(subject)), true],
    ['helseid', shutOut, false],
    ['idporten', Object.keys(citizenTable), true],
  ] as const)('%s: %j', async (provider, subjects, expected) => {
    for (const subject of subjects) {
      const [row] = await db.$queryRaw<{ done: boolean }[]>`
        SELECT door.sign_in(${uuid()}::uuid, sha256(${uuid()}::text::bytea), ${testIssuers[provider]}, ${subject},
                            ${provider === 'idporten'}, ${uuid()}::uuid) AS done`
      expect([subject, row?.done]).toEqual([subject, expected])
    }
  })
})

test('what the journeys rely on is there', async () => {
  const solveig = await db.patient.findUniqueOrThrow({ where: { identityNumber: world.solveig.number } })
  expect(world.solveig).toMatchObject({ name: 'Solveig Haugland', number: '15834820088', birthDate: '1948-03-15' })
  const card = await db.card.findUniqueOrThrow({ where: { tokenHash: tokenHash(cardToken('solveig.haugland')) } })
  expect(card).toMatchObject({ patientId: solveig.id, status: 'ISSUED' })
  expect(await db.patient.count({ where: { identityNumber: world.unknown.number } })).toBe(0)
})

test('a second seeding changes nothing but the ways in', async () => {
  const counts = () => Promise.all([db.patient.count(), db.stayEvent.count(), db.person.count(), db.vipCase.count()])
  const before = [await counts(), await db.signInIdentity.count()]
  made.push(await seedWorld(db, testIssuers))
  expect([await counts(), await db.signInIdentity.count()]).toEqual(before)
  const moved = { helseid: 'http://localhost:4001/helseid', idporten: 'http://localhost:4001/idporten' }
  made.push(await seedWorld(db, moved))
  expect(made).toEqual([true, false, false])
  expect(await counts()).toEqual(before[0])
  expect(await db.signInIdentity.count()).toBe(2 * Number(before[1]))
  expect(before[0]).toEqual([Object.keys(lives).length, expect.any(Number), expect.any(Number), expect.any(Number)])
})
