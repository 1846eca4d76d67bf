import { beforeEach, describe, expect, test } from 'vitest'
import { findPatient, listPatients } from '#lib/patient-lists/queries'
import type { View } from '#lib/patient-lists/rules'
import type { CheckInput } from '#lib/patients/schema'
import type { Session } from '#lib/session'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { vipCase } from '#tests/support/records/cases'
import { fastTrack } from '#tests/support/records/fast-tracks'
import { day, daysAgo, hoursAgo, inDays } from '#tests/support/records/moments'
import { anyNumber } from '#tests/support/records/numbers'
import { municipality, practice, reception, ward as aWard } from '#tests/support/records/organisations'
import { patient, phase } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { block, careRelation, consent } from '#tests/support/records/relations'
import { stay } from '#tests/support/records/stays'
import { countStatements } from '#tests/support/statements'

process.env['CLIENT_ASSERTION_KEY_FILE'] ??= 'not read here'

type Place = Awaited<ReturnType<typeof practice>>

const view: View = { filter: 'alle', sort: 'navn', down: false, page: 1 }
let office: Place
let doctor: Session

beforeEach(async () => {
  office = await practice(admin)
  doctor = await as(await staff(admin, { role: 'GP', organisation: office }))
})

const listed = async (who: Session, change: Partial<View> = {}) => {
  const answer = await listPatients(who, { ...view, ...change })
  if (!answer.ok) throw new Error(answer.refusal)
  return answer.value
}
const names = async (who: Session, change: Partial<View> = {}) =>
  (await listed(who, change)).rows.map(({ name }) => name)

/** Somebody on the list of the practice, named by the family name. */
async function onList(familyName: string, given: Parameters<typeof patient>[1] = {}) {
  const who = await patient(admin, { familyName, givenName: 'Prøve', ...given })
  await careRelation(admin, { patient: who, kind: 'GP_LIST', organisationId: office.id })
  return who
}

test('the list holds those with a relation, and each look is written down with everybody who was shown', async () => {
  const mine = await onList('Abel')
  await patient(admin, { familyName: 'Fremmed' })
  const before = await admin.auditEntry.count({ where: { act: 'patient.list' } })
  expect(await listed(doctor)).toMatchObject({
    counts: { alle: 1, inne: 0, ustabil: 0, frist: 0 },
    rows: [
      { id: mine.id, name: 'Prøve Abel', here: null, wards: null, phase: null, acute6: 0, acute12: 0, whole: true },
    ],
  })
  expect(await admin.auditEntry.count({ where: { act: 'patient.list' } })).toBe(before + 1)
  expect(await admin.auditSubject.findMany({ where: { patientId: mine.id } })).toMatchObject([
    { ground: 'GP_LIST', shown: ['name', 'place', 'status', 'phase', 'stays'] },
  ])
})

test('another practice sees nothing, reception may not, and a relation that has ended is gone', async () => {
  const ended = await patient(admin)
  await careRelation(admin, { patient: ended, kind: 'GP_LIST', organisationId: office.id, validUntil: daysAgo(1) })
  await onList('Abel')
  const other = await as(await staff(admin, { role: 'GP', organisation: await practice(admin) }))
  expect(await names(other)).toEqual([])
  expect(await names(doctor)).toEqual(['Prøve Abel'])
  const nurse = await as(await staff(admin, { role: 'NURSE', unit: await reception(admin) }))
  expect(await listPatients(nurse, view)).toEqual({ ok: false, refusal: 'forbidden' })
})

test('a block hides the patient; a blocked status hides the ward and says so', async () => {
  const [blocked, quiet] = [await onList('Abel'), await onList('Berg')]
  await vipCase(admin, { patient: quiet, ward: await aWard(admin) })
  await block(admin, { patient: blocked, organisationId: office.id })
  await block(admin, { patient: quiet, scope: 'VIP_STATUS' })
  expect((await listed(doctor)).rows).toMatchObject([{ name: 'Prøve Berg', wards: null, statusBlocked: true }])
})

test('acute stays are counted within six and twelve months, planned, expected and cancelled ones are not', async () => {
  const who = await onList('Abel')
  const ward = await aWard(admin)
  for (const arrived of [daysAgo(10), daysAgo(170), daysAgo(200), daysAgo(355), daysAgo(380)])
    await stay(admin, { patient: who, ward, status: 'DISCHARGED', arrived })
  await stay(admin, { patient: who, ward, status: 'DISCHARGED', arrived: daysAgo(20), urgency: 'PLANNED' })
  await stay(admin, { patient: who, ward, status: 'DISCHARGED', arrived: daysAgo(25), urgency: 'RETURNED' })
  await stay(admin, { patient: who, ward, status: 'CANCELLED', arrived: daysAgo(30) })
  await stay(admin, { patient: who, ward, status: 'EXPECTED' })
  expect((await listed(doctor)).rows).toMatchObject([{ acute6: 2, acute12: 4, here: null }])
})

