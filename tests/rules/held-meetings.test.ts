import { describe, expect, test } from 'vitest'
import { pieceOf, spansOf } from '#lib/case-histories/rules'
import { decideStatus, type Deciding } from '#lib/decisions/rules'
import type { DecideInput } from '#lib/decisions/schema'
import { lacksOf, type Seat, standingOf, timed, together } from '#lib/held-meetings/rules'
import { mayAdd, promiseState } from '#lib/measures/rules'
import { receiverOf } from '#lib/minutes/rules'
import type { Capacity } from '#prisma/generated/enums'

const seat = (capacity: Capacity, given: Partial<Seat> = {}): Seat => ({
  capacity,
  personId: null,
  organisationId: null,
  attended: true,
  absenceReason: null,
  wrote: false,
  ...given,
})
const away = (capacity: Capacity, given: Partial<Seat> = {}) => seat(capacity, { attended: null, ...given })
const all = [seat('PATIENT'), seat('MUNICIPALITY'), seat('GP'), seat('HOSPITAL')]
const without = (capacity: Capacity, ...more: Seat[]) => [...all.filter((one) => one.capacity !== capacity), ...more]
const lacks = (seats: Seat[], { hasView = false, noGp = false } = {}) => lacksOf({ seats, hasView, noGp })

describe('what a meeting lacks to say yes', () => {
  test('nothing, with patient, municipality, GP and hospital there', () => expect(lacks(all)).toEqual([]))
  test('whoever answers for the patient is the patient', () =>
    expect(lacks(without('PATIENT', seat('REPRESENTATIVE')))).toEqual([]))
  test('kin is not', () => expect(lacks(without('PATIENT', seat('NEXT_OF_KIN')))).toEqual(['PATIENT', 'VIEW']))
  test('a patient who is away needs both a reason and a view', () => {
    const excused = without('PATIENT', away('PATIENT', { absenceReason: 'Innlagt' }))
    expect(lacks(excused)).toEqual(['VIEW'])
    expect(lacks(without('PATIENT', away('PATIENT')), { hasView: true })).toEqual(['PATIENT'])
    expect(lacks(excused, { hasView: true })).toEqual([])
  })
  test.each(['MUNICIPALITY', 'GP', 'HOSPITAL'] as const)('%s comes or writes', (capacity) => {
    expect(lacks(without(capacity, away(capacity)))).toEqual([capacity])
    expect(lacks(without(capacity, away(capacity, { wrote: true })))).toEqual([])
  })
  test('a statement does not stand for the patient', () =>
    expect(lacks(without('PATIENT', away('PATIENT', { wrote: true })))).toEqual(['PATIENT', 'VIEW']))
  test('a patient without a GP lacks none', () => expect(lacks(without('GP'), { noGp: true })).toEqual([]))
})

test('whoever leads or called leads; whoever is asked for the own organisation writes along; others read', () => {
  const meeting = { chairId: 'chair', calledById: 'caller', organisationId: 'here' }
  const asked = [seat('GP', { personId: 'gp', organisationId: 'office' })]
  const who = (personId: string, id: string) => standingOf(meeting, asked, { personId, organisation: { id } })
  expect([who('chair', 'any'), who('caller', 'here'), who('gp', 'office')]).toEqual(['leads', 'leads', 'keeps'])
  expect([who('caller', 'elsewhere'), who('gp', 'elsewhere'), who('nobody', 'here')]).toEqual([null, null, null])
  expect(standingOf(meeting, asked, { personId: 'chair', organisation: null })).toBeNull()
})

const time = new Date('2026-11-22T12:00:00Z')
const now: Deciding = {
  today: '2026-11-22',
  purpose: 'VIP_DECISION',
  status: 'CONFIRMED',
  standing: 'leads',
  startsAt: new Date('2026-11-22T11:50:00Z'),
  caseStatus: 'MEETING_CALLED',
  decisions: 0,
  lacks: [],
  answer: null,
  representations: ['guardian'],
  wards: ['4b'],
  criteria: { id: 'c', count: 2 },
}
const yes: DecideInput = {
  meeting: 'm',
  seen: 0,
  outcome: 'YES',
  ward: '4b',
  reviewOn: '2027-05-21',
  reason: 'Grunn',
  answer: { agrees: true, by: null, method: 'ORAL', givenAt: null },
  met: [1],
}
const said = (stands: Partial<Deciding>, input: Partial<DecideInput> = {}) => {
  const result = decideStatus({ ...now, ...stands }, { ...yes, ...input }, time)
  return result.ok ? 'yes' : result.refusal
}

