import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type BuiltHospital, builtHospital } from '#tests/support/built-hospital'
import { act, arrivalForm, type Browser, colourForm, lookUpByHand } from '#tests/support/by-hand'
import { startTestServer } from '#tests/support/test-database'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let server: Awaited<ReturnType<typeof startTestServer>>
let here: BuiltHospital
let nurse: Browser

beforeAll(async () => {
  server = await startTestServer()
  here = await builtHospital(server.adminUrl, 92)
  nurse = await here.signIn()
})
afterAll(async () => {
  await here.stop()
  await server.stop()
})

const ask = (path: string) => fetch(new URL(path, here.app.url), { signal: AbortSignal.timeout(20_000) })
/** An answer is kept for a second. */
const readiness = async () => {
  await setTimeout(1_100)
  const answer = await ask('/api/ready')
  return { status: answer.status, body: await answer.json() }
}
async function arrived() {
  const lookUp = await lookUpByHand(nurse, (await here.patient()).identityNumber)
  const { place } = await act(nurse, arrivalForm(lookUp, crypto.randomUUID()))
  return place.split('/').at(-1) ?? ''
}

describe('health', () => {
  test('alive and ready are said in a word, kept by nobody, and tell no version', async () => {
    for (const [path, status] of [
      ['/api/health', 'alive'],
      ['/api/ready', 'ready'],
    ] as const) {
      const answer = await ask(path)
      expect([answer.status, await answer.json()]).toEqual([200, { status }])
      expect(answer.headers.get('cache-control')).toContain('no-store')
      expect([...answer.headers.keys()].filter((name) => /^(server|via|x-powered-by|x-.*version)$/.test(name))).toEqual(
        [],
      )
      expect([...answer.headers].filter(([name]) => name !== 'date').join(' ')).not.toMatch(/\d+\.\d+/)
    }
  })

  test('a database that lacks a migration of this build is not ready; one that has more is', async () => {
    const { admin } = here
    const [last] = await admin.$queryRaw<{ migration_name: string; finished_at: Date }[]>`
      SELECT migration_name, finished_at FROM _prisma_migrations ORDER BY migration_name DESC LIMIT 1`
    await admin.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = ${last?.migration_name}`
    expect(await readiness()).toEqual({ status: 503, body: { status: 'not_ready', missing: ['migrations'] } })
    await admin.$executeRaw`UPDATE _prisma_migrations SET finished_at = ${last?.finished_at} WHERE migration_name = ${last?.migration_name}`
    await admin.$executeRaw`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('later', '', '29991231000000_later', now())`
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ready' } })
  })

  test('a log that takes no entry is not ready, and asking leaves no entry', async () => {
    const { admin } = here
    const count = () => admin.auditEntry.count()
    const before = await count()
    expect((await readiness()).status).toBe(200)
    expect(await count()).toBe(before)
    await admin.$executeRaw`REVOKE INSERT ON audit.entry FROM app_definer`
    expect(await readiness()).toEqual({ status: 503, body: { status: 'not_ready', missing: ['audit'] } })
    await admin.$executeRaw`GRANT INSERT ON audit.entry TO app_definer`
    expect((await readiness()).status).toBe(200)
  })

  test('two hundred questions at once are a question a second to the database', async () => {
    await setTimeout(1_100)
    const transactions = async () => {
      const [row] = await here.admin.$queryRaw<
        [{ heads: bigint }]
      >`SELECT pg_stat_get_xact_tuples_updated('audit.head'::regclass) + (SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'head') AS heads`
      return Number(row.heads)
    }
    const before = await transactions()
    const from = Date.now()
    await Promise.all(Array.from({ length: 200 }, async () => (await ask('/api/ready')).text()))
    await setTimeout(1_500)
    expect((await transactions()) - before).toBeLessThanOrEqual(Math.ceil((Date.now() - from) / 1_000) + 1)
  })
})

test('the reference on the page of a failure is the one in the log', async () => {
  await here.admin.$executeRawUnsafe('ALTER FUNCTION door.begin_request(text, auth.purpose) RENAME TO begin_another')
  const answer = await nurse.ask('/reception', { headers: { accept: 'text/html' } })
  await here.admin.$executeRawUnsafe('ALTER FUNCTION door.begin_another(text, auth.purpose) RENAME TO begin_request')
  expect(answer.status).toBe(500)
  const [, reference] = /E\{\\"digest\\":\\"(\w+)\\"/.exec(await answer.text()) ?? []
  expect(reference).toBeTruthy()
  expect(here.app.printed()).toContain(`"reference":"${reference}","route":"/reception","method":"GET"`)
})

test('a stop finishes what is in flight, ends the streams, says so, and leaves with 0 within ten seconds', async () => {
  const stay = await arrived()
  const stream = (await nurse.ask('/api/events', { signal: AbortSignal.timeout(20_000) })).body?.getReader()
  const end = async (): Promise<void> => ((await stream?.read())?.done === false ? end() : undefined)
  const ended = end().then(() => Date.now())

  // The action is still under way when the door has closed behind it.
  await here.admin.$executeRawUnsafe(
    "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(2.5); RETURN NEW; END'",
  )
  await here.admin.$executeRawUnsafe('CREATE TRIGGER slow BEFORE INSERT ON triage FOR EACH ROW EXECUTE FUNCTION slow()')
  const answer = act(nurse, colourForm(stay, 'in-flight'))
  await setTimeout(200)
  const from = Date.now()
  const left = here.app.signal('SIGTERM')
  await setTimeout(300)
  expect(await (await ask('/api/ready')).json()).toEqual({ status: 'not_ready', missing: ['stopping'] })
  expect((await nurse.ask('/api/events')).status).toBe(503)
  expect((await ended) - from).toBeLessThan(1_000)
  await setTimeout(1_000)
  await expect(ask('/api/health')).rejects.toThrow('fetch failed')
  expect((await answer).status).toBe('done')
  expect(await left).toBe(0)
  expect(Date.now() - from).toBeLessThan(10_000)
  expect(await here.admin.triage.count({ where: { stayId: stay } })).toBe(1)
  await here.app.again()
})
