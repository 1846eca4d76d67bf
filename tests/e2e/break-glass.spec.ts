import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'
import { connected } from '#tests/support/world/connection'

const doctor = 'Eirik Sandvik'
const controller = 'Tone Myklebust'
const band = (page: Page) => page.getByRole('region', { name: 'Nødtilgang', exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

async function toEmergency(page: Page, number: string) {
  await page.goto('/emergency')
  await page.getByRole('textbox', { name: 'Fødselsnummer' }).fill(number)
  await page.getByRole('button', { name: 'Gå videre' }).click()
  await page.waitForURL(/\/patients\/[0-9a-f-]{36}\/emergency$/)
}
async function open(page: Page, why: string) {
  await page.getByLabel('Pasienten kan ikke svare for seg').check()
  await page.getByLabel('Hva har skjedd?').fill(why)
  await page.getByLabel('Jeg trenger opplysningene nå').check()
  await page.getByRole('button', { name: 'Åpne nødtilgang' }).click()
  await expect(band(page)).toBeVisible()
}

test('break-glass is opened with a reason, stands on every page, is ended, and is then gone', async ({ as }) => {
  const page = await as(doctor)
  await toEmergency(page, world.unknown.number)
  const nobody = await page.locator('main').innerText()
  await toEmergency(page, world.notVip.number)
  expect(await page.locator('main').innerText()).toBe(nobody)
  await expectAccessible(page)

  await page.getByLabel('Hva har skjedd?').fill('For kort')
  await page.getByRole('button', { name: 'Åpne nødtilgang' }).click()
  await expect(page.getByText('Velg hvorfor du trenger nødtilgang.')).toBeVisible()
  await expect(page.getByText('Skriv hvorfor, med minst 20 tegn.')).toBeVisible()
  await expect(page.getByText('Bekreft at du trenger opplysningene.')).toBeVisible()
  await expect(page.getByLabel('Hva har skjedd?')).toHaveValue('For kort')
  await expect(page.getByText(world.notVip.name)).toHaveCount(0)

  await open(page, 'Funnet forvirret på gaten, kan ikke si hvem han er.')
  await expect(heading(page, world.notVip.name)).toBeVisible()
  await expect(band(page)).toContainText(/igjen/)
  await expectAccessible(page)
  const address = page.url()
  await page.goto('/quality')
  await expect(band(page).getByRole('link', { name: 'Til pasienten' })).toBeVisible()
  expect((await page.goto(address.replace('/emergency', '')))?.status()).toBe(404)

  await page.goto(address)
  await band(page).getByRole('button', { name: 'Avslutt nå' }).click()
  await expect(band(page)).toHaveCount(0)
  await expect(heading(page, 'Nødtilgang')).toBeVisible()
  await page.goto(address)
  await expect(page.getByText(world.notVip.name)).toHaveCount(0)

  const tone = await as(controller)
  const row = tone.getByRole('row').filter({ hasText: world.notVip.name }).first()
  await expect(row).toContainText('Nødtilgang')
  await row.getByRole('link').click()
  await expect(tone.getByText('Funnet forvirret på gaten')).toBeVisible()
  await expectAccessible(tone)
  await tone.getByLabel('Ikke grunngitt', { exact: true }).check()
  await tone.getByRole('button', { name: 'Lagre avgjørelsen' }).click()
  await expect(tone.getByText('Skriv hva du fant og gjorde')).toBeVisible()
  await tone.getByLabel('Hva du fant og gjorde').fill('Ringte avdelingen. Ingen kjente til dette.')
  await tone.getByRole('button', { name: 'Lagre avgjørelsen' }).click()
  await expect(tone.getByRole('heading', { name: 'Avgjort' })).toBeVisible()
  await tone.goto('/control')
  await expect(tone.getByRole('row').filter({ hasText: world.notVip.name })).toHaveCount(0)
  await tone.getByRole('link', { name: /^Avgjort/ }).click()
  await expect(tone.getByRole('row').filter({ hasText: world.notVip.name }).first()).toContainText('Ikke grunngitt')
  await expectAccessible(tone)
})

test('what the patient has blocked is opened by a physician in a step of its own, and by no nurse', async ({ as }) => {
  const nurse = await as('Amir Rezaei')
  await toEmergency(nurse, world.blocked.number)
  await open(nurse, 'Bevisstløs i gangen utenfor avdelingen vår.')
  await expect(nurse.getByRole('heading', { name: 'VIP-status er sperret av pasienten' })).toBeVisible()
  await expect(nurse.locator('summary', { hasText: 'Åpne det pasienten har sperret' })).toHaveCount(0)
  await band(nurse).getByRole('listitem').filter({ hasText: 'Nødtilgang' }).first().waitFor()

  const page = await as(doctor)
  await toEmergency(page, world.blocked.number)
  await open(page, 'Bevisstløs i gangen, avdelingen spør hvem som kjenner henne.')
  await page.locator('summary', { hasText: 'Åpne det pasienten har sperret' }).click()
  await page.getByLabel('Fare for liv eller alvorlig helseskade').check()
  await page.getByLabel('Begrunnelse').fill('Må vite om avdelingen som kjenner henne, nå.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Åpne det sperrede' }).click()
  await expect(page.getByText('VIP-avdeling').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'VIP-status er sperret av pasienten' })).toHaveCount(0)
})

test('somebody who looks up one of the own name in reception is flagged, and the controller sees it', async ({
  as,
}) => {
  const nurse = await as('Sara Lien')
  await nurse.getByRole('textbox', { name: 'Finn pasient' }).fill(world.atHome.cleared.number)
  await nurse.keyboard.press('Enter')
  await expect(nurse.getByText(world.atHome.cleared.name).first()).toBeVisible()
  const page = await as(controller)
  const row = page.getByRole('row').filter({ hasText: 'Samme etternavn' }).filter({ hasText: 'Sara Lien' })
  await expect(row.first()).toBeVisible()
  await expectAccessible(page)
})

test('after thirty patients without a relation the next answer in reception takes a second, and the controller sees it', async ({
  as,
  app,
}) => {
  const nurse = await as('Sara Lien')
  const thirty = `INSERT INTO auth.unrelated_look (person_id, patient_id, at)
    SELECT w.id, p.id, now() FROM person w, patient p
    WHERE w.given_name = 'Sara' AND w.family_name = 'Lien' AND p.identity_number <> $1
      AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = p.id AND g.ground IN ('RECEPTION', 'ARRIVAL')) LIMIT 30
    ON CONFLICT (person_id, patient_id) DO UPDATE SET at = now()`
  const { rowCount } = await connected(app.adminUrl, (client) => client.query(thirty, [world.notVip.number]))
  expect(rowCount).toBe(30)
  const from = Date.now()
  await nurse.getByRole('textbox', { name: 'Finn pasient' }).fill(world.notVip.number)
  await nurse.keyboard.press('Enter')
  await expect(nurse.getByRole('region', { name: `Ingen VIP-status. ${world.notVip.name}` })).toBeVisible()
  expect(Date.now() - from).toBeGreaterThan(1_000)
  const page = await as(controller)
  const row = page.getByRole('row').filter({ hasText: 'Mange pasienter' }).filter({ hasText: 'Sara Lien' })
  await expect(row.first()).toBeVisible()
})

for (const name of ['Ingrid Moe', 'Geir Haugen', 'Randi Tangen', controller])
  test(`${name} finds no way to break the glass`, async ({ as }) => {
    const page = await as(name)
    for (const path of ['/emergency', '/patients/01890000-0000-7000-8000-000000000001/emergency'])
      expect((await page.goto(path))?.status(), path).toBe(404)
  })
