import { describe, expect, test } from 'vitest'
import { isReached } from '#tests/bench/goals'
import { readOptions } from '#tests/bench/options'
import { columns } from '#tests/bench/report'
import { cpu, median, medianRound, percentile, roundOf, timesFloor } from '#tests/bench/statistics'

const upTo = (count: number) => Array.from({ length: count }, (_, turn) => turn + 1)

describe('what the bench makes of its figures', () => {
  test.each([
    [upTo(100), 50, 50],
    [upTo(100), 95, 95],
    [upTo(100), 99, 99],
    [upTo(10), 95, 10],
    [[7], 50, 7],
    [[3, 1, 2], 50, 2],
  ])('of %j the %i. percentile is %i', (values, hundredth, expected) => {
    expect(percentile(values, hundredth)).toBe(expected)
  })

  test('nothing measured is no figure, not zero', () => {
    expect(percentile([], 50)).toBeNaN()
    expect(median([])).toBeNaN()
  })

  test('one wild round of three does not move the median', () => {
    expect(median([1, 900, 2])).toBe(2)
    expect(median([4, 2])).toBe(3)
  })

  const round = (serverCpu: number, wrong = 0) =>
    roundOf({ times: [1, 2, 3, 4], seconds: 2, serverCpu, databaseCpu: 4, wrong })

  test('a round shares its CPU among right answers only, and counts the wrong ones', () => {
    expect(round(8, 3)).toMatchObject({
      p50: 2,
      p99: 4,
      perSecond: 2,
      serverCpu: 2,
      databaseCpu: 1,
      answers: 4,
      wrong: 3,
    })
    expect(roundOf({ times: [], seconds: 1, serverCpu: 5, databaseCpu: 5, wrong: 9 }).serverCpu).toBeNaN()
    expect(medianRound([round(8, 1), round(80, 2), round(12)])).toMatchObject({ serverCpu: 3, wrong: 3, answers: 12 })
  })

  test('ours is held against the floor of the same round, so that a slow machine slows both', () => {
    const [quiet, busy] = [round(4), round(36)]
    expect(timesFloor([round(12), round(96), round(12)], [quiet, busy, quiet], cpu)).toBe(2)
  })

  test('a goal is reached at its limit and not above it', () => {
    expect(isReached({ reached: 1.5, limit: 1.5 })).toBe(true)
    expect(isReached({ reached: 1.51, limit: 1.5 })).toBe(false)
  })
})

test('a quick run is one round of one size, and a flag nobody knows is refused', () => {
  expect(readOptions(['--quick'])).toMatchObject({ sizes: [10_000], rounds: 1 })
  expect(readOptions([])).toMatchObject({ sizes: [10_000, 100_000], levels: [1, 10, 50], rounds: 3 })
  expect(readOptions(['--large', '--only', 'VIP']).sizes).toContain(1_000_000)
  expect(() => readOptions(['--quik'])).toThrow('--quik')
})

test('figures stand below each other', () => {
  expect(
    columns([
      ['a', 'p50'],
      ['lang', '1,5'],
    ]),
  ).toBe('a     p50\nlang  1,5')
})
