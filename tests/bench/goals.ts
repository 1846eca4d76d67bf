import type { Result } from '#tests/bench/report'
import { cpu, median, medianRound, type Round, timesFloor } from '#tests/bench/statistics'

/** One line of what was to be reached: the figure, the limit, and whether it holds. */
export type Goal = { number: string; what: string; reached: number; limit: number; unit: string }

const goal = (number: string, what: string, reached: number, limit: number, unit: string): Goal => ({
  ...{ number, what, reached, limit, unit },
})
const p95 = (round: Round) => round.p95
const unknown = Number.NaN

/** The goals of the design that this program can measure; what has no figure in this run is left out. */
export function goalsOf(result: Result): Goal[] {
  const { rows, cold, memory } = result
  const smallest = Math.min(...rows.map(({ patients }) => patients))
  const largest = Math.max(...rows.map(({ patients }) => patients))
  const roundsOf = (name: string, atOnce: number, patients = largest) =>
    rows.find((row) => row.name === name && row.atOnce === atOnce && row.patients === patients)?.rounds ?? []
  const ratio = (name: string, atOnce: number, figure: (round: Round) => number) =>
    timesFloor(roundsOf(name, atOnce), roundsOf('page', atOnce), figure)
  const grown = (name: string) => timesFloor(roundsOf(name, 10), roundsOf(name, 10, smallest), cpu)
  const ofVip = (name: string) => [
    goal('1', `${name}: CPU, 10 om gangen`, ratio(name, 10, cpu), 1.5, '× gulv'),
    goal('1', `${name}: p95, 1 om gangen`, ratio(name, 1, p95), 1.5, '× gulv'),
    goal('1', `${name}: p95, 10 om gangen`, ratio(name, 10, p95), 1.6, '× gulv'),
  ]
  const { p50 } = medianRound(roundsOf('VIP-oppslag, JSON', 1))
  const [floorMemory, ourMemory] = memory.map(({ megabytes }) => megabytes)
  return [
    ...ofVip('VIP-oppslag, action'),
    ...ofVip('VIP-oppslag, hel side'),
    goal('2', 'VIP-oppslag, JSON: p50, 1 om gangen (tallet i designet)', p50, 1.7, 'ms'),
    goal(
      '5',
      `CPU ved ${largest} mot ${smallest} pasienter, som gulvet vokser`,
      largest > smallest ? grown('VIP-oppslag, action') / grown('page') : unknown,
      1.2,
      '×',
    ),
    goal('6', 'Minne etter 10 000 forespørsler', (ourMemory ?? unknown) / (floorMemory ?? unknown), 1.3, '× gulv'),
    goal('7', 'Kald start til første VIP-side', median(cold.map(({ app, floor }) => app / floor)), 1.5, '× gulv'),
    ...ofSize(result),
  ].filter(({ reached }) => Number.isFinite(reached))
}

function ofSize({ sizes }: Result) {
  const of = (name: string) => sizes.find((one) => one.name === name)
  const kilobytes = (bytes = unknown) => bytes / 1_024
  const script = (name: string) => of(name)?.script ?? unknown
  return [
    goal('8', 'HTML, VIP-oppslag, hel side', kilobytes(of('VIP-oppslag, hel side')?.html), 15, 'kB'),
    goal(
      '8',
      'Skript ved første lasting over gulvet',
      kilobytes(script('Mottak, side') - script('page')),
      70,
      'kB gzip',
    ),
  ]
}

export const isReached = ({ reached, limit }: Pick<Goal, 'reached' | 'limit'>) => reached <= limit
