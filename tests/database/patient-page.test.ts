import { beforeEach, expect, test } from 'vitest'
import { openPatient, openStays } from '#lib/patient-pages/queries'
import { chipsOf, teamOf } from '#lib/patient-pages/rules'
import type { Session } from '#lib/session'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { card, vipCase } from '#tests/support/records/cases'
import { fastTrack } from '#tests/support/records/fast-tracks'
import { newId } from '#tests/support/records/ids'
import { daysAgo, hoursAgo, inDays } from '#tests/support/records/moments'
import { municipality, practice, reception, ward as aWard, zone } from '#tests/support/records/organisations'
import { criticalNote, ownPage, patient } from '#tests/support/records/patients'
import { citizen, staff } from '#tests/support/records/people'
import { block, careRelation, consent, representation } from '#tests/support/records/relations'
import { stay } from '#tests/support/records/stays'
import { vipPatient } from '#tests/support/records/vip-patient'
import { countStatements } from '#tests/support/statements'

let ward: Awaited<ReturnType<typeof aWard>>
let who: Awaited<ReturnType<typeof vipPatient>>
let town: Awaited<ReturnType<typeof municipality>>
let nurse: Session
let worker: Session

beforeEach(async () => {
  ward = await aWard(admin, { name: 'Post 7', phone: '55 00 00 07' })
  town = await municipality(admin)
  const author = await staff(admin, { role: 'HEAD_NURSE', unit: ward, givenName: 'Anna', familyName: 'Leder' })
  who = await vipPatient(admin, { ward, by: author, municipalityId: town.id })
  await careRelation(admin, { patient: who, kind: 'MUNICIPALITY_CASE', organisationId: town.id })
  nurse = await as(await staff(admin, { role: 'NURSE', unit: ward }))
  worker = await as(
    await staff(admin, {
      role: 'CASEWORKER',
      organisation: town,
      givenName: 'Sara',
      familyName: 'Sak',
      phone: '55 00 00 12',
    }),
  )
})

async function opened(session: Session, id = who.id) {
  const answer = await openPatient(session, { id })
  if (!answer.ok) throw new Error(answer.refusal)
  return answer.value
}

test('the page of a patient of the ward: own words, notes, ward, phase, card; and the look is written down', async () => {
  const { header, overview, stays } = await opened(nurse)
  expect(header).toMatchObject({
    name: 'Kari Nordmann',
    home: town.name,
    whole: true,
    wards: [{ name: 'Post 7', phone: '55 00 00 07', hasCard: true }],
    phase: { phase: 'STABLE' },
  })
  expect(overview.ownPage?.helps).toBe('Snakk rolig med meg.')
  expect(overview.notes).toMatchObject([{ kind: 'ALLERGY', author: 'Anna Leder' }])
  expect(stays).toEqual([])
  expect(
    await admin.auditSubject.findMany({ where: { patientId: who.id, entry: { act: 'patient.read' } } }),
  ).toMatchObject([
    {
      ground: 'VIP_WARD',
      shown: expect.arrayContaining(['own_page', 'critical_notes', 'care_team', 'stays', 'municipality']),
    },
  ])
  await openStays(nurse, { id: who.id })
  expect(
    await admin.auditSubject.findMany({ where: { patientId: who.id, entry: { act: 'patient.stays' } } }),
  ).toMatchObject([{ shown: expect.not.arrayContaining(['own_page']) }])
})

test('to anybody without a relation there is no such patient; nor to one who may not ask', async () => {
  const strangers = await Promise.all([
    staff(admin, { role: 'NURSE', unit: await aWard(admin) }),
    staff(admin, { role: 'NURSE', unit: await aWard(admin, { organisation: { id: ward.organisationId } }) }),
    staff(admin, { role: 'CASEWORKER', organisation: await municipality(admin) }),
    staff(admin, { role: 'GP', organisation: await practice(admin) }),
  ])
  for (const stranger of strangers) {
    const session = await as(stranger)
    for (const open of [openPatient, openStays]) {
      expect(await open(session, { id: who.id })).toEqual({ ok: false, refusal: 'not_found' })
      expect(await open(session, { id: newId() })).toEqual({ ok: false, refusal: 'not_found' })
    }
  }
  const desk = await as(await staff(admin, { role: 'NURSE', unit: await reception(admin) }))
  expect(await openPatient(desk, { id: who.id })).toEqual({ ok: false, refusal: 'forbidden' })
  expect(await admin.auditSubject.count({ where: { patientId: who.id, entry: { act: 'patient.read' } } })).toBe(0)
})

