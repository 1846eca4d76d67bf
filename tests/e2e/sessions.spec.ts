import type { BrowserContext, Page } from '@playwright/test'
import pg from 'pg'
import { expect, expectAccessible, signIn, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'
import type { RunningApp } from '#tests/support/e2e-app'
import { lookUp, nurse, recordNews2 } from '#tests/support/reception-steps'

async function inDatabase<Row extends object>(
  app: RunningApp,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(app.adminUrl)
  await client.connect()
  try {
    return (await client.query(statement, values)).rows as Row[]
  } finally {
    await client.end()
  }
}

const newest = `(SELECT s.id FROM auth.session s JOIN person p ON p.id = s.person_id
  WHERE p.given_name || ' ' || p.family_name = $1 ORDER BY s.created_at DESC LIMIT 1)`
/** Moves an end of somebody's newest session to so many seconds from now, and lets the page ask, as another tab would. */
async function endsIn(page: Page, app: RunningApp, who: string, seconds: number, end: 'idle' | 'absolute' = 'idle') {
  const limits =
    end === 'idle'
      ? 'idle_until = now() + $2::interval'
      : 'idle_until = now() + $2::interval, absolute_until = now() + $2::interval'
  await inDatabase(app, `UPDATE auth.session SET ${limits} WHERE id = ${newest}`, [who, `${seconds} seconds`])
  await page.evaluate(() => new BroadcastChannel('samlop session').postMessage('ask'))
}
const secondsLeft = async (app: RunningApp, who: string) => {
  const rows = await inDatabase<{ left: number }>(
    app,
    `SELECT extract(epoch FROM idle_until - now())::int AS left FROM auth.session WHERE id = ${newest}`,
    [who],
  )
  return rows[0]?.left ?? 0
}

const warning = (page: Page) => page.getByRole('dialog', { name: 'Er du der fortsatt?' })
const panel = (page: Page) => page.getByRole('main', { name: 'Du er logget ut' })
const band = (page: Page) => page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })
/** Everything a person or a machine could read off the page, also what is hidden. */
const everything = (page: Page) =>
  page.evaluate(
    () =>
      document.documentElement.outerHTML +
      [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value).join(),
  )

async function leave(page: Page) {
  await page.locator('.sl-user').click()
  await page.getByRole('button', { name: 'Logg ut' }).click()
  await expect(page.getByRole('heading', { name: 'Logg inn' })).toBeVisible()
}

const fresh = (browser: { newContext: (options: object) => Promise<BrowserContext> }, app: RunningApp) =>
  browser.newContext({
    baseURL: app.url,
    viewport: { width: 1366, height: 768 },
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
  })

/** Presses the link of the panel and signs in as somebody in the window that opens. */
async function signInBeside(page: Page, name: string) {
  const [beside] = await Promise.all([
    page.context().waitForEvent('page'),
    panel(page).getByRole('link', { name: 'Logg inn igjen' }).click(),
  ])
  await beside.getByRole('button', { name }).first().click()
  return beside
}

