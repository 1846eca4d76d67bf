import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type RunningApp, startApp } from '#tests/support/e2e-app'
import { adminClient } from '#tests/support/admin'
import { visit } from '#tests/support/identity-provider/visit'
import { openJar, placeIn } from '#tests/support/jar'
import { healthTrust, reception, ward } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { vipPatient } from '#tests/support/records/vip-patient'
import { makeTemplate, startTestServer } from '#tests/support/test-database'

vi.setConfig({ testTimeout: 60_000 })

let server: Awaited<ReturnType<typeof startTestServer>>
let app: RunningApp
let admin: ReturnType<typeof adminClient>
let number: string
let desk: string
let post: string

beforeAll(async () => {
  server = await startTestServer()
  await makeTemplate(server.adminUrl)
  process.env['E2E_ADMIN_URL'] = server.adminUrl
  app = await startApp(91)
  admin = adminClient(app.adminUrl)
  const [organisation, issuer] = [await healthTrust(admin), app.env['HELSEID_ISSUER'] ?? '']
  const own = await ward(admin, { organisation })
  number = (await vipPatient(admin, { ward: own, familyName: 'Kanari' })).identityNumber
  const at = async (unit: typeof own) => signIn((await staff(admin, { role: 'NURSE', unit, issuer })).subject)
  desk = await at(await reception(admin, { organisation }))
  post = await at(own)
}, 180_000)
afterAll(async () => {
  await app.stop()
  await admin.$disconnect()
  await server.stop()
})

async function signIn(subject: string) {
  const { cookies, ask } = openJar(app.url)
  const back = await visit(new URL(placeIn(await ask('/api/auth/login/helseid'))), subject)
  await ask(back.href)
  return `samlop=${cookies.get('samlop')}`
}

async function ask(cookie: string, body: unknown, more: Record<string, string> = {}) {
  const headers = { cookie, origin: app.url, 'content-type': 'application/json', ...more }
  const answer = await fetch(`${app.url}/api/patients/check`, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
const looks = () => admin.auditEntry.count({ where: { act: 'patient.check' } })

test('a nurse in reception gets the answer that the page shows, and it is written down', async () => {
  const before = await looks()
  const { status, text, headers } = await ask(desk, { query: number })
  expect([status, JSON.parse(text)]).toMatchObject([200, { outcome: 'vip', patient: { name: 'Kari Kanari' } }])
  expect(headers.get('cache-control')).toContain('no-store')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await looks()).toBe(before + 1)
})

test('a nurse of a ward is refused, and that is written down too', async () => {
  const before = await looks()
  const { status, text } = await ask(post, { query: number })
  expect([status, text.includes('Kanari')]).toEqual([403, false])
  expect(await looks()).toBe(before + 1)
})

test.each([
  ['without a session', 401, () => ask('', { query: number })],
  ['with a cookie of their own making', 401, () => ask('samlop=abc', { query: number })],
  ['from another site', 403, () => ask(desk, { query: number }, { origin: 'https://evil.test' })],
  ['from a place that is not said', 403, () => ask(desk, { query: number }, { origin: '' })],
  ['as a plain form', 415, () => ask(desk, { query: number }, { 'content-type': 'text/plain' })],
  ['with too much', 413, () => ask(desk, { query: 'x'.repeat(5_000) })],
  ['with a number that cannot be right', 400, () => ask(desk, { query: '12345678901' })],
  ['with something else in it', 400, () => ask(desk, { query: number, more: 1 })],
  ['with nothing', 400, () => ask(desk, null)],
])('%s there is no answer about anybody, and no look', async (_, status, send) => {
  const before = await looks()
  const answer = await send()
  expect([answer.status, answer.text.includes('Kanari')]).toEqual([status, false])
  expect(await looks()).toBe(before)
})

test('what is too much for a form is refused before it is read', async () => {
  const headers = { cookie: desk, origin: app.url, 'next-action': 'x', 'content-type': 'text/plain' }
  const answer = await fetch(`${app.url}/reception`, { method: 'POST', headers, body: 'x'.repeat(300 * 1024) })
  expect(answer.status).toBe(413)
})
