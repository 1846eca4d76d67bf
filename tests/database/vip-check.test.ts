import { beforeAll, describe, expect, test } from 'vitest'
import { checkPatient } from '#lib/patients/queries'
import { checkInput } from '#lib/patients/schema'
import type { Session } from '#lib/session'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { card, vipCase } from '#tests/support/records/cases'
import { healthTrust, reception, ward } from '#tests/support/records/organisations'
import { day, daysAgo } from '#tests/support/records/moments'
import { patient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { block } from '#tests/support/records/relations'
import { vipPatient } from '#tests/support/records/vip-patient'

const ask = (session: Session, query: string) => checkPatient(session, checkInput.parse({ query }))

let nurse: Session
let trust: Awaited<ReturnType<typeof healthTrust>>
let post: Awaited<ReturnType<typeof ward>>
let desk: Awaited<ReturnType<typeof reception>>

beforeAll(async () => {
  trust = await healthTrust(admin, { blockRoutine: 'Spør pasienten.' })
  post = await ward(admin, { organisation: trust, name: 'Lungeposten', phone: '55 00 42 40' })
  desk = await reception(admin, { organisation: trust })
  nurse = await as(await staff(admin, { role: 'NURSE', unit: desk }))
})

describe('a nurse in reception', () => {
  test('sees status, ward, own words, notes, phase and card of a VIP patient, by number and by card', async () => {
    const who = await vipPatient(admin, { ward: post })
    for (const query of [who.identityNumber, who.card.text]) {
      const result = await ask(nurse, query)
      expect(result).toMatchObject({
        ok: true,
        value: {
          outcome: 'vip',
          ward: { name: 'Lungeposten', phone: '55 00 42 40' },
          card: { status: 'ISSUED' },
          phase: { phase: 'STABLE' },
        },
      })
      expect(JSON.stringify(result)).not.toContain(who.identityNumber)
    }
  })

  test('each look-up leaves one entry as acute help and one line for the patient', async () => {
    const who = await vipPatient(admin, { ward: post })
    await ask(nurse, who.identityNumber)
    const lines = await admin.auditSubject.findMany({ where: { patientId: who.id }, include: { entry: true } })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      ground: 'ETREAT',
      shown: ['status', 'own_page', 'critical_notes', 'phase', 'card'],
    })
    expect(lines[0]?.entry).toMatchObject({
      act: 'patient.check',
      purpose: 'ETREAT',
      outcome: 'vip',
      unitId: desk.id,
      organisationId: trust.id,
    })
    expect(JSON.stringify(lines[0]?.entry.facts)).toBe('{"by":"number"}')
  })

  test('an unknown number is written down too, without the number', async () => {
    const before = await admin.auditEntry.count({ where: { outcome: 'unknown' } })
    expect(await ask(nurse, '57855825106')).toMatchObject({ ok: true, value: { outcome: 'unknown' } })
    expect(await admin.auditEntry.count({ where: { outcome: 'unknown' } })).toBe(before + 1)
  })

  test.each(['RECOMMENDED', 'MEETING_CALLED', 'DECIDED_NO', 'POSTPONED', 'ENDED'] as const)(
    'a case that is %s gives no status',
    async (status) => {
      const who = await patient(admin)
      await vipCase(admin, { patient: who, ward: post, status })
      expect(await ask(nurse, who.identityNumber)).toMatchObject({ ok: true, value: { outcome: 'none' } })
    },
  )

  test('a case under review still counts', async () => {
    const who = await patient(admin)
    await vipCase(admin, { patient: who, ward: post, status: 'UNDER_REVIEW' })
    expect(await ask(nurse, who.identityNumber)).toMatchObject({
      ok: true,
      value: { outcome: 'vip', notes: [], ownPage: null },
    })
  })

  test('status at another health trust is not told, not by its card either', async () => {
    const who = await vipPatient(admin)
    for (const query of [who.identityNumber, who.card.text]) {
      const result = await ask(nurse, query)
      expect(result).toMatchObject({ ok: true, value: { outcome: 'none' } })
      expect(result).not.toHaveProperty('value.card')
    }
  })

  test('the dead have no status, and it is said that the person is registered as dead', async () => {
    const who = await vipPatient(admin, { ward: post, deceasedAt: daysAgo(1) })
    expect(await ask(nurse, who.identityNumber)).toMatchObject({
      ok: true,
      value: { outcome: 'none', patient: { deceased: true } },
    })
  })
})

