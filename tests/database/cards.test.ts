import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { issueCard, revokeCard } from '#lib/cards/commands'
import { openCardToPrint, openOwnCards } from '#lib/cards/queries'
import type { Session } from '#lib/session'
import { giveTask } from '#lib/tasks/give'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { printed } from '#tests/support/records/card-token'
import { card as aCard, vipCase } from '#tests/support/records/cases'
import { day, inDays } from '#tests/support/records/moments'
import { reception, ward as aWard } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { citizen, staff } from '#tests/support/records/people'
import { block } from '#tests/support/records/relations'
import { stay } from '#tests/support/records/stays'
import { vipPatient } from '#tests/support/records/vip-patient'
import { CaseStatus } from '#prisma/generated/enums'

let here: Awaited<ReturnType<typeof aWard>>
let headNurse: Session
let nurse: Session
let stranger: Session
let id: string
let patientId: string

beforeEach(async () => {
  here = await aWard(admin)
  headNurse = await as(await staff(admin, { role: 'HEAD_NURSE', unit: here }))
  nurse = await as(await staff(admin, { role: 'NURSE', unit: here }))
  stranger = await as(await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin) }))
  const patient = await vipPatient(admin, { ward: here })
  patientId = patient.id
  id = patient.card.id
})

const status = async () => (await admin.card.findUniqueOrThrow({ where: { id } })).status
const outcomes = async () =>
  (await admin.auditEntry.findMany({ where: { act: 'card.revoke', objectId: id }, orderBy: { at: 'asc' } })).map(
    (entry) => entry.outcome,
  )

test('the head nurse of the ward revokes a card; it is written down with the patient and the ground', async () => {
  expect(await revokeCard(headNurse, { id }, uuid())).toMatchObject({ ok: true })
  expect(await status()).toBe('REVOKED')
  expect(await outcomes()).toEqual(['done'])
  const [subject] = await admin.auditSubject.findMany({ where: { patientId, entry: { act: 'card.revoke' } } })
  expect(subject?.ground).toBe('VIP_WARD')
})

test('a nurse may not, and the refusal is written down', async () => {
  const before = await admin.auditEntry.count({ where: { outcome: 'forbidden' } })
  expect(await revokeCard(nurse, { id }, uuid())).toEqual({ ok: false, refusal: 'forbidden' })
  expect(await status()).toBe('ISSUED')
  expect(await admin.auditEntry.count({ where: { outcome: 'forbidden' } })).toBe(before + 1)
})

test('the head nurse of another ward does not find it', async () => {
  expect(await revokeCard(stranger, { id }, uuid())).toEqual({ ok: false, refusal: 'not_found' })
  expect(await status()).toBe('ISSUED')
})

test('a card of another hospital is not found, though its patient lies here', async () => {
  const patient = await aPatient(admin)
  await stay(admin, { patient, ward: here, status: 'ON_WARD' })
  const far = await aCard(admin, { vipCase: await vipCase(admin, { patient, ward: await aWard(admin) }) })
  expect(await revokeCard(headNurse, { id: far.id }, uuid())).toEqual({ ok: false, refusal: 'not_found' })
  expect(await admin.card.count({ where: { id: far.id, status: 'ISSUED' } })).toBe(1)
})

test('two at once: one revokes, the other is told that the card has ended', async () => {
  const results = await Promise.all([revokeCard(headNurse, { id }, uuid()), revokeCard(headNurse, { id }, uuid())])
  expect(results.filter((result) => result.ok)).toHaveLength(1)
  expect(results).toContainEqual({ ok: false, refusal: 'not_valid' })
  expect((await outcomes()).toSorted()).toEqual(['done', 'not_valid'])
})

test('the same sending twenty times at once has one effect and one answer', async () => {
  const key = uuid()
  const results = await Promise.all(Array.from({ length: 20 }, () => revokeCard(headNurse, { id }, key)))
  for (const result of results) expect(result).toMatchObject({ ok: true })
  expect((await admin.card.findUniqueOrThrow({ where: { id } })).version).toBe(2)
  expect(await admin.commandReceipt.count({ where: { key } })).toBe(1)
})

