/** The value below which so many of a hundred lie (nearest rank); NaN of nothing. */
export function percentile(values: readonly number[], hundredth: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((hundredth / 100) * sorted.length) - 1)] ?? Number.NaN
}

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/** One round of one way of asking. */
export type Round = {
  p50: number
  p95: number
  p99: number
  perSecond: number
  /** Milliseconds per answer. */
  serverCpu: number
  databaseCpu: number
  answers: number
  wrong: number
}

export type Measured = {
  times: readonly number[]
  seconds: number
  serverCpu: number
  databaseCpu: number
  wrong: number
}

/** Only right answers count for the rate and share the CPU: a fast wrong answer makes the others look slow. */
export function roundOf({ times, seconds, serverCpu, databaseCpu, wrong }: Measured): Round {
  const answers = times.length
  const [p50 = 0, p95 = 0, p99 = 0] = [50, 95, 99].map((one) => percentile(times, one))
  const each = (total: number) => (answers ? total / answers : Number.NaN)
  return {
    p50,
    p95,
    p99,
    perSecond: answers / seconds,
    serverCpu: each(serverCpu),
    databaseCpu: each(databaseCpu),
    answers,
    wrong,
  }
}

/** The median of each figure over the rounds; answers and wrong ones are added up. */
export function medianRound(rounds: readonly Round[]): Round {
  const middle = (key: keyof Round) => median(rounds.map((round) => round[key]))
  const sum = (key: 'answers' | 'wrong') => rounds.reduce((total, round) => total + round[key], 0)
  return {
    p50: middle('p50'),
    p95: middle('p95'),
    p99: middle('p99'),
    perSecond: middle('perSecond'),
    serverCpu: middle('serverCpu'),
    databaseCpu: middle('databaseCpu'),
    answers: sum('answers'),
    wrong: sum('wrong'),
  }
}

/** How many times the floor, round by round, so that what slows the machine slows both; the median of it. */
export function timesFloor(
  rounds: readonly Round[],
  floor: readonly Round[],
  figure: (round: Round) => number,
): number {
  return median(rounds.flatMap((round, turn) => (floor[turn] ? figure(round) / figure(floor[turn]) : [])))
}

export const cpu = ({ serverCpu, databaseCpu }: Round) => serverCpu + databaseCpu
