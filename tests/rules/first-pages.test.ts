import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { gather, nextOfAll, pageOf } from '#lib/access-logs/rules'
import type { Look } from '#lib/access-logs/schema'
import { showAct, showOutcome, showOwnAct, showParts, theirs, yours } from '#lib/access-logs/text'
import { countShown, medianShown, shareShown } from '#lib/quality/rules'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 12, 0) - minutes * 60_000)
const look = (minutes: number, more: Partial<Look> = {}): Look => ({
  id: `look ${minutes}`,
  at: at(minutes),
  name: 'Hanne Rusten',
  role: 'NURSE',
  organisation: 'Helse Prøve HF',
  unit: 'Prøvemottaket',
  purpose: 'ETREAT',
  act: 'patient.check',
  outcome: 'vip',
  ground: 'ETREAT',
  shown: ['status'],
  reason: null,
  ...more,
})

describe('a page of looks', () => {
  test('is the last when there are no more', () => {
    expect(pageOf([look(1), look(2)], 2)).toMatchObject({ next: null, rows: [{}, {}] })
  })
  test('says from where the next begins', () => {
    expect(pageOf([look(1), look(2), look(3)], 2)).toMatchObject({ next: at(2), rows: [{}, {}] })
  })
  test('never parts looks of the same moment', () => {
    expect(pageOf([look(1), look(2), look(2)], 2)).toMatchObject({ next: at(1), rows: [{ at: at(1) }] })
  })
  test('of several logs goes on from the latest', () => {
    expect(nextOfAll([{ next: at(5) }, { next: null }, { next: at(2) }])).toEqual(at(2))
    expect(nextOfAll([{ next: null }])).toBeNull()
  })
})

describe('the same again and again', () => {
  test('is said once within an hour, with how often and when last', () => {
    expect(gather([look(0), look(10), look(50)])).toMatchObject([{ at: at(0), times: 3 }])
  })
  test('is said anew after an hour, of somebody else, or when something else was shown', () => {
    expect(gather([look(0), look(60)])).toHaveLength(2)
    expect(gather([look(0), look(1, { name: 'Berit Nygård' })])).toHaveLength(2)
    expect(gather([look(0), look(1, { shown: [] })])).toHaveLength(2)
    expect(gather([look(0), look(1, { purpose: 'TREAT' }), look(2)])).toHaveLength(3)
  })
})

describe('words of the log', () => {
  test('name the patient as the one who reads, or by name', () => {
    expect(showOwnAct('patient.check', yours)).toBe('så på siden din')
    expect(showOwnAct('card.revoke', theirs('Solveig'))).toBe('sperret kortet til Solveig')
  })
  test('are there for acts that have gone from the code, and for refusals', () => {
    expect(showAct('plan.read')).toBe('Så på opplysninger')
    expect(showAct('toString')).toBe('Så på opplysninger')
    expect(showOwnAct('constructor', yours)).toBe('så på siden din')
    expect([showOutcome('seen'), showOutcome('not_valid')]).toEqual(['', 'Ble ikke gjort'])
  })
  test('are there for every part that the code writes down', () => {
    const read = (room: string, ending: string) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith(ending))
        .map((file) => readFileSync(`${room}/${file}`, 'utf8'))
    const listed = [...read('lib', 'queries.ts'), ...read('lib', 'commands.ts')].flatMap((source) =>
      [...source.matchAll(/shown: \[([^\]]*)\]/g)].flatMap(([, list]) => list?.match(/(?<=')\w+(?=')/g) ?? []),
    )
    const inDatabase = read('prisma/migrations', '.sql').flatMap((source) =>
      [...source.matchAll(/shown := '\{([\w,]+)\}'/g)].flatMap(([, list]) => list?.split(',') ?? []),
    )
    expect(inDatabase.length).toBeGreaterThan(3)
    expect([...listed, ...inDatabase].filter((part) => showParts([part]) === 'andre opplysninger')).toEqual([])
  })
})

describe('small numbers', () => {
  test.each([
    [0, null],
    [4, null],
    [5, 5],
  ])('a count of %i', (n, shown) => expect(countShown(n)).toBe(shown))

  test.each([
    ['enough on both sides', 15, 20, 75],
    ['all of them', 5, 5, 100],
    ['too few in all', 4, 4, 'too_few'],
    ['too few within', 4, 20, 'few'],
    ['too few outside, which the share would tell', 16, 20, 'all_but_few'],
    ['just enough outside', 15, 20, 75],
  ])('a share: %s', (_, part, of, shown) => expect(shareShown(part, of)).toBe(shown))

  test('a median of fewer than five is not shown', () => {
    expect([medianShown(27.5, 4), medianShown(27.5, 5), medianShown(null, 9)]).toEqual([null, 28, null])
  })
})
