import { beforeEach, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { revokeCard } from '#lib/cards/commands'
import type { Session } from '#lib/session'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { ward as aWard } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { vipPatient } from '#tests/support/records/vip-patient'

let headNurse: Session
let nurse: Session
let stranger: Session
let id: string
let patientId: string

beforeEach(async () => {
  const here = await aWard(admin)
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