describe('a block', () => {
  test.each([
    ['everybody', () => ({})],
    ['the hospital', () => ({ organisationId: trust.id })],
    ['the reception', () => ({ unitId: desk.id })],
  ])('for %s hides the status, with and without a case, and nobody can tell which', async (_, who) => {
    const answers = []
    for (const one of [await vipPatient(admin, { ward: post }), await patient(admin)]) {
      await block(admin, { patient: one, scope: 'VIP_STATUS', ...who() })
      const answer = await ask(nurse, one.identityNumber)
      // Of every look-up its own: its id, its time, and the key of its form.
      const { lookUp: _, at: __, arrivalKey: ___, ...told } = answer.ok ? answer.value : ({} as never)
      answers.push(told)
    }
    expect(answers[0]).toEqual({ outcome: 'blocked', routine: 'Spør pasienten.', by: 'number' })
    expect(answers[1]).toEqual(answers[0])
  })

  test('for somebody else, or lifted, hides nothing', async () => {
    const who = await vipPatient(admin, { ward: post })
    await block(admin, { patient: who, unitId: post.id })
    await block(admin, { patient: who, liftedAt: daysAgo(1) })
    expect(await ask(nurse, who.identityNumber)).toMatchObject({ value: { outcome: 'vip' } })
  })

  test('hides it from a card too', async () => {
    const who = await vipPatient(admin, { ward: post })
    await block(admin, { patient: who })
    expect(await ask(nurse, who.card.text)).toMatchObject({ value: { outcome: 'blocked' } })
  })
})

describe('a card', () => {
  test.each(['REVOKED', 'REPLACED', 'EXPIRED'] as const)('that is %s says so when it is scanned', async (status) => {
    const who = await vipPatient(admin, { ward: post })
    const old = await card(admin, { vipCase: who.vipCase, status })
    expect(await ask(nurse, old.text)).toMatchObject({ value: { outcome: 'vip', card: { scanned: true, status } } })
    expect(await ask(nurse, who.identityNumber)).toMatchObject({
      value: { card: { scanned: false, status: 'ISSUED' } },
    })
  })

  test('is valid through its last day, and expired the day after', async () => {
    const who = await patient(admin)
    const of = await vipCase(admin, { patient: who, ward: post })
    const last = await card(admin, { vipCase: of, validUntil: day(new Date()) })
    expect(await ask(nurse, last.text)).toMatchObject({ value: { card: { status: 'ISSUED' } } })
    await admin.card.update({
      where: { id: last.id },
      data: { validUntil: day(daysAgo(1)), version: { increment: 1 } },
    })
    expect(await ask(nurse, last.text)).toMatchObject({ value: { card: { status: 'EXPIRED' } } })
  })

  test('that nobody issued is unknown', async () => {
    expect(await ask(nurse, `SL1${'A'.repeat(26)}`)).toMatchObject({ value: { outcome: 'unknown', by: 'card' } })
  })

  test('is not stored so that anybody could print it', async () => {
    const who = await vipPatient(admin, { ward: post })
    const rows = await admin.$queryRaw<
      { row: string }[]
    >`SELECT row_to_json(c)::text AS row FROM card c WHERE patient_id = ${who.id}::uuid`
    expect(rows[0]?.row).not.toContain(who.card.token)
  })
})

describe('nobody else gets anything from the same request', () => {
  test.each([
    ['a ward nurse', 'NURSE', () => ({ unit: post })],
    ['a head nurse on the ward', 'HEAD_NURSE', () => ({ unit: post })],
    ['a flow coordinator', 'FLOW_COORDINATOR', () => ({ organisation: trust })],
    ['a GP', 'GP', () => ({ organisation: trust })],
    ['a caseworker', 'CASEWORKER', () => ({ organisation: trust })],
    ['an administrator', 'ORG_ADMIN', () => ({ unit: desk })],
    ['a log controller', 'LOG_CONTROLLER', () => ({ unit: desk })],
  ] as const)('%s', async (_, role, place) => {
    const who = await vipPatient(admin, { ward: post })
    const other = await as(await staff(admin, { role, ...place() }))
    const before = await admin.auditEntry.count({ where: { outcome: 'forbidden' } })
    expect(await ask(other, who.identityNumber)).toEqual({ ok: false, refusal: 'forbidden' })
    expect(await admin.auditEntry.count({ where: { outcome: 'forbidden' } })).toBe(before + 1)
    expect(await admin.auditSubject.count({ where: { patientId: who.id } })).toBe(0)
  })
})
