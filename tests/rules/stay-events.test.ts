import { describe, expect, test } from 'vitest'
import { decideArrivalTime, decideTime, decideUndo, decideVoid, decideWard, mayUndo } from '#lib/stay-corrections/rules'
import { correctTimeInput } from '#lib/stay-corrections/schema'
import { currentOf, isLongAway, misplaced } from '#lib/stay-courses/rules'
import { decideCancel, decideDeath, decideJoin, decideLeave, decideMove, decideReturn } from '#lib/stay-events/rules'
import type { Fact, StayFacts, Ward } from '#lib/stay-events/schema'
import type { StayEventKind } from '#prisma/generated/enums'

const [here, there, desk] = ['here', 'there', 'desk']
const me = 'me'
/** Minutes after the arrival. */
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 12, minutes))
const now = at(3_000)
const nurse = { unit: { id: here, name: '4B', kind: 'WARD' as const }, personId: me }
const receptionist = { unit: { id: desk, name: 'Mottak', kind: 'RECEPTION' as const }, personId: me }

const fact = (kind: StayEventKind, minutes: number, given: Partial<Fact> = {}): Fact => ({
  ...{ id: `${kind} ${minutes}`, kind, at: at(minutes), unitId: here, replacesId: null, reason: null },
  ...{ recordedAt: at(minutes), recordedById: me, ...given },
})
const usual = [fact('ARRIVED', 0, { unitId: desk }), fact('IN_RECEPTION', 5, { unitId: desk }), fact('ON_WARD', 60)]
const ward = (id: string, given: Partial<Ward> = {}): Ward => ({
  id,
  kind: 'WARD',
  organisationId: 'trust',
  closedAt: null,
  ...given,
})
const stay = (facts: Fact[] = [], given: Partial<StayFacts> = {}): StayFacts => ({
  ...{ id: 'stay', patientId: 'patient', organisationId: 'trust', unitId: here, status: 'ON_WARD', onLeaveSince: null },
  ...{ facts: [...usual, ...facts], ward: null, lastDischargedAt: null, openElsewhere: false, earlier: null, ...given },
})
const saw = (of: StayFacts) => ({ stay: of.id, seen: of.facts.length, note: null })
const refused = (refusal: string) => ({ ok: false, refusal })

describe('which events count', () => {
  test('not those that were put right, nor those that were taken back, nor the taking back', () => {
    const facts = [
      ...usual,
      fact('ON_WARD', 70, { replacesId: 'ON_WARD 60' }),
      fact('LEAVE_STARTED', 90),
      fact('VOIDED', 95, { replacesId: 'LEAVE_STARTED 90' }),
    ]
    expect(currentOf(facts).map(({ id }) => id)).toEqual(['ARRIVED 0', 'IN_RECEPTION 5', 'ON_WARD 70'])
  })
})

