import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { dayOf } from '#lib/clock'
import { addPerson, endMembership, giveMembership, shutOut } from '#lib/memberships/commands'
import { listOwnMemberships, openStaffMember } from '#lib/memberships/queries'
import { addInput, endInput, giveByHprInput, giveInput, shutOutInput } from '#lib/memberships/schema'
import { setCandidateList, setInitiator, setPhones, setTarget } from '#lib/organisation-settings/commands'
import { openSettings } from '#lib/organisation-settings/queries'
import { initiatorInput, listInput, phonesInput, targetInput } from '#lib/organisation-settings/schema'
import { SessionEnded } from '#lib/request'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { daysAgo, inDays } from '#tests/support/records/moments'
import { healthTrust, municipality, reception, ward as aWard } from '#tests/support/records/organisations'
import { membership, person, staff } from '#tests/support/records/people'
import { vipPatient } from '#tests/support/records/vip-patient'

type Staff = Awaited<ReturnType<typeof staff>>
let trust: { id: string }
let ward: Awaited<ReturnType<typeof aWard>>
let boss: Staff
let bossAt: Session
let nurse: Staff

beforeEach(async () => {
  trust = await healthTrust(admin, { fastTrackTarget: 30 })
  ward = await aWard(admin, { organisation: trust })
  boss = await staff(admin, { role: 'ORG_ADMIN', organisation: trust })
  bossAt = await as(boss)
  nurse = await staff(admin, { role: 'NURSE', unit: ward })
})

const rolesOf = (of: { id: string }) =>
  admin.membership.findMany({ where: { personId: of.id }, orderBy: { validFrom: 'asc' } })
const give = (given: object, of = bossAt, key = uuid()) =>
  giveMembership(of, giveInput.parse({ person: nurse.id, role: 'HEAD_NURSE', unit: ward.id, ...given }), key)
const end = (given: object = {}, of = bossAt) =>
  endMembership(of, endInput.parse({ membership: nurse.membershipId, seen: '1', ...given }), uuid())
const outcomes = async (act: string) =>
  (await admin.auditEntry.findMany({ where: { act, personId: boss.id }, orderBy: { at: 'asc' } })).map(
    ({ outcome }) => outcome,
  )

describe('roles with periods', () => {
  test('a nurse gets another role from a day until a day, and it is written down', async () => {
    const [from, until] = [dayOf(inDays(2)), dayOf(inDays(5))]
    expect(await give({ from, until })).toMatchObject({ ok: true })
    expect((await rolesOf(nurse)).at(-1)).toMatchObject({
      role: 'HEAD_NURSE',
      organisationId: trust.id,
      unitId: ward.id,
    })
    expect((await rolesOf(nurse)).at(-1)?.validFrom.getTime()).toBeGreaterThan(Date.now())
    expect(await outcomes('staff.give')).toEqual(['done'])
  })

  test('without days it counts at once and until further notice, and can be chosen', async () => {
    await give({})
    const session = await as(nurse)
    const own = await listOwnMemberships(session, {})
    expect(own.ok && own.value.map(({ role }) => role)).toEqual(['NURSE', 'HEAD_NURSE'])
  })

  test('somebody who works elsewhere gets one by the number in the register', async () => {
    const stranger = await staff(admin, { role: 'NURSE', unit: await aWard(admin), hprNumber: '8812345' })
    const input = giveByHprInput.parse({ hpr: '88 12 345', role: 'NURSE', unit: ward.id })
    expect(await giveMembership(bossAt, input, uuid())).toMatchObject({ ok: true })
    expect(await rolesOf(stranger)).toHaveLength(2)
    const nobody = giveByHprInput.parse({ hpr: '8899999', role: 'NURSE', unit: ward.id })
    expect(await giveMembership(bossAt, nobody, uuid())).toMatchObject({ refusal: 'not_found' })
  })

  test('one that is ended now is gone at the next request', async () => {
    const session = await as(nurse)
    expect(await end()).toMatchObject({ ok: true })
    await expect(listOwnMemberships(session, {})).rejects.toBeInstanceOf(SessionEnded)
    expect(await outcomes('staff.end')).toEqual(['done'])
  })

  test('one that ends on a day counts until then', async () => {
    const session = await as(nurse)
    expect(await end({ until: dayOf(inDays(1)) })).toMatchObject({ ok: true })
    expect(await listOwnMemberships(session, {})).toMatchObject({ ok: true })
    expect((await rolesOf(nurse))[0]?.validUntil?.getTime()).toBeGreaterThan(inDays(1).getTime())
  })

  test('the same role at the same place is held once at a time, also when two give it at once', async () => {
    expect(await give({ role: 'NURSE' })).toMatchObject({ refusal: 'has_it' })
    const results = await Promise.all([give({}), give({})])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await rolesOf(nurse)).toHaveLength(2)
  })

  test('a role stands where it belongs', async () => {
    const desk = await reception(admin, { organisation: trust })
    const elsewhere = await aWard(admin)
    const refusals = await Promise.all([
      give({ role: 'GP', unit: '' }),
      give({ unit: '' }),
      give({ role: 'FLOW_COORDINATOR' }),
      give({ role: 'PARTICIPANT', unit: desk.id }),
      give({ unit: elsewhere.id }),
      give({ until: dayOf(daysAgo(1)) }),
    ])
    expect(refusals.map((result) => !result.ok && result.refusal)).toEqual([
      'not_here',
      'needs_unit',
      'no_unit',
      'wrong_unit',
      'unknown_unit',
      'past',
    ])
  })
})

