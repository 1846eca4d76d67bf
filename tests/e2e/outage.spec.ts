import type { Browser, Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test as base } from '#tests/support/browser'
import { databaseProxy } from '#tests/support/database-proxy'
import { world } from '#tests/support/demo-world/world'
import { type RunningApp, startApp } from '#tests/support/e2e-app'
import { fold, recordNews2, registerArrival } from '#tests/support/reception-steps'
import { connected } from '#tests/support/world/connection'

type Fragile = { app: RunningApp; proxy: Awaited<ReturnType<typeof databaseProxy>> }

/** An app of its own whose line to the database can be cut without the other journeys noticing. */
const test = base.extend<object, { fragile: Fragile }>({
  fragile: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it is to give from this pattern
    async ({}, use, info) => {
      const proxy = await databaseProxy(Number(new URL(process.env['E2E_ADMIN_URL'] ?? '').port))
      const app = await startApp(40 + info.parallelIndex, { databasePort: proxy.port })
      await use({ app, proxy })
      await app.stop()
      await proxy.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

async function open(browser: Browser, { app }: Fragile, more: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.url, viewport: { width: 1366, height: 768 }, ...more })
  const page = await context.newPage()
  await signIn(page, 'Hanne Rusten')
  return page
}
const reference = (page: Page) => page.getByText(/Referanse: ?\w+|Referanse \w+/).innerText()
const referenceIn = (text: string) => /Referanse:? (\w+)/.exec(text)?.[1] ?? 'none'

test('while the database is gone a page says so calmly, also without JavaScript, and is there again by itself', async ({
  browser,
  fragile,
}) => {
  const [page, plain] = [await open(browser, fragile), await open(browser, fragile, { javaScriptEnabled: false })]
  fragile.proxy.goDown()
  for (const one of [page, plain]) {
    const answer = await one.goto('/reception')
    expect(answer?.status()).toBe(503)
    await expect(one.getByRole('heading', { name: 'Samløp svarer ikke akkurat nå' })).toBeVisible()
    expect(fragile.app.printed()).toContain(referenceIn(await reference(one)))
  }
  await expectAccessible(page)
  fragile.proxy.comeBack()
  await expect(async () => {
    for (const one of [page, plain]) {
      await one.getByRole('link', { name: 'Prøv igjen' }).click()
      await expect(one.getByRole('textbox', { name: 'Finn pasient' })).toBeVisible({ timeout: 1_000 })
    }
  }).toPass({ timeout: 10_000 })
  for (const one of [page, plain]) await one.context().close()
})

test('a page that fails shows the reference that stands in the log, and is tried again', async ({
  browser,
  fragile,
}) => {
  const page = await open(browser, fragile)
  const rename = (from: string, to: string) =>
    connected(fragile.app.adminUrl, (client) =>
      client.query(`ALTER FUNCTION door.${from}(text, auth.purpose) RENAME TO ${to}`),
    )
  await rename('begin_request', 'begin_another')
  await page.goto('/reception')
  await expect(page.getByRole('heading', { name: 'Noe gikk galt hos oss' })).toBeVisible()
  expect(fragile.app.printed()).toContain(`"reference":"${referenceIn(await reference(page))}"`)
  await expectAccessible(page)
  await rename('begin_another', 'begin_request')
  await page.getByRole('button', { name: 'Prøv igjen' }).click()
  await expect(page.getByRole('textbox', { name: 'Finn pasient' })).toBeVisible()
  await page.context().close()
})

test('a line that is cut at the moment of saving: the nurse is told that nobody knows, sends again, and it is done once', async ({
  browser,
  fragile,
}) => {
  const page = await open(browser, fragile)
  await registerArrival(page, world.atHome.offline.number)
  const stay = page.url().split('/').at(-1)
  const done = async () => {
    const text = 'SELECT count(*)::int AS done FROM triage WHERE stay_id = $1'
    const { rows } = await connected(fragile.app.adminUrl, (client) => client.query<{ done: number }>(text, [stay]))
    return rows[0]?.done
  }
  const unknown = page.getByText(/Vi vet ikke om dette ble utført\. Prøv igjen/)

  fragile.proxy.doom('cut before')
  await recordNews2(page)
  await expect(unknown).toBeVisible({ timeout: 15_000 })
  await expect(page.getByRole('textbox', { name: 'Puls', exact: true })).toHaveValue('78')
  expect(await done()).toBe(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Lagre NEWS2' }).click()
  await expect(page.getByRole('heading', { name: 'NEWS2: 0 poeng' })).toBeVisible()
  expect(await done()).toBe(1)

  // It was saved though nobody said so: the page tells as soon as it hears of it.
  await fold(page, 'Registrer nye verdier').click()
  fragile.proxy.doom('cut after')
  await recordNews2(page, { Puls: '112' })
  await expect(page.getByRole('heading', { name: 'NEWS2: 2 poeng' })).toBeVisible({ timeout: 15_000 })
  expect(await done()).toBe(2)
  await page.context().close()
})
