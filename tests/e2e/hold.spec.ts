import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '#tests/support/browser'
import { heldNow } from '#tests/support/demo-world/held-meetings'
import { world } from '#tests/support/demo-world/world'
import { readPdf } from '#tests/support/pdf'

const { headNurse, generalPractitioner: doctor } = world.outsiders
const address = `/meetings/${heldNow}/hold?punkt=3`
const decision = (page: Page) => page.getByRole('region', { name: 'Beslutning om VIP-status' })

/** Chooses and gives reasons; what is sent besides stands there already. */
async function decide(page: Page, { answer }: { answer: RegExp }) {
  await decision(page)
    .getByRole('radio', { name: /^Ja Nils Henrik blir/ })
    .check()
  await decision(page).getByRole('radio', { name: answer }).check()
  await decision(page).getByLabel('Begrunnelse').fill('Tre akutte opphold siden juni. Kjent på 4B.')
  await decision(page)
    .getByRole('button', { name: /^Lagre (ny )?beslutning$/ })
    .click()
}

test('a head nurse leads the meeting: nothing is decided without GP or against the patient, and signed minutes make the rest', async ({
  as,
}) => {
  const page = await as(headNurse)
  await page.goto(address)
  await expect(page.getByText('Møtet kan beslutte', { exact: true })).toBeVisible()
  await expectAccessible(page)

  await page.getByLabel('Notat').fill('Pusteprøver tas nå hver 14. dag.')
  await expect(page.getByText(/^Lagret kl\./)).toBeVisible({ timeout: 15_000 })

  // The GP did not come, and has written nothing.
  await page
    .locator('summary')
    .filter({ hasText: 'Kom ikke' })
    .nth(await seatOf(page, doctor))
    .click()
  await page.getByRole('button', { name: `Lagre at ${doctor} ikke kom` }).click()
  await expect(page.getByText('Møtet kan ikke si ja ennå', { exact: true })).toBeVisible()
  await decide(page, { answer: /^Ja, sier ja/ })
  await expect(page.getByRole('alert').getByText(/Fastlegen er ikke med/)).toBeVisible()
  await page.getByRole('button', { name: `${doctor} er her` }).click()
  await expect(page.getByText('Møtet kan beslutte', { exact: true })).toBeVisible()

  // The patient's no is binding; what was typed stands.
  await decide(page, { answer: /^Nei\. Da kan/ })
  await expect(page.getByText(/Pasienten har sagt nei, og det er bindende/)).toBeVisible()
  await expect(decision(page).getByLabel('Begrunnelse')).toHaveValue(/Tre akutte opphold/)
  await decide(page, { answer: /^Ja, sier ja/ })
  await expect(page.getByText('Ja til VIP-status').first()).toBeVisible()

  await page.getByRole('button', { name: 'Avslutt møtet og lag referat' }).click()
  await page.waitForURL(/\/minutes$/)
  await expect(page.getByText('Pusteprøver tas nå hver 14. dag.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Signer referatet' }).click()
  await expect(page.getByRole('heading', { name: 'Dette ble laget' })).toBeVisible()
  const pdf = await page.request.get(`/api/meetings/${heldNow}/minutes`)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  const { info, structure, text } = readPdf(await pdf.body())
  expect(info).toMatch(/Title: +Møtereferat\n[\s\S]*Tagged: +yes/)
  expect(structure).toContain('Pusteprøver tas nå hver 14. dag.')
  expect(text).toContain('Ja til VIP-status')

  await page.getByRole('link', { name: 'VIP-status og historikk' }).click()
  await expect(page.getByRole('rowheader', { name: /^VIP-pasient/ })).toBeVisible()
  await expectAccessible(page)
  await page.goBack()
  await page.getByRole('link', { name: /tiltak som er lovet|Ett tiltak/ }).click()
  await expect(page.getByText('Pusteprøve hver 14. dag')).toBeVisible()
  await expectAccessible(page)
})

/** Which of the seats somebody has. */
async function seatOf(page: Page, name: string) {
  const names = await page.getByRole('complementary', { name: 'Til stede' }).locator('li b').allTextContents()
  return names.indexOf(name)
}
