import { v7 as uuid } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openOwnAccessLogs } from '#lib/access-logs/queries'
import { always } from '#lib/access-logs/schema'
import { endEmergency, openBlock, openEmergency } from '#lib/emergency-access/commands'
import { findForEmergency, readEmergency } from '#lib/emergency-access/queries'
import { openInput } from '#lib/emergency-access/schema'
import { listPatients } from '#lib/patient-lists/queries'
import { openPatient } from '#lib/patient-pages/queries'
import { findInput } from '#lib/patients/schema'
import { SessionEnded } from '#lib/request'
import type { Session } from '#lib/session'
import { chooseMembership, endSession } from '#lib/sessions/commands'
import { actorOf } from '#lib/signed-in'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { type Hospital, hospital } from '#tests/support/hospital'
import { practice, unit } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { citizen, membership, staff } from '#tests/support/records/people'
import { block, careRelation } from '#tests/support/records/relations'
import { stay } from '#tests/support/records/stays'
import { vipPatient } from '#tests/support/records/vip-patient'

process.env['CLIENT_ASSERTION_KEY_FILE'] ??= 'not read here'

type Staff = Awaited<ReturnType<typeof staff>>
let place: Hospital
let nurse: Staff
let doctor: Staff
let session: Session
let who: Awaited<ReturnType<typeof vipPatient>>

beforeAll(async () => {
  place = await hospital()
})
beforeEach(async () => {
  nurse = await staff(admin, { role: 'NURSE', unit: place.other, familyName: 'Hegre' })
  doctor = await staff(admin, { role: 'COLLABORATION_PHYSICIAN', organisation: place.trust, familyName: 'Rygh' })
  session = await as(nurse)
  who = await vipPatient(admin, { ward: place.own })
})

const words = { text: 'Bevisstløs, kom med ambulanse fra gaten.', confirmed: 'yes' } as const
const opening = (patient = who.id) => openInput.parse({ patient, reason: 'DANGER_TO_LIFE', ...words })
const open = (of = session, patient = who.id, key = uuid()) => openEmergency(of, opening(patient), key)
const read = (of = session, patient = who.id) => readEmergency(of, { id: patient })
const unblock = (of: Session, patient = who.id) =>
  openBlock(of, { patient, reason: 'DANGER_TO_LIFE', text: words.text }, uuid())
/** What somebody with this session can see by SQL under break-glass. */
const seenBySql = (of = session) =>
  asRuntimeRole(of, 'BTG', (tx) => tx.patient.findMany({ select: { id: true } })).then((rows) =>
    rows.map(({ id }) => id),
  )
const flagsOf = ({ id }: { id: string }) => admin.logFlag.findMany({ where: { personId: id }, orderBy: { at: 'asc' } })
/** As if it had been opened so many minutes earlier. */
async function backdate(minutes: number) {
  await admin.$executeRaw`UPDATE emergency_access SET opened_at = opened_at - ${minutes}::int * interval '1 minute',
    valid_until = valid_until - ${minutes}::int * interval '1 minute', version = version + 1 WHERE patient_id = ${who.id}::uuid`
}

