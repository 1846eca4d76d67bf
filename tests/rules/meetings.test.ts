import { describe, expect, test } from 'vitest'
import { leads, missingOf, timedAgenda } from '#lib/meeting-pages/rules'
import { proposedTimes, seatsFor, wardsFor } from '#lib/meeting-proposals/rules'
import type { Proposal, Somebody } from '#lib/meeting-proposals/schema'
import { decideTimes, partOf } from '#lib/meetings/rules'
import { callInput } from '#lib/meetings/schema'
import type { Capacity, ParticipantAnswer } from '#prisma/generated/enums'

const id = (turn: number) => `00000000-0000-7000-8000-00000000000${turn}`

describe('times that are proposed', () => {
  const shown = (today: string) => proposedTimes(today).map((time) => time.toISOString())
  test('stand on the first three working days a week from now', () => {
    // 22 November 2026 is a Sunday.
    expect(shown('2026-11-22')).toEqual([
      '2026-11-30T08:00:00.000Z',
      '2026-12-01T11:30:00.000Z',
      '2026-12-02T13:00:00.000Z',
    ])
  })
  test('leave out Christmas and the days around it', () => {
    expect(shown('2026-12-17').map((time) => time.slice(0, 10))).toEqual(['2026-12-28', '2026-12-29', '2026-12-30'])
  })
  test('are by the Norwegian clock also when it is put forward', () => {
    expect(shown('2027-03-22')[0]).toBe('2027-03-29T07:00:00.000Z')
  })
})

describe('the time of a meeting', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const at = (text: string) => new Date(text)
  test('is to come, by a millisecond too', () => {
    expect(decideTimes([at('2026-11-22T12:00:00.000Z')], 45, now)).toEqual({ ok: false, refusal: 'past' })
    expect(decideTimes([at('2026-11-22T12:00:00.001Z')], 45, now)).toMatchObject({ ok: true })
  })
  test('is within a year', () => {
    expect(decideTimes([at('2027-11-23T12:00:00.000Z')], 45, now)).toMatchObject({ ok: true })
    expect(decideTimes([at('2027-11-23T12:00:00.001Z')], 45, now)).toEqual({ ok: false, refusal: 'far' })
  })
  test('ends when the agenda does, on both days that clocks are moved', () => {
    const [spring, autumn] = ['2027-03-28T00:30:00Z', '2027-10-31T00:30:00Z']
    const decided = decideTimes([at(spring), at(autumn)], 45, now)
    if (!decided.ok) throw new Error(decided.refusal)
    expect(decided.value.map(({ startsAt, endsAt }) => Number(endsAt) - Number(startsAt))).toEqual([
      45 * 60_000,
      45 * 60_000,
    ])
  })
})

test('the GP comes for the own part alone', () => {
  const item = (minutes: number, who: Capacity | null) => ({ title: 'x', minutes, who })
  const agenda = [item(5, null), item(5, 'HOSPITAL'), item(10, 'GP'), item(5, 'GP'), item(10, null)]
  expect(partOf(agenda, 'GP')).toEqual({ from: 10, minutes: 15 })
  expect(partOf(agenda, 'MUNICIPALITY')).toBeNull()
  expect(timedAgenda(agenda).map(({ from }) => from)).toEqual([0, 5, 10, 20, 25])
})

describe('who the model requires', () => {
  const seat = (capacity: Capacity, answer: ParticipantAnswer) => ({ capacity, answer })
  const all = [seat('PATIENT', 'YES'), seat('MUNICIPALITY', 'YES'), seat('GP', 'YES'), seat('HOSPITAL', 'YES')]
  const but = (...seats: ReturnType<typeof seat>[]) =>
    missingOf([...all.filter(({ capacity }) => !seats.some((one) => one.capacity === capacity)), ...seats])
  test('is there when all four have said yes', () => expect(missingOf(all)).toEqual([]))
  test('a statement in writing counts as taking part', () => expect(but(seat('GP', 'STATEMENT'))).toEqual([]))
  test('a no and no answer are told apart', () => {
    expect(but(seat('GP', 'NO'))).toEqual([{ who: 'GP', why: 'no' }])
    expect(but(seat('GP', 'NONE'))).toEqual([{ who: 'GP', why: 'waiting' }])
    expect(missingOf(all.slice(0, 3))).toEqual([{ who: 'HOSPITAL', why: 'not_asked' }])
  })
  test('one of several from a place is enough', () =>
    expect(but(seat('HOSPITAL', 'NO'), seat('HOSPITAL', 'YES'))).toEqual([]))
  test('who stands for the patient may come for the patient, and kin alone may not', () => {
    expect(but(seat('PATIENT', 'NO'), seat('REPRESENTATIVE', 'YES'))).toEqual([])
    expect(but(seat('PATIENT', 'NONE'), seat('NEXT_OF_KIN', 'YES'))).toEqual([{ who: 'PATIENT', why: 'waiting' }])
  })
})

