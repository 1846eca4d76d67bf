import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { verifyChains } from '#lib/audit/queries'
import { watchBoard } from '#tests/support/board-watcher'
import { type BuiltHospital, builtHospital } from '#tests/support/built-hospital'
import type { Browser } from '#tests/support/by-hand'
import { killablePostgres } from '#tests/support/killable-postgres'
import { halfWritten, lostWrites } from '#tests/support/whole-writes'
import { connected } from '#tests/support/world/connection'
import { firstAfter, repeatUnknown, writersOf } from '#tests/support/writers'

const proof = Boolean(process.env['PROOF'])
const [rounds, people, patients] = proof ? [10, 50, 900] : [2, 12, 60]
vi.setConfig({ testTimeout: proof ? 1_200_000 : 180_000, hookTimeout: 300_000 })

let server: Awaited<ReturnType<typeof killablePostgres>>
let here: BuiltHospital
let writers: ReturnType<typeof writersOf>
let board: ReturnType<typeof watchBoard>
let watcher: Browser

/** As many at a time as the client that makes them has connections. */
async function many<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = []
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (made.length < count) made.push(await make())
    }),
  )
  return made
}

beforeAll(async () => {
  server = await killablePostgres()
  here = await builtHospital(server.adminUrl, 95)
  const numbers = (await many(patients, () => here.patient())).map(({ identityNumber }) => identityNumber)
  writers = writersOf(await many(people, () => here.signIn()), numbers)
  watcher = await here.signIn()
  board = watchBoard(watcher)
})
afterAll(async () => {
  await board.stop()
  await here.stop()
  await server.stop()
})

type Round = { sent: number; acknowledged: number; unknown: number; answer: number; write: number; board: number }

/** Kills under the writers, waits until work goes on, stops, repeats what nobody knows, and looks at everything. */
async function round(kill: () => Promise<void>, again: () => Promise<void>): Promise<Round> {
  const before = writers.ledger.length
  const stop = writers.begin()
  await setTimeout(randomInt(1_000, 3_000))
  await kill()
  await setTimeout(randomInt(1_500))
  await again()
  const back = Date.now()
  const answer = await firstAfter(back, () => writers.answers)
  const acknowledgements = () => writers.ledger.flatMap(({ told, at }) => (told === 'acknowledged' ? [at] : []))
  const write = await firstAfter(back, acknowledgements)
  const fresh = await board.freshAfter(back)
  await setTimeout(randomInt(500))
  await stop()

  const ledger = writers.ledger.slice(before)
  const unknown = ledger.filter(({ told }) => told === 'unknown')
  await repeatUnknown(unknown)
  expect(unknown.flatMap(({ told, kind }) => (told === 'acknowledged' ? [] : [`${kind}: ${told}`]))).toEqual([])
  await connected(here.app.adminUrl, async (client) => {
    expect(await lostWrites(client, writers.ledger)).toEqual([])
    expect(await halfWritten(client, here.trust.id)).toEqual([])
    expect((await verifyChains(client)).first).toBeNull()
  })
  expect(ledger.filter(({ told }) => told === 'refused')).toEqual([])
  const acknowledged = ledger.length - unknown.length
  return { sent: ledger.length, acknowledged, unknown: unknown.length, answer, write, board: fresh }
}

function report(what: string, all: Round[]) {
  const sum = (name: keyof Round) => all.reduce((total, one) => total + one[name], 0)
  const spread = (name: keyof Round) => {
    const values = all.map((one) => one[name]).toSorted((a, b) => a - b)
    return [values[0], values[Math.floor(values.length / 2)], values.at(-1)].join(' / ')
  }
  process.stdout.write(
    `\n${what}, ${all.length} kills under ${people} writers: ${sum('sent')} sent, ${sum('acknowledged')} acknowledged, ` +
      `${sum('unknown')} unknown, all repeated with one effect each; lost 0, half written 0, chains whole.\n` +
      `After it was back, ms, least / median / most: first good answer ${spread('answer')}, first acknowledged write ` +
      `${spread('write')}, the board by itself ${spread('board')}\n`,
  )
}

async function inRounds(what: string, kill: () => Promise<void>, again: () => Promise<void>) {
  const all: Round[] = []
  for (let turn = 0; turn < rounds; turn++) all.push(await round(kill, again))
  report(what, all)
  return all
}
/** Each had work under way, and was back in time, in ms. */
const within =
  (time: number) =>
  ({ sent, acknowledged, answer, board: fresh }: Round) =>
    sent > people && acknowledged > 0 && Math.max(answer, fresh) < time

test('PostgreSQL is killed under writers: nothing acknowledged is lost, nothing is half, the app goes on by itself', async () => {
  const all = await inRounds(
    'PostgreSQL',
    () => server.kill(),
    () => server.again(),
  )
  expect(all.filter((one) => !within(5_000)(one))).toEqual([])
})

test('the app is killed under writers: nothing acknowledged is lost, nothing is half, boards find it again', async () => {
  const all = await inRounds(
    'The app',
    async () => void (await here.app.signal('SIGKILL')),
    () => here.app.again(),
  )
  // An app that starts anew loads itself first.
  expect(all.filter((one) => !within(10_000)(one))).toEqual([])
})
