import { describe, expect, test } from 'vitest'
import { proveCard } from '#lib/cards/proof'
import {
  cardNumber,
  decideIssue,
  fullBucket,
  lastDay,
  type OpenCase,
  phonesOf,
  readToken,
  takeTurn,
} from '#lib/cards/rules'
import { checkSigns, fromBase32, readCardText, toBase32, writeCardText } from '#lib/cards/schema'
import { publishKey, signToken, tokenHash } from '#lib/cards/token'
import { keyFrom } from '#tests/support/records/card-token'
import { CaseStatus } from '#prisma/generated/enums'

const key = keyFrom('a key of this test')
const id = '01a20392-fb83-70ae-91ed-3c501bd85a68'
const validUntil = '2027-03-01'
const token = signToken(key, { id, validUntil })
const text = writeCardText(token)
const known = { keys: [publishKey(key)], ended: [] as string[], today: '2026-11-22' }

describe('the text of a card', () => {
  test('is upper-case Base32 that says nothing of a person, and is the same each time', () => {
    expect(text).toMatch(/^SL1[A-Z2-7]{142}$/)
    expect(signToken(key, { id, validUntil })).toBe(token)
    expect(readToken(token)).toMatchObject({ id, validUntil, keyName: publishKey(key).name })
  })

  test.each([
    [text, 'as it is'],
    [`https://samlop.example.no/k#${text}`, 'with the address'],
    [`httpsÆ--samlop.example.no-k#${text}\r`, 'typed on a Norwegian keyboard by a scanner that thinks it is American'],
    [text.toLowerCase(), 'with Caps Lock the other way'],
    [`¨Q1${text}`, 'with the mark some scanners put in front'],
    [`https://samlop.example.no/k#${text}https://samlop.example.no/k#${text}`, 'scanned twice'],
    [text.replaceAll(/[YZ]/g, (sign) => (sign === 'Y' ? 'Z' : 'Y')), 'by a scanner that thinks the keyboard is German'],
  ])('%j is read (%s)', (typed) => expect(readCardText(typed)).toEqual({ token }))

  test('of which one sign, or two that changed places, is wrong is not taken for another card', () => {
    for (let at = 3; at < text.length; at += 1) {
      const wrong = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
      expect(readCardText(wrong), `sign ${at}`).toBe('misread_card')
    }
    const turned = Array.from(
      text,
      (sign, at) => `${text.slice(0, at)}${text[at + 1] ?? ''}${sign}${text.slice(at + 2)}`,
    )
      .slice(3, -1)
      .filter((other) => other !== text)
    expect(turned.length).toBeGreaterThan(100)
    for (const other of turned) expect(readCardText(other)).toBe('misread_card')
  })

  test('that was cut off is half a card, and another beside it is one too many', () => {
    expect(readCardText(text.slice(0, -1))).toBe('half_card')
    expect(readCardText(text.slice(0, 60))).toBe('half_card')
    const other = writeCardText(signToken(key, { id: id.replace('0', '1'), validUntil }))
    expect(readCardText(text + other)).toBe('two_cards')
    expect(readCardText('15834820088')).toBeNull()
  })

  test('Base32 is that of RFC 4648', () => {
    const bytes = new TextEncoder().encode('foobar')
    expect(toBase32(bytes)).toBe('MZXW6YTBOI')
    expect(fromBase32('MZXW6YTBOI')).toEqual(bytes)
    // BIP 173: the check characters of an empty text, in another alphabet.
    expect(checkSigns('')).toHaveLength(6)
  })
})

describe('what can be proven without asking', () => {
  test('a card of ours that counts is genuine', async () => expect(await proveCard(text, known)).toBe('genuine'))

  test('each bit of the token that is turned makes it foreign, also when its check characters are made to fit', async () => {
    const bytes = fromBase32(token)
    for (let bit = 0; bit < bytes.length * 8; bit += 7) {
      const altered = Uint8Array.from(bytes)
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(await proveCard(writeCardText(toBase32(altered)), known), `bit ${bit}`).toBe('foreign')
    }
  })

  test('a card of another key is foreign, also when that key is called the same', async () => {
    const other = keyFrom('another key')
    const foreign = writeCardText(signToken(other, { id, validUntil }))
    expect(await proveCard(foreign, known)).toBe('foreign')
    const sameName = [{ ...publishKey(key), name: publishKey(other).name }]
    expect(await proveCard(foreign, { ...known, keys: sameName })).toBe('foreign')
    expect(await proveCard(foreign, { ...known, keys: [...known.keys, publishKey(other)] })).toBe('genuine')
  })

  test('a card counts on its last day and not on the day after', async () => {
    expect(await proveCard(text, { ...known, today: '2027-03-01' })).toBe('genuine')
    expect(await proveCard(text, { ...known, today: '2027-03-02' })).toBe('expired')
  })

  test('a card on the list of the ended has ended', async () => {
    const half = Buffer.from(tokenHash(token)).toString('hex').slice(0, 32)
    expect(await proveCard(text, { ...known, ended: [half] })).toBe('ended')
  })

  test('what is no card, or half of one, cannot be read', async () => {
    for (const typed of ['', 'SL1', text.slice(0, 100), 'x'.repeat(400)])
      expect(await proveCard(typed, known)).toBe('unreadable')
    expect(await proveCard(`SL1${'A'.repeat(26)}`, known)).toBe('foreign')
  })
})

