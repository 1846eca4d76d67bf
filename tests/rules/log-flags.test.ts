import { describe, expect, test } from 'vitest'
import { decideBlock, decideOpening } from '#lib/emergency-access/rules'
import { openInput } from '#lib/emergency-access/schema'
import { leftText } from '#lib/emergency-access/text'
import { flagsAddress } from '#lib/log-flags/rules'
import { decideInput } from '#lib/log-flags/schema'
import { aboutYouText } from '#lib/log-flags/text'

const id = '01890000-0000-7000-8000-000000000001'
const nothing = { own: false, known: false, limited: false, open: null, blocked: null, opened: false }
const open = { id, until: '2026-11-22T08:00:00Z', version: 1 }

describe('break-glass is opened', () => {
  test.each([
    [{}, true],
    [{ own: true }, 'own_record'],
    [{ open }, 'already_open'],
    [{ known: true }, 'not_needed'],
    [{ known: true, blocked: 'BLOCK' as const }, true],
    [{ known: true, blocked: 'BLOCK_STATUS' as const }, true],
    [{ limited: true }, 'limited'],
    [{ limited: true, own: true }, 'own_record'],
  ])('given %j: %s', (given, answer) => {
    const decision = decideOpening({ ...nothing, ...given })
    expect(decision.ok || decision.refusal).toBe(answer)
  })

  test.each([
    [{ blocked: 'BLOCK' as const }, true],
    [{}, 'nothing_blocked'],
    [{ opened: true, blocked: 'BLOCK' as const }, 'already_opened'],
  ])('and what is blocked, given %j: %s', (given, answer) => {
    const decision = decideBlock({ ...nothing, open, ...given })
    expect(decision.ok || decision.refusal).toBe(answer)
  })

  const form = { patient: id, reason: 'OTHER', confirmed: 'yes' }
  test.each([
    ['x'.repeat(19), false],
    ['x'.repeat(20), true],
    [` ${'x'.repeat(19)} `, false],
    ['x'.repeat(1_000), true],
    ['x'.repeat(1_001), false],
    ['to linjer\nmed tekst om hvorfor', true],
    [`${'x'.repeat(30)}\0`, false],
    [`${'x'.repeat(30)}\ud800`, false],
  ])('with so long a reason: %j', (text, fits) => {
    expect(openInput.safeParse({ ...form, text }).success).toBe(fits)
  })

  test('only when it is confirmed, with a reason of the list and nothing more', () => {
    const text = 'Bevisstløs i ambulansen.'
    for (const wrong of [
      { confirmed: '' },
      { reason: '' },
      { reason: 'BORED' },
      { patient: 'x' },
      { until: 'forever' },
    ])
      expect(openInput.safeParse({ ...form, text, ...wrong }).success).toBe(false)
  })
})

describe('a decision', () => {
  const form = { flag: id, seen: '0' }
  test.each([
    ['JUSTIFIED', '', true],
    ['JUSTIFIED', 'kort', false],
    ['NOT_JUSTIFIED', '', false],
    ['FOLLOWED_UP', 'x'.repeat(9), false],
    ['FOLLOWED_UP', 'x'.repeat(10), true],
    ['REPORTED', 'x'.repeat(10), true],
    ['', 'x'.repeat(10), false],
  ])('%s with %j', (finding, text, fits) => {
    expect(decideInput.safeParse({ ...form, finding, text }).success).toBe(fits)
  })
})

test.each([
  [240, '4 t igjen'],
  [239, '3 t 59 min igjen'],
  [60, '1 t igjen'],
  [59, '59 min igjen'],
  [1, '1 min igjen'],
  [0, '1 min igjen'],
])('%i minutes are %s', (minutes, text) => expect(leftText(minutes).replaceAll('\u00a0', ' ')).toBe(text))

test('the address of the list holds no more than it must', () => {
  expect(flagsAddress({ vis: 'apne' })).toBe('/control')
  expect(flagsAddress({ vis: 'apne', side: 2 })).toBe('/control?side=2')
  expect(flagsAddress({ vis: 'avgjort', side: 3 })).toBe('/control?vis=avgjort&side=3')
})

test('what is about oneself is counted, and who is to judge it is said', () => {
  expect(aboutYouText(1, true)).toMatch(/^Ett varsel gjelder deg selv.*andre loggkontrolløren/)
  expect(aboutYouText(2, false)).toMatch(/^2 varsler.*ingen annen loggkontrollør/)
})