test('where somebody is: on a ward, in reception for a day, ready to go home', async () => {
  const ward = await aWard(admin, { name: 'Post 9' })
  const at = {
    ward,
    reception: await reception(admin, { organisation: { id: ward.organisationId }, name: 'Mottak 9' }),
  }
  await stay(admin, { ...at, patient: await onList('Abel'), status: 'ON_WARD', arrived: daysAgo(3) })
  await stay(admin, { ...at, patient: await onList('Berg'), status: 'ARRIVED', arrived: hoursAgo(2) })
  await stay(admin, { ...at, patient: await onList('Carlsen'), status: 'READY_FOR_DISCHARGE', arrived: daysAgo(3) })
  await stay(admin, { ...at, patient: await onList('Dahl'), status: 'ARRIVED', arrived: hoursAgo(25) })
  const { rows, counts } = await listed(doctor)
  expect(rows.map(({ here }) => here && [here.status, here.unit])).toEqual([
    ['ON_WARD', 'Post 9'],
    ['ARRIVED', 'Mottak 9'],
    ['READY_FOR_DISCHARGE', 'Post 9'],
    null,
  ])
  expect(counts).toMatchObject({ alle: 4, inne: 3 })
  expect(await names(doctor, { filter: 'inne' })).toHaveLength(3)
})

test('orders: by name as in Norwegian, by phase, by acute stays; the dead stand last', async () => {
  const ward = await aWard(admin)
  const [aase, berg] = [await onList('Åsen'), await onList('Berg')]
  await onList('Ødegård', { deceasedAt: daysAgo(4) })
  await onList('Ærlig')
  await stay(admin, { patient: berg, ward, status: 'DISCHARGED', arrived: daysAgo(9) })
  await phase(admin, { patient: aase, phase: 'UNSTABLE' })
  expect(await names(doctor)).toEqual(['Prøve Berg', 'Prøve Ærlig', 'Prøve Åsen', 'Prøve Ødegård'])
  expect(await names(doctor, { down: true })).toEqual(['Prøve Åsen', 'Prøve Ærlig', 'Prøve Berg', 'Prøve Ødegård'])
  expect((await names(doctor, { sort: 'akutte', down: true }))[0]).toBe('Prøve Berg')
  expect((await names(doctor, { sort: 'akutte12' }))[2]).toBe('Prøve Berg')
  expect((await names(doctor, { sort: 'fase', down: true }))[0]).toBe('Prøve Åsen')
  expect(await names(doctor, { filter: 'ustabil' })).toEqual(['Prøve Åsen'])
})

test('twenty a page; a page after the last is the last', async () => {
  for (let number = 10; number < 51; number++) await onList(`Nr${number}`)
  expect(await names(doctor)).toHaveLength(20)
  const second = await listed(doctor, { page: 2 })
  expect(second.counts.alle).toBe(41)
  expect([second.rows[0]?.name, second.rows.length]).toEqual(['Prøve Nr30', 20])
  expect(await names(doctor, { page: 3 })).toEqual(['Prøve Nr50'])
  expect(await names(doctor, { page: 999_999 })).toEqual(['Prøve Nr50'])
  const shown = await admin.auditEntry.findFirst({
    where: { act: 'patient.list' },
    orderBy: { at: 'desc' },
    include: { subjects: true },
  })
  expect(shown?.subjects).toHaveLength(1)
})

test('the number of statements is the same for one patient and for twenty', async () => {
  await onList('Abel')
  const few = await countStatements(() => listed(doctor))
  for (let number = 0; number < 19; number++) {
    const who = await onList(`Nr${number}`)
    await stay(admin, { patient: who, ward: await aWard(admin), status: 'DISCHARGED' })
  }
  expect(await countStatements(() => listed(doctor))).toBe(few)
  expect(few).toBeLessThanOrEqual(6)
})

test('a ward sees those of its status and its stays; of one it is only asked to receive, no figures', async () => {
  const ward = await aWard(admin)
  const nurse = await as(await staff(admin, { role: 'NURSE', unit: ward }))
  const [vip, asked] = [await patient(admin, { familyName: 'Abel' }), await patient(admin, { familyName: 'Berg' })]
  await vipCase(admin, { patient: vip, ward })
  const desk = await reception(admin, { organisation: { id: ward.organisationId } })
  const arrival = await stay(admin, {
    patient: asked,
    ward,
    reception: desk,
    status: 'IN_RECEPTION',
    arrived: hoursAgo(1),
  })
  await fastTrack(admin, { stay: arrival, ward })
  expect((await listed(nurse)).rows).toMatchObject([
    { name: 'Kari Abel', whole: true, wards: [ward.name] },
    { name: 'Kari Berg', whole: false, here: { status: 'IN_RECEPTION' } },
  ])
})