describe('the time of an event', () => {
  const course = [...usual, fact('LEAVE_STARTED', 100), fact('LEAVE_ENDED', 200), fact('DISCHARGED', 300)]
  const placed = (kind: StayEventKind, id: string, minutes: number) => misplaced(course, { id, kind, at: at(minutes) })
  test.each([
    ['ON_WARD', 'ON_WARD 60', -1, 'before_arrival'],
    ['IN_RECEPTION', 'IN_RECEPTION 5', 0, null],
    ['IN_RECEPTION', 'IN_RECEPTION 5', -1, 'before_arrival'],
    ['ON_WARD', 'ON_WARD 60', 5, null],
    ['ON_WARD', 'ON_WARD 60', 4, 'out_of_order'],
    ['ON_WARD', 'ON_WARD 60', 100, null],
    ['ON_WARD', 'ON_WARD 60', 101, 'after_next'],
    ['ARRIVED', 'ARRIVED 0', 5, null],
    ['ARRIVED', 'ARRIVED 0', 6, 'after_next'],
    ['LEAVE_STARTED', 'LEAVE_STARTED 100', 60, null],
    ['LEAVE_STARTED', 'LEAVE_STARTED 100', 59, 'before_ward'],
    ['LEAVE_STARTED', 'LEAVE_STARTED 100', 199, null],
    ['LEAVE_STARTED', 'LEAVE_STARTED 100', 200, 'out_of_order'],
    ['LEAVE_ENDED', 'LEAVE_ENDED 200', 300, null],
    ['LEAVE_ENDED', 'LEAVE_ENDED 200', 301, 'after_end'],
    ['DISCHARGED', 'DISCHARGED 300', 200, null],
    ['DISCHARGED', 'DISCHARGED 300', 199, 'before_last'],
    ['DIED', 'new', 300, null],
    ['DIED', 'new', 301, null],
    ['READY_WITHDRAWN', 'new', 250, 'out_of_order'],
    ['ADMITTED', 'new', -100, null],
  ] as const)('%s (%s) at minute %i: %s', (kind, id, minutes, expected) => {
    expect(placed(kind, id, minutes)).toBe(expected)
  })

  test('a death without a discharge ends the stay: nothing is after it', () => {
    expect(misplaced([...usual, fact('LEAVE_STARTED', 100)], { id: 'new', kind: 'DIED', at: at(99) })).toBe(
      'before_last',
    )
    expect(misplaced([...usual, fact('DIED', 100)], { id: 'x', kind: 'LEAVE_STARTED', at: at(101) })).toBe('after_end')
  })
})

describe('leave', () => {
  const out = { ...saw(stay()), reason: 'HOME_VISIT' as const }
  const away = stay([fact('LEAVE_STARTED', 100)], { onLeaveSince: at(100) })
  test('begins on the ward, not before it and not in the future', () => {
    expect(decideLeave(stay(), { ...out, at: at(60) }, now, nurse)).toMatchObject({
      ok: true,
      value: { kind: 'LEAVE_STARTED', reason: 'HOME_VISIT' },
    })
    expect(decideLeave(stay(), { ...out, at: at(59) }, now, nurse)).toEqual(refused('before_ward'))
    expect(decideLeave(stay(), { ...out, at: at(-1) }, now, nurse)).toEqual(refused('before_arrival'))
    expect(decideLeave(stay(), { ...out, at: at(3_001) }, now, nurse)).toMatchObject({ ok: true })
    expect(decideLeave(stay(), { ...out, at: at(3_002) }, now, nurse)).toEqual(refused('in_future'))
  })
  test('does not begin twice, and ends only when it has begun, after it began', () => {
    expect(decideLeave(away, { ...out, ...saw(away), at: at(110) }, now, nurse)).toEqual(refused('on_leave'))
    expect(decideReturn(away, { ...saw(away), at: at(101) }, now, nurse)).toMatchObject({
      ok: true,
      value: { kind: 'LEAVE_ENDED' },
    })
    expect(decideReturn(away, { ...saw(away), at: at(100) }, now, nurse)).toEqual(refused('out_of_order'))
    expect(decideReturn(stay(), { ...saw(stay()), at: at(100) }, now, nurse)).toEqual(refused('not_on_leave'))
  })
  test('of more than 72 hours is asked about', () => {
    expect(isLongAway(at(0), at(72 * 60))).toBe(false)
    expect(isLongAway(at(0), at(72 * 60 + 1))).toBe(true)
  })
})

describe('whoever changes a stay', () => {
  const input = { ...saw(stay()), at: at(90), reason: 'HOME_VISIT' as const }
  test('is of the ward where the patient is', () => {
    const elsewhere = { unit: { ...nurse.unit, id: there } }
    expect(decideLeave(stay(), input, now, elsewhere)).toEqual(refused('not_here'))
    expect(decideLeave(stay([], { unitId: desk }), input, now, receptionist)).toEqual(refused('not_here'))
  })
  test('has seen everything that was written', () => {
    expect(decideLeave(stay(), { ...input, seen: 2 }, now, nurse)).toEqual(refused('changed'))
    expect(decideLeave(stay(), { ...input, seen: 3 }, now, nurse)).toMatchObject({ ok: true })
  })
  test('does nothing new in a stay that is over', () => {
    for (const status of ['DISCHARGED', 'CANCELLED'] as const)
      expect(decideLeave(stay([], { status }), input, now, nurse)).toEqual(refused('closed'))
  })
})

