import { describe, expect, test } from 'vitest'
import { compareItems } from '#lib/criteria/rules'
import { writeInput } from '#lib/criteria/schema'
import { changesText } from '#lib/criteria/text'

const draft = '019ab0c0-0000-7000-8000-000000000001'
const read = (items: string) => writeInput.safeParse({ draft, seen: '1', introduction: '', items })

describe('what differs between two versions', () => {
  const before = [
    'Minst tre akutte innleggelser siste seks måneder',
    'Behov for hjelp fra kommune og sykehus',
    'Bor alene',
  ]

  test('is told criterion by criterion: unchanged, in new words, new, taken out', () => {
    const after = [
      'Minst fire akutte innleggelser siste seks måneder',
      'Behov for hjelp fra kommune og sykehus',
      'Har fastlege',
    ]
    expect(compareItems(before, after).map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'changed: Minst fire akutte innleggelser siste seks måneder',
      'same: Behov for hjelp fra kommune og sykehus',
      'added: Har fastlege',
      'removed: Bor alene',
    ])
  })

  test('a changed criterion shows which words', () => {
    const [changed] = compareItems(['Minst tre opphold'], ['Minst fire opphold'])
    expect(changed?.parts.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: 'tre' },
      { kind: 'added', text: 'fire' },
    ])
  })

  test('two that share half their words are the same one, two that share less are not', () => {
    expect(compareItems(['en to tre fire'], ['en to fem seks']).map(({ kind }) => kind)).toEqual(['changed'])
    expect(compareItems(['en to tre fire'], ['en fem seks sju']).map(({ kind }) => kind)).toEqual(['added', 'removed'])
  })

  test('another order is no change', () => {
    expect(
      compareItems(['A er slik', 'B er slik'], ['B er slik', 'A er slik']).every(({ kind }) => kind === 'same'),
    ).toBe(true)
  })

  test('is summed up in words', () => {
    expect(changesText(compareItems([], ['Ny en', 'Annet kriterium']))).toBe('2 nye kriterier')
    expect(changesText(compareItems(before, before))).toBe('Ingen kriterier er endret')
  })
})

describe('what somebody writes', () => {
  test('is one criterion a line, whatever stood before it to make it a list', () => {
    const written = read('1. Første kriterium\n\n - Andre kriterium  \n• Tredje kriterium')
    expect(written.data?.items).toEqual(['Første kriterium', 'Andre kriterium', 'Tredje kriterium'])
  })

  test('twenty criteria are taken, twenty-one are not', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, turn) => `Kriterium nummer ${turn}`).join('\n')
    expect(read(lines(20)).success).toBe(true)
    expect(read(lines(21)).success).toBe(false)
  })

  test('a criterion has 2 to 300 signs', () => {
    expect([read('ab').success, read('a').success]).toEqual([true, false])
    expect([read('a'.repeat(300)).success, read('a'.repeat(301)).success]).toEqual([true, false])
  })

  test('the same twice, and signs that cannot be read, are refused', () => {
    expect(read('Bor alene\nBor alene').success).toBe(false)
    expect(read('Bor\u0000alene').success).toBe(false)
  })
})