test('a key that is used again for something else is refused', async () => {
  const key = uuid()
  await revokeCard(headNurse, { id }, key)
  expect(await revokeCard(headNurse, { id: uuid() }, key)).toEqual({ ok: false, refusal: 'key_reused' })
})

test('a refusal uses up no key: the same sending may succeed later', async () => {
  const key = uuid()
  expect(await revokeCard(nurse, { id }, key)).toMatchObject({ ok: false })
  expect(await admin.commandReceipt.count({ where: { key } })).toBe(0)
})

test('a lost version is refused by the database, whoever writes', async () => {
  await expect(admin.card.update({ where: { id }, data: { validUntil: new Date() } })).rejects.toThrow(/version/)
  await expect(admin.card.update({ where: { id }, data: { version: 3 } })).rejects.toThrow(/version/)
})

test('a state may only follow an allowed state, whoever writes', async () => {
  await revokeCard(headNurse, { id }, uuid())
  const back = admin.card.update({
    where: { id },
    data: { status: 'ISSUED', endedAt: null, version: { increment: 1 } },
  })
  await expect(back).rejects.toThrow(/may not go from REVOKED to ISSUED/)
})

describe('a new card', () => {
  let caseId: string
  let who: Awaited<ReturnType<typeof aPatient>>

  beforeEach(async () => {
    who = await aPatient(admin)
    caseId = (await vipCase(admin, { patient: who, ward: here })).id
  })

  const issue = (session = headNurse, replaces = '', key = uuid()) =>
    issueCard(session, { case: caseId, replaces }, key)
  const cards = () => admin.card.findMany({ where: { caseId }, orderBy: { issuedAt: 'asc' } })

  test('is made by the head nurse of the ward, is found by its hash, and is written down', async () => {
    const made = await issue()
    expect(made).toMatchObject({ ok: true })
    const [stored, ...more] = await cards()
    expect(more).toEqual([])
    expect(stored).toMatchObject({ status: 'ISSUED', patientId: who.id, endedAt: null })
    expect(made).toEqual({ ok: true, value: { id: stored?.id } })
    const entry = await admin.auditEntry.findFirst({ where: { act: 'card.issue', objectId: stored?.id ?? '' } })
    expect(entry).toMatchObject({ outcome: 'done', purpose: 'TREAT', unitId: here.id })
    expect(
      await admin.auditSubject.findFirst({ where: { patientId: who.id, entryId: entry?.id ?? '' } }),
    ).toMatchObject({
      ground: 'VIP_WARD',
    })
  })

  test('ends the task of making it, for everybody who had it', async () => {
    await asRuntimeRole(headNurse, 'TREAT', (tx) =>
      giveTask(tx, null as never, {
        kind: 'ISSUE_CARD',
        ...{ patientId: who.id, objectId: caseId, to: { unitId: here.id, role: 'HEAD_NURSE' }, dueAt: null },
      }),
    )
    const task = () => admin.task.findFirstOrThrow({ where: { kind: 'ISSUE_CARD', objectId: caseId } })
    expect(await task()).toMatchObject({ status: 'OPEN' })
    expect(await issue(nurse)).toMatchObject({ ok: false })
    expect(await task()).toMatchObject({ status: 'OPEN' })
    expect(await issue()).toMatchObject({ ok: true })
    expect(await task()).toMatchObject({ status: 'DONE', outcome: 'ISSUED' })
  })

  test('is not made by a nurse, a head nurse in reception, nor a head nurse of another ward of the hospital', async () => {
    const organisation = { id: here.organisationId }
    const desk = await as(await staff(admin, { role: 'HEAD_NURSE', unit: await reception(admin, { organisation }) }))
    const next = await as(await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin, { organisation }) }))
    expect(await issue(nurse)).toEqual({ ok: false, refusal: 'forbidden' })
    expect(await issue(desk)).toEqual({ ok: false, refusal: 'forbidden' })
    expect(await issue(next)).toEqual({ ok: false, refusal: 'not_found' })
    expect(await issue(stranger)).toEqual({ ok: false, refusal: 'not_found' })
    expect(await cards()).toEqual([])
  })

  /** Somebody who lies on the ward, so that it may know of a status elsewhere too. */
  const lying = async () => {
    const patient = await aPatient(admin)
    await stay(admin, { patient, ward: here, status: 'ON_WARD' })
    return patient
  }

  test('is not made for somebody who lies on this ward and is VIP at another', async () => {
    const patient = await lying()
    const away = await aWard(admin, { organisation: { id: here.organisationId } })
    const other = await vipCase(admin, { patient, ward: away })
    const refusal = { ok: false, refusal: 'other_ward' }
    expect(await issueCard(headNurse, { case: other.id, replaces: '' }, uuid())).toEqual(refusal)
    await expect(insert({ caseId: other.id, patientId: patient.id })).rejects.toThrow(/may not become of a card/)
  })

  test.each(Object.values(CaseStatus).filter((state) => state !== 'ACTIVE' && state !== 'UNDER_REVIEW'))(
    'is not made while the status is %s, not by a statement either',
    async (state) => {
      const patient = await lying()
      const other = await vipCase(admin, { patient, ward: here, status: state })
      const refusal = { ok: false, refusal: 'not_active' }
      expect(await issueCard(headNurse, { case: other.id, replaces: '' }, uuid())).toEqual(refusal)
      await expect(insert({ caseId: other.id, patientId: patient.id })).rejects.toThrow(/may not become of a card/)
    },
  )

  test('is made while the status is under review', async () => {
    const patient = await aPatient(admin)
    const reviewed = await vipCase(admin, { patient, ward: here, status: 'UNDER_REVIEW' })
    expect(await issueCard(headNurse, { case: reviewed.id, replaces: '' }, uuid())).toMatchObject({ ok: true })
  })

  test('is not made of a patient who blocks the status for the ward', async () => {
    await block(admin, { patient: who, scope: 'VIP_STATUS', setAt: inDays(-1) })
    expect(await issue()).toEqual({ ok: false, refusal: 'not_found' })
  })

  test('two at once: one card', async () => {
    const results = await Promise.all([issue(), issue()])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(results.find((result) => !result.ok)).toMatchObject({ refusal: expect.stringMatching(/conflict|has_card/) })
    expect(await cards()).toHaveLength(1)
  })

  test('the same sending ten times at once makes one card', async () => {
    const key = uuid()
    for (const result of await Promise.all(Array.from({ length: 10 }, () => issue(headNurse, '', key))))
      expect(result).toMatchObject({ ok: true })
    expect(await cards()).toHaveLength(1)
  })

  test('takes the place of the one that was seen, and of no other', async () => {
    const first = await issue()
    const firstId = first.ok ? (first.value.id ?? '') : ''
    expect(await issue()).toEqual({ ok: false, refusal: 'has_card' })
    expect(await issue(headNurse, uuid())).toEqual({ ok: false, refusal: 'has_card' })
    expect(await issue(headNurse, firstId)).toMatchObject({ ok: true })
    expect((await cards()).map(({ status: state }) => state)).toEqual(['REPLACED', 'ISSUED'])
    expect(await issue(headNurse, firstId)).toEqual({ ok: false, refusal: 'has_card' })
  })

  test('exchanged twice at once: one new card', async () => {
    const first = await issue()
    const firstId = first.ok ? (first.value.id ?? '') : ''
    const results = await Promise.all([issue(headNurse, firstId), issue(headNurse, firstId)])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect((await cards()).map(({ status: state }) => state).toSorted()).toEqual(['ISSUED', 'REPLACED'])
  })

  test('takes the place of one whose last day is past, which is then written down as that', async () => {
    await aCard(admin, { vipCase: { id: caseId, patientId: who.id }, validUntil: day(inDays(-2)) })
    expect(await issue()).toMatchObject({ ok: true })
    expect((await cards()).map(({ status: state }) => state)).toEqual(['EXPIRED', 'ISSUED'])
  })

  /** As a statement of somebody with a valid session. */
  function insert(given: Partial<Parameters<typeof admin.card.create>[0]['data']>, session = headNurse) {
    const card = {
      ...{ id: uuid(), patientId: who.id, caseId, tokenHash: new Uint8Array(32).fill(7), keyName: 'abcd' },
      ...{ status: 'ISSUED', issuedAt: new Date(), validUntil: day(inDays(100)), ...given },
    }
    return asRuntimeRole(session, 'TREAT', (tx) => tx.card.createMany({ data: [card as never] }))
  }

  test('is not written by an injected statement of a nurse or of another ward', async () => {
    await expect(insert({}, nurse)).rejects.toThrow(/may not become of a card/)
    await expect(insert({}, stranger)).rejects.toThrow(/may not become of a card|row-level security/)
  })

  test('is not written for another patient than the case is of, for ever, of yesterday, or ended', async () => {
    const other = await vipPatient(admin, { ward: here })
    await expect(insert({ patientId: other.id })).rejects.toThrow(/may not become of a card/)
    await expect(insert({ validUntil: day(inDays(740)) })).rejects.toThrow(/may not become of a card/)
    await expect(insert({ validUntil: day(inDays(-2)) })).rejects.toThrow(/may not become of a card/)
    await expect(insert({ issuedAt: inDays(-1) })).rejects.toThrow(/may not become of a card/)
    await expect(insert({ keyName: null })).rejects.toThrow(/may not become of a card/)
    expect(await insert({})).toEqual({ count: 1 })
  })

  test('a case that ends while a card is being made leaves no card that counts', async () => {
    const [made] = await Promise.all([
      issue(),
      admin.vipCase.update({
        where: { id: caseId },
        data: { status: 'ENDED', endCause: 'PATIENT_WISH', endedAt: new Date(), version: { increment: 1 } },
      }),
    ])
    expect(made.ok ? 'made' : made.refusal).toMatch(/made|not_active|not_found/)
    expect((await cards()).filter(({ status: state }) => state === 'ISSUED')).toEqual([])
  })
})