describe('a move', () => {
  const input = { ...saw(stay()), at: at(90), reason: 'NO_BED' as const, ward: there }
  test('goes to another open ward of the hospital, after the last one', () => {
    expect(decideMove(stay([], { ward: ward(there) }), input, now, nurse)).toMatchObject({
      ok: true,
      value: { kind: 'ON_WARD', unitId: there },
    })
    expect(decideMove(stay([], { ward: ward(there) }), { ...input, at: at(60) }, now, nurse)).toEqual(
      refused('before_ward'),
    )
    expect(decideMove(stay([], { ward: ward(there) }), { ...input, at: at(61) }, now, nurse)).toMatchObject({
      ok: true,
    })
  })
  test.each([
    ['the same', ward(here), 'same_ward'],
    ['none', null, 'no_ward'],
    ['a reception', ward(there, { kind: 'RECEPTION' }), 'no_ward'],
    ['of another hospital', ward(there, { organisationId: 'other' }), 'no_ward'],
    ['a closed one', ward(there, { closedAt: now }), 'no_ward'],
  ])('not to %s', (_, to, refusal) => {
    expect(decideMove(stay([], { ward: to }), input, now, nurse)).toEqual(refused(refusal))
  })
})

test('a death is after everything else and not in the future', () => {
  const of = stay([fact('LEAVE_STARTED', 100)])
  const died = (minutes: number) => decideDeath(of, { ...saw(of), at: at(minutes), sure: 'yes' }, now, nurse)
  expect(died(100)).toMatchObject({ ok: true, value: { kind: 'DIED' } })
  expect(died(99)).toEqual(refused('before_last'))
  expect(died(3_002)).toEqual(refused('in_future'))
})

describe('cancelling', () => {
  const input = { ...saw(stay()), reason: 'WRONG_PERSON' as const }
  test('a stay that goes on', () => {
    expect(decideCancel(stay(), input, now, nurse)).toMatchObject({ ok: true, value: { kind: 'CANCELLED', at: now } })
  })
  test('not one that is over, nor one that is cancelled', () => {
    expect(decideCancel(stay([], { status: 'DISCHARGED' }), input, now, nurse)).toEqual(refused('closed_cancel'))
    expect(decideCancel(stay([], { status: 'CANCELLED' }), input, now, nurse)).toEqual(refused('closed'))
  })
})

describe('a correction of time', () => {
  const correct = (of: StayFacts, event: string, minutes: number, seen = of.facts.length) =>
    decideTime(of, { stay: of.id, seen, event, at: at(minutes), note: null }, now, nurse)
  test('takes the place of the event, with its place', () => {
    expect(correct(stay(), 'ARRIVED 0', -20)).toEqual({
      ok: true,
      value: { kind: 'ARRIVED', at: at(-20), unitId: desk, reason: 'WRONG_TIME', note: null, replacesId: 'ARRIVED 0' },
    })
  })
  test('is not before the arrival it corrects around, not the same, not in the future, not a month off', () => {
    expect(correct(stay(), 'ON_WARD 60', -1)).toEqual(refused('before_arrival'))
    expect(correct(stay(), 'ON_WARD 60', 60)).toEqual(refused('same'))
    expect(correct(stay(), 'ON_WARD 60', 3_002)).toEqual(refused('in_future'))
    expect(correct(stay(), 'ARRIVED 0', -31 * 24 * 60)).toMatchObject({ ok: true })
    expect(correct(stay(), 'ARRIVED 0', -31 * 24 * 60 - 1)).toEqual(refused('too_far'))
  })
  test('an arrival is not before the patient last left the hospital', () => {
    const again = stay([], { lastDischargedAt: at(-10) })
    expect(correct(again, 'ARRIVED 0', -10)).toMatchObject({ ok: true })
    expect(correct(again, 'ARRIVED 0', -11)).toEqual(refused('before_discharge'))
  })
  test('wards stay in their order', () => {
    const moved = stay([fact('ON_WARD', 200, { unitId: there })])
    expect(correct(moved, 'ON_WARD 60', 199)).toMatchObject({ ok: true })
    expect(correct(moved, 'ON_WARD 60', 201)).toEqual(refused('out_of_order'))
  })
  test('an event that was put right meanwhile, or that nobody puts right, is refused; a stay that is over may be put right', () => {
    const twice = stay([fact('ON_WARD', 70, { replacesId: 'ON_WARD 60' })])
    expect(correct(twice, 'ON_WARD 60', 80)).toEqual(refused('changed'))
    expect(correct(stay(), 'ARRIVED 0', -20, 2)).toEqual(refused('changed'))
    const over = stay([fact('DISCHARGED', 300)], { status: 'DISCHARGED' })
    expect(correct(over, 'DISCHARGED 300', 290)).toMatchObject({ ok: true })
  })
})