test('somebody who does nothing is warned, aloud at two minutes, one minute and thirty seconds, and goes on by one press', async ({
  browser,
  app,
}) => {
  const context = await fresh(browser, app)
  const page = await context.newPage()
  await signIn(page, nurse)
  await lookUp(page, world.solveig.number)
  await expect(band(page)).toBeVisible()
  await page.evaluate(() => {
    const said: string[] = ((globalThis as { said?: string[] }).said = [])
    const region = [...document.querySelectorAll('body > .ds-sr-only[role=alert]')].at(-1)
    if (region)
      new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      })
  })
  await endsIn(page, app, nurse, 119)
  await expect(warning(page)).toBeVisible()
  await expectAccessible(page)
  await endsIn(page, app, nurse, 33)
  await expect(warning(page)).toBeVisible()
  await expect(page.getByRole('timer')).toHaveText(/^Du blir logget ut om \d+ sekunder\.$/)
  // Nobody loses the field to it.
  await expect(page.getByRole('textbox', { name: 'Finn pasient' })).toBeFocused()
  await expect(page.getByRole('timer')).toHaveText(/om 2\d sekunder/)
  const said = await page.evaluate(() => (globalThis as { said?: string[] }).said ?? [])
  expect(said.filter(Boolean).map((text) => /om (\d+ \w+)/.exec(text)?.[1])).toEqual([
    '2 minutter',
    '1 minutt',
    '30 sekunder',
  ])

  await warning(page).getByRole('button', { name: 'Fortsett' }).click()
  await expect(warning(page)).toBeHidden()
  await expect(band(page)).toBeVisible()
  expect(await secondsLeft(app, nurse)).toBeGreaterThan(890)
  // What refreshes itself does not keep anybody signed in, and neither does the question how long there is left.
  await inDatabase(app, `UPDATE auth.session SET idle_until = now() + interval '10 minutes' WHERE id = ${newest}`, [
    nurse,
  ])
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.waitForTimeout(500)
  expect(await secondsLeft(app, nurse)).toBeLessThan(601)

  await endsIn(page, app, nurse, 100, 'absolute')
  const last = page.getByRole('dialog', { name: 'Du må snart logge inn på nytt' })
  await expect(last).toContainText('12 timer, og det kan ikke forlenges')
  await expect(last.getByRole('button', { name: 'Fortsett' })).toHaveCount(0)
  await expect(last.getByRole('link', { name: /Logg inn på nytt/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(last).toBeVisible()
  await context.close()
})

test('what was typed when a session ended is there when the same person is back, and is sent once', async ({
  browser,
  app,
}) => {
  const { name } = world.waiting.arrived
  const context = await fresh(browser, app)
  const page = await context.newPage()
  await signIn(page, nurse)
  await page.getByRole('link', { name }).first().click()
  await page.waitForURL(/\/reception\/[0-9a-f-]{36}$/)
  const stay = page.url().split('/').at(-1)
  await page.getByRole('textbox', { name: 'Respirasjon', exact: true }).fill('17')
  const title = await page.title()

  await endsIn(page, app, nurse, 1)
  await expect(panel(page)).toBeFocused()
  await expect(page).toHaveTitle('Logget ut – Samløp')
  await expect(page.getByText(name).first()).toBeHidden()
  await page.keyboard.press('Tab')
  await expect(panel(page).getByRole('link', { name: 'Logg inn igjen' })).toBeFocused()
  await expectAccessible(page)
  expect(await page.evaluate(() => String(localStorage.length + sessionStorage.length))).toBe('0')

  const beside = await signInBeside(page, nurse)
  await expect(page.getByRole('heading', { name }).first()).toBeVisible()
  await expect(page).toHaveTitle(title)
  await expect(page.getByRole('textbox', { name: 'Respirasjon', exact: true })).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Respirasjon', exact: true })).toHaveValue('17')
  if (!beside.isClosed()) await expect(beside.getByRole('heading', { name: 'Du er logget inn' })).toBeVisible()

  // The session ends once more, and nobody notices before the form is sent.
  await page.route('**/api/session', (route) => route.abort())
  await page.route('**/api/events', (route) => route.abort())
  await inDatabase(app, `UPDATE auth.session SET idle_until = now() WHERE id = ${newest}`, [nurse])
  await recordNews2(page, { Respirasjon: '17' })
  await expect(panel(page)).toBeVisible()
  await page.unroute('**/api/session')
  await page.unroute('**/api/events')
  await signInBeside(page, nurse)
  await expect(page.getByRole('textbox', { name: 'Puls', exact: true })).toHaveValue('78')
  await page.getByRole('button', { name: 'Lagre NEWS2' }).click()
  await expect(page.getByRole('heading', { name: 'NEWS2: 0 poeng' })).toBeVisible()
  expect(await inDatabase(app, 'SELECT count(*)::int AS rows FROM triage WHERE stay_id = $1', [stay])).toEqual([
    { rows: 1 },
  ])
  await context.close()
})

test('when another person signs in on the same machine, nothing of the former is left on the page', async ({
  browser,
  app,
}) => {
  const context = await fresh(browser, app)
  const page = await context.newPage()
  await signIn(page, nurse)
  await lookUp(page, world.solveig.number)
  await expect(band(page)).toBeVisible()
  await page.getByRole('textbox', { name: 'Finn pasient' }).fill('skrevet av Hanne')
  await endsIn(page, app, nurse, 1)
  await expect(panel(page)).toBeVisible()
  await expect(band(page)).toBeHidden()
  await signInBeside(page, world.innvikNurse)
  await expect(page.getByText(world.innvikNurse).first()).toBeAttached()
  await expect(page).toHaveURL(/\/reception$/)
  for (const trace of [world.solveig.name, 'skrevet av Hanne', nurse])
    expect(await everything(page)).not.toContain(trace)

  // The same in a tab that nobody looked at meanwhile, without a panel in between.
  const other = await context.newPage()
  await other.goto('/reception')
  await lookUp(other, world.unknown.number)
  await page.bringToFront()
  await page.getByRole('button', { name: 'Bytt bruker' }).click()
  await page.getByRole('button', { name: 'Silje Moen' }).click()
  await expect(page).toHaveURL(/\/board$/)
  await expect(other).toHaveURL(/\/board$/)
  await context.close()
})

test('one press changes the user on a ward PC: the former is out and the next is asked at once', async ({
  browser,
  app,
}) => {
  const context = await fresh(browser, app)
  const page = await context.newPage()
  await signIn(page, 'Silje Moen')
  await expect(page).toHaveURL(/\/board$/)
  await page.getByRole('button', { name: 'Bytt bruker' }).click()
  // The provider asks, also when it knew the former.
  await expect(page.getByRole('heading', { name: /Hvem vil du logge inn som/ })).toBeVisible()
  expect(
    await inDatabase(app, `SELECT revoked_at IS NOT NULL AS ended FROM auth.session WHERE id = ${newest}`, [
      'Silje Moen',
    ]),
  ).toEqual([{ ended: true }])
  await page.getByRole('button', { name: 'Randi Tangen' }).click()
  await expect(page).toHaveURL(/\/flow$/)
  await context.close()

  const plain = await browser.newContext({ baseURL: app.url, javaScriptEnabled: false })
  const without = await plain.newPage()
  await signIn(without, 'Silje Moen')
  await without.getByRole('button', { name: 'Bytt bruker' }).click()
  await expect(without.getByRole('heading', { name: /Hvem vil du logge inn som/ })).toBeVisible()
  await plain.close()
})

test('after signing out neither Back nor a reload without a network shows anything, and other tabs hide at once', async ({
  browser,
  app,
}) => {
  const context = await fresh(browser, app)
  const [page, other] = [await context.newPage(), await context.newPage()]
  await signIn(page, nurse)
  await lookUp(page, world.solveig.number)
  await expect(band(page)).toBeVisible()
  await other.goto('/sessions')
  await expect(other.getByRole('heading', { name: 'Mine økter' })).toBeVisible()
  await page.bringToFront()
  await leave(page)
  await expect(panel(other)).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: /Logg inn|Du er logget ut/ }).first()).toBeVisible()
  expect(await everything(page)).not.toContain(world.solveig.name)
  await page.goForward().catch(() => {})
  expect(await everything(page)).not.toContain(world.solveig.name)
  await context.setOffline(true)
  await page.goBack().catch(() => {})
  await page.reload().catch(() => {})
  // The browser puts a page of its own there a moment after it gave up.
  await expect(page.getByText('ERR_INTERNET_DISCONNECTED')).toBeVisible()
  expect(await everything(page)).not.toContain(world.solveig.name)
  await context.close()
})

test('one sees where one is signed in, ends it elsewhere, and it is over there at once', async ({ browser, app }) => {
  const [here, there] = [await fresh(browser, app), await fresh(browser, app)]
  const [page, away] = [await here.newPage(), await there.newPage()]
  const who = 'Gunn Iversen'
  await signIn(away, who)
  await expect(away.getByText('Direkte')).toBeVisible()
  await signIn(page, who)
  await page.locator('.sl-user').click()
  await page.getByRole('link', { name: 'Mine økter' }).click()
  await expect(page.getByRole('heading', { name: 'Mine økter' })).toBeVisible()
  await expect(page.getByText('Du er her nå')).toHaveCount(1)
  await expectAccessible(page)
  await page
    .getByRole('button', { name: /^Avslutt .*logget inn/ })
    .first()
    .click()
  await expect(panel(away)).toBeVisible({ timeout: 5_000 })
  await expect(page.getByRole('button', { name: 'Avslutt alle andre' })).toHaveCount(0)
  expect((await away.request.get('/api/session')).status()).toBe(401)
  await here.close()
  await there.close()
})
