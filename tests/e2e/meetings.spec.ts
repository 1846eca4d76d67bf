import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'

const fold = (page: Page, name: string) => page.locator('summary').filter({ hasText: name }).first()

/** Clicks, and counts. */
function clicker() {
  const made = { clicks: 0 }
  const click = async (where: Locator) => {
    made.clicks += 1
    await where.click()
  }
  return { made, click }
}

test('a patient answers on a phone and writes what the meeting is to know', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await signIn(page, world.citizen, 'Pasient eller pårørende')
  await page.getByRole('link', { name: /^Møter/ }).click()
  const meeting = page.getByRole('region', { name: 'Møte om hvordan det går' })
  await expect(meeting).toContainText('kl.')
  await meeting.getByRole('button', { name: 'Send svaret' }).click()
  await expect(meeting.getByText('Svaret er ja.')).toBeVisible()
  await meeting.getByLabel('Hva er viktig for deg i møtet?').fill('Jeg vil ha samme mennesker rundt meg.')
  await meeting.getByRole('button', { name: 'Lagre på nytt' }).click()
  await expect(meeting.getByText('«Jeg vil ha samme mennesker rundt meg.»')).toBeVisible()
  await expectAccessible(page)
})

test('a nurse who may not call a meeting recommends one; the head nurse says no with a reason, and it goes back', async ({
  as,
}) => {
  const page = await as('Vilde Aase')
  await page.goto('/patients')
  const { made, click } = clicker()
  await click(page.getByRole('link', { name: world.onInnvikWard.name }))
  await click(page.getByRole('link', { name: 'Anbefal samarbeidsmøte' }))
  await expect(page.getByLabel('Hvorfor kan et møte hjelpe?')).toBeFocused()
  await page.keyboard.type('Tredje opphold på kort tid, og han er redd for å reise hjem.')
  await click(page.getByRole('button', { name: 'Send anbefaling' }))
  await expect(page.getByText('Du har anbefalt et møte til Terje Lothe.')).toBeVisible()
  expect(made.clicks).toBe(3)
  await expectAccessible(page)

  const head = await as('Terje Lothe')
  await head.goto(page.url().replace(/\/new$/, ''))
  await fold(head, 'Nei').click()
  await head.getByLabel('Hvorfor ikke?').fill('Vi har alt planlagt møte med kommunen.')
  await head.getByRole('button', { name: 'Send svaret' }).click()
  await expect(head.getByText('Svar: Vi har alt planlagt møte med kommunen.')).toBeVisible()
  await page.goto(head.url())
  await expect(page.getByText('Svar: Vi har alt planlagt møte med kommunen.')).toBeVisible()
})
