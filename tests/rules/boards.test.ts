import { describe, expect, test } from 'vitest'
import { byAge, byNeed, clockState, minutesBetween } from '#lib/boards/rules'
import type { BoardRow } from '#lib/boards/schema'
import { clockText } from '#lib/boards/text'
import { showDuration } from '#lib/dates'

const row = (
  name: string,
  arrivedAt: string | null,
  standing = false,
  lastDischargedAt: string | null = null,
): BoardRow => ({
  patientId: name,
  name,
  birthDate: '1950-01-01',
  vipWard: null,
  phase: null,
  lastDischargedAt,
  stay: arrivedAt
    ? { id: name, status: 'ARRIVED', arrivedAt, onWardAt: null, onLeaveSince: null, unit: { id: 'u', name: 'Mottak' } }
    : null,
  triage: standing ? { at: arrivedAt ?? '', score: 7, colour: null, standing } : null,
  run: null,
})
const names = (rows: BoardRow[]) => rows.map(({ name }) => name)

describe('the clock', () => {
  test('is near for the last five minutes and at the target, and over from the minute after', () => {
    expect([24, 25, 30, 31].map((minutes) => clockState(minutes, 30))).toEqual(['under', 'near', 'near', 'over'])
  })
  test('says the difference in words', () => {
    expect([4, 30, 42, 180].map((minutes) => clockText(minutes, 30))).toEqual([
      '26\u00a0min igjen til målet',
      'Målet er nå',
      '12\u00a0min over målet',
      '2\u00a0t 30\u00a0min over målet',
    ])
  })
  test('counts whole minutes and never below none', () => {
    expect(minutesBetween('2026-11-22T10:00:00Z', '2026-11-22T10:05:59Z')).toBe(5)
    expect(minutesBetween('2026-11-22T10:00:00Z', '2026-11-22T09:59:00Z')).toBe(0)
  })
  test('durations are said in minutes, hours, and days from two on', () => {
    expect([0, 59, 60, 134, 2879, 2880].map(showDuration)).toEqual([
      '0\u00a0min',
      '59\u00a0min',
      '1\u00a0t',
      '2\u00a0t 14\u00a0min',
      '47\u00a0t 59\u00a0min',
      '2\u00a0døgn',
    ])
  })
})

describe('the order', () => {
  const [early, late] = [row('Early', '2026-11-22T08:00:00Z'), row('Late', '2026-11-22T09:00:00Z')]
  test('oldest wait first; at home whoever was in last', () => {
    expect(names([late, early].toSorted(byAge))).toEqual(['Early', 'Late'])
    const home = [
      row('A', null, false, '2026-01-01T00:00:00Z'),
      row('B', null, false, '2026-06-01T00:00:00Z'),
      row('C', null),
    ]
    expect(names(home.toSorted(byAge))).toEqual(['B', 'A', 'C'])
  })
  test('worst first: those to be treated first before those who waited longer', () => {
    expect(names([early, row('Unsafe', '2026-11-22T09:30:00Z', true), late].toSorted(byNeed))).toEqual([
      'Unsafe',
      'Early',
      'Late',
    ])
  })
})
