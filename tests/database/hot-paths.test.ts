import { setTimeout } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { registerArrival } from '#lib/arrivals/commands'
import { readArrival } from '#lib/arrivals/queries'
import { readReceptionBoard, readWardBoard } from '#lib/boards/queries'
import { listPatients } from '#lib/patient-lists/queries'
import { openPatient } from '#lib/patient-pages/queries'
import type { Session } from '#lib/session'
import { actorOf } from '#lib/signed-in'
import { recordColour } from '#lib/triage/commands'
import { type Population, populate } from '#tests/bench/population'
import { asRuntimeRole } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { arrivalOf, lookUp } from '#tests/support/hospital'

const issuer = 'https://helseid.test'
let people: Population
let desk: Session
let ward: Session
let stay = ''

beforeAll(async () => {
  people = await populate(process.env['ADMIN_URL'] ?? '', 10_000, issuer)
  const [onDesk = '', onWard = ''] = [people.crew.desk[0], people.crew.ward[0]]
  ;[desk, ward] = [await signIn(issuer, onDesk), await signIn(issuer, onWard)]
}, 180_000)

const vip = () => people.vip[3] ?? { id: '', number: '' }
/** How often each table was read from end to end, as PostgreSQL counts it. */
async function readThrough() {
  // A connection tells what it did with the first statement after a second.
  await setTimeout(1_050)
  await actorOf(desk)
  const rows = await admin.$queryRaw<{ name: string; times: bigint }[]>`
    SELECT relname AS name, seq_scan AS times FROM pg_stat_user_tables
    WHERE relname IN ('patient', 'stay', 'stay_event', 'access_grant', 'care_relation')`
  return new Map(rows.map(({ name, times }) => [name, Number(times)]))
}
async function readBy(work: () => Promise<unknown>) {
  const before = await readThrough()
  expect(await work()).toBeTruthy()
  return [...(await readThrough())].filter(([name, times]) => times !== before.get(name)).map(([name]) => name)
}

test.each<[string, () => Promise<unknown>]>([
  ['who is signed in', () => actorOf(desk)],
  ['the VIP check of a VIP patient', () => lookUp(desk, vip().number)],
  ['the VIP check of another', () => lookUp(desk, people.others[3]?.number ?? '')],
  [
    'an arrival with its fast track',
    async () => {
      const input = arrivalOf({ lookUp: await lookUp(desk, vip().number), fastTrack: true })
      const done = await registerArrival(desk, input, uuid())
      stay = (done.ok && done.value.id) || ''
      return done
    },
  ],
  ['a patient in reception', () => readArrival(desk, { stay })],
  ['triage', () => recordColour(desk, { stay, colour: 'GREEN' }, uuid())],
  ['the board of the reception', () => readReceptionBoard(desk, {})],
  ['the board of a ward', () => readWardBoard(ward, {})],
  ["a ward's list of patients", () => listPatients(ward, { filter: 'alle', sort: 'navn', down: false, page: 1 })],
  ['the page of a patient', () => openPatient(ward, { id: people.vip[0]?.id ?? '' })],
])('%s reads no large table from end to end', async (_, work) => {
  // The first time plans; what counts is every time.
  await work()
  expect(await readBy(work)).toEqual([])
})

// The last, because the connection keeps the plans that it makes here.
test('a statement that no index may serve is seen', async () => {
  const slowly = () =>
    asRuntimeRole(ward, 'TREAT', async (tx) => {
      await tx.$executeRaw`SELECT set_config(name, 'off', true) FROM unnest('{enable_indexscan,enable_indexonlyscan,enable_bitmapscan}'::text[]) name`
      return tx.accessGrant.count({ where: { ground: 'VIP_WARD' } })
    })
  expect(await readBy(slowly)).toContain('access_grant')
})