describe('a nurse without a relation', () => {
  test('sees nothing before it is opened, whoever the id belongs to', async () => {
    const blocked = await aPatient(admin)
    await block(admin, { patient: blocked })
    for (const id of [who.id, blocked.id, uuid()])
      expect(await read(session, id)).toEqual({ ok: false, refusal: 'not_found' })
    expect(await seenBySql()).toEqual([])
  })

  test('opens one patient with a reason, for four hours, and reads overview and stays', async () => {
    expect(await open()).toMatchObject({ ok: true })
    const view = await read()
    expect(view).toMatchObject({
      ok: true,
      value: { patient: { header: { name: 'Kari Nordmann', whole: true } }, facts: { blocked: null } },
    })
    expect(await seenBySql()).toEqual([who.id])
    const row = await admin.emergencyAccess.findFirstOrThrow({ where: { personId: nurse.id } })
    expect(row).toMatchObject({ reason: 'DANGER_TO_LIFE', text: words.text, role: 'NURSE', endedAt: null })
    expect(row.validUntil.getTime() - row.openedAt.getTime()).toBe(4 * 3_600_000)
  })

  test('it is written down as break-glass, with the ground and what was shown', async () => {
    const opened = await open()
    await read()
    const entries = await admin.auditEntry.findMany({
      where: { personId: nurse.id, act: { startsWith: 'emergency.' } },
      include: { subjects: true },
      orderBy: { at: 'asc' },
    })
    expect(entries).toMatchObject([
      { act: 'emergency.open', outcome: 'done', purpose: 'BTG', objectId: opened.ok && opened.value.id },
      { act: 'emergency.read', outcome: 'seen', purpose: 'BTG' },
    ])
    for (const { subjects } of entries) expect(subjects).toMatchObject([{ patientId: who.id, ground: 'BREAK_GLASS' }])
    expect(entries[1]?.subjects[0]?.shown).toEqual(expect.arrayContaining(['own_page', 'critical_notes', 'stays']))
  })

  test('it lies in the queue of the log controller of the organisation', async () => {
    await open()
    expect(await flagsOf(nurse)).toMatchObject([
      { kind: 'BREAK_GLASS', organisationId: place.trust.id, unitId: place.other.id, patientId: who.id },
    ])
  })

  test('it opens neither lists nor the ordinary pages, and nobody else', async () => {
    await open()
    const list = await listPatients(session, { filter: 'alle', sort: 'navn', down: false, page: 1 })
    expect(list).toMatchObject({ ok: true, value: { rows: [] } })
    expect(await openPatient(session, { id: who.id })).toEqual({ ok: false, refusal: 'not_found' })
    const colleague = await as(await staff(admin, { role: 'NURSE', unit: place.other }))
    expect(await read(colleague)).toEqual({ ok: false, refusal: 'not_found' })
    expect(await seenBySql(colleague)).toEqual([])
  })

  test('consents, blocks and what goes on in reception stay closed, and nothing can be changed', async () => {
    await open()
    const seen = await asRuntimeRole(session, 'BTG', async (tx) => ({
      closed: await Promise.all([tx.consent.count(), tx.accessBlock.count(), tx.triage.count(), tx.fastTrack.count()]),
      open: await Promise.all([tx.ownPage.count(), tx.criticalNote.count(), tx.vipCase.count()]),
      changed: await tx.$executeRaw`UPDATE card SET status = 'REVOKED', ended_at = now(), version = version + 1`,
    }))
    expect(seen).toEqual({ closed: [0, 0, 0, 0], open: [1, 1, 1], changed: 0 })
  })

  test('the same sending again, and two sendings at once, open it once', async () => {
    const key = uuid()
    const both = await Promise.all([open(session, who.id, key), open(session, who.id, key), open()])
    expect(both.filter(({ ok }) => ok).length).toBeGreaterThan(0)
    expect(await admin.emergencyAccess.count({ where: { personId: nurse.id } })).toBe(1)
    expect(await flagsOf(nurse)).toHaveLength(1)
    expect(await open()).toEqual({ ok: false, refusal: 'already_open' })
  })
})

describe('it ends', () => {
  const nothing = { ok: false, refusal: 'not_found' }
  beforeEach(() => open())

  test('by itself after four hours, on both sides of the limit', async () => {
    await backdate(239)
    expect(await read()).toMatchObject({ ok: true })
    expect(await seenBySql()).toEqual([who.id])
    await backdate(1)
    expect(await read()).toEqual(nothing)
    expect(await seenBySql()).toEqual([])
    expect((await actorOf(session))?.emergencies).toEqual([])
  })

  test('and can then be opened anew, with a new flag', async () => {
    await backdate(240)
    expect(await open()).toMatchObject({ ok: true })
    expect(await flagsOf(nurse)).toHaveLength(2)
    expect(
      await admin.emergencyAccess.findMany({ where: { personId: nurse.id }, orderBy: { openedAt: 'asc' } }),
    ).toMatchObject([{ endCause: 'TIME' }, { endCause: null }])
  })

  test('by hand, once', async () => {
    expect((await actorOf(session))?.emergencies).toMatchObject([{ patientId: who.id, minutesLeft: 240 }])
    expect(await endEmergency(session, { patient: who.id }, uuid())).toMatchObject({ ok: true })
    expect(await read()).toEqual(nothing)
    expect(await seenBySql()).toEqual([])
    expect(await endEmergency(session, { patient: who.id }, uuid())).toEqual(nothing)
    expect((await actorOf(session))?.emergencies).toEqual([])
  })

  test('with the session: a new one of the same person has nothing open', async () => {
    await endSession(session, {}, uuid())
    session = await as(nurse)
    expect(await read()).toEqual(nothing)
    expect(await seenBySql()).toEqual([])
    expect(await admin.emergencyAccess.findFirst({ where: { personId: nurse.id } })).toMatchObject({
      endCause: 'SESSION',
    })
  })

  test('while another session of the same person has nothing of it at all', async () => {
    const other = await as(nurse)
    expect(await read(other)).toEqual(nothing)
    expect(await endEmergency(other, { patient: who.id }, uuid())).toEqual(nothing)
    expect(await read()).toMatchObject({ ok: true })
  })

  test('when somebody goes on as something else, also in the same session', async () => {
    const { id } = await membership(admin, { person: nurse, role: 'HEAD_NURSE', unit: place.own })
    const changed = await chooseMembership(session, { id }, uuid())
    const as = changed.ok ? changed.value : session
    expect(await read(as)).toEqual(nothing)
    expect(await seenBySql(as)).not.toContain(who.id)
    await chooseMembership(as, { id: nurse.membershipId }, uuid())
    expect(await admin.emergencyAccess.findFirst({ where: { personId: nurse.id } })).toMatchObject({
      endCause: 'SESSION',
    })
  })

  test('with the membership and when the person is shut out', async () => {
    await admin.membership.update({
      where: { id: nurse.membershipId },
      data: { validUntil: new Date(), version: { increment: 1 } },
    })
    await expect(read()).rejects.toThrow(SessionEnded)
  })

  test('and stays whatever else changes about the patient', async () => {
    await careRelation(admin, { patient: who, kind: 'INVITED', unit: place.own })
    expect(await read()).toMatchObject({ ok: true })
    await stay(admin, { patient: who, ward: place.own, status: 'ON_WARD' })
    expect(await read()).toMatchObject({ ok: true })
  })
})