describe('reception', () => {
  const waiting = stay([], { facts: usual.slice(0, 1), unitId: desk, status: 'ARRIVED' })
  const correct = (of: StayFacts, minutes: number, time = at(10)) =>
    decideArrivalTime(
      of,
      { stay: 'stay', seen: of.facts.length, event: 'ARRIVED 0', at: at(minutes), note: null },
      time,
      receptionist,
    )
  test('puts its own arrival right while the patient is there, by a day at most', () => {
    expect(correct(waiting, -20)).toMatchObject({ ok: true })
    expect(correct(waiting, 10 - 24 * 60)).toMatchObject({ ok: true })
    expect(correct(waiting, 9 - 24 * 60)).toEqual(refused('too_far'))
    expect(correct({ ...waiting, unitId: there }, -20)).toEqual(refused('left_reception'))
    expect(correct({ ...waiting, status: 'ON_WARD' }, -20)).toEqual(refused('left_reception'))
  })
})

describe('the wrong ward', () => {
  const correct = (given: Partial<StayFacts>, event = 'ON_WARD 60') =>
    decideWard(stay([], given), { ...saw(stay()), event, ward: there }, now, nurse)
  test('gives way to another, at the same time', () => {
    expect(correct({ ward: ward(there) })).toMatchObject({
      ok: true,
      value: { at: at(60), unitId: there, reason: 'WRONG_WARD' },
    })
    expect(correct({ ward: ward(here) })).toEqual(refused('same_ward'))
    expect(correct({ ward: ward(there, { organisationId: 'other' }) })).toEqual(refused('no_ward'))
    expect(correct({ ward: ward(there) }, 'ARRIVED 0')).toEqual(refused('not_to_correct'))
  })
})

describe('taking back', () => {
  const take = (of: StayFacts, event: string) =>
    decideVoid(of, { ...saw(of), event, reason: 'DID_NOT_HAPPEN' }, now, nurse)
  test('what did not happen; never what the stay began with', () => {
    const of = stay([fact('LEAVE_STARTED', 100), fact('ON_WARD', 200)])
    expect(take(of, 'LEAVE_STARTED 100')).toMatchObject({
      ok: true,
      value: { kind: 'VOIDED', at: now, replacesId: 'LEAVE_STARTED 100' },
    })
    expect(take(of, 'ON_WARD 200')).toMatchObject({ ok: true })
    for (const event of ['ARRIVED 0', 'IN_RECEPTION 5', 'ON_WARD 60'])
      expect(take(of, event)).toEqual(refused('not_to_void'))
  })
  test('the end of a stay, unless the patient is in the hospital anew', () => {
    for (const kind of ['DISCHARGED', 'DIED'] as const) {
      const over = stay([fact(kind, 300)], { status: 'DISCHARGED' })
      expect(take(over, `${kind} 300`)).toMatchObject({ ok: true })
      expect(take({ ...over, openElsewhere: true }, `${kind} 300`)).toEqual(refused('open_elsewhere'))
    }
  })
})

