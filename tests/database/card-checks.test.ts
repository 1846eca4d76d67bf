import { beforeAll, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { revokeCard } from '#lib/cards/commands'
import { publishedCardKey } from '#lib/cards/key'
import { proveCard } from '#lib/cards/proof'
import { checkCard, endedCards } from '#lib/cards/queries'
import { readCardText } from '#lib/cards/schema'
import { dayOf, now } from '#lib/clock'
import { checkPatient } from '#lib/patients/queries'
import { checkInput } from '#lib/patients/schema'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { formerToken, keyFrom, printed, signedToken } from '#tests/support/records/card-token'
import { card as aCard } from '#tests/support/records/cases'
import { day, inDays } from '#tests/support/records/moments'
import { healthTrust, reception, ward as aWard } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { vipPatient } from '#tests/support/records/vip-patient'

let hospital: Awaited<ReturnType<typeof healthTrust>>
let ward: Awaited<ReturnType<typeof aWard>>
const ours = { hospital: 'Helse Prøvekyst', phone: '55 00 40 00' }
const nothing = { state: 'UNKNOWN', hospital: null, phone: null }

beforeAll(async () => {
  hospital = await healthTrust(admin, { name: ours.hospital, phone: ours.phone })
  ward = await aWard(admin, { organisation: hospital })
})

const known = async () => ({ keys: [publishedCardKey()], ended: await endedCards(), today: dayOf(now()) })

test('a stranger with a card is told that it counts and whom to call, and nothing of the person', async () => {
  const who = await vipPatient(admin, { ward })
  const entries = await admin.auditSubject.count()
  expect(await checkCard(who.card.token)).toEqual({ state: 'ISSUED', ...ours })
  expect(await admin.auditSubject.count()).toBe(entries)
  expect(await proveCard(who.card.text, await known())).toBe('genuine')
})

test('a revoked card is told as that, and stands on the list by half of its hash', async () => {
  const who = await vipPatient(admin, { ward })
  const head = await as(await staff(admin, { role: 'HEAD_NURSE', unit: ward }))
  expect(await revokeCard(head, { id: who.card.id }, uuid())).toMatchObject({ ok: true })
  expect(await checkCard(who.card.token)).toEqual({ state: 'REVOKED', ...ours })
  expect(await proveCard(who.card.text, await known())).toBe('ended')
  for (const half of await endedCards()) expect(half).toMatch(/^[0-9a-f]{32}$/)
})

test('a card past its last day is told as that, and need not stand on the list', async () => {
  const who = await vipPatient(admin, { ward })
  const before = await endedCards()
  const past = { vipCase: who.vipCase, validUntil: day(inDays(-2)) }
  const late = await aCard(admin, { ...past, status: 'REPLACED' })
  expect(await endedCards()).toEqual(before)
  expect(await proveCard(late.text, await known())).toBe('expired')
  await admin.card.update({
    where: { id: who.card.id },
    data: { status: 'REVOKED', endedAt: new Date(), version: { increment: 1 } },
  })
  const last = await aCard(admin, past)
  expect(await checkCard(last.token)).toEqual({ state: 'EXPIRED', ...ours })
})

test('a card of another key, one that was never made, and one from before cards were signed are not known', async () => {
  const who = await vipPatient(admin, { ward })
  const foreign = signedToken(who.card, keyFrom('somebody else'))
  expect(await checkCard(foreign)).toEqual(nothing)
  expect(await proveCard(printed(foreign), await known())).toBe('foreign')
  expect(await checkCard(signedToken({ id: uuid(), validUntil: day(inDays(10)) }))).toEqual(nothing)
  expect(await checkCard(formerToken())).toEqual(nothing)
})

test('reception opens the patient by the whole address that a scanner types, and by a card from before', async () => {
  const who = await vipPatient(admin, { ward })
  const nurse = await as(
    await staff(admin, { role: 'NURSE', unit: await reception(admin, { organisation: hospital }) }),
  )
  const ask = (query: string) => checkPatient(nurse, checkInput.parse({ query }))
  const vip = { ok: true, value: { outcome: 'vip', by: 'card', card: { scanned: true, status: 'ISSUED' } } }
  expect(await ask(`https://samlop.example/k#${who.card.text}`)).toMatchObject(vip)
  expect(await ask(`httpsÆ--samlop.example-k#${who.card.text}`.toLowerCase())).toMatchObject(vip)
  const token = formerToken()
  await aCard(admin, { vipCase: who.vipCase, status: 'REPLACED', token })
  expect(await ask(printed(token))).toMatchObject({ value: { outcome: 'vip', card: { status: 'REPLACED' } } })
  expect(readCardText(printed(token))).toEqual({ token })
})