describe('somebody whom Samløp does not know', () => {
  const fields = () => ({
    given: 'Nora Ánne',
    family: "O'Brien-Ås",
    hpr: String(Math.floor(1e6 + Math.random() * 8e6)),
    email: `${uuid()}@prove.no`,
    subject: uuid(),
    role: 'NURSE',
    unit: ward.id,
  })
  const add = (given: object = {}, of = bossAt, key = uuid()) =>
    addPerson(of, addInput.parse({ ...fields(), ...given }), key)
  const people = () => admin.person.count()

  test('is added with a way to sign in and the first role, and it is written down', async () => {
    const input = { ...fields(), from: dayOf(inDays(0)), until: dayOf(inDays(30)) }
    const added = await add(input)
    const id = (added.ok && added.value.id) || ''
    expect(await admin.person.findUnique({ where: { id } })).toMatchObject({ hprNumber: input.hpr, email: input.email })
    expect(await rolesOf({ id })).toMatchObject([{ role: 'NURSE', unitId: ward.id, organisationId: trust.id }])
    expect(await admin.signInIdentity.findMany({ where: { personId: id } })).toMatchObject([
      { issuer: boss.issuer, subject: input.subject },
    ])
    const entry = await admin.auditEntry.findFirst({
      where: { personId: boss.id, act: 'staff.add' },
      omit: { seq: true },
    })
    expect(entry).toMatchObject({ outcome: 'done', purpose: 'ADMIN', objectId: id, facts: { role: 'NURSE' } })
    expect(JSON.stringify(entry?.facts)).not.toMatch(/Nora|prove\.no/)
  })

  test('and can sign in at once, as what was given', async () => {
    const input = fields()
    await add(input)
    const own = await listOwnMemberships(await as({ issuer: boss.issuer, subject: input.subject }), {})
    expect(own.ok && own.value).toMatchObject([{ role: 'NURSE', unit: { id: ward.id } }])
  })

  test('the same person twice is refused: by number, by sign-in and by address, also with other letters', async () => {
    const first = fields()
    await add(first)
    const before = await people()
    const refusals = await Promise.all([
      add({ hpr: first.hpr }),
      add({ subject: first.subject }),
      add({ email: first.email.toUpperCase() }),
    ])
    expect(refusals.map((result) => !result.ok && result.refusal)).toEqual([
      'known_hpr',
      'known_subject',
      'known_email',
    ])
    expect(await people()).toBe(before)
  })

  test('twice at once is once, and the same sending twice is once', async () => {
    const input = fields()
    const before = await people()
    const results = await Promise.all([add(input), add(input), add({ ...input, email: `${uuid()}@prove.no` })])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const key = uuid()
    const other = fields()
    expect(await add(other, bossAt, key)).toEqual(await add(other, bossAt, key))
    expect(await people()).toBe(before + 2)
  })

  test('oneself is nobody new', async () => {
    expect(await add({ subject: boss.subject })).toMatchObject({ refusal: 'yourself' })
  })

  test('health personnel have a number, others need none', async () => {
    expect(await add({ hpr: '' })).toMatchObject({ refusal: 'needs_hpr' })
    expect(await add({ hpr: '', role: 'FLOW_COORDINATOR', unit: '' })).toMatchObject({ ok: true })
  })

  test('a role stands where it belongs, and nobody comes into being for one that does not', async () => {
    const before = await people()
    const refusals = await Promise.all([
      add({ role: 'CASEWORKER', unit: '' }),
      add({ unit: '' }),
      add({ unit: (await aWard(admin)).id }),
      add({ until: dayOf(daysAgo(1)) }),
    ])
    expect(refusals.map((result) => !result.ok && result.refusal)).toEqual([
      'not_here',
      'needs_unit',
      'unknown_unit',
      'past',
    ])
    expect(await people()).toBe(before)
  })

  test.each([
    ['a number with a letter', { hpr: '99A01' }],
    ['a number of three digits', { hpr: '123' }],
    ['a number that begins with zero', { hpr: '0123456' }],
    ['no address', { email: 'nora' }],
    ['a sign-in with a space', { subject: 'nora as' }],
    ['a name of digits', { given: '123' }],
    ['a name that turns the direction of writing', { family: '\u202Esesrever' }],
    ['a name that is not whole', { family: 'Ås\uD800' }],
  ])('%s is asked about', (_what, given) => {
    expect(addInput.safeParse({ ...fields(), ...given }).success).toBe(false)
  })

  test('nobody but an administrator adds anybody, and no statement does so', async () => {
    const before = await people()
    expect(await add({}, await as(nurse))).toMatchObject({ refusal: 'forbidden' })
    const nurseAt = await as(nurse)
    const { hpr, email, subject } = fields()
    const person = JSON.stringify({ id: uuid(), given_name: 'A', family_name: 'B', hpr_number: hpr, email, subject })
    const tries = [
      () =>
        asRuntimeRole(
          nurseAt,
          'ADMIN',
          (tx) =>
            tx.$queryRaw<
              object[]
            >`SELECT door.add_person(${person}::jsonb, ${uuid()}::uuid, 'NURSE', ${ward.id}::uuid, now(), NULL) AS rows`,
        ),
      () =>
        asRuntimeRole(
          nurseAt,
          'ADMIN',
          (tx) =>
            tx.$queryRaw<object[]>`SELECT door.known_by(${boss.hprNumber}, ${boss.email}, ${boss.subject}) AS rows`,
        ),
    ]
    expect(await tries[0]?.()).toEqual([{ rows: 0 }])
    expect(await tries[1]?.()).toEqual([{ rows: null }])
    const inserts = asRuntimeRole(
      bossAt,
      'ADMIN',
      (tx) =>
        tx.$executeRaw`INSERT INTO sign_in_identity (issuer, subject, person_id) VALUES (${boss.issuer}, ${uuid()}, ${nurse.id}::uuid)`,
    )
    await expect(inserts).rejects.toThrow(/permission denied/)
    expect(await people()).toBe(before)
  })
})

