import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { openAccessLog, openOwnAccessLogs } from '#lib/access-logs/queries'
import { accessLogInput, ownAccessLogInput } from '#lib/access-logs/schema'
import { checkPatient } from '#lib/patients/queries'
import type { Session } from '#lib/session'
import { openOwnPage } from '#lib/citizens/queries'
import { as } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { card, vipCase } from '#tests/support/records/cases'
import { day, daysAgo } from '#tests/support/records/moments'
import { reception as aReception, ward as aWard } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { citizen, staff } from '#tests/support/records/people'
import { representation } from '#tests/support/records/relations'
import { vipPatient } from '#tests/support/records/vip-patient'

type Place = Awaited<ReturnType<typeof aWard>>
let ward: Place
let reception: Place
let who: Awaited<ReturnType<typeof vipPatient>>
let nurse: Session
let controller: Session
let self: Session

const atHome = ({ issuer, subject }: { issuer: string; subject: string }) => signIn(issuer, subject, true)

beforeEach(async () => {
  ward = await aWard(admin, { phone: '55 00 11 22' })
  const organisation = { id: ward.organisationId }
  reception = await aReception(admin, { organisation })
  const person = await citizen(admin, { givenName: 'Kari', familyName: 'Nordmann' })
  who = await vipPatient(admin, { ward, personId: person.id })
  nurse = await as(await staff(admin, { role: 'NURSE', unit: reception, givenName: 'Hanne', familyName: 'Prøve' }))
  controller = await as(await staff(admin, { role: 'LOG_CONTROLLER', organisation }))
  self = await atHome(person)
})

const look = async (of = nurse, number = who.identityNumber) => {
  const result = await checkPatient(of, { query: { by: 'number', number, synthetic: true } } as never)
  if (!result.ok) throw new Error(result.refusal)
}
const input = (id: string, rest: object = {}) => accessLogInput.parse({ ...rest, id })
const controlled = (of = controller, id = who.id, rest: object = {}) => openAccessLog(of, input(id, rest))
const owned = async (of: Session, rest: object = {}) => {
  const logs = await openOwnAccessLogs(of, ownAccessLogInput.parse(rest))
  if (!logs.ok) throw new Error(logs.refusal)
  return logs.value
}

describe('the log controller', () => {
  test('sees who of the own organisation looked, when, as what, why and at what', async () => {
    await look()
    const log = await controlled()
    expect(log).toMatchObject({
      ok: true,
      value: {
        patientId: who.id,
        name: 'Kari Nordmann',
        next: null,
        rows: [{ name: 'Hanne Prøve', role: 'NURSE', unit: reception.name, purpose: 'ETREAT', act: 'patient.check' }],
      },
    })
    expect(log.ok && log.value.rows[0]?.shown).toContain('own_page')
  })

  test('finds nothing about a patient whom nobody of the own organisation looked at', async () => {
    expect(await controlled()).toEqual({ ok: false, refusal: 'not_found' })
    expect(await controlled(controller, uuid())).toEqual({ ok: false, refusal: 'not_found' })
  })

  test('of another organisation sees nothing of it, and not the looks of others', async () => {
    await look()
    const elsewhere = await aReception(admin)
    const organisation = { id: elsewhere.organisationId }
    const other = await as(await staff(admin, { role: 'LOG_CONTROLLER', organisation }))
    expect(await controlled(other)).toEqual({ ok: false, refusal: 'not_found' })
    await look(await as(await staff(admin, { role: 'NURSE', unit: elsewhere, givenName: 'Ida' })))
    const log = await controlled(other)
    expect(log.ok && log.value.rows.map(({ name }) => name)).toEqual(['Ida Person'])
  })

  test('is written down as well, with the patient; others are refused', async () => {
    await look()
    await controlled()
    expect(await controlled(nurse)).toEqual({ ok: false, refusal: 'forbidden' })
    expect(await controlled(self)).toEqual({ ok: false, refusal: 'forbidden' })
    const subjects = await admin.auditSubject.findMany({ where: { patientId: who.id, entry: { act: 'access.read' } } })
    expect(subjects).toMatchObject([{ ground: 'CONTROL', shown: ['access_log'] }])
  })
})

