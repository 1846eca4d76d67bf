import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import pg from 'pg'
import { verifyChains } from '#lib/audit/queries'
import { isUnsafe, type News2Values, news2Points, scoreOf } from '#lib/triage/rules'
import { adminClient } from '#tests/support/admin'
import { cardId, lives } from '#tests/support/demo-world/patients'
import { seedWorld } from '#tests/support/demo-world/seed-world'
import { world } from '#tests/support/demo-world/world'
import { readCardText } from '#lib/cards/schema'
import { tokenHash } from '#lib/cards/token'
import { day, dayAt, daysAgo } from '#tests/support/records/moments'
import { testIssuers } from '#tests/support/records/people'
import { citizenTable, staffTable } from '#tests/support/people'
import { copyTemplate } from '#tests/support/test-database'
import * as enums from '#prisma/generated/enums'

let db: ReturnType<typeof adminClient>
let adminUrl: string
const made: boolean[] = []

beforeAll(async () => {
  adminUrl = (await copyTemplate(inject('adminUrl'), `demo_world_${process.env['VITEST_POOL_ID']}`)).admin
  db = adminClient(adminUrl)
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
    ['triage', 'kind', enums.TriageKind],
    ['triage', 'scale', enums.Spo2Scale],
    ['fast_track', 'status', enums.FastTrackStatus],
    ['fast_track_step', 'kind', enums.FastTrackStepKind],
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

  test('and in reception, each where the way to the ward has come so far', async () => {
    const at = async ({ number: identityNumber }: { number: string }) => {
      const found = await db.stay.findMany({
        where: { status: { in: ['ARRIVED', 'IN_RECEPTION'] }, patient: { identityNumber } },
        include: { triages: true, fastTrack: true },
      })
      return found.map(({ status, triages, fastTrack }) => [status, triages[0]?.unsafe, fastTrack?.status])
    }
    const { waiting } = world
    expect(await at(waiting.refused)).toEqual([['IN_RECEPTION', false, 'REFUSED']])
    expect(await at(waiting.asked)).toEqual([['IN_RECEPTION', false, 'ASKED']])
    expect(await at(waiting.accepted)).toEqual([['IN_RECEPTION', false, 'ACCEPTED']])
    expect(await at(waiting.unsafe)).toEqual([['IN_RECEPTION', true, undefined]])
    expect(await at(waiting.arrived)).toEqual([['ARRIVED', undefined, undefined]])
    expect(await at(waiting.notVip)).toEqual([['IN_RECEPTION', false, undefined]])
    expect(await at(waiting.delayed)).toEqual([['IN_RECEPTION', false, 'DELAYED']])
    expect(await at(world.solveig)).toEqual([])
  })

  test('on another ward than the own, to be moved the day after tomorrow', async () => {
    const there = { stay: { status: 'ON_WARD' }, patient: { identityNumber: world.onOtherWard.number } } as const
    const run = await db.fastTrack.findFirstOrThrow({
      where: there,
      include: { ward: true, vipWard: true, stay: true },
    })
    expect([run.deviation, run.ward.name, run.vipWard.name]).toEqual([
      'WARD_REFUSED',
      'Lungeavdelingen 4B',
      'Hjerteavdelingen 3A',
    ])
    expect([run.stay.unitId, run.moveOn]).toEqual([run.wardId, day(dayAt(2, '12.00'))])
  })

  test('with runs enough for the figures of ninety days, too late ones and other wards among them', async () => {
    const runs = await db.fastTrack.findMany({
      where: { startedAt: { gt: daysAgo(90) }, organisation: { name: 'Helse Fjordkyst HF' }, status: 'RECEIVED' },
      include: { stay: true, steps: true },
    })
    const late = runs.filter(
      ({ receivedAt, stay, targetMinutes }) => Number(receivedAt) - Number(stay.arrivedAt) > targetMinutes * 60_000,
    )
    const reasons = new Set(
      runs.flatMap(({ steps }) => steps.flatMap(({ refusal, deviation }) => refusal ?? deviation ?? [])),
    )
    expect(runs.length).toBeGreaterThanOrEqual(12)
    expect(late.length).toBeGreaterThanOrEqual(3)
    expect(late.length).toBeLessThan(runs.length / 2)
    expect(reasons.size).toBeGreaterThanOrEqual(5)
  })

  test('whose NEWS2 adds up', async () => {
    const rows = await db.triage.findMany({ where: { kind: 'NEWS2' } })
    const wrong = rows.filter(({ score, unsafe, temperature, ...row }) => {
      const points = news2Points({ ...row, temperature: Number(temperature) } as News2Values)
      return score !== scoreOf(points) || unsafe !== isUnsafe(points)
    })
    expect(rows.length).toBeGreaterThan(20)
    expect(wrong.map(({ stayId, score }) => [stayId, score])).toEqual([])
  })

  test('with arrivals for the log controller to look into', async () => {
    const rows = await db.$queryRaw`
      SELECT p.identity_number AS number, s.status::text, who.family_name AS by, x.revoked_at IS NOT NULL AS over
      FROM stay s JOIN patient p ON p.id = s.patient_id JOIN stay_event e ON e.stay_id = s.id AND e.kind = 'ARRIVED'
      JOIN auth.session x ON x.id = e.session_id JOIN person who ON who.id = x.person_id
      WHERE s.source = 'samlop' AND (s.status = 'CANCELLED' OR e.recorded_at < now() - interval '2 hours'
        AND NOT EXISTS (SELECT FROM triage t WHERE t.stay_id = s.id))
      ORDER BY s.status DESC`
    const { cancelled, withoutTriage } = world.flagged
    expect(rows).toEqual([
      { number: cancelled.number, status: 'CANCELLED', by: 'Rusten', over: true },
      { number: withoutTriage.number, status: 'DISCHARGED', by: 'Rusten', over: true },
    ])
  })

  test('each of whom somebody at the hospital looked up first, in chains that hold', async () => {
    const without = await db.$queryRaw`
      SELECT s.id FROM stay s WHERE s.source = 'samlop' AND NOT EXISTS (
        SELECT FROM audit.subject a JOIN audit.entry e ON e.id = a.entry_id
        WHERE a.patient_id = s.patient_id AND e.act = 'patient.check' AND e.organisation_id = s.organisation_id AND e.at < s.arrived_at)`
    expect(without).toEqual([])
    const auditor = new pg.Client(adminUrl)
    await auditor.connect()
    expect(await verifyChains(auditor)).toEqual({ rows: expect.any(Number), first: null })
    await auditor.end()
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
    'an event in the future': `SELECT 1 FROM stay_event WHERE at > now() UNION ALL SELECT 1 FROM triage WHERE measured_at > now()
      UNION ALL SELECT 1 FROM fast_track_step WHERE at > now()`,
    'a fast track before triage, or past what is to be treated first': `SELECT 1 FROM fast_track f WHERE NOT EXISTS (
        SELECT FROM triage t LEFT JOIN safety_clearance c ON c.triage_id = t.id
        WHERE t.stay_id = f.stay_id AND t.measured_at < f.started_at AND (NOT t.unsafe OR c.cleared_at <= f.started_at))`,
    'a fast track of somebody who was no VIP patient of the ward': `SELECT 1 FROM fast_track f WHERE NOT EXISTS (
        SELECT FROM vip_case v WHERE v.patient_id = f.patient_id AND v.ward_id = f.vip_ward_id
          AND v.active_at < f.started_at AND (v.ended_at IS NULL OR v.ended_at > f.started_at))`,
    'a fast track that ends elsewhere than the stay': `SELECT 1 FROM fast_track f JOIN stay s ON s.id = f.stay_id
      LEFT JOIN stay_event e ON e.stay_id = s.id AND e.kind = 'ON_WARD' AND e.at = s.on_ward_at
      WHERE f.status = 'RECEIVED' AND (f.received_at <> s.on_ward_at OR f.ward_id IS DISTINCT FROM e.unit_id)
        OR f.status NOT IN ('RECEIVED', 'CANCELLED') AND s.status <> 'IN_RECEPTION'`,
    'steps that do not follow each other': `SELECT 1 FROM (SELECT kind, at, lag(at) OVER run AS before, row_number() OVER run AS turn
        FROM fast_track_step WINDOW run AS (PARTITION BY fast_track_id ORDER BY at, kind)) s
      WHERE at < before OR (turn = 1) <> (kind = 'STARTED')`,
    'NEWS2 of a child': `SELECT 1 FROM triage t JOIN patient p ON p.id = t.patient_id WHERE kind = 'NEWS2' AND p.birth_date > t.measured_at - interval '16 years'`,
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
      UNION ALL SELECT 1 FROM triage WHERE substr(id::text, 15, 1) <> '5'
      UNION ALL SELECT 1 FROM safety_clearance WHERE substr(id::text, 15, 1) <> '5'
      UNION ALL SELECT 1 FROM fast_track WHERE substr(id::text, 15, 1) <> '5'
      UNION ALL SELECT 1 FROM fast_track_step WHERE substr(id::text, 15, 1) <> '5'
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
  const read = readCardText(world.solveig.card)
  const token = read && typeof read === 'object' ? read.token : ''
  const card = await db.card.findUniqueOrThrow({ where: { tokenHash: tokenHash(token) } })
  expect(card).toMatchObject({ id: cardId('solveig.haugland'), patientId: solveig.id, status: 'ISSUED' })
  expect(await db.patient.count({ where: { identityNumber: world.unknown.number } })).toBe(0)
})

test('a second seeding changes nothing but the ways in', async () => {
  const counts = () =>
    Promise.all([
      db.patient.count(),
      db.stayEvent.count(),
      db.person.count(),
      db.vipCase.count(),
      db.fastTrackStep.count(),
    ])
  const before = [await counts(), await db.signInIdentity.count()]
  made.push(await seedWorld(db, testIssuers))
  expect([await counts(), await db.signInIdentity.count()]).toEqual(before)
  const moved = { helseid: 'http://localhost:4001/helseid', idporten: 'http://localhost:4001/idporten' }
  made.push(await seedWorld(db, moved))
  expect(made).toEqual([true, false, false])
  expect(await counts()).toEqual(before[0])
  expect(await db.signInIdentity.count()).toBe(2 * Number(before[1]))
  expect(await db.patient.count()).toBe(Object.keys(lives).length)
})
