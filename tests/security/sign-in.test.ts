import { request } from 'node:http'
import { encode } from 'next-auth/jwt'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type RunningApp, startApp } from '#tests/support/e2e-app'
import { adminClient } from '#tests/support/admin'
import { stranger } from '#tests/support/identity-provider/people'
import { visit } from '#tests/support/identity-provider/visit'
import { cookieIn, openJar, placeIn } from '#tests/support/jar'
import { ward } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { makeTemplate, startTestServer } from '#tests/support/test-database'

vi.setConfig({ testTimeout: 30_000 })

let server: Awaited<ReturnType<typeof startTestServer>>
let app: RunningApp
let admin: ReturnType<typeof adminClient>
let nurse: { id: string; subject: string }
let other: { id: string; subject: string }

beforeAll(async () => {
  server = await startTestServer()
  await makeTemplate(server.adminUrl)
  process.env['E2E_ADMIN_URL'] = server.adminUrl
  app = await startApp(90)
  admin = adminClient(app.adminUrl)
  const issuer = app.env['HELSEID_ISSUER'] ?? ''
  const place = { role: 'CASEWORKER', unit: await ward(admin), issuer } as const
  nurse = await staff(admin, { ...place, givenName: 'Solveig', familyName: 'Prøve' })
  other = await staff(admin, { ...place, givenName: 'Even', familyName: 'Prøve' })
}, 120_000)
afterAll(async () => {
  await app.stop()
  await admin.$disconnect()
  await server.stop()
})

const login = '/api/auth/login/helseid'
const callback = `${login}/callback`

/** Up to the answer that the browser brings back from the provider. */
async function arrive(subject: string | null = nurse.subject, jar = openJar(app.url)) {
  const start = await jar.ask(login)
  const back = await visit(new URL(placeIn(start)), subject)
  return { jar, start, back }
}
async function signIn(subject = nurse.subject, jar = openJar(app.url)) {
  const { back } = await arrive(subject, jar)
  return { jar, answer: await jar.ask(back.href) }
}
const sessionsOf = (personId: string) => admin.session.findMany({ where: { personId }, orderBy: { createdAt: 'asc' } })
const said = async (jar: ReturnType<typeof openJar>) => (await jar.ask('/api/auth/session')).json()

describe('the way in', () => {
  test('leads to the provider and back to the front page', async () => {
    const { jar, start, back } = await arrive()
    expect(start.status).toBe(303)
    expect(back.href.startsWith(`${app.url}${callback}?`)).toBe(true)
    const kept = cookieIn(start, 'login-samlop')
    for (const word of ['HttpOnly', 'SameSite=lax', 'Path=/api/auth/login', 'Max-Age=600']) expect(kept).toContain(word)

    const answer = await jar.ask(back.href)
    expect([answer.status, placeIn(answer)]).toEqual([303, `${app.url}/`])
    const cookie = cookieIn(answer, 'samlop')
    for (const word of ['HttpOnly', 'SameSite=lax', 'Path=/', 'Max-Age=43200']) expect(cookie).toContain(word)
    expect(cookieIn(answer, 'login-samlop')).toContain('Max-Age=0')
    expect(answer.headers.get('cache-control')).toContain('no-store')
    await expect(said(jar)).resolves.toMatchObject({ user: { name: 'Solveig Prøve' } })
  })

  test('makes a new session, and ends the one that the browser had', async () => {
    const { jar } = await signIn(other.subject)
    const before = jar.cookies.get('samlop')
    await signIn(nurse.subject, jar)
    expect(jar.cookies.get('samlop')).not.toBe(before)
    expect((await sessionsOf(other.id)).at(-1)?.revokedAt).not.toBeNull()
    expect((await sessionsOf(nurse.id)).at(-1)?.revokedAt).toBeNull()
  })

  test.each([
    ['somebody who is not registered', stranger, 'ukjent'],
    ['somebody who turned back', null, 'avbrutt'],
  ])('is closed to %s', async (_, subject, problem) => {
    const { jar, back } = await arrive(subject)
    expect(placeIn(await jar.ask(back.href))).toBe(`${app.url}/?feil=${problem}`)
    expect(jar.cookies.has('samlop')).toBe(false)
  })
})

