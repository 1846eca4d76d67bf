import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'

const { generalPractitioner: doctor, headNurse, caseworker } = world.outsiders
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

test('a GP calls a meeting in at most six clicks; those who are asked answer, and the head nurse chooses the time', async ({
  as,
}) => {
  const page = await as(doctor)
  const { made, click } = clicker()
  await click(page.getByRole('link', { name: world.homeFromWard.name }))
  await click(page.getByRole('link', { name: 'Start samarbeidsmøte' }))
  await expect(page.getByRole('heading', { level: 2, name: 'Nytt samarbeidsmøte' })).toBeVisible()
  // The ward with most admissions, those of the care team and three times stand there already.
  await expect(page.locator('#avdeling option:checked')).toContainText('Lungeavdelingen 4B')
  await expect(page.getByRole('checkbox', { name: caseworker })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: headNurse })).toBeChecked()
  await expectAccessible(page)

  // Without the patient's yes nobody elsewhere is asked, and what was typed stands.
  await click(page.getByLabel('Hvorfor trengs møtet?'))
  await page.keyboard.type('Fire akutte opphold på et år.')
  await click(page.getByLabel('Ja, muntlig'))
  await click(page.getByRole('button', { name: 'Send innkalling' }))
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/)
  expect(made.clicks).toBeLessThanOrEqual(6)
  await expect(page.getByText('Innkalt, tid er ikke valgt')).toBeVisible()
  await expect(page.getByText('Kommunen har ikke svart ja ennå')).toBeVisible()
  await expectAccessible(page)
  const address = page.url()

  // The GP cannot come after all.
  await fold(page, 'Skriv en uttalelse').click()
  await page.getByLabel('Uttalelse til møtet').fill('Medisinene er lagt om. Jeg støtter VIP-status.')
  await page.getByRole('button', { name: 'Send uttalelsen' }).click()
  await expect(page.getByRole('heading', { name: `Uttalelse fra ${doctor}` })).toBeVisible()

  const ingrid = await as(caseworker)
  await ingrid.goto(address)
  await ingrid.getByRole('button', { name: 'Send svar' }).click()
  await expect(ingrid.getByRole('heading', { name: 'Endre svaret ditt' })).toBeVisible()

  const marit = await as(headNurse)
  await marit.goto(address)
  await expect(marit.getByText('Regnes som deltatt')).toBeVisible()
  await expect(marit.getByText('Kommunen har ikke svart ja ennå')).toHaveCount(0)
  await marit
    .getByRole('button', { name: /^Velg / })
    .first()
    .click()
  await expect(marit.getByText('Tid er valgt')).toBeVisible()
  await marit.getByRole('link', { name: 'Les før møtet' }).click()
  await expect(marit.getByRole('heading', { name: 'Det du er bedt om' })).toBeVisible()
  await expect(marit.getByText('Medisinene er lagt om.')).toBeVisible()
  await expectAccessible(marit)

  const outsider = await as(world.outsiders.wardNurse)
  expect((await outsider.goto(`${address}/brief`))?.status()).toBe(404)
})

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