describe('a decision', () => {
  test('is made when nothing is missing', () => expect(said({})).toBe('yes'))
  test.each([
    ['by somebody who does not lead', { standing: 'keeps' }, {}, 'not_yours'],
    ['before the time is set', { status: 'CALLED' }, {}, 'no_time'],
    ['after the minutes are signed', { status: 'MINUTES_SIGNED' }, {}, 'signed'],
    ['while another stands', { decisions: 1 }, {}, 'conflict'],
    ['of a case that has moved on', { caseStatus: 'ENDED' }, {}, 'case_moved'],
    ['that is not for this meeting', {}, { outcome: 'CONTINUE' }, 'not_here'],
    ['without an answer of the patient', {}, { answer: null }, 'no_answer'],
    ['against a no that was recorded', { answer: { agrees: false } }, { answer: null }, 'patient_said_no'],
    ['with an answer of a stranger', {}, { answer: { ...yes.answer!, by: 'stranger' } }, 'not_representative'],
    ['at a foreign ward', {}, { ward: 'other' }, 'no_ward'],
    ['with a review today', {}, { reviewOn: '2026-11-22' }, 'review_past'],
    ['with a review in more than two years', {}, { reviewOn: '2028-11-22' }, 'review_far'],
    ['without criteria', { criteria: null }, {}, 'no_criteria'],
    ['by criteria that there are not', {}, { met: [3] }, 'no_criteria'],
    ['while the GP is missing', { lacks: ['GP'] }, {}, 'lacks_GP'],
  ] as const)('%s is refused', (_, stands, input, refusal) => {
    expect(said(stands as Partial<Deciding>, input as Partial<DecideInput>)).toBe(refusal)
  })
  test('a review is tomorrow at the earliest, and in two years at the latest', () => {
    expect([said({}, { reviewOn: '2026-11-23' }), said({}, { reviewOn: '2028-11-21' })]).toEqual(['yes', 'yes'])
  })
  test('is made from half an hour before the time of the meeting, and no earlier', () => {
    const begins = (text: string) => said({ startsAt: new Date(text) })
    expect(begins('2026-11-22T12:30:00Z')).toBe('yes')
    expect(begins('2026-11-22T12:30:01Z')).toBe('too_early')
    // Once it has been held the time is no matter.
    expect(said({ startsAt: new Date('2026-11-23T12:00:00Z'), status: 'HELD' })).toBe('yes')
  })
  test('a no needs neither quorum nor answer', () =>
    expect(said({ lacks: ['GP', 'PATIENT'], criteria: null }, { outcome: 'NO', answer: null })).toBe('yes'))
})

describe('a promise', () => {
  const state = (status: Parameters<typeof promiseState>[0]['status'], today: string, ended: string | null = null) =>
    promiseState({ status, due: '2026-11-22', ended }, today)
  test('is late the day after, not on the day', () => {
    expect([state('ACCEPTED', '2026-11-22'), state('ACCEPTED', '2026-11-23')]).toEqual(['RUNNING', 'LATE'])
    expect([state('ASKED', '2026-11-22'), state('ASKED', '2026-11-23')]).toEqual(['ASKED', 'LATE'])
  })
  test('is kept in time or late, and a no is a no', () => {
    expect([state('KEPT', '2027-01-01', '2026-11-22'), state('KEPT', '2027-01-01', '2026-11-23')]).toEqual([
      'KEPT',
      'KEPT_LATE',
    ])
    expect([state('REFUSED', '2027-01-01'), state('BROKEN', '2027-01-01')]).toEqual(['REFUSED', 'BROKEN'])
  })
  test('has a deadline from today to five years on', () => {
    expect(mayAdd({ dueOn: '2026-11-22' }, '2026-11-22').ok).toBe(true)
    expect(mayAdd({ dueOn: '2026-11-21' }, '2026-11-22')).toEqual({ ok: false, refusal: 'due_past' })
    expect(mayAdd({ dueOn: '2031-11-22' }, '2026-11-22')).toEqual({ ok: false, refusal: 'due_far' })
  })
  test('is asked of the person, otherwise the unit, otherwise the role that stands for the organisation', () => {
    const of = { organisationId: 'o', unitId: 'u', personId: 'p', kind: 'MUNICIPALITY' }
    expect(receiverOf(of)).toEqual({ personId: 'p' })
    expect(receiverOf({ ...of, personId: null })).toEqual({ unitId: 'u' })
    expect(receiverOf({ ...of, personId: null, unitId: null })).toEqual({ organisationId: 'o', role: 'CASEWORKER' })
    expect(receiverOf({ organisationId: null, unitId: null, personId: null, kind: null })).toBeNull()
  })
})

test('items begin one after the other, and at no time while none is set', () => {
  const items = [{ minutes: 5 }, { minutes: 10 }]
  expect(timed(items, time).map(({ startsAt }) => startsAt?.toISOString())).toEqual([
    '2026-11-22T12:00:00.000Z',
    '2026-11-22T12:05:00.000Z',
  ])
  expect(timed(items, null).map(({ startsAt }) => startsAt)).toEqual([null, null])
})

test('two texts stand together, the same text once', () => {
  expect(together('a', ['b', 'a', ''])).toBe('a\n\nb')
})

test('each state lasts until the next; the last goes on unless it is an end', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 0, day))
  const spans = spansOf([
    { status: 'ACTIVE' as const, at: at(10) },
    { status: 'MEETING_CALLED' as const, at: at(1) },
  ])
  expect(spans.map(({ from, until }) => [from, until])).toEqual([
    [at(1), at(10)],
    [at(10), null],
  ])
  expect(spansOf([{ status: 'ENDED' as const, at: at(3) }])[0]?.until).toEqual(at(3))
  expect(pieceOf({ from: at(1), until: at(11) }, at(1), at(21), 100)).toEqual({ x: 0, width: 50 })
  expect(pieceOf({ from: at(11), until: null }, at(1), at(21), 100)).toEqual({ x: 50, width: 50 })
})