test('a block closes the page; a blocked status hides ward and card and is not told as none', async () => {
  const hidden = await block(admin, { patient: who, scope: 'VIP_STATUS', organisationId: town.id })
  const { header } = await opened(worker)
  expect(header).toMatchObject({ wards: [], statusBlocked: true })
  expect(chipsOf(header, '2026-11-21')).toContainEqual({ kind: 'blocked' })
  await admin.accessBlock.update({ where: { id: hidden.id }, data: { liftedAt: hoursAgo(1), version: 2 } })
  await block(admin, { patient: who, organisationId: town.id })
  expect(await openPatient(worker, { id: who.id })).toEqual({ ok: false, refusal: 'not_found' })
})

test('of a protected address only the municipality of stay knows where it is, or whom to call there', async () => {
  const hidden = await vipPatient(admin, { ward, municipalityId: town.id, addressProtection: 'CONFIDENTIAL' })
  await careRelation(admin, { patient: hidden, kind: 'MUNICIPALITY_CASE', organisationId: town.id })
  const atWard = await opened(nurse, hidden.id)
  expect(atWard.header).toMatchObject({ home: null, protection: 'NONE', hidden: true })
  expect(JSON.stringify(atWard)).not.toContain(town.name)
  const atHome = await opened(worker, hidden.id)
  expect(atHome.header).toMatchObject({ home: town.name, protection: 'CONFIDENTIAL', hidden: false })
  expect(JSON.stringify(atHome.overview)).toContain('Sara Sak')
})

test('the care team: ward, caseworker, home care, doctor and invited, each with a telephone', async () => {
  const office = await practice(admin, { phone: '55 00 00 30' })
  await staff(admin, { role: 'GP', organisation: office, givenName: 'Dag', familyName: 'Lege' })
  await careRelation(admin, { patient: who, kind: 'GP_LIST', organisationId: office.id })
  const home = await zone(admin, { organisation: town, name: 'Sone 3', phone: '55 00 00 03' })
  await careRelation(admin, { patient: who, kind: 'HOME_CARE', unit: home })
  const invited = await staff(admin, {
    role: 'PARTICIPANT',
    unit: await aWard(admin, { name: 'Post 8' }),
    givenName: 'Isak',
    familyName: 'Med',
    phone: '55 00 00 08',
  })
  const { unitId, organisationId } = await admin.membership.findFirstOrThrow({ where: { personId: invited.id } })
  await careRelation(admin, {
    patient: who,
    kind: 'INVITED',
    unit: { id: unitId ?? '', organisationId },
    personId: invited.id,
  })
  await careRelation(admin, { patient: who, kind: 'INVITED', unit: home, validUntil: daysAgo(1) })
  const { header, overview } = await opened(nurse)
  expect(header).toMatchObject({ practice: office.name, doctors: ['Dag Lege'] })
  expect(teamOf(header, overview).map(({ kind, name, phone }) => [kind, name, phone])).toEqual([
    ['VIP_WARD', 'Post 7', '55 00 00 07'],
    ['MUNICIPALITY_CASE', 'Sara Sak', '55 00 00 12'],
    ['GP_LIST', 'Dag Lege', '55 00 00 30'],
    ['HOME_CARE', 'Sone 3', '55 00 00 03'],
    ['INVITED', 'Isak Med', '55 00 00 08'],
  ])
})

test('who stands for the patient is told, as long as it lasts', async () => {
  const [now, before] = [await citizen(admin, { givenName: 'Anne' }), await citizen(admin)]
  await representation(admin, { patient: who, person: now, kind: 'GUARDIAN' })
  await representation(admin, { patient: who, person: before, validUntil: daysAgo(1) })
  const { overview } = await opened(nurse)
  expect(overview.representatives).toMatchObject([{ kind: 'GUARDIAN' }])
})