describe('shutting out', () => {
  const set = (id: string, out: 'yes' | 'no', of = bossAt) =>
    shutOut(of, shutOutInput.parse({ person: id, out }), uuid())

  test('ends every session at once, and can be undone', async () => {
    const session = await as(nurse)
    expect(await set(nurse.id, 'yes')).toMatchObject({ ok: true })
    await expect(listOwnMemberships(session, {})).rejects.toBeInstanceOf(SessionEnded)
    expect(await set(nurse.id, 'no')).toMatchObject({ ok: true })
    expect(await listOwnMemberships(await as(nurse), {})).toMatchObject({ ok: true })
  })

  test('is not for one of two places where somebody works', async () => {
    await membership(admin, { person: nurse, role: 'NURSE', unit: await aWard(admin) })
    expect(await set(nurse.id, 'yes')).toMatchObject({ refusal: 'works_elsewhere' })
  })

  test('is not for people of another organisation', async () => {
    const stranger = await staff(admin, { role: 'NURSE', unit: await aWard(admin) })
    expect(await set(stranger.id, 'yes')).toMatchObject({ refusal: 'not_found' })
    expect(await openStaffMember(bossAt, { person: stranger.id })).toMatchObject({ refusal: 'not_found' })
  })
})

describe('nobody gives oneself anything', () => {
  test('an administrator cannot give, end or shut out the own person', async () => {
    expect(await give({ person: boss.id })).toMatchObject({ refusal: 'yourself' })
    expect(await end({ membership: boss.membershipId })).toMatchObject({ refusal: 'yourself' })
    expect(await shutOut(bossAt, { person: boss.id, out: true }, uuid())).toMatchObject({ refusal: 'yourself' })
    expect(await rolesOf(boss)).toHaveLength(1)
    expect(await outcomes('staff.give')).toEqual(['yourself'])
  })

  const called = (call: string, of = bossAt, purpose: 'ADMIN' | 'TREAT' | 'QUALITY' = 'ADMIN') =>
    asRuntimeRole(of, purpose, (tx) => tx.$queryRawUnsafe<[{ rows: number }]>(`SELECT ${call} AS rows`)).then(
      ([row]) => row.rows,
    )
  const giving = (who: string, at: string, role = 'NURSE') =>
    `door.give_membership(gen_random_uuid(), '${who}', '${role}', '${at}', now(), NULL)`

  test('by no statement either', async () => {
    expect(await called(giving(boss.id, ward.id))).toBe(0)
    expect(await called(`door.end_membership('${boss.membershipId}', 1, now() + interval '9 years')`)).toBe(0)
    expect(await called(`door.shut_out('${boss.id}', true)`)).toBe(0)
    expect(await called(giving(nurse.id, ward.id, 'HEAD_NURSE'))).toBe(1)
  })

  test('tables of people are written by nobody directly', async () => {
    const statements = [
      `INSERT INTO membership (id, person_id, organisation_id, unit_id, role, valid_from) VALUES (gen_random_uuid(), door.person_id(), '${trust.id}', '${ward.id}', 'NURSE', now())`,
      `UPDATE membership SET role = 'HEAD_NURSE', version = version + 1 WHERE person_id = door.person_id()`,
      `UPDATE person SET disabled_at = NULL, version = version + 1`,
      `UPDATE initiator_role SET enabled = true, version = version + 1`,
      `UPDATE organisation SET fast_track_target = 1`,
      `INSERT INTO care_relation (id, patient_id, kind, organisation_id, person_id, valid_from) SELECT gen_random_uuid(), id, 'INVITED', '${trust.id}', door.person_id(), now() FROM patient`,
    ]
    for (const statement of statements)
      await expect(asRuntimeRole(bossAt, 'ADMIN', (tx) => tx.$executeRawUnsafe(statement))).rejects.toThrow(
        /permission denied/,
      )
  })

  test('somebody else than an administrator, or for another organisation, gives nothing', async () => {
    const nurseAt = await as(nurse)
    const far = await staff(admin, { role: 'ORG_ADMIN', organisation: await healthTrust(admin) })
    expect(await give({ person: boss.id }, nurseAt)).toMatchObject({ refusal: 'forbidden' })
    expect(await give({}, await as(far))).toMatchObject({ refusal: 'not_found' })
    expect(await called(giving(boss.id, ward.id), nurseAt)).toBe(0)
    expect(await called(giving(nurse.id, ward.id, 'HEAD_NURSE'), await as(far))).toBe(0)
    // Nobody of whom the register knows nothing either.
    expect(await called(giving((await person(admin)).id, ward.id))).toBe(0)
  })

  test('no administrator reads of a patient, by whatever errand', async () => {
    await vipPatient(admin, { ward })
    for (const purpose of ['ADMIN', 'TREAT', 'ETREAT', 'QUALITY', 'BTG'] as const) {
      const seen = await asRuntimeRole(bossAt, purpose, async (tx) => [
        await tx.patient.count(),
        await tx.stay.count(),
        await tx.vipCase.count(),
        await tx.listReservation.count(),
      ])
      expect(seen).toEqual([0, 0, 0, 0])
    }
  })
})