describe('an answer is taken once, and only in the browser that asked: accepted 0 of 4', () => {
  test('not a second time, not with the cookie brought back, not without it, not in another browser', async () => {
    const { jar, back } = await arrive()
    const kept = jar.cookies.get('login-samlop') ?? ''
    expect(placeIn(await jar.ask(back.href))).toBe(`${app.url}/`)
    const before = (await sessionsOf(nurse.id)).length

    expect(placeIn(await jar.ask(back.href))).toBe(`${app.url}/?feil=utlopt`)
    jar.cookies.set('login-samlop', kept)
    expect(placeIn(await jar.ask(back.href))).toBe(`${app.url}/?feil=utlopt`)
    const fresh = await arrive()
    expect(placeIn(await openJar(app.url).ask(fresh.back.href))).toBe(`${app.url}/?feil=utlopt`)
    expect(placeIn(await (await arrive()).jar.ask(fresh.back.href))).toBe(`${app.url}/?feil=utlopt`)
    expect(await sessionsOf(nurse.id)).toHaveLength(before)
  })
})

describe('junk is answered and never faulted', () => {
  const names = [
    'google',
    'HELSEID',
    '__proto__',
    'constructor',
    'helseid%00',
    '%2e%2e',
    'æøå',
    '😀',
    'x'.repeat(2_000),
  ]
  test(`${names.length} providers that are not there are not found`, async () => {
    for (const name of names)
      for (const end of ['', '/callback'])
        expect((await openJar(app.url).ask(`/api/auth/login/${encodeURIComponent(name)}${end}`)).status).toBe(404)
  })

  const junk = [
    '',
    'code',
    'code=',
    'state=&code=&iss=',
    'error=<script>',
    'error=server_error',
    'code=%00',
    'code=%F0%28',
    'response=a.b.c',
    'code=1&code=2',
    'state[]=1',
    `code=${'x'.repeat(8_000)}`,
  ]
  test(`${junk.length} answers that nobody asked for lead to the front page`, async () => {
    for (const query of junk)
      expect(placeIn(await openJar(app.url).ask(`${callback}?${query}`))).toBe(`${app.url}/?feil=utlopt`)
  })
  test(`${junk.length} wrong answers to a real question do too`, async () => {
    for (const query of junk) {
      const jar = openJar(app.url)
      await jar.ask(login)
      expect(placeIn(await jar.ask(`${callback}?${query}`))).toMatch(/\/\?feil=(utlopt|utilgjengelig)$/)
    }
  })

  const addresses = [
    '/api/auth/session',
    '/api/auth/csrf',
    login,
    callback,
    '/api/auth/session?callbackUrl=junk',
    '/api/auth/csrf?callbackUrl=//example.com',
  ]
  const cookies = ['', 'junk', 'a.b.c.d.e', '%', 'x'.repeat(3_000), '{"sid":"1"}']
  test(`${addresses.length * cookies.length} junk cookies cause no fault`, async () => {
    for (const address of addresses)
      for (const value of cookies) {
        const jar = openJar(app.url)
        for (const name of ['samlop', 'login-samlop', 'callback-samlop', 'next-auth.csrf-token'])
          jar.cookies.set(name, value)
        expect((await jar.ask(address)).status).toBeLessThan(500)
      }
  })

  test('what is wrong is told in words of our own only', async () => {
    const html = async (path: string) => (await openJar(app.url).ask(path)).text()
    expect(await html('/?feil=ukjent')).toContain('Du er ikke registrert i Samløp')
    expect(await html('/?feil=%3Cscript%3Ealert(1)%3C/script%3E')).not.toContain('<script>alert(1)')
    expect((await openJar(app.url).ask('/?feil=__proto__')).status).toBe(200)
  })
})

test('the address to come back to is never taken from the request', async () => {
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
  const ask = (path: string) =>
    new Promise<string>((resolve, reject) => {
      request(new URL(path, app.url), { headers }, (answer) => resolve(answer.resume().headers.location ?? ''))
        .once('error', reject)
        .end()
    })
  expect(await ask(callback)).toBe(`${app.url}/?feil=utlopt`)
  const start = await ask(login)
  expect(start.startsWith(`${app.env['HELSEID_ISSUER']}/auth?`)).toBe(true)
  expect((await visit(new URL(start), nurse.subject)).origin).toBe(app.url)
})

