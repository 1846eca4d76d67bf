import { expect, expectAccessible, signIn, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'

test('the front page has two ways in and says whom to call', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveTitle('Logg inn – Samløp')
  await expect(page.getByRole('link', { name: 'Ansatt' })).toBeVisible()
  await expect(page.getByText('Ring 113 ved fare for liv', { exact: false })).toBeVisible()
  await expectAccessible(page)
})

test('a page asked for without signing in leads to the front page', async ({ page }) => {
  await page.goto('/reception')
  await expect(page.getByRole('heading', { name: 'Logg inn' })).toBeVisible()
})

test('somebody who turns back at the provider is told so and can try again', async ({ page }) => {
  await page.goto('/?feil=avbrutt')
  await expect(page.getByRole('alert').filter({ hasText: 'Innloggingen ble avbrutt' })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/?feil=%3Cscript%3E')
  await expect(page.getByText('script')).toHaveCount(0)
})

test('a patient signs in with ID-porten and comes to an own page', async ({ page }) => {
  await signIn(page, world.citizen, 'Pasient eller pårørende')
  await expect(page).toHaveURL(/\/my$/)
  await expect(page.getByRole('heading', { name: 'Hei, Solveig' })).toBeVisible()
  await expectAccessible(page)
  expect((await page.goto('/reception'))?.url()).toMatch(/\/my$/)
})

test("the provider's page of people is itself readable by all", async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Ansatt' }).click()
  await expect(page.getByRole('button', { name: 'Hanne Rusten' })).toBeVisible()
  await expectAccessible(page)
})

test('a page that does not exist says so', async ({ page }) => {
  expect((await page.goto('/finnes-ikke'))?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'Vi finner ikke siden' })).toBeVisible()
  await expectAccessible(page)
})