describe('the patient', () => {
  test('sees every look, also of other organisations and of the own, the newest first', async () => {
    await look()
    await look(await as(await staff(admin, { role: 'NURSE', unit: await aReception(admin), givenName: 'Ida' })))
    await controlled()
    const [log] = await owned(self)
    expect(log?.rows.map(({ act }) => act)).toEqual(['access.read', 'patient.check', 'patient.check'])
    const [again] = await owned(self)
    expect(again?.rows[0]).toMatchObject({ act: 'access.own', purpose: 'OWN', ground: 'SELF', name: 'Kari Nordmann' })
  })

  test('pages back in time, and misses none on the way', async () => {
    for (let one = 0; one < 25; one++) await look()
    const [first] = await owned(self)
    expect(first?.rows).toHaveLength(20)
    const [rest] = await owned(self, { for: first?.next?.toISOString() })
    expect(rest).toMatchObject({ next: null })
    const all = [...(first?.rows ?? []), ...(rest?.rows ?? [])].map(({ id }) => id)
    expect(new Set(all).size).toBe(25)
  })

  test.each(['i går', '', '0001-01-01T00:00:00Z', '99999', "2026-01-01' OR 1=1", ['a', 'b']])(
    'gets the newest when the time is %j',
    async (time) => {
      await look()
      const [log] = await owned(self, { for: time })
      expect(log?.rows).toHaveLength(1)
    },
  )

  test('sees no other patient, and staff see none of this page', async () => {
    const other = await citizen(admin)
    await aPatient(admin, { personId: other.id })
    await look()
    expect((await owned(await atHome(other))).map(({ rows }) => rows)).toEqual([[]])
    expect(await openOwnAccessLogs(nurse, ownAccessLogInput.parse({}))).toEqual({ ok: false, refusal: 'forbidden' })
    expect(await openOwnAccessLogs(controller, ownAccessLogInput.parse({}))).toEqual({
      ok: false,
      refusal: 'forbidden',
    })
  })
})

describe('next of kin', () => {
  test('get one log for each patient they stand for, as long as they do', async () => {
    const person = await citizen(admin)
    const second = await aPatient(admin, { givenName: 'Ola' })
    const [one] = [await representation(admin, { patient: who, person })]
    await representation(admin, { patient: second, person })
    const kin = await atHome(person)
    expect((await owned(kin)).map(({ patientId }) => patientId).toSorted()).toEqual([who.id, second.id].toSorted())
    await admin.representation.update({ where: { id: one.id }, data: { validUntil: daysAgo(1), version: 2 } })
    expect((await owned(kin)).map(({ name }) => name)).toEqual(['Ola Nordmann'])
    const looks = await admin.auditSubject.findMany({ where: { patientId: who.id, entry: { act: 'access.own' } } })
    expect(looks).toMatchObject([{ ground: 'REPRESENTATION' }])
  })
})

describe('the own page', () => {
  const page = async (of: Session) => {
    const shown = await openOwnPage(of, {})
    if (!shown.ok) throw new Error(shown.refusal)
    return shown.value
  }

  test('shows a patient the ward with its telephone, the card, and who may answer', async () => {
    await representation(admin, { patient: who, person: await citizen(admin), kind: 'GUARDIAN' })
    const { givenName, patients } = await page(self)
    expect(givenName).toBe('Kari')
    expect(patients).toMatchObject([
      { id: who.id, wards: [{ name: ward.name, phone: '55 00 11 22' }], representations: [{ kind: 'GUARDIAN' }] },
    ])
    expect(patients[0]?.wards[0]?.cardUntil).toEqual(who.card.validUntil)
  })

  test.each([
    ['ran out yesterday', { validUntil: day(daysAgo(1)) }, false],
    ['is good for today', { validUntil: day(new Date()) }, true],
    ['was revoked', { status: 'REVOKED' as const }, false],
  ])('says what a card counts for that %s', async (_, given, valid) => {
    const person = await citizen(admin)
    const patient = await aPatient(admin, { personId: person.id })
    await card(admin, { vipCase: await vipCase(admin, { patient, ward }), ...given })
    const { patients } = await page(await atHome(person))
    expect(patients[0]?.wards[0]?.cardUntil !== null).toBe(valid)
  })

  test('shows next of kin whom they stand for and as what; nobody else opens it', async () => {
    const person = await citizen(admin, { givenName: 'Anne' })
    await representation(admin, { patient: who, person, kind: 'POWER_OF_ATTORNEY' })
    const { givenName, patients } = await page(await atHome(person))
    expect([givenName, patients.map(({ id, standsAs }) => [id, standsAs])]).toEqual([
      'Anne',
      [[who.id, 'POWER_OF_ATTORNEY']],
    ])
    expect(await openOwnPage(nurse, {})).toEqual({ ok: false, refusal: 'forbidden' })
    const looks = await admin.auditSubject.findMany({ where: { patientId: who.id, entry: { act: 'patient.own' } } })
    expect(looks).toMatchObject([
      { ground: 'REPRESENTATION', shown: ['status', 'card', 'agreement', 'representation'] },
    ])
  })
})
