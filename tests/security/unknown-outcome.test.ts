import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type BuiltHospital, builtHospital } from '#tests/support/built-hospital'
import { act, arrivalForm, type Browser, colourForm, lookUpByHand } from '#tests/support/by-hand'
import { databaseProxy, type Fate } from '#tests/support/database-proxy'
import { startTestServer } from '#tests/support/test-database'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })

let server: Awaited<ReturnType<typeof startTestServer>>
let proxy: Awaited<ReturnType<typeof databaseProxy>>
let here: BuiltHospital
let nurse: Browser
let stay: string

beforeAll(async () => {
  server = await startTestServer()
  proxy = await databaseProxy(Number(new URL(server.adminUrl).port))
  here = await builtHospital(server.adminUrl, 94, proxy.port)
  nurse = await here.signIn()
  const lookUp = await lookUpByHand(nurse, (await here.patient()).identityNumber)
  stay = (await act(nurse, arrivalForm(lookUp, 'arrival'))).place.split('/').at(-1) ?? ''
})
afterAll(async () => {
  await here.stop()
  await proxy.stop()
  await server.stop()
})

const effects = () => here.admin.triage.count({ where: { stayId: stay } })
const entries = () => here.admin.auditEntry.count({ where: { act: 'triage.record', outcome: 'done', objectId: stay } })

test.each<[Fate, number]>([
  ['cut before', 0],
  ['cut after', 1],
  ['silent before', 0],
  ['silent after', 1],
])(
  'a line that is %s the commit is told as unknown within 12 s; sent again it has its effect once',
  async (fate, done) => {
    const [before, written, fates] = [await effects(), await entries(), proxy.met()]
    const form = colourForm(stay, fate.replace(' ', '-'))
    proxy.doom(fate)
    const from = Date.now()
    const first = await act(nurse, form)
    expect(proxy.met()).toBe(fates + 1)
    expect(Date.now() - from).toBeLessThan(12_000)
    expect(first.status).toBe('unknown')
    expect(first.state['message']).toMatch(
      /^Vi vet ikke om dette ble utført\. Prøv igjen; det blir ikke gjort to ganger\. Referanse: \w+$/,
    )
    expect(first.state['typed']).toEqual({ stay, colour: 'GREEN' })
    expect((await effects()) - before).toBe(done)

    // While PostgreSQL still waits for a client that is gone, the answer is as unknown as before.
    let again = await act(nurse, form)
    for (const end = Date.now() + 15_000; again.status === 'unknown' && Date.now() < end;)
      again = await act(nurse, form)
    expect(again.status).toBe('done')
    expect((await act(nurse, form)).status).toBe('done')
    expect((await effects()) - before).toBe(1)
    expect((await entries()) - written).toBe(1)
  },
)

test('no line stays stuck when the network is well again: twenty at once are answered', async () => {
  const from = Date.now()
  const { identityNumber } = await here.patient()
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, turn) => lookUpByHand(nurse, identityNumber, `well-${turn}`)),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 'done'))
  expect(Date.now() - from).toBeLessThan(5_000)
})

test('somebody else cannot find out what came of it, and another text is not taken for the same', async () => {
  const [before, form] = [await effects(), colourForm(stay, 'another')]
  expect((await act(nurse, form)).status).toBe('done')
  const other = await act(nurse, { ...form, fields: { stay, colour: 'RED' } })
  expect(other).toMatchObject({ status: 'refused', state: { message: expect.stringContaining('allerede sendt') } })
  const stranger = await here.signIn()
  expect((await act({ ...stranger, key: nurse.key }, form)).status).toBe('refused')
  expect((await effects()) - before).toBe(1)
})