describe('undoing', () => {
  const left = fact('LEAVE_STARTED', 100)
  const undo = (of: StayFacts, event: Fact, seconds: number, personId = me) =>
    decideUndo(of, { stay: of.id, event: event.id }, new Date(event.recordedAt.getTime() + seconds * 1_000), {
      personId,
    })
  test('is for a minute, for the one who wrote it', () => {
    expect(undo(stay([left]), left, 60)).toMatchObject({
      ok: true,
      value: { kind: 'VOIDED', reason: 'UNDONE', replacesId: left.id },
    })
    expect(undo(stay([left]), left, 61)).toEqual(refused('undo_late'))
    expect(undo(stay([left]), left, 5, 'somebody else')).toEqual(refused('not_to_undo'))
  })
  test('brings back what was put right', () => {
    const later = fact('ON_WARD', 70, { replacesId: 'ON_WARD 60', unitId: there })
    expect(undo(stay([later]), later, 5)).toMatchObject({
      ok: true,
      value: { kind: 'ON_WARD', at: at(60), unitId: here, replacesId: later.id, reason: 'UNDONE' },
    })
  })
  test('of a corrected arrival brings back the first one; the arrival itself stays', () => {
    const [arrived] = usual as [Fact, ...Fact[]]
    const corrected = fact('ARRIVED', -5, { replacesId: arrived.id })
    expect(undo(stay([corrected]), corrected, 5)).toMatchObject({ ok: true, value: { kind: 'ARRIVED', at: at(0) } })
    expect(undo(stay(), arrived, 5)).toEqual(refused('not_to_undo'))
  })
  test('not a death, a cancelling, the first ward, an undoing, or what was put right since', () => {
    const grave = [
      fact('DIED', 300),
      fact('CANCELLED', 300),
      fact('VOIDED', 310, { replacesId: 'x', reason: 'UNDONE' }),
    ]
    for (const event of grave) expect(undo(stay([event]), event, 5)).toEqual(refused('not_to_undo'))
    expect(undo(stay(), usual[2] as Fact, 5)).toEqual(refused('not_to_undo'))
    const died = fact('DIED', 300)
    const back = fact('VOIDED', 310, { replacesId: died.id, reason: 'WRONG_PERSON' })
    expect(undo(stay([died, back]), back, 5)).toEqual(refused('not_to_undo'))
    const since = fact('VOIDED', 110, { replacesId: left.id })
    expect(undo(stay([left, since]), left, 5)).toEqual(refused('changed'))
  })
  test('is offered only while it is possible', () => {
    expect(mayUndo([...usual, left], left, new Date(left.recordedAt.getTime() + 60_000), me)).toBe(true)
    expect(mayUndo([...usual, left], left, new Date(left.recordedAt.getTime() + 60_001), me)).toBe(false)
    expect(mayUndo([...usual, left], left, left.recordedAt, null)).toBe(false)
  })
})

test('readmitted by mistake: goes on as the stay before, if there is one', () => {
  const earlier = { id: 'before', unitId: here, discharge: 'end', dischargeUnitId: here }
  expect(decideJoin(stay([], { earlier }), saw(stay()), now, nurse)).toMatchObject({
    ok: true,
    value: { ...earlier, since: at(60) },
  })
  expect(decideJoin(stay(), saw(stay()), now, nurse)).toEqual(refused('no_earlier'))
  expect(decideJoin(stay([], { earlier, status: 'DISCHARGED' }), saw(stay()), now, nurse)).toEqual(refused('closed'))
})

describe('a clock that jumps', () => {
  const read = (text: string) =>
    correctTimeInput.safeParse({ stay: crypto.randomUUID(), seen: '1', event: crypto.randomUUID(), at: text, note: '' })
  test('an hour that did not exist is refused, one that came twice asks which', () => {
    expect(read('29.03.2026 02.30').error?.issues[0]?.message).toMatch(/klokken ble stilt fram/)
    expect(read('25.10.2026 02.30').error?.issues[0]?.message).toMatch(/sommertid eller vintertid/)
    expect(read('25.10.2026 02.30 sommertid').data?.at).toEqual(new Date('2026-10-25T00:30:00Z'))
    expect(read('25.10.2026 02.30 vintertid').data?.at).toEqual(new Date('2026-10-25T01:30:00Z'))
  })
})