describe('what stands on a card', () => {
  test('is told to the head nurse of the ward as often as it is printed, always the same code', async () => {
    const card = await admin.card.findUniqueOrThrow({ where: { id } })
    const [one, two] = [await openCardToPrint(headNurse, { card: id }), await openCardToPrint(headNurse, { card: id })]
    expect(one).toEqual(two)
    expect(one).toMatchObject({
      ok: true,
      value: { id, ward: here.name, validUntil: card.validUntil.toISOString().slice(0, 10) },
    })
    expect(await admin.auditSubject.count({ where: { patientId, entry: { act: 'card.print' } } })).toBe(2)
  })

  test('is what the database knows the card by', async () => {
    const other = await vipPatient(admin, { ward: here })
    const told = await openCardToPrint(headNurse, { card: other.card.id })
    expect(told.ok && told.value.code).toBe(`http://localhost:3000/k#${printed(other.card.token)}`)
  })

  test('is not told to a nurse, to another ward, or of a card that has ended or is past its last day', async () => {
    expect(await openCardToPrint(nurse, { card: id })).toEqual({ ok: false, refusal: 'forbidden' })
    expect(await openCardToPrint(stranger, { card: id })).toEqual({ ok: false, refusal: 'not_found' })
    await revokeCard(headNurse, { id }, uuid())
    expect(await openCardToPrint(headNurse, { card: id })).toEqual({ ok: false, refusal: 'not_found' })
    const patient = await aPatient(admin)
    const late = await aCard(admin, {
      vipCase: await vipCase(admin, { patient, ward: here }),
      validUntil: day(inDays(-2)),
    })
    expect(await openCardToPrint(headNurse, { card: late.id })).toEqual({ ok: false, refusal: 'not_found' })
  })

  test('is told to the patient at home, and of nobody else', async () => {
    const me = await citizen(admin)
    const own = await vipPatient(admin, { ward: here, personId: me.id })
    const session = await signIn(me.issuer, me.subject, true)
    const told = await openOwnCards(session, {})
    expect(told.ok && told.value.map((face) => face.id)).toEqual([own.card.id])
    expect(await admin.auditSubject.count({ where: { patientId: own.id, entry: { act: 'card.own' } } })).toBe(1)
    expect(await openOwnCards(headNurse, {})).toEqual({ ok: false, refusal: 'forbidden' })
  })

  test('cannot be told of a card that another key signed, or that was made before cards were signed', async () => {
    const patient = await aPatient(admin)
    const old = await aCard(admin, { vipCase: await vipCase(admin, { patient, ward: here }), keyName: 'ffff' })
    expect(await openCardToPrint(headNurse, { card: old.id })).toMatchObject({ ok: true, value: { code: null } })
  })
})