describe('nobody opens', () => {
  test.each([
    ['CASEWORKER', 'forbidden'],
    ['PARTICIPANT', 'forbidden'],
    ['FLOW_COORDINATOR', 'forbidden'],
    ['LOG_CONTROLLER', 'forbidden'],
    ['ORG_ADMIN', 'forbidden'],
  ] as const)('as %s', async (role, refusal) => {
    const other = await as(await staff(admin, { role, organisation: place.trust }))
    expect(await open(other)).toEqual({ ok: false, refusal })
    expect(await read(other)).toEqual({ ok: false, refusal })
    const forged = asRuntimeRole(
      other,
      'BTG',
      (tx) => tx.$queryRaw`SELECT door.open_emergency(${uuid()}::uuid, ${who.id}::uuid, 'OTHER', ${words.text})`,
    )
    await expect(forged).rejects.toThrow(/may not be opened/)
  })

  test('the own record', async () => {
    const own = await vipPatient(admin, { ward: place.own, personId: nurse.id })
    expect(await open(session, own.id)).toEqual({ ok: false, refusal: 'own_record' })
    expect((await flagsOf(nurse)).map(({ kind }) => kind)).toEqual(['OWN_RECORD'])
    const forged = asRuntimeRole(
      session,
      'BTG',
      (tx) => tx.$queryRaw`SELECT door.open_emergency(${uuid()}::uuid, ${own.id}::uuid, 'OTHER', ${words.text})`,
    )
    await expect(forged).rejects.toThrow(/may not be opened/)
  })

  test('somebody the ordinary work opens', async () => {
    expect(await open(place.ownNurse)).toEqual({ ok: false, refusal: 'not_needed' })
  })

  test('an id of nobody; the attempt is written down', async () => {
    expect(await open(session, uuid())).toEqual({ ok: false, refusal: 'not_found' })
    expect(
      await admin.auditEntry.count({ where: { personId: nurse.id, act: 'emergency.open', outcome: 'not_found' } }),
    ).toBe(1)
  })

  test('the thirty-first patient within ten minutes, and that is flagged', async () => {
    const many = await Promise.all(Array.from({ length: 30 }, () => aPatient(admin)))
    await admin.unrelatedLook.createMany({
      data: many.map(({ id }) => ({ personId: nurse.id, patientId: id, at: new Date() })),
    })
    expect(await open()).toEqual({ ok: false, refusal: 'limited' })
    expect((await flagsOf(nurse)).map(({ kind }) => kind)).toEqual(['MANY_PATIENTS'])
    await admin.unrelatedLook.deleteMany({ where: { patientId: many[0]?.id ?? '' } })
    expect(await open()).toMatchObject({ ok: true })
  })

  test('when the limiter cannot count', async () => {
    await admin.$executeRaw`REVOKE INSERT ON auth.unrelated_look FROM app_definer`
    try {
      await expect(open()).rejects.toThrow(/permission denied/)
    } finally {
      await admin.$executeRaw`GRANT INSERT ON auth.unrelated_look TO app_definer`
    }
    expect(await read()).toEqual({ ok: false, refusal: 'not_found' })
  })

  test('by statements of the own: neither without a reason, nor for another, nor for longer', async () => {
    const attempts = [
      `SELECT door.open_emergency('${uuid()}', '${who.id}', 'OTHER', 'kort')`,
      `SELECT door.open_emergency('${uuid()}', '${who.id}', 'OTHER', NULL)`,
      `SELECT door.grant_emergencies(ARRAY['${who.id}']::uuid[])`,
      `INSERT INTO emergency_access (id) VALUES ('${uuid()}')`,
      `INSERT INTO access_grant (patient_id, principal_id, effect, ground, source_id, valid_from) VALUES ('${who.id}', '${nurse.id}', 'ALLOW', 'BREAK_GLASS', '${uuid()}', now())`,
      `UPDATE emergency_access SET valid_until = now() + interval '1 year'`,
      `UPDATE access_grant SET valid_until = NULL`,
      `INSERT INTO block_opening (emergency_id) VALUES ('${uuid()}')`,
      `DELETE FROM log_flag`,
    ]
    for (const attempt of attempts)
      await expect(asRuntimeRole(session, 'BTG', (tx) => tx.$executeRawUnsafe(attempt))).rejects.toThrow(
        /permission denied|violates check|violates not-null|Null constraint/,
      )
    expect(await seenBySql()).toEqual([])
  })

  test('under another errand than break-glass', async () => {
    for (const purpose of ['TREAT', 'ETREAT', 'ADMIN'] as const)
      await expect(
        asRuntimeRole(
          session,
          purpose,
          (tx) => tx.$queryRaw`SELECT door.open_emergency(${uuid()}::uuid, ${who.id}::uuid, 'OTHER', ${words.text})`,
        ),
      ).rejects.toThrow(/may not be opened/)
  })
})

