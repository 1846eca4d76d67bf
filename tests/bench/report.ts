import { cpus } from 'node:os'
import type { Cold } from '#tests/bench/cold-start'
import type { DoorCost } from '#tests/bench/doors'
import { goalsOf, isReached } from '#tests/bench/goals'
import type { Memory } from '#tests/bench/memory'
import type { Options } from '#tests/bench/options'
import type { Row } from '#tests/bench/rounds'
import type { Size } from '#tests/bench/sizes'
import { cpu, median, medianRound, timesFloor } from '#tests/bench/statistics'

export type Result = {
  at: string
  node: string
  options: Options
  rows: Row[]
  sizes: Size[]
  doors: DoorCost[]
  cold: Cold[]
  memory: Memory[]
}

const number = (value: number, digits = 1) => (Number.isFinite(value) ? value.toFixed(digits).replace('.', ',') : '–')
const kilobytes = (bytes: number) => number(bytes / 1_024)

/** Columns of even width, the first to the left and the others to the right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const cell = (text: string, column: number) =>
    column ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n')
}

/** Everything that was measured, as one page of text. */
export function report(result: Result): string {
  const { at, node, options, rows, sizes, doors, cold, memory } = result
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'ukjent'}, Node ${node}`
  const parts = [
    `Samløp mot gulvet, ${at.slice(0, 16).replace('T', ' ')} UTC. ${machine}.`,
    `Median av ${options.rounds} runder à ${options.seconds} s. Tider i ms. «× gulv» er CPU (server + database) mot gulvets rad i samme runde.`,
    mainTable(rows),
    wrongAnswers(rows),
    doors.length &&
      `Hva dører og radvern koster, i SQL alene:\n${columns([['', 'pasienter', 'p50 ms', 'CPU ms, database'], ...doors.map((one) => [one.name, String(one.patients), number(one.p50, 2), number(one.cpu, 2)])])}`,
    `Størrelser i kB:\n${columns([['', 'HTML', 'HTML gzip', 'skript gzip'], ...sizes.map((one) => [one.name, kilobytes(one.html), kilobytes(one.gzip), kilobytes(one.script)])])}`,
    cold.length &&
      `Kald start til første svar (median av ${cold.length}): gulv ${number(median(cold.map(({ floor }) => floor)), 0)} ms, Samløp ${number(median(cold.map(({ app }) => app)), 0)} ms.`,
    memory.length &&
      `Minne (PSS): ${memory.map((one) => `${one.name} ${number(one.megabytes, 0)} MB etter ${one.requests}`).join(', ')}.`,
    `Mål (docs: performance):\n${columns([['', 'mål', 'nådd', 'grense', ''], ...goalsOf(result).map((goal) => [goal.what, goal.number, `${number(goal.reached, 2)} ${goal.unit}`, `≤ ${number(goal.limit, 1)}`, isReached(goal) ? 'ja' : 'nei'])])}`,
  ]
  return parts.filter(Boolean).join('\n\n')
}

function mainTable(rows: readonly Row[]) {
  const sorted = rows.toSorted((a, b) => a.patients - b.patients || a.atOnce - b.atOnce)
  const head = [
    '',
    'pasienter',
    'om gangen',
    'p50',
    'p95',
    'p99',
    'per s',
    'CPU server',
    'CPU database',
    '× gulv',
    'gulvrad',
    'feil',
  ]
  return columns([
    head,
    ...sorted.map(({ name, patients, atOnce, floor, rounds }) => {
      const { p50, p95, p99, perSecond, serverCpu, databaseCpu, wrong } = medianRound(rounds)
      const floorRounds =
        rows.find((row) => row.name === floor && row.patients === patients && row.atOnce === atOnce)?.rounds ?? []
      const times = [p50, p95, p99].map((value) => number(value))
      const against = floor ? [number(timesFloor(rounds, floorRounds, cpu), 2), floor] : ['1', 'gulv']
      const of = floor ? name : `gulv: ${name}`
      return [
        of,
        String(patients),
        String(atOnce),
        ...times,
        number(perSecond, 0),
        number(serverCpu, 2),
        number(databaseCpu, 2),
        ...against,
        wrong ? String(wrong) : '',
      ]
    }),
  ])
}

/** A fast wrong answer is not an answer. */
function wrongAnswers(rows: readonly Row[]) {
  const wrong = rows.filter(({ rounds }) => medianRound(rounds).wrong > 0)
  return wrong
    .map(
      ({ name, patients, atOnce, example }) => `GALT SVAR: ${name} (${patients}, ${atOnce}): ${example.slice(0, 200)}`,
    )
    .join('\n')
}