describe('who may change a meeting', () => {
  const meeting = { calledById: id(1), chairId: id(2), organisationId: id(3), unitId: id(4) }
  const at = {
    organisation: { id: id(3), name: '', kind: 'HEALTH_TRUST' },
    unit: { id: id(4), name: '', kind: 'WARD' as const },
  }
  test.each([
    ['who called', id(1), 'GP', true],
    ['who leads', id(2), 'NURSE', true],
    ['another head nurse of the ward', id(9), 'HEAD_NURSE', true],
    ['a nurse of the ward', id(9), 'NURSE', false],
  ] as const)('%s', (_, personId, role, may) => expect(leads({ personId, role, ...at }, meeting)).toBe(may))
})

const somebody = (turn: number, given: Partial<Somebody>): Somebody => ({
  id: id(turn),
  personId: id(turn),
  name: `Nr ${turn}`,
  role: 'PARTICIPANT',
  organisationId: id(8),
  organisation: 'Helse Prøve HF',
  organisationKind: 'HEALTH_TRUST',
  unitId: null,
  unit: null,
  unitKind: null,
  relation: null,
  initiates: false,
  ...given,
})
const ward = (turn: number, trustId = id(8)) => ({
  id: id(turn),
  name: 'Post',
  trustId,
  trust: 'Helse',
  stays: 1,
  acute: 1,
})
const proposal: Proposal = {
  name: 'Kari Nordmann',
  personId: null,
  deceased: false,
  wards: [ward(1), ward(2)],
  cases: [],
  called: [],
  people: [
    somebody(3, { role: 'HEAD_NURSE', unitId: id(1) }),
    somebody(4, { role: 'HEAD_NURSE', unitId: id(1) }),
    somebody(5, { role: 'HEAD_NURSE', unitId: id(2) }),
    somebody(6, { role: 'GP', organisationId: id(7), organisationKind: 'GP_PRACTICE', relation: 'GP_LIST' }),
  ],
  representatives: [
    { id: id(9), personId: id(9), name: 'Anne', kind: 'POWER_OF_ATTORNEY' },
    { id: '00000000-0000-7000-8000-000000000010', personId: id(0), name: 'Per', kind: 'PARENT' },
  ],
  recommendations: [],
}

describe('who is proposed', () => {
  const gp = { personId: id(6), role: 'GP' as const, organisation: { id: id(7), kind: 'GP_PRACTICE' }, unit: null }
  const proposed = seatsFor(gp, proposal, id(1)).filter((seat) => seat.proposed)
  test('the patient first, whoever decides for the patient, the caller, and one head nurse of the ward', () =>
    expect(proposed.map(({ name }) => name)).toEqual(['Kari Nordmann', 'Per', 'Nr 3', 'Nr 6']))
  test('who has a power of attorney is not, since the patient chooses', () =>
    expect(proposed.map(({ name }) => name)).not.toContain('Anne'))
  test('a head nurse who calls is proposed before her colleague', () => {
    const head = {
      personId: id(4),
      role: 'HEAD_NURSE' as const,
      organisation: { id: id(8), kind: 'HEALTH_TRUST' },
      unit: { id: id(1), kind: 'WARD' },
    }
    const names = seatsFor(head, proposal, id(1)).filter((seat) => seat.proposed && seat.work?.role === 'HEAD_NURSE')
    expect(names.map(({ name }) => name)).toEqual(['Nr 4'])
    expect(wardsFor(head, proposal).map((one) => one.id)).toEqual([id(1)])
  })
})

describe('the form of a call', () => {
  const form = {
    patient: id(1),
    purpose: 'NETWORK',
    ward: id(2),
    reason: 'Mange innleggelser',
    place: 'Rom 1',
    agreement: 'ORAL',
    askedAt: '22.11.2026 12.00',
    time0: '30.11.2026 09.00',
    item0: 'Velkommen',
    minutes0: '5',
  }
  const problems = (given: object) => {
    const read = callInput.safeParse({ ...form, ...given })
    return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))
  }
  test('is read as it is', () => expect(problems({})).toEqual([]))
  test.each(['javascript:alert(1)', 'http://video.example', 'https://', 'data:text/html,x', 'https://a b'])(
    'refuses %s as a link to video',
    (videoUrl) => expect(problems({ videoUrl })).toEqual(['videoUrl']),
  )
  test('takes an https link', () => expect(problems({ videoUrl: 'https://join.nhn.no/rom-1' })).toEqual([]))
  test.each([
    ['a time that is none', { time1: 'i morgen' }, 'time1'],
    ['an hour that was skipped', { time1: '28.03.2027 02.30' }, 'time1'],
    ['an address that is none', { guest0: 'Kari', email0: 'kari' }, 'email0'],
    ['too many minutes', { minutes0: '241' }, 'minutes0'],
    ['a field that nobody asked for', { isAdmin: 'yes' }, ''],
    ['a control sign in a name', { guest0: 'Ka\u0000ri', email0: 'a@b.no' }, 'guest0'],
    ['a reason as long as a book', { reason: 'x'.repeat(601) }, 'reason'],
  ])('refuses %s', (_, given, field) => expect(problems(given)).toEqual([field]))
  test('takes Sámi letters and right-to-left text', () => {
    const read = callInput.parse({
      ...form,
      guest0: 'Máret Ánne Čáhppil',
      email0: 'a@b.no',
      reason: 'שלום Kari, møte nå',
    })
    expect(read.guests[0]?.name).toBe('Máret Ánne Čáhppil')
  })
})