describe('the last day of a card', () => {
  const today = '2026-11-22'
  test.each<[review: string | null, expected: string, why: string]>([
    ['2027-05-21', '2027-06-20', 'thirty days after the review'],
    ['2027-01-21', '2027-02-20', 'ninety days from today when the review is then or before'],
    ['2027-01-22', '2027-02-21', 'and one more when it is a day later'],
    ['2026-01-01', '2027-02-20', 'ninety days from today when the review is late'],
    [null, '2027-02-20', 'the same when no review is set'],
    ['2028-10-22', '2028-11-21', 'two years at most'],
    ['2028-10-23', '2028-11-21', 'also when the review is later still'],
  ])('review %s: %s (%s)', (review, expected, _why) => expect(lastDay(review, today)).toBe(expected))
})

describe('who gets a card', () => {
  const today = '2026-11-22'
  const ward = 'the ward'
  const open: OpenCase = { status: 'ACTIVE', wardId: ward, reviewOn: '2027-05-21', card: null }
  const card = { id: 'the card', version: 3, validUntil: today }
  const validUntilThen = '2027-06-20'

  test.each(Object.values(CaseStatus))('with the status %s', (status) => {
    const decision = decideIssue({ ...open, status }, '', ward, today)
    const counts = status === 'ACTIVE' || status === 'UNDER_REVIEW'
    expect(decision).toMatchObject(counts ? { ok: true } : { ok: false, refusal: 'not_active' })
  })

  test('only at the own ward', () => {
    expect(decideIssue(open, '', 'another ward', today)).toMatchObject({ refusal: 'other_ward' })
    expect(decideIssue(open, '', undefined, today)).toMatchObject({ refusal: 'other_ward' })
    expect(decideIssue({ ...open, wardId: null }, '', undefined, today)).toMatchObject({ refusal: 'other_ward' })
  })

  test('a card that counts is replaced when it is the one that was seen', () => {
    expect(decideIssue({ ...open, card }, '', ward, today)).toMatchObject({ refusal: 'has_card' })
    expect(decideIssue({ ...open, card }, 'another', ward, today)).toMatchObject({ refusal: 'has_card' })
    expect(decideIssue({ ...open, card }, 'the card', ward, today)).toMatchObject({
      value: { validUntil: validUntilThen, ends: { id: 'the card', version: 3, status: 'REPLACED' } },
    })
    expect(decideIssue(open, 'the card', ward, today)).toMatchObject({ refusal: 'no_card' })
  })

  test('a card whose last day was yesterday has gone out of date', () => {
    const past = { ...card, validUntil: '2026-11-21' }
    expect(decideIssue({ ...open, card: past }, '', ward, today)).toMatchObject({
      value: { ends: { id: 'the card', status: 'EXPIRED' } },
    })
  })
})

test('a card has a short number for people, and tells the night number only when it is another', () => {
  expect(cardNumber('3f9a07bc')).toBe('3F9-A07')
  expect(phonesOf({ phone: '55 00 42 40', nightPhone: null })).toEqual({ always: '55 00 42 40' })
  expect(phonesOf({ phone: '55 00 42 40', nightPhone: '55 00 42 40' })).toEqual({ always: '55 00 42 40' })
  expect(phonesOf({ phone: '55 00 42 40', nightPhone: '55 00 42 00' })).toEqual({
    day: '55 00 42 40',
    night: '55 00 42 00',
  })
  expect(phonesOf({ phone: null, nightPhone: null })).toEqual({ always: null })
})

test('thirty may check a card at once, then two a second, and after a while thirty again', () => {
  let bucket = fullBucket(0)
  const turns = (time: number) => {
    for (let count = 0; ; count += 1) {
      const next = takeTurn(bucket, time)
      if (!next) return count
      bucket = next
    }
  }
  expect(turns(0)).toBe(30)
  expect(turns(499)).toBe(0)
  expect(turns(500)).toBe(1)
  expect(turns(3_000)).toBe(5)
  expect(turns(3_600_000)).toBe(30)
})
