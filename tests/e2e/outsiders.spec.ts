import { createHmac, randomUUID } from 'node:crypto'
import type { Page, Request } from '@playwright/test'
import { decode } from 'next-auth/jwt'
import { expect, expectAccessible, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'

type Sent = { headers: Record<string, string>; body: string; key: string }

/** The very request that a nurse in reception sends for a VIP patient, as the browser sent it. */
async function nursesRequest(page: Page): Promise<Sent> {
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && Boolean(request.headers()['next-action']),
  )
  await page.getByRole('textbox', { name: 'Finn pasient' }).fill(world.solveig.number)
  await page.keyboard.press('Enter')
  const request: Request = await sent
  await expect(page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })).toBeVisible()
  const body = request.postDataBuffer()?.toString('utf8') ?? ''
  const key = /[0-9a-f-]{36}\.[\w-]{43}/.exec(body)?.[0] ?? ''
  const { cookie: _, 'content-length': __, ...headers } = await request.allHeaders()
  return { headers, body, key }
}

/** A key as the outsider's own page would have got it, so that nothing but the permission stands in the way. */
async function ownKey(page: Page, secret: string) {
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'samlop')
  const token = await decode({ token: cookie?.value ?? '', secret })
  const id = randomUUID()
  const as = token?.['as']
  const owned = `${typeof as === 'string' ? as : null} ${id}`
  return `${id}.${createHmac('sha256', String(token?.['who'])).update(owned).digest('base64url')}`
}

async function resend(page: Page, { headers, body }: Sent, path = '/') {
  const answer = await page.request.post(path, { headers, data: Buffer.from(body), maxRedirects: 0 })
  const text = await answer.text()
  expect(answer.status(), text.slice(0, 200)).toBeLessThan(500)
  for (const secret of [world.solveig.name, 'Lungeavdelingen', '55 00 42 40', 'oppreist', 'penicillin'])
    expect(text).not.toContain(secret)
  return text
}

for (const outsider of Object.values(world.outsiders))
  test(`${outsider} signs in, lands on an own first page, and gets nothing from the request that reception sends`, async ({
    as,
    app,
  }) => {
    const page = await as(outsider)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page).not.toHaveURL(/\/reception/)
    await expectAccessible(page)

    const sent = await nursesRequest(await as('Hanne Rusten'))
    const key = await ownKey(page, app.env['NEXTAUTH_SECRET'] ?? '')
    const body = sent.body.replaceAll(sent.key, key)
    expect(await resend(page, { ...sent, body })).toContain('Du har ikke tilgang til å gjøre dette.')
    // Sent to the page itself, which they cannot open either.
    await resend(page, { ...sent, body }, '/reception')
    expect((await page.goto('/reception'))?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: 'Vi finner ikke siden' })).toBeVisible()
  })

test("a form made for one person is refused under another's session", async ({ as }) => {
  const sent = await nursesRequest(await as('Hanne Rusten'))
  const text = await resend(await as(world.innvikNurse), sent, '/reception')
  expect(text).toContain('Siden ble åpnet under en annen innlogging')
})

test('without a session, or from somewhere else, nothing happens', async ({ as, browser, app }) => {
  const nurse = await as('Hanne Rusten')
  const sent = await nursesRequest(nurse)
  const stranger = await (await browser.newContext({ baseURL: app.url })).newPage()
  expect(await resend(stranger, sent)).toContain('Du er logget ut')

  const { origin: _, ...without } = sent.headers
  for (const headers of [
    without,
    { ...without, origin: 'https://evil.example' },
    { ...without, origin: 'null' },
    { ...without, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    { ...sent.headers, 'sec-fetch-site': 'cross-site' },
  ]) {
    const answer = await nurse.request.post('/reception', { headers, data: Buffer.from(sent.body), maxRedirects: 0 })
    expect(await answer.text()).not.toContain(world.solveig.name)
  }
})

test('after signing out the same cookie opens nothing', async ({ browser, app }) => {
  const { signIn } = await import('#tests/support/browser')
  const context = await browser.newContext({ baseURL: app.url })
  const page = await context.newPage()
  await signIn(page, 'Hanne Rusten')
  const sent = await nursesRequest(page)
  const cookies = await context.cookies()
  await page.locator('.sl-user').click()
  await page.getByRole('button', { name: 'Logg ut' }).click()
  await expect(page.getByRole('heading', { name: 'Logg inn' })).toBeVisible()
  await context.addCookies(cookies)
  expect(await resend(page, sent)).toContain('Du er logget ut')
  await page.goto('/reception')
  await expect(page.getByRole('heading', { name: 'Logg inn' })).toBeVisible()
  await context.close()
})

test('every kind of answer carries the headers that browsers obey', async ({ as, app }) => {
  const page = await as('Hanne Rusten')
  const asset = /\/_next\/static\/[^"]+\.js/.exec(await (await page.request.get('/reception')).text())?.[0] ?? ''
  for (const path of [
    '/',
    '/reception',
    '/nowhere',
    '/api/auth/session',
    '/icon.svg',
    '/api/auth/login/nobody',
    asset,
  ]) {
    const answer = await page.request.get(path, { maxRedirects: 0 })
    const headers = answer.headers()
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['x-frame-options'], path).toBe('DENY')
    expect(headers['referrer-policy'], path).toBe('same-origin')
    expect(headers['strict-transport-security'], path).toContain('max-age=31536000')
    expect(headers['cross-origin-opener-policy'], path).toBe('same-origin')
    expect(headers['x-powered-by'], path).toBeUndefined()
    if (path === asset) continue
    const policy = headers['content-security-policy'] ?? ''
    expect(policy, path).toMatch(/script-src 'nonce-[\w+/=]+' 'strict-dynamic';/)
    expect(policy, path).toContain("frame-ancestors 'none'")
    expect(policy, path).not.toMatch(/script-src[^;]*unsafe|style-src [^;]*unsafe/)
    expect(headers['cache-control'], path).toContain('no-store')
  }
  expect((await page.request.get('/_next/image?url=%2Ficon.svg&w=64&q=75')).status()).toBeGreaterThanOrEqual(400)
  // The policy is ours whatever the sender claims, and the nonce is new each time.
  const claimed = { 'content-security-policy': "script-src 'nonce-mine'", 'x-nonce': 'mine' }
  const [one, two] = [await page.request.get('/', { headers: claimed }), await page.request.get('/')]
  expect(await one.text()).not.toContain('nonce="mine"')
  expect(one.headers()['content-security-policy']).not.toBe(two.headers()['content-security-policy'])
  expect(app.url).toMatch(/^http:\/\/localhost/)
})

test('no page breaks its own content policy', async ({ as }) => {
  const page = await as('Hanne Rusten')
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto('/reception')
  await page.getByRole('textbox', { name: 'Finn pasient' }).fill(world.solveig.number)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })).toBeVisible()
  expect(complaints).toEqual([])
})