describe('what the organisation has decided', () => {
  const initiator = (seen: string, enabled: 'yes' | 'no', of = bossAt) =>
    setInitiator(of, initiatorInput.parse({ role: 'FLOW_COORDINATOR', seen, enabled }), uuid())
  const stands = async () =>
    (await admin.initiatorRole.findFirst({ where: { organisationId: trust.id, role: 'FLOW_COORDINATOR' } }))?.enabled

  test('who may call meetings is switched off and on again; of two at once one wins', async () => {
    const results = await Promise.all([initiator('1', 'no'), initiator('1', 'no')])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await stands()).toBe(false)
    expect(await initiator('2', 'yes')).toMatchObject({ ok: true })
    expect(await stands()).toBe(true)
    const written = await admin.auditEntry.findFirst({
      where: { personId: boss.id, act: 'settings.initiator', outcome: 'done' },
      orderBy: { at: 'desc' },
      omit: { seq: true },
    })
    expect(written?.facts).toEqual({ role: 'FLOW_COORDINATOR', enabled: true })
  })

  test('the target of the hospital is changed from what was seen, from 5 to 240 minutes', async () => {
    const set = (seen: string, minutes: string, of = bossAt) =>
      setTarget(of, targetInput.parse({ seen, minutes }), uuid())
    expect(await set('30', '20')).toMatchObject({ ok: true })
    expect(await set('30', '25')).toMatchObject({ refusal: 'conflict' })
    expect((await admin.organisation.findUnique({ where: { id: trust.id } }))?.fastTrackTarget).toBe(20)
    const read = (minutes: string) => targetInput.safeParse({ seen: '30', minutes }).success
    expect([read('4'), read('5'), read('240'), read('241'), read('ti')]).toEqual([false, true, true, false, false])
  })

  const list = (given: object = {}) =>
    listInput.safeParse({
      ...{ seen: '0', on: 'yes', acute6: '3', acute12: '5', basis: 'Helsepersonelloven § 26, vurdert av ledelsen.' },
      ...{ responsible: boss.id, decidedOn: '21.11.2026', ...given },
    })
  const switchList = (given: object = {}, of = bossAt) =>
    setCandidateList(of, list(given).data ?? ({} as never), uuid())

  test('the list of candidates is switched on with a basis and somebody who answers for it, and never without', async () => {
    expect(
      [list({ basis: 'For kort' }), list({ responsible: '' }), list({ decidedOn: '' })].map(({ success }) => success),
    ).toEqual([false, false, false])
    expect(await switchList()).toMatchObject({ ok: true })
    const found = await openSettings(bossAt, {})
    expect(found.ok && found.value.list).toMatchObject({
      isOn: true,
      edition: 1,
      acute6: 3,
      acute12: 5,
      decidedOn: '2026-11-21',
    })
    expect(await outcomes('settings.candidates')).toEqual(['done'])
    expect(await switchList({ seen: '1', on: 'no', basis: '', responsible: '', decidedOn: '' })).toMatchObject({
      ok: true,
    })
    expect(await admin.candidateListSetting.count({ where: { organisationId: trust.id } })).toBe(2)
  })

  test('two who decide at once do not overwrite each other', async () => {
    const results = await Promise.all([switchList(), switchList({ acute6: '4' })])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await switchList()).toMatchObject({ refusal: 'conflict' })
  })

  test('somebody of another organisation does not answer for it, and limits that contradict are refused', async () => {
    const stranger = await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin) })
    expect(await switchList({ responsible: stranger.id })).toMatchObject({ refusal: 'not_responsible' })
    expect(await switchList({ acute6: '6', acute12: '5' })).toMatchObject({ refusal: 'limits_crossed' })
    expect(await switchList({ acute6: '' })).toMatchObject({ refusal: 'needs_limits' })
  })

  test('a municipality has no target and no limits of its own', async () => {
    const town = await municipality(admin)
    const townAdmin = await staff(admin, { role: 'ORG_ADMIN', organisation: town })
    const of = await as(townAdmin)
    expect(await setTarget(of, { seen: null, minutes: 20 }, uuid())).toMatchObject({ refusal: 'not_hospital' })
    expect(await switchList({ responsible: townAdmin.id }, of)).toMatchObject({ refusal: 'no_limits' })
    expect(await switchList({ responsible: townAdmin.id, acute6: '', acute12: '' }, of)).toMatchObject({ ok: true })
  })

  test('an administrator elsewhere and a nurse change nothing here', async () => {
    expect(await initiator('1', 'no', await as(nurse))).toMatchObject({ refusal: 'forbidden' })
    await initiator(
      '1',
      'no',
      await as(await staff(admin, { role: 'ORG_ADMIN', organisation: await healthTrust(admin) })),
    )
    expect(await stands()).toBe(true)
  })
})

