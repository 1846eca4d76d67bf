import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type BuiltHospital, builtHospital } from '#tests/support/built-hospital'
import { act, arrivalForm, type Browser, colourForm, lookUpByHand } from '#tests/support/by-hand'
import { startTestServer } from '#tests/support/test-database'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let server: Awaited<ReturnType<typeof startTestServer>>
let here: BuiltHospital
let nurse: Browser

beforeAll(async () => {
  server = await startTestServer()
  here = await builtHospital(server.adminUrl, 93)
  nurse = await here.signIn()
})
afterAll(async () => {
  await here.stop()
  await server.stop()
})

const canary = 'Kanarifugl'
/** Line breaks, colours of a terminal, ends of JSON, frames of a stack, and characters that are none. */
const naughty = [
  `${canary}\r\n{"level":30,"msg":"forged"}`,
  `${canary}\u001b[31m\u001b]0;title\u0007`,
  `${canary}","level":10,"x":"`,
  `${canary}\n    at ${canary} (/${canary}.ts:1:1)`,
  `${canary}\u2028\u2029\u0085\u0000`,
  `${canary}${'x'.repeat(5_000)}`,
]

function isJson(line: string) {
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    return false
  }
}

/** What fails for each function of the database that is broken, with somebody's name, number and words on the way. */
async function withBroken(signature: string, work: () => Promise<unknown>) {
  const [name = '', args = ''] = signature.split('(')
  await here.admin.$executeRawUnsafe(`ALTER FUNCTION door.${signature} RENAME TO broken`)
  try {
    await work()
  } finally {
    await here.admin.$executeRawUnsafe(`ALTER FUNCTION door.broken(${args} RENAME TO ${name}`)
  }
}

test('neither the log of the app nor that of PostgreSQL holds anything about a person, and no line is forged', async () => {
  const { admin, app } = here
  const patient = await here.patient({ givenName: canary, familyName: `${canary}sen` })
  const { token, text: printedCard } = patient.card
  const lookUp = await lookUpByHand(nurse, patient.identityNumber)
  const { place } = await act(nurse, arrivalForm(lookUp, 'arrival'))
  const stay = place.split('/').at(-1) ?? ''
  const texts = [patient.identityNumber, `${canary} ${canary}sen 01.01.1950`, token, printedCard, ...naughty]
  const sendAll = async () => {
    for (const [turn, text] of texts.entries()) {
      await lookUpByHand(nurse, text, `check-${turn}`).catch(() => {})
      await act(nurse, colourForm(stay, `c${turn}`, text)).catch(() => {})
      await act(nurse, { ...arrivalForm(lookUp, `a${turn}`), fields: { lookUp: text, at: text } }).catch(() => {})
    }
  }

  await sendAll()
  await withBroken('vip_check(text, text, bytea, text, date, uuid)', sendAll)
  await withBroken('begin_request(text, auth.purpose)', async () => {
    await sendAll()
    await nurse.ask(`/reception/${stay}?q=${canary}`)
    await nurse.ask(`/reception/${canary}`)
  })
  // A failure whose own words hold the row: PostgreSQL tells of it in DETAIL.
  await admin.$executeRawUnsafe(`ALTER TABLE patient ADD CONSTRAINT canary CHECK (given_name <> 'x') NOT VALID`)
  await admin.$executeRawUnsafe(`CREATE FUNCTION tattle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'about ${canary}' USING DETAIL = 'Failing row contains (${canary})', HINT = '${patient.identityNumber}'; END $$`)
  await admin.$executeRawUnsafe('CREATE TRIGGER tattle BEFORE INSERT ON triage FOR EACH ROW EXECUTE FUNCTION tattle()')
  const told = await act(nurse, colourForm(stay, 'tattle'))
  expect(told.status).toBe('unknown')
  // What Next and Node print by themselves.
  for (const text of naughty) {
    const safe = encodeURIComponent(text)
    await nurse.ask(`/${safe}?${safe}`)
    await nurse.ask('/reception', { method: 'POST', body: text, headers: { 'next-action': 'f'.repeat(42) } })
    await nurse.ask('/reception', { method: 'POST', body: `{${safe}`, headers: { 'content-type': safe.slice(0, 50) } })
    await nurse.ask(`/api/auth/session?${safe}`, { headers: { cookie: `samlop=${safe}` } })
  }
  await admin.$queryRawUnsafe(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN ('app_rt', 'app_login')`,
  )
  await setTimeout(500)

  const [, ...lines] = app
    .printed()
    .trim()
    .split(/\n(?=\{)/)
  expect(lines.length).toBeGreaterThan(10)
  for (const line of lines) expect(isJson(line), `a line of its own: ${line}`).toBe(true)
  const secrets = [
    canary,
    patient.identityNumber,
    token,
    printedCard,
    'forged',
    decodeURIComponent(nurse.cookies.get('samlop') ?? '-'),
  ]
  const logs = { app: app.printed(), postgres: server.log ? readFileSync(server.log, 'utf8') : '' }
  for (const [name, text] of Object.entries(logs)) {
    expect(text.length, `the log of ${name}`).toBeGreaterThan(200)
    for (const secret of secrets) expect(text.includes(secret), `${secret} in the log of ${name}`).toBe(false)
    expect(
      text.replaceAll(/"time":"[^"]*"/g, '').match(/(?<![\w.-])\d{11}(?![\w.-])/g),
      `a number in the log of ${name}`,
    ).toBeNull()
    // oxlint-disable-next-line no-control-regex -- the very thing that must not be there
    expect(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(text), `control characters in ${name}`).toBe(false)
  }
  expect(logs.app).toContain(String(told.state['message']).match(/Referanse: (\w+)/)?.[1])
})
