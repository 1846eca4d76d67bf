import { describe, expect, test } from 'vitest'
import { chipsOf, monthsBefore, staysSince, teamOf, toldStays } from '#lib/patient-pages/rules'
import type { PatientHeader, StayRow } from '#lib/patient-pages/schema'
import { lengthText, readmissionText } from '#lib/patient-pages/text'
import { drawingOf, lanesOf } from '#lib/stay-timelines/rules'

const time = new Date('2026-11-21T12:00:00Z')
const day = 86_400_000
const ago = (days: number) => new Date(time.getTime() - days * day).toISOString()
let count = 0
const stay = (from: number, until: number | null, given: Partial<StayRow> = {}): StayRow => ({
  id: `stay ${++count}`,
  unitId: null,
  unit: 'Lunge',
  atReception: false,
  trust: 'Helse Prøve',
  urgency: 'IMMEDIATE',
  open: until === null,
  start: ago(from),
  arrivedAt: null,
  onWardAt: null,
  dischargedAt: until === null ? null : ago(until),
  deceasedAt: null,
  ...given,
})
const again = (rows: StayRow[]) => toldStays(rows).map(({ readmission }) => readmission)

describe('readmission', () => {
  test('is acute and at most thirty days after the discharge before', () => {
    expect(again([stay(60, 55), stay(100, 90)])).toEqual([30, null])
    expect(again([stay(59.99, 55), stay(100, 90)])).toEqual([null, null])
    expect(again([stay(60, 55, { urgency: 'PLANNED' }), stay(100, 90)])).toEqual([null, null])
    expect(again([stay(60, 55, { urgency: 'RETURNED' }), stay(100, 90)])).toEqual([null, null])
    expect(again([stay(60, 55, { urgency: 'WITHIN_24_HOURS' }), stay(100, 90, { urgency: 'PLANNED' })])).toEqual([
      30,
      null,
    ])
  })

  test('counts from the last discharge, and from none while another stay goes on', () => {
    expect(again([stay(10, 5), stay(20, 15), stay(100, 90)])).toEqual([5, null, null])
    expect(again([stay(10, 5), stay(20, null)])).toEqual([null, null])
    expect(again([stay(15, 5), stay(20, 15)])).toEqual([0, null])
    expect(readmissionText(0)).toBe('Reinnleggelse samme døgn')
  })
})

test('months before a day that the other month has not', () => {
  expect(monthsBefore(new Date('2028-02-29T12:00:00Z'), 12).toISOString()).toBe('2027-02-28T12:00:00.000Z')
  expect(monthsBefore(new Date('2026-05-31T12:00:00Z'), 3).toISOString()).toBe('2026-02-28T12:00:00.000Z')
})

test('a stay counts in a time that it reaches into; an arrival nobody closed has no length', () => {
  const stays = toldStays([stay(2, null), stay(40, 30), stay(60, 50), stay(70, null, { open: false })])
  expect(staysSince(stays, new Date(ago(35)))).toHaveLength(2)
  expect(stays[3]?.until).toBe(stays[3]?.from)
})

test('how long: minutes, hours, days', () => {
  const long = (minutes: number) => lengthText({ from: 0, until: minutes * 60_000 }, time).replaceAll('\u00a0', ' ')
  expect([long(45), long(134), long(23 * 60 + 59), long(24 * 60), long(6 * 24 * 60 + 100)]).toEqual([
    '45 min',
    '2 t 14 min',
    '23 t 59 min',
    '1 døgn',
    '6 døgn',
  ])
})