describe('what the patient has blocked', () => {
  let doctors: Session
  beforeEach(async () => {
    doctors = await as(doctor)
    await block(admin, { patient: who })
  })

  test('stays closed when the glass is broken, and says no name', async () => {
    await open()
    expect(await read()).toMatchObject({ ok: true, value: { patient: null, facts: { blocked: 'BLOCK' } } })
    expect(await seenBySql()).toEqual([])
  })

  test('is opened by a physician in a step of its own with a second reason, and flagged on its own', async () => {
    expect(await unblock(doctors)).toEqual({ ok: false, refusal: 'not_found' })
    await open(doctors)
    expect(await seenBySql(doctors)).toEqual([])
    expect(await unblock(doctors)).toMatchObject({ ok: true })
    expect(await read(doctors)).toMatchObject({
      ok: true,
      value: { patient: { header: { id: who.id } }, facts: { blocked: null, opened: true } },
    })
    expect(await seenBySql(doctors)).toEqual([who.id])
    expect((await flagsOf(doctor)).map(({ kind }) => kind)).toEqual(['BREAK_GLASS', 'BLOCK_OPENED'])
    expect(await unblock(doctors)).toEqual({ ok: false, refusal: 'already_opened' })
  })

  test('also by the GP, whose ordinary access the block has closed', async () => {
    const office = await practice(admin)
    await careRelation(admin, { patient: who, kind: 'GP_LIST', organisationId: office.id })
    const gp = await as(
      await staff(admin, { role: 'GP', unit: await unit(admin, { organisation: office, kind: 'OFFICE' }) }),
    )
    expect(await openPatient(gp, { id: who.id })).toEqual({ ok: false, refusal: 'not_found' })
    expect(await open(gp)).toMatchObject({ ok: true })
    expect(await unblock(gp)).toMatchObject({ ok: true })
    expect(await read(gp)).toMatchObject({ ok: true, value: { patient: { header: { id: who.id } } } })
    expect(await openPatient(gp, { id: who.id })).toEqual({ ok: false, refusal: 'not_found' })
  })

  test('is not opened by a nurse, not by statements either, and not by a physician for somebody else', async () => {
    const opened = await open()
    expect(await unblock(session)).toEqual({ ok: false, refusal: 'forbidden' })
    const id = opened.ok ? opened.value.id : null
    for (const forger of [session, doctors])
      await expect(
        asRuntimeRole(
          forger,
          'BTG',
          (tx) => tx.$queryRaw`SELECT door.open_block(${id}::uuid, 'DANGER_TO_LIFE', ${words.text})`,
        ),
      ).rejects.toThrow(/may not be opened/)
    expect(await seenBySql()).toEqual([])
  })

  test('is not opened where the patient has blocked nothing, by statements either', async () => {
    await admin.accessBlock.updateMany({
      where: { patientId: who.id },
      data: { liftedAt: new Date(), version: { increment: 1 } },
    })
    const opened = await open(doctors)
    expect(await unblock(doctors)).toEqual({ ok: false, refusal: 'nothing_blocked' })
    const id = opened.ok ? opened.value.id : null
    const forged = asRuntimeRole(
      doctors,
      'BTG',
      (tx) => tx.$queryRaw`SELECT door.open_block(${id}::uuid, 'DANGER_TO_LIFE', ${words.text})`,
    )
    await expect(forged).rejects.toThrow(/may not be opened/)
  })

  test('a block that is set after the opening holds', async () => {
    await open(doctors)
    await unblock(doctors)
    await block(admin, { patient: who, setAt: new Date() })
    expect(await read(doctors)).toMatchObject({ ok: true, value: { patient: null } })
    expect(await seenBySql(doctors)).toEqual([])
  })

  test('opens nothing of another patient of the same physician', async () => {
    const other = await vipPatient(admin, { ward: place.own })
    await block(admin, { patient: other })
    await open(doctors)
    await open(doctors, other.id)
    await unblock(doctors)
    expect(await seenBySql(doctors)).toEqual([who.id])
  })

  test('closes again when it ends', async () => {
    await open(doctors)
    await unblock(doctors)
    await endEmergency(doctors, { patient: who.id }, uuid())
    expect(await read(doctors)).toEqual({ ok: false, refusal: 'not_found' })
    expect(await seenBySql(doctors)).toEqual([])
  })

  test('when it is the status alone, the rest is shown', async () => {
    await admin.accessBlock.updateMany({
      where: { patientId: who.id },
      data: { liftedAt: new Date(), version: { increment: 1 } },
    })
    await block(admin, { patient: who, scope: 'VIP_STATUS' })
    await open(doctors)
    const before = await read(doctors)
    expect(before).toMatchObject({
      ok: true,
      value: { facts: { blocked: 'BLOCK_STATUS' }, patient: { header: { wards: [], statusBlocked: true } } },
    })
    await unblock(doctors)
    expect(await read(doctors)).toMatchObject({
      ok: true,
      value: { patient: { header: { wards: [{ id: place.own.id }] } } },
    })
  })
})