test('the deadlines of a caseworker: the first thing that runs out within sixty days, overdue first', async () => {
  const town = await municipality(admin)
  const worker = await as(await staff(admin, { role: 'CASEWORKER', organisation: town }))
  const inTown = async (familyName: string) => {
    const who = await patient(admin, { familyName })
    await careRelation(admin, { patient: who, kind: 'MUNICIPALITY_CASE', organisationId: town.id })
    return who
  }
  const [abel, berg, carlsen, dahl] = [
    await inTown('Abel'),
    await inTown('Berg'),
    await inTown('Carlsen'),
    await inTown('Dahl'),
  ]
  await consent(admin, { patient: abel, kind: 'ACCESS', organisationId: town.id, validUntil: inDays(59) })
  await consent(admin, { patient: abel, kind: 'PLAN', validUntil: inDays(62) })
  await vipCase(admin, { patient: berg, ward: await aWard(admin), reviewOn: day(daysAgo(2)) })
  // Renewed, so that the old one no longer is a deadline.
  await consent(admin, { patient: carlsen, kind: 'ACCESS', organisationId: town.id, validUntil: inDays(5) })
  await consent(admin, { patient: carlsen, kind: 'ACCESS', organisationId: town.id, validUntil: inDays(300) })
  await consent(admin, {
    patient: dahl,
    kind: 'PLAN',
    status: 'WITHDRAWN',
    withdrawnAt: daysAgo(1),
    validUntil: inDays(5),
  })
  const { rows, counts } = await listed(worker, { sort: 'frist' })
  expect(rows.map(({ name, deadline }) => [name, deadline?.kind])).toEqual([
    ['Kari Berg', 'REVIEW'],
    ['Kari Abel', 'ACCESS'],
    ['Kari Carlsen', undefined],
    ['Kari Dahl', undefined],
  ])
  expect(rows[1]?.deadline).toMatchObject({ about: town.name })
  expect(counts.frist).toBe(2)
  expect(await names(worker, { filter: 'frist' })).toEqual(['Kari Abel', 'Kari Berg'])
})

describe('finding one', () => {
  const byName = (name: string, birthDate: string): CheckInput => ({ query: { by: 'name', name, birthDate } })
  const byNumber = (number: string): CheckInput => ({ query: { by: 'number', number, synthetic: true } })

  test('one of the own patients is found by number, and by some of the name with the birth date', async () => {
    const who = await onList('Somby Guttorm', { givenName: 'Máret Ánne', birthDate: '1965-07-23' })
    for (const input of [
      byNumber(who.identityNumber),
      byName('guttorm', '1965-07-23'),
      byName('Maret Guttorm', '1965-07-23'),
      byName('GUTTORM Ánne', '1965-07-23'),
    ])
      expect(await findPatient(doctor, input)).toEqual({ ok: true, value: { id: who.id, own: true } })
    expect(await admin.auditSubject.count({ where: { patientId: who.id, entry: { act: 'patient.find' } } })).toBe(4)
    for (const input of [
      byName('guttorm', '1965-07-24'),
      byName('gutt', '1965-07-23'),
      byName('Guttorm Hansen', '1965-07-23'),
    ])
      expect(await findPatient(doctor, input)).toEqual({ ok: false, refusal: 'not_found' })
  })

  test('of two with the same name and birth date neither is told, nor how many they are', async () => {
    const birthDate = '1950-02-02'
    const one = await onList('Johansen', { birthDate, identityNumber: anyNumber(birthDate) })
    await onList('Johansen', { birthDate })
    expect(await findPatient(doctor, byName('Johansen', '1950-02-02'))).toEqual({ ok: false, refusal: 'many' })
    expect(await admin.auditSubject.count({ where: { patientId: one.id } })).toBe(0)
  })

  test("another's patient, a blocked one and a real number are not found, and reception may not ask", async () => {
    const theirs = await patient(admin, { familyName: 'Fremmed', birthDate: '1960-05-05' })
    const blocked = await onList('Sperret')
    await block(admin, { patient: blocked })
    expect(await findPatient(doctor, byName('Fremmed', '1960-05-05'))).toEqual({ ok: false, refusal: 'not_found' })
    // A whole number leads those who may break the glass to the page for that, which tells nothing.
    for (const number of [theirs.identityNumber, blocked.identityNumber, anyNumber('1960-05-06')])
      expect(await findPatient(doctor, byNumber(number))).toMatchObject({ ok: true, value: { own: false } })
    const worker = await as(await staff(admin, { role: 'CASEWORKER', organisation: await municipality(admin) }))
    for (const number of [theirs.identityNumber, anyNumber('1960-05-06')])
      expect(await findPatient(worker, byNumber(number))).toEqual({ ok: false, refusal: 'not_found' })
    expect(
      await findPatient(doctor, { query: { by: 'number', number: '01015450068', synthetic: false } }),
    ).toMatchObject({ refusal: 'real_number' })
    const nurse = await as(await staff(admin, { role: 'NURSE', unit: await reception(admin) }))
    expect(await findPatient(nurse, byNumber(theirs.identityNumber))).toEqual({ ok: false, refusal: 'forbidden' })
  })
})