describe('the timeline', () => {
  const vip = { name: 'Lunge', since: ago(170) }
  const draw = (rows: StayRow[], given = {}) =>
    drawingOf('wide', { stays: toldStays(rows), vip, time, months: 12, lanes: 2, ...given })

  test('has the VIP ward first, then the wards with most stays, and the rest together', () => {
    const rows = toldStays([
      stay(10, 5, { unit: 'Kirurgi' }),
      stay(20, 15, { unit: 'Hjerte' }),
      stay(30, 25, { unit: 'Hjerte' }),
      stay(40, 35),
    ])
    expect(lanesOf(rows, 'Lunge', 2)).toEqual(['Lunge', 'Andre avdelinger'])
    expect(lanesOf(rows, 'Lunge', 3)).toEqual(['Lunge', 'Hjerte', 'Kirurgi'])
    expect(lanesOf(rows, null, 3)).toEqual(['Hjerte', 'Kirurgi', 'Lunge'])
    expect(lanesOf([...rows, ...toldStays([stay(1, null, { atReception: true })])], 'Lunge', 5)).toHaveLength(4)
    expect(lanesOf([], 'Lunge', 2)).toEqual(['Lunge'])
    expect(lanesOf([], null, 2)).toEqual(['Andre avdelinger'])
  })

  test('draws a stay from its beginning to its end, and the thirty days after it', () => {
    const { marks, left, right, today } = draw([stay(100, 90)])
    const [mark] = marks
    const perDay = (today.x - left) / 365
    expect(mark?.x).toBeCloseTo(today.x - 100 * perDay, 0)
    expect(mark?.width).toBeCloseTo(10 * perDay, 0)
    expect((mark?.tail?.until ?? 0) - (mark?.tail?.from ?? 0)).toBeCloseTo(30 * perDay, 0)
    expect(right).toBeGreaterThan(today.x)
  })

  test('keeps within its frame: what began before, short stays, what goes on, who died', () => {
    const { marks, left, right, today } = draw([stay(0.1, null), stay(5, 4, { deceasedAt: ago(4) }), stay(370, 350)])
    for (const { x, width, tail } of marks) {
      expect(x).toBeGreaterThanOrEqual(left)
      expect(width).toBeGreaterThanOrEqual(6)
      expect(tail?.until ?? 0).toBeLessThanOrEqual(right)
    }
    expect(marks.map(({ tail }) => tail === null)).toEqual([true, true, false])
    expect(marks[2]?.x).toBe(left)
    expect(today.y).not.toBeNull()
  })

  test('names the days of a readmission where there is room, and never in the narrow drawing', () => {
    const rows = [stay(195, 186), stay(217, 211), stay(292, 285), stay(317, 309)]
    const labels = draw(rows).marks.flatMap(({ readmission }) => (readmission?.label ? [readmission.label.days] : []))
    expect(labels).toEqual([16, 17])
    const narrow = drawingOf('narrow', { stays: toldStays(rows), vip, time, months: 12, lanes: 2 })
    expect(narrow.marks.filter(({ readmission }) => readmission?.label)).toEqual([])
    expect(narrow.marks.filter(({ readmission }) => readmission)).toHaveLength(2)
  })

  test('labels do not stand on each other, however close the readmissions', () => {
    const rows = [10, 16, 22, 28, 34, 40].map((from) => stay(from, from - 2))
    const spans = draw(rows).marks.flatMap(({ readmission }) => (readmission?.label ? [readmission.label.x] : []))
    for (const [index, at] of spans.entries())
      for (const other of spans.slice(index + 1)) expect(Math.abs(at - other)).toBeGreaterThanOrEqual(56)
  })

  test('VIP status from before the frame begins at its edge; a new one keeps its box inside', () => {
    expect(draw([], { vip: { name: 'Lunge', since: ago(800) } }).vip?.x).toBe(draw([]).left)
    const late = draw([], { vip: { name: 'Lunge', since: ago(1) } })
    expect((late.vip?.box ?? 0) + (late.vip?.boxWidth ?? 0)).toBeLessThanOrEqual(late.right)
    expect(draw([], { vip: null }).vip).toBeNull()
  })

  test('has a line a month and no names upon each other', () => {
    expect(draw([]).months).toHaveLength(12)
    const narrow = drawingOf('narrow', { stays: [], vip, time, months: 24, lanes: 2 })
    const named = narrow.months.filter(({ label }) => label).map(({ x }) => x)
    const gaps = named.slice(1).map((x, index) => x - (named[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(40)
  })
})

const header: PatientHeader = {
  id: 'x',
  name: 'Kari Prøve',
  birthDate: '1950-01-01',
  deceasedAt: null,
  home: null,
  protection: 'NONE',
  hidden: false,
  whole: true,
  statusBlocked: false,
  phase: null,
  wards: [],
  consentUntil: null,
  practice: null,
  doctors: [],
}
const ward = {
  id: 'w',
  name: 'Lunge',
  phone: null,
  trust: 'Helse Prøve',
  since: null,
  review: null,
  hasCard: true,
  agreement: null,
}

describe('what is said before all else', () => {
  const kinds = (given: Partial<PatientHeader>) =>
    chipsOf({ ...header, ...given }, '2026-11-21').map(({ kind }) => kind)

  test('a consent from sixty days before it runs out, a review from the day after', () => {
    expect(kinds({ consentUntil: '2027-01-20' })).toEqual(['consent'])
    expect(kinds({ consentUntil: '2027-01-21' })).toEqual([])
    expect(kinds({ wards: [{ ...ward, review: '2026-11-21' }] })).toEqual([])
    expect(kinds({ wards: [{ ...ward, review: '2026-11-20' }] })).toEqual(['review'])
  })

  test('an agreement that is not signed, a missing card to those who would see one, and of the dead only that', () => {
    expect(kinds({ wards: [{ ...ward, hasCard: false }] })).toEqual(['card'])
    expect(kinds({ wards: [{ ...ward, hasCard: false }], whole: false })).toEqual([])
    expect(kinds({ wards: [{ ...ward, agreement: { status: 'SIGNED', missing: [] } }] })).toEqual([])
    for (const status of ['NONE', 'DRAFT', 'FROZEN', 'PARTLY_SIGNED'] as const)
      expect(kinds({ wards: [{ ...ward, agreement: { status, missing: ['PATIENT'] } }] })).toEqual(['agreement'])
    expect(kinds({ deceasedAt: '2026-11-12T10:00:00Z', consentUntil: '2026-11-22' })).toEqual(['deceased'])
  })
})

test('of many caseworkers the office is told, of three each', () => {
  const people = (many: number) =>
    Array.from({ length: many }, (_, index) => ({ name: `Person ${index}`, phone: null }))
  const team = (many: number) =>
    teamOf(header, {
      ownPage: null,
      notes: [],
      relations: [
        {
          id: 'r',
          kind: 'MUNICIPALITY_CASE',
          organisation: 'Strandvik kommune',
          unit: null,
          phone: '1',
          people: people(many),
        },
      ],
      representatives: [],
      reservedSince: null,
    })
  expect(team(3).map(({ name, phone }) => [name, phone])).toEqual([
    ['Person 0', '1'],
    ['Person 1', '1'],
    ['Person 2', '1'],
  ])
  expect(team(4)).toMatchObject([{ name: 'Strandvik kommune', person: false }])
  expect(team(0)).toMatchObject([{ name: 'Strandvik kommune', person: false }])
})