describe('the way there', () => {
  const find = (query: string) => findForEmergency(session, findInput.parse({ query }))

  test('is the whole number, which leads to a page whether or not anybody has it', async () => {
    const found = await find(who.identityNumber)
    expect(found).toEqual({ ok: true, value: { id: who.id } })
    const nobody = await find('15834820088')
    expect(nobody.ok && nobody.value.id).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(await find('15834820088')).toEqual(nobody)
    expect(await find('Nordmann 01.01.1950')).toEqual({ ok: false, refusal: 'number_only' })
  })

  test('is written down for the patient, without anything shown', async () => {
    await find(who.identityNumber)
    const entry = await admin.auditEntry.findFirst({
      where: { personId: nurse.id, act: 'emergency.find' },
      include: { subjects: true },
    })
    expect(entry).toMatchObject({
      purpose: 'BTG',
      outcome: 'seen',
      subjects: [{ patientId: who.id, ground: 'NONE', shown: [] }],
    })
  })
})

test('the patient reads who opened and the code of the reason, and not what was written', async () => {
  const person = await citizen(admin)
  who = await vipPatient(admin, { ward: place.own, personId: person.id })
  const doctors = await as(doctor)
  await block(admin, { patient: who, unitId: place.own.id })
  await block(admin, { patient: who, organisationId: place.trust.id })
  await open(doctors)
  await unblock(doctors)
  const logs = await openOwnAccessLogs(await signIn(person.issuer, person.subject, true), { for: always })
  if (!logs.ok) throw new Error(logs.refusal)
  expect(logs.value[0]?.rows).toMatchObject([
    { act: 'emergency.open_block', reason: 'DANGER_TO_LIFE', purpose: 'BTG' },
    { act: 'emergency.open', reason: 'DANGER_TO_LIFE', purpose: 'BTG', name: 'Prøve Rygh' },
  ])
  expect(JSON.stringify(logs)).not.toContain(words.text)
})
