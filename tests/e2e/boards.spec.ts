import { expect, expectAccessible, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'
import { cardIn, fold, nurse, rowOf, startFastTrack } from '#tests/support/reception-steps'

test('the line is cut and comes back: the board says so, and is as after a reload within two seconds', async ({
  as,
}) => {
  const { name, number } = world.atHome.offline
  const ward = await as('Ola Breivik')
  await expect(ward.getByText('Direkte')).toBeVisible()
  await ward.context().setOffline(true)
  await expect(ward.getByText('Ikke oppdatert siden kl.', { exact: false })).toBeVisible({ timeout: 45_000 })
  await expectAccessible(ward)
  await startFastTrack(await as(nurse), number)
  await expect(cardIn(ward, 'Hjemme', name)).toBeVisible()
  await ward.context().setOffline(false)
  await expect(ward.getByText('Direkte')).toBeVisible({ timeout: 15_000 })
  await expect(cardIn(ward, 'I mottak', name)).toBeVisible({ timeout: 2_000 })
  const live = await ward.locator('.sl-board').innerText()
  await ward.reload()
  expect(await ward.locator('.sl-board').innerText()).toBe(live)
})

test('two tabs of a browser share one stream, and both follow', async ({ as }) => {
  const first = await as('Kristin Fosse')
  const streams: string[] = []
  const second = await first.context().newPage()
  for (const page of [first, second])
    page.on('request', (request) => request.url().endsWith('/api/events') && streams.push(request.url()))
  await Promise.all([first.goto('/board'), second.goto('/board')])
  await expect(second.getByText('Direkte')).toBeVisible()
  await second.waitForTimeout(1_000)
  expect(streams.length).toBeLessThanOrEqual(2)
})

test('the board of another ward shows nothing of it, and neither do its addresses to those who are not meant', async ({
  as,
}) => {
  const reception = await as(nurse)
  await reception.getByRole('link', { name: world.waiting.unsafe.name }).click()
  await expect(reception).toHaveURL(/\/reception\/[0-9a-f-]{36}$/)
  const address = new URL(reception.url()).pathname
  const heart = await as('Amir Rezaei')
  await expect(heart.getByRole('heading', { name: 'Hjerteavdelingen 3A' })).toBeVisible()
  await expect(heart.getByText(world.waiting.unsafe.name)).toHaveCount(0)
  for (const outsider of ['Amir Rezaei', world.innvikNurse, 'Thomas Nguyen', 'Silje Moen']) {
    const page = await as(outsider)
    expect((await page.goto(address))?.status(), outsider).toBe(404)
    const answer = await page.request.get('/api/boards/reception', { headers: { 'X-Refresh': '1' } })
    expect(await answer.text(), outsider).not.toContain(world.waiting.unsafe.name)
  }
})

test('a stream is for those who are signed in, and a refresh says that it is one', async ({ as, page }) => {
  expect((await page.request.get('/api/events')).status()).toBe(401)
  expect((await page.request.get('/api/boards/ward', { headers: { 'X-Refresh': '1' } })).status()).toBe(401)
  const ward = await as('Silje Moen')
  expect((await ward.request.get('/api/boards/ward')).status()).toBe(400)
  // Not without the key of the page that asks, so that a page never shows what is somebody else's.
  expect((await ward.request.get('/api/boards/ward', { headers: { 'X-Refresh': '1' } })).status()).toBe(401)
  const asked = ward.waitForResponse('**/api/boards/ward')
  await ward.reload()
  const answer = await asked
  expect(answer.status()).toBe(200)
  expect(answer.headers()['cache-control']).toContain('no-store')
})

test('signing out in one tab ends what the other sees', async ({ browser, app }) => {
  const { signIn } = await import('#tests/support/browser')
  const context = await browser.newContext({ baseURL: app.url })
  const [board, other] = [await context.newPage(), await context.newPage()]
  await signIn(board, 'Gunn Iversen')
  await expect(board.getByText('Direkte')).toBeVisible()
  await other.goto('/')
  await other.locator('.sl-user').click()
  await other.getByRole('button', { name: 'Logg ut' }).click()
  await expect(board.getByRole('heading', { name: 'Du er logget ut' })).toBeVisible({ timeout: 5_000 })
  await expect(board.locator('.sl-pcard').first()).toBeHidden()
  // Somebody else who signs in there gets an own page, and nothing of the former is left.
  await signIn(other, 'Amir Rezaei')
  await expect(board.getByRole('button', { name: /^Amir Rezaei/ })).toBeVisible()
  await expect(board.getByText('Gunn Iversen')).toHaveCount(0)
  await context.close()
})

test('the flow coordinator sees the worst first and moves a patient in three clicks', async ({ as }) => {
  const flow = await as('Randi Tangen')
  await expect(flow).toHaveURL(/\/flow$/)
  await expect(flow.getByRole('heading', { name: 'VIP-pasienter i mottak uten fast-track' })).toBeVisible()
  await expect(flow.getByText(world.waiting.notVip.name)).toHaveCount(0)
  await expectAccessible(flow)
  const row = rowOf(flow, world.waiting.refused.name)
  await row.locator('summary').filter({ hasText: 'Velg annen avdeling' }).click()
  await row.getByRole('combobox', { name: 'Avdeling', exact: true }).selectOption({ label: 'Medisinsk avdeling 2C' })
  const day = new Date(Date.now() + 24 * 60 * 60 * 1000)
  await row
    .getByRole('textbox', { name: 'Flyttes til VIP-avdelingen' })
    .fill(
      day.toLocaleDateString('nb-NO', { timeZone: 'Europe/Oslo', day: '2-digit', month: '2-digit', year: 'numeric' }),
    )
  await row.getByRole('button', { name: 'Spør avdelingen' }).click()
  await expect(row.getByText('Medisinsk avdeling 2C')).toBeVisible()
  await expect(row.getByText('Ikke svart')).toBeVisible()
})

test('the whole way by keyboard alone', async ({ as }) => {
  const { name, number } = world.atHome.byKeyboard
  const reception = await as(nurse)
  await reception.keyboard.type(number)
  await reception.keyboard.press('Enter')
  await expect(reception.getByRole('region', { name: `VIP-pasient ${name}` })).toBeVisible()
  const tabTo = async (page: typeof reception, what: ReturnType<typeof fold>) => {
    for (let turn = 0; turn < 60 && !(await what.evaluate((element) => element === document.activeElement)); turn++)
      await page.keyboard.press('Tab')
    await expect(what).toBeFocused()
  }
  await tabTo(reception, fold(reception, 'Start fast-track'))
  await reception.keyboard.press('Enter')
  await tabTo(reception, reception.getByRole('button', { name: 'Start nå' }))
  await reception.keyboard.press('Enter')
  await reception.waitForURL(/\/reception\/[0-9a-f-]{36}$/)
  await expect(reception.getByRole('textbox', { name: 'Finn pasient' })).toBeFocused()

  const ward = await as('Øystein Rygh')
  await tabTo(ward, ward.getByRole('button', { name: `${name}: mottas nå` }))
  await ward.keyboard.press('Enter')
  await expect(cardIn(ward, 'På vei', name)).toBeVisible()
  await tabTo(ward, ward.getByRole('button', { name: `Ta imot ${name}` }))
  await ward.keyboard.press('Enter')
  await expect(cardIn(ward, 'På avdelingen', name)).toBeVisible()
})

test('the same click ten times is one answer', async ({ as }) => {
  const ward = await as('Kristin Fosse')
  const { name } = world.waiting.asked
  const button = cardIn(ward, 'I mottak', name).getByRole('button', { name: `${name}: mottas nå` })
  await button.evaluate((element: HTMLButtonElement) => {
    for (let turn = 0; turn < 10; turn++) element.click()
  })
  await expect(cardIn(ward, 'På vei', name)).toBeVisible()
  await expect(ward.getByText('Noen andre svarte', { exact: false })).toHaveCount(0)
})

test('without JavaScript reception registers and the ward answers and receives', async ({ as, browser, app }) => {
  const { name, number } = world.atHome.withoutScript
  const plain = async (who: string) => {
    const storageState = await (await as(who)).context().storageState()
    const context = await browser.newContext({ baseURL: app.url, storageState, javaScriptEnabled: false })
    return context.newPage()
  }
  const reception = await plain(nurse)
  await reception.goto('/reception')
  await reception.getByRole('textbox', { name: 'Finn pasient' }).fill(number)
  await reception.keyboard.press('Enter')
  await fold(reception, 'Start fast-track').click()
  await reception.getByRole('button', { name: 'Start nå' }).click()
  await expect(reception.getByText('Fast-track til').first()).toBeVisible()
  expect(reception.url()).not.toContain(number)
  const ward = await plain('Ola Breivik')
  await ward.goto('/board')
  await cardIn(ward, 'I mottak', name)
    .getByRole('button', { name: `${name}: mottas nå` })
    .click()
  await cardIn(ward, 'På vei', name)
    .getByRole('button', { name: `Ta imot ${name}` })
    .click()
  await expect(cardIn(ward, 'På avdelingen', name)).toBeVisible()
  await Promise.all([reception.context().close(), ward.context().close()])
})

test('holds on a phone of 320 px and on a wall screen', async ({ as }) => {
  for (const [width, height] of [
    [320, 640],
    [1920, 1080],
  ] as const) {
    const ward = await as('Silje Moen', { width, height })
    await expect(ward.getByRole('heading', { name: 'Lungeavdelingen 4B' })).toBeVisible()
    expect(await ward.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const reception = await as(nurse, { width, height })
    await expect(reception.getByRole('heading', { name: 'Fast-track nå' })).toBeVisible()
    expect(await reception.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
})
