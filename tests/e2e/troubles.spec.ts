import type { Page } from '@playwright/test'
import { expect, signIn, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'

const field = (page: Page) => page.getByRole('textbox', { name: 'Finn pasient' })
const band = (page: Page) => page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })

async function lookUp(page: Page, text: string) {
  await field(page).fill(text)
  await page.keyboard.press('Enter')
}

/** What comes of each look-up that is sent. */
const onLookUp = (page: Page, what: 'slow' | 'lost' | 'gone') =>
  page.route('**/reception', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    if (what === 'lost') return route.abort('connectionreset')
    if (what === 'gone') return route.fulfill({ status: 502, body: 'Bad Gateway' })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    return route.continue()
  })

for (const what of ['lost', 'gone'] as const)
  test(`when the line is ${what}, the nurse is told what to do and keeps what was typed`, async ({ as }) => {
    const page = await as('Hanne Rusten')
    await onLookUp(page, what)
    await lookUp(page, world.solveig.number)
    await expect(page.getByRole('alert').filter({ hasText: 'Samløp svarer ikke. Følg vanlig mottak' })).toBeVisible()
    await expect(field(page)).toHaveValue(world.solveig.number)
    await page.unroute('**/reception')
    await page.keyboard.press('Enter')
    await expect(band(page)).toBeVisible()
  })

test('the patient before is not on the screen while the next is looked up', async ({ as }) => {
  const page = await as('Hanne Rusten')
  await lookUp(page, world.solveig.number)
  await expect(band(page)).toBeVisible()
  await onLookUp(page, 'slow')
  await lookUp(page, world.notVip.number)
  await expect(page.getByText('Slår opp …')).toBeVisible()
  await expect(page.getByText(world.solveig.name)).toBeHidden()
  await expect(page.getByRole('region', { name: `Ingen VIP-status. ${world.notVip.name}` })).toBeVisible()
  await expect(page.getByText('Slår opp …')).toBeHidden()
})

test('a scan after a click somewhere else lands in the field, and its Enter presses nothing else', async ({ as }) => {
  const page = await as('Hanne Rusten')
  await lookUp(page, world.solveig.number)
  await band(page).getByRole('heading', { name: 'Viktig å vite' }).click()
  await page.keyboard.type(world.revokedCard.card)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: `VIP-pasient ${world.revokedCard.name}` })).toBeVisible()
  await page
    .locator('.sl-band')
    .getByRole('link', { name: /^Ring / })
    .focus()
  await page.keyboard.type(world.solveig.card)
  await page.keyboard.press('Enter')
  await expect(band(page)).toBeVisible()
})

test('Enter twice on the same number is one look-up', async ({ as }) => {
  const page = await as('Hanne Rusten')
  let sent = 0
  page.on('request', (request) => request.method() === 'POST' && sent++)
  await onLookUp(page, 'slow')
  await lookUp(page, world.solveig.number)
  await page.keyboard.press('Enter')
  await expect(band(page)).toBeVisible()
  expect(sent).toBe(1)
})

test('a page opened as one person never answers another who signed in beside it', async ({ browser, app }) => {
  const context = await browser.newContext({ baseURL: app.url })
  const [first, second] = [await context.newPage(), await context.newPage()]
  await signIn(first, 'Hanne Rusten')
  await field(first).fill(world.solveig.number)
  await second.goto('/')
  await second.locator('.sl-user').click()
  await second.getByRole('button', { name: 'Logg ut' }).click()
  await signIn(second, world.innvikNurse)
  await expect(first.getByRole('button', { name: new RegExp(`^${world.innvikNurse}`) })).toBeVisible()
  await expect(field(first)).toHaveValue('')
  await expect(first.getByText('Hanne Rusten')).toHaveCount(0)
  await context.close()
})

test('the account menu closes by Esc and by a click elsewhere', async ({ as }) => {
  const page = await as('Hanne Rusten')
  const signOut = page.getByRole('button', { name: 'Logg ut' })
  await page.locator('.sl-user').click()
  await expect(signOut).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(signOut).toBeHidden()
  await page.locator('.sl-user').click()
  await page.getByText('Finn pasient').click()
  await expect(signOut).toBeHidden()
})

test('without JavaScript somebody whose session ended is led to the front page and told why', async ({
  browser,
  app,
}) => {
  const context = await browser.newContext({ baseURL: app.url, javaScriptEnabled: false })
  const page = await context.newPage()
  await signIn(page, 'Hanne Rusten')
  const other = await context.newPage()
  await other.goto('/')
  await other.locator('.sl-user').click()
  await other.getByRole('button', { name: 'Logg ut' }).click()
  await expect(other.getByRole('heading', { name: 'Logg inn' })).toBeVisible()
  await lookUp(page, world.solveig.number)
  await expect(page.getByRole('heading', { name: 'Logg inn' })).toBeVisible()
  expect(page.url()).not.toContain(world.solveig.number)
  await context.close()
})

test('whatever is sent to the action, our own code does not fail', async ({ as, app }) => {
  const page = await as('Hanne Rusten')
  const request = page.waitForRequest((one) => Boolean(one.headers()['next-action']))
  await lookUp(page, world.notVip.number)
  const { 'content-type': _, 'content-length': __, cookie: ___, ...headers } = await (await request).allHeaders()
  for (const body of ['[]', '[null,null]', '[1,{}]', '[{"status":"untouched"},"text"]']) {
    const answer = await page.request.post(`${app.url}/reception`, {
      headers: { ...headers, 'content-type': 'text/plain;charset=UTF-8' },
      data: body,
    })
    expect(answer.status(), body).toBe(200)
  }
})