test('what is missing or runs out: card, consent that no later one takes the place of', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const other = await patient(admin)
  const active = await vipCase(admin, { patient: other, ward })
  await card(admin, { vipCase: active, status: 'REVOKED' })
  await consent(admin, { patient: other, kind: 'PLAN', validUntil: inDays(20) })
  const { header } = await opened(nurse, other.id)
  expect(chipsOf(header, today).map(({ kind }) => kind)).toEqual(['consent', 'agreement', 'card'])
  await consent(admin, { patient: other, kind: 'PLAN', validUntil: inDays(300) })
  expect(chipsOf((await opened(nurse, other.id)).header, today).map(({ kind }) => kind)).toEqual(['agreement', 'card'])
})

test('a ward that is only asked to receive the patient reads no agreements, and is not told that there is none', async () => {
  const asked = await aWard(admin, { organisation: { id: ward.organisationId } })
  const desk = await reception(admin, { organisation: { id: ward.organisationId } })
  const about = { patient: who, ward: asked, reception: desk, status: 'IN_RECEPTION' } as const
  const arrival = await stay(admin, { ...about, arrived: hoursAgo(1) })
  await fastTrack(admin, { stay: arrival, ward: asked })
  const { header } = await opened(await as(await staff(admin, { role: 'NURSE', unit: asked })))
  expect(header).toMatchObject({ whole: false, wards: [{ agreement: null }] })
  expect(chipsOf(header, '2026-11-22').map(({ kind }) => kind)).not.toContain('agreement')
  expect((await opened(nurse)).header.wards).toMatchObject([{ agreement: { status: 'NONE' } }])
})

test('stays of two years, newest first, with readmissions; not the expected and the cancelled', async () => {
  const about = { patient: who, ward }
  await stay(admin, { ...about, status: 'DISCHARGED', arrived: daysAgo(900), discharged: daysAgo(890) })
  await stay(admin, { ...about, status: 'DISCHARGED', arrived: daysAgo(100), discharged: daysAgo(90) })
  await stay(admin, { ...about, status: 'DISCHARGED', arrived: daysAgo(73), discharged: daysAgo(70) })
  await stay(admin, { ...about, status: 'CANCELLED', arrived: daysAgo(50) })
  await stay(admin, { ...about, status: 'EXPECTED' })
  await stay(admin, { ...about, status: 'ON_WARD', arrived: daysAgo(3), urgency: 'PLANNED' })
  const answer = await openStays(nurse, { id: who.id })
  expect(answer.ok && answer.value.stays.map(({ acute, open, readmission }) => [acute, open, readmission])).toEqual([
    [false, true, null],
    [true, false, 17],
    [true, false, null],
  ])
})

test('a ward that is asked to receive sees that stay alone, and no team', async () => {
  const [other, desk] = [await aWard(admin), await reception(admin, { organisation: { id: ward.organisationId } })]
  const visitor = await patient(admin)
  await careRelation(admin, { patient: visitor, kind: 'MUNICIPALITY_CASE', organisationId: town.id })
  await stay(admin, { patient: visitor, ward: other, status: 'DISCHARGED', arrived: daysAgo(40) })
  const arrival = await stay(admin, {
    patient: visitor,
    ward,
    reception: desk,
    status: 'IN_RECEPTION',
    arrived: hoursAgo(1),
  })
  await fastTrack(admin, { stay: arrival, ward })
  const { header, overview, stays } = await opened(nurse, visitor.id)
  expect(header.whole).toBe(false)
  expect(overview.relations).toEqual([])
  expect(stays.map(({ id }) => id)).toEqual([arrival.id])
})

test('the number of statements is the same however much there is to show', async () => {
  const few = await countStatements(() => opened(nurse))
  for (let number = 0; number < 10; number++) {
    await stay(admin, { patient: who, ward, status: 'DISCHARGED', arrived: daysAgo(30 * number + 5) })
    await criticalNote(admin, { patient: who })
    await ownPage(admin, { patient: who, edition: number + 2 })
    await careRelation(admin, { patient: who, kind: 'HOME_CARE', unit: await zone(admin) })
  }
  expect(await countStatements(() => opened(nurse))).toBe(few)
  expect(few).toBeLessThanOrEqual(8)
})