describe('a session cookie that is not one', () => {
  const pages = ['/reception', '/board', '/patients', '/sessions', '/my', '/choose']
  const routes: [path: string, headers: Record<string, string>][] = [
    ['/api/session', {}],
    ['/api/events', {}],
    ['/api/boards/ward', { 'x-refresh': '1' }],
  ]
  const sealed = (sid: string, secret = app.env['NEXTAUTH_SECRET'] ?? '') =>
    encode({ token: { sid, who: 'x', as: null }, secret })
  const own = async () => (await signIn()).jar
  const valueOf = (jar: ReturnType<typeof openJar>) => jar.cookies.get('samlop') ?? ''
  const bad: [string, () => Promise<string>][] = [
    ['junk', async () => 'junk'],
    ['junk in five parts', async () => 'a.b.c.d.e'],
    ['very long', async () => 'x'.repeat(3_500)],
    ['cut short', async () => valueOf(await own()).slice(0, -8)],
    // The first of the tag: of the last, some bits mean nothing.
    [
      'with a sign changed',
      async () => valueOf(await own()).replace(/(?<=\.)[^.](?=[^.]*$)/, (sign) => (sign === 'A' ? 'B' : 'A')),
    ],
    ['sealed by another installation', () => sealed('secret', 'another-secret-another-secret-another-secret')],
    ['with a secret nobody has', () => sealed('0'.repeat(43))],
    ['with a secret that is no text', () => sealed(7 as never)],
    [
      'of a session that was signed out',
      async () => {
        const jar = await own()
        const value = valueOf(jar)
        await signOut(jar)
        return value
      },
    ],
    [
      'of a session that has timed out',
      async () => {
        const value = valueOf(await own())
        const { id } = (await sessionsOf(nurse.id)).at(-1) ?? { id: '' }
        await admin.session.update({ where: { id }, data: { idleUntil: new Date() } })
        return value
      },
    ],
  ]
  test.each(bad)('%s: every page says that one was signed out, every route refuses, faults 0', async (_, make) => {
    const value = await make()
    for (const page of pages) {
      const jar = openJar(app.url)
      jar.cookies.set('samlop', value)
      const answer = await jar.ask(page)
      expect([page, answer.status, placeIn(answer)]).toEqual([page, 307, '/?feil=utlogget'])
      expect(await (await jar.ask('/?feil=utlogget')).text()).toContain('Du ble logget ut.')
    }
    for (const [path, headers] of routes)
      for (const method of path === '/api/session' ? ['GET', 'POST'] : ['GET']) {
        const jar = openJar(app.url)
        jar.cookies.set('samlop', value)
        const answer = await jar.ask(path, { method, headers })
        expect([path, answer.status, await answer.text()]).toEqual([path, 401, ''])
      }
  })
})

describe('the question how long a session lasts', () => {
  async function page(jar: ReturnType<typeof openJar>) {
    const html = await (await jar.ask('/patients')).text()
    return /"mark\\?":\\?"([\w.-]+)/.exec(html)?.[1] ?? ''
  }
  const ask = (jar: ReturnType<typeof openJar>, mark: string, method = 'GET') =>
    jar.ask('/api/session', { method, headers: { 'x-page': mark } })
  const idle = async () => (await sessionsOf(nurse.id)).at(-1)?.idleUntil.getTime() ?? 0

  test('is answered for the page of the same person, also after a new sign-in, and says nothing else', async () => {
    const { jar } = await signIn()
    const mark = await page(jar)
    expect(mark).not.toBe('')
    await signIn(nurse.subject, jar)
    const answer = await ask(jar, mark)
    expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([200, ['idle', 'absolute']])
    expect(answer.headers.get('cache-control')).toContain('no-store')
  })

  test("is refused for another person's page, for a forged one and for none, and keeps nobody signed in", async () => {
    const { jar } = await signIn(other.subject)
    const foreign = await page(jar)
    await signIn(nurse.subject, jar)
    const { id } = (await sessionsOf(nurse.id)).at(-1) ?? { id: '' }
    await admin.session.update({ where: { id }, data: { idleUntil: new Date(Date.now() + 300_000) } })
    const before = await idle()
    for (const mark of [foreign, `${foreign}x`, 'junk', '', 'x'.repeat(8_000)])
      for (const method of ['GET', 'POST']) expect((await ask(jar, mark, method)).status).toBe(403)
    expect(await idle()).toBe(before)
  })

  test('does not make it longer, and somebody who is there does, by fifteen minutes', async () => {
    const { jar } = await signIn()
    const mark = await page(jar)
    const { id } = (await sessionsOf(nurse.id)).at(-1) ?? { id: '' }
    await admin.session.update({ where: { id }, data: { idleUntil: new Date(Date.now() + 300_000) } })
    const before = await idle()
    await ask(jar, mark)
    expect(await idle()).toBe(before)
    expect(await (await ask(jar, mark, 'POST')).json()).toMatchObject({ idle: 900 })
    expect(await idle()).toBeGreaterThan(before + 500_000)
  })
})