describe('the numbers of a ward', () => {
  const set = (given: object = {}, of = bossAt) =>
    setPhones(
      of,
      phonesInput.parse({ unit: ward.id, seen: '0', phone: '55004240', nightPhone: '+47 412 34 567', ...given }),
      uuid(),
    )
  const stands = () =>
    admin.unit.findUnique({ where: { id: ward.id }, select: { phone: true, nightPhone: true, name: true } })

  test('are set by the administrator of the hospital, and what stood before is kept', async () => {
    expect(await set()).toMatchObject({ ok: true })
    expect(await set({ seen: '1', phone: '05300', nightPhone: '' })).toMatchObject({ ok: true })
    expect(await stands()).toEqual({ phone: '05300', nightPhone: null, name: ward.name })
    const found = await openSettings(bossAt, {})
    expect(found.ok && found.value.units[0]).toMatchObject({
      phone: '05300',
      edition: 2,
      changes: [
        { phoneBefore: '55 00 42 40', nightBefore: '412 34 567' },
        { phoneBefore: null, nightBefore: null },
      ],
    })
    expect(await outcomes('settings.phones')).toEqual(['done', 'done'])
  })

  test('not by another hospital, not by a nurse, and not when they were changed meanwhile or stand already', async () => {
    const elsewhere = await as(await staff(admin, { role: 'ORG_ADMIN', organisation: await healthTrust(admin) }))
    expect(await set({}, elsewhere)).toMatchObject({ refusal: 'unknown_unit' })
    expect(await set({}, await as(nurse))).toMatchObject({ refusal: 'forbidden' })
    await set()
    expect(await set({ phone: '55004241' })).toMatchObject({ refusal: 'conflict' })
    expect(await set({ seen: '1' })).toMatchObject({ refusal: 'same_phones' })
  })

  test('two who change them at once: one does, the other is told', async () => {
    const results = await Promise.all([set(), set({ phone: '55004299' })])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await admin.unitPhoneChange.count({ where: { unitId: ward.id } })).toBe(1)
  })

  test('no statement sets them: not a nurse, not for another hospital, and not what is no number', async () => {
    const by = (of: Session, unit: string, number: string) =>
      asRuntimeRole(
        of,
        'ADMIN',
        (tx) => tx.$queryRaw`SELECT door.set_unit_phones(${unit}::uuid, 0, ${number}, NULL) AS rows`,
      )
    const far = await aWard(admin)
    expect(await by(await as(nurse), ward.id, '55 00 42 40')).toEqual([{ rows: 0 }])
    expect(await by(bossAt, far.id, '55 00 42 40')).toEqual([{ rows: 0 }])
    expect(await by(bossAt, ward.id, '113')).toEqual([{ rows: 0 }])
    const update = asRuntimeRole(bossAt, 'ADMIN', (tx) => tx.unit.updateMany({ data: { phone: '55 00 42 40' } }))
    await expect(update).rejects.toThrow(/permission denied/)
    expect(await stands()).toMatchObject({ phone: null, nightPhone: null })
    expect(await by(bossAt, ward.id, '55 00 42 40')).toEqual([{ rows: 1 }])
  })
})
