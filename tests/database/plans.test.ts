import { v7 as uuid } from 'uuid'
import { beforeAll, expect, inject, test, vi } from 'vitest'
import { registerArrival } from '#lib/arrivals/commands'
import { readArrival } from '#lib/arrivals/queries'
import { readFlowBoard, readReceptionBoard, readWardBoard } from '#lib/boards/queries'
import { listPatients } from '#lib/patient-lists/queries'
import { openPatient } from '#lib/patient-pages/queries'
import { checkPatient } from '#lib/patients/queries'
import { checkInput } from '#lib/patients/schema'
import type { Session } from '#lib/session'
import { recordColour } from '#lib/triage/commands'
import { type Population, populate } from '#tests/bench/population'
import { signIn } from '#tests/support/admin'
import { arrivalOf, lookUp } from '#tests/support/hospital'
import { explainAll, scansOf } from '#tests/support/plans'
import { anyNumber } from '#tests/support/records/numbers'
import { testIssuers } from '#tests/support/records/people'
import { copyTemplate, environment } from '#tests/support/test-database'

vi.setConfig({ hookTimeout: 180_000, testTimeout: 60_000 })

// A database of its own, because no other test wants so many patients.
const urls = await copyTemplate(inject('adminUrl'), 'test_plans')
Object.assign(process.env, environment(urls))

let country: Population
let desk: Session
let ward: Session
/** The last who came, and the first on a list. */
let [stay, listed] = ['', '']
beforeAll(async () => {
  country = await populate(urls.admin, 10_000, testIssuers.helseid)
  await explainAll(urls.admin)
  desk = await signIn(testIssuers.helseid, country.crew.desk[0] ?? '')
  ward = await signIn(testIssuers.helseid, country.crew.ward[0] ?? '')
})

/** What grows with the country. Cases and cards are a few hundred here, and reading so few whole is no fault. */
const large = ['patient', 'stay', 'stay_event', 'own_page', 'critical_note', 'care_relation', 'access_grant']

/** Often enough for the plan that is kept to take the place of the first ones. */
async function scans(work: (turn: number) => Promise<unknown>) {
  const found = await scansOf(async () => {
    for (let turn = 0; turn < 8; turn += 1) await work(turn)
  })
  // A test that hears nothing would pass whatever happens.
  expect(found.some(({ table }) => table === 'session')).toBe(true)
  return found.filter(({ table }) => large.includes(table))
}

const nobody = { id: '', number: '', name: '' }
const vip = (turn: number) => country.vip[turn] ?? nobody
const check = (query: string) => checkPatient(desk, checkInput.parse({ query }))

const ways: [what: string, work: (turn: number) => Promise<unknown>][] = [
  [
    'the look-up by number',
    async (turn) => expect(await check(vip(turn).number)).toMatchObject({ ok: true, value: { outcome: 'vip' } }),
  ],
  ['the look-up of somebody unknown', () => check(anyNumber('2001-02-03'))],
  ['the board of a reception', () => readReceptionBoard(desk, {})],
  ['the board of a ward', () => readWardBoard(ward, {})],
  [
    'an arrival',
    async (turn) => {
      const input = arrivalOf({ lookUp: await lookUp(desk, vip(turn).number) })
      const done = await registerArrival(desk, input, uuid())
      expect(done).toMatchObject({ ok: true })
      stay = (done.ok && done.value.id) || ''
    },
  ],
  ['a patient in reception', async () => expect(await readArrival(desk, { stay })).toMatchObject({ ok: true })],
  [
    'triage',
    async () => expect(await recordColour(desk, { stay, colour: 'GREEN' }, uuid())).toMatchObject({ ok: true }),
  ],
  [
    'the list of a ward',
    async () => {
      const list = await listPatients(ward, { filter: 'alle', sort: 'navn', down: false, page: 1 })
      listed = (list.ok && list.value.rows[0]?.id) || ''
      expect(listed).not.toBe('')
    },
  ],
  ['the page of a patient', async () => expect(await openPatient(ward, { id: listed })).toMatchObject({ ok: true })],
]

test.each(ways)('of 10 000 patients %s reads no table from end to end, by an index neither', async (_, work) => {
  const found = await scans(work)
  expect(found.length).toBeGreaterThan(0)
  const whole = found.filter(({ how, rows }) => how === 'Seq Scan' || rows > 500)
  expect([...new Set(whole.map(({ how, table }) => `${how} of ${table}`))]).toEqual([])
})

test('a board that is nobody’s errand is refused before it reads anything', async () => {
  expect((await scans(() => readFlowBoard(desk, {}))).filter(({ table }) => table === 'stay')).toEqual([])
})