async function signOut(jar: ReturnType<typeof openJar>, change: Record<string, string> = {}) {
  const { csrfToken } = (await (await jar.ask('/api/auth/csrf')).json()) as { csrfToken: string }
  return jar.ask('/api/auth/signout', { method: 'POST', body: new URLSearchParams({ csrfToken, ...change }) })
}

describe('next-auth', () => {
  test('says nothing to somebody who is not signed in', async () => expect(await said(openJar(app.url))).toEqual({}))

  test('tells the name and nothing more of somebody who is', async () => {
    const { jar } = await signIn()
    expect(await said(jar)).toEqual({ user: { name: 'Solveig Prøve' }, expires: expect.any(String) })
  })

  const gone = [
    'signin',
    'signin/helseid',
    'signout',
    'providers',
    'error',
    'verify-request',
    'callback/helseid',
    '_log',
    'session/x',
    'login',
    'login/helseid/x',
  ]
  test(`${gone.length} of its pages are not there`, async () => {
    for (const page of gone) expect((await openJar(app.url).ask(`/api/auth/${page}`)).status).toBe(404)
    for (const page of ['signin', 'callback/credentials', '_log', 'session', 'csrf', 'error'])
      expect((await openJar(app.url).ask(`/api/auth/${page}`, { method: 'POST', body: '{}' })).status).toBe(404)
  })

  test('signs out: the cookie that was is worth nothing', async () => {
    const { jar } = await signIn()
    const before = new Map(jar.cookies)
    expect(new URL(placeIn(await signOut(jar)), app.url).href).toBe(`${app.url}/`)
    expect(jar.cookies.has('samlop')).toBe(false)
    expect((await sessionsOf(nurse.id)).at(-1)?.revokedAt).not.toBeNull()
    for (const [name, value] of before) jar.cookies.set(name, value)
    expect(await said(jar)).toEqual({})
  })

  test('does not sign out without its token', async () => {
    const { jar } = await signIn()
    await signOut(jar, { csrfToken: 'another' })
    await expect(said(jar)).resolves.toHaveProperty('user')
  })

  const elsewhere = [
    'https://evil.example',
    '//evil.example',
    'https:evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    `http://localhost@evil.example`,
    '/\\evil.example',
    'junk',
    '%',
  ]
  test(`${elsewhere.length} addresses to lead to afterwards: followed 0`, async () => {
    for (const callbackUrl of elsewhere) {
      const answer = await signOut(openJar(app.url), { callbackUrl })
      expect(answer.status).toBeLessThan(500)
      expect(new URL(placeIn(answer), app.url).origin).toBe(app.url)
    }
  })

  test('a body that is no form is refused', async () => {
    for (const [type, body] of [
      ['application/json', '{'],
      ['application/json', 'null'],
      ['text/plain', 'x'],
      ['multipart/form-data', 'x'],
    ]) {
      const answer = await openJar(app.url).ask('/api/auth/signout', {
        method: 'POST',
        body: body ?? '',
        headers: { 'content-type': type ?? '' },
      })
      expect(answer.status).toBe(400)
    }
  })
})
