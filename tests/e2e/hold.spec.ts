import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '#tests/support/browser'
import { heldNow } from '#tests/support/demo-world/held-meetings'
import { reviewedNow } from '#tests/support/demo-world/reviews'
import { world } from '#tests/support/demo-world/world'
import { readPdf } from '#tests/support/pdf'
import { lookUp, nurse } from '#tests/support/reception-steps'

const { headNurse, caseworker, generalPractitioner: doctor } = world.outsiders
const address = `/meetings/${heldNow}/hold?punkt=3`
const decision = (page: Page) => page.getByRole('region', { name: 'Beslutning om VIP-status' })

const saveDecision = (page: Page) => decision(page).getByRole('button', { name: /^Lagre (ny )?beslutning$/ })
const lateOn = (page: Page) => decision(page).getByText('En annen har besluttet samtidig.', { exact: false })

async function fillDecision(page: Page, answer: RegExp, reason: string) {
  await decision(page)
    .getByRole('radio', { name: /^Ja Nils Henrik blir/ })
    .check()
  await decision(page).getByRole('radio', { name: answer }).check()
  await decision(page).getByLabel('Begrunnelse').fill(reason)
}

/** Chooses and gives reasons; what is sent besides stands there already. */
async function decide(page: Page, { answer }: { answer: RegExp }) {
  await fillDecision(page, answer, 'Tre akutte opphold siden juni. Kjent på 4B.')
  await saveDecision(page).click()
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
  // Two who lead press at once: one decision stands, and the other reads both texts.
  const other = await as(caseworker)
  await other.goto(address)
  const [ours, theirs] = ['Tre akutte opphold siden juni. Kjent på 4B.', 'Kommunen har folk til det fra mandag.']
  await fillDecision(page, /^Ja, sier ja/, ours)
  await fillDecision(other, /^Ja, sier ja/, theirs)
  await Promise.all([page, other].map((one) => saveDecision(one).click()))
  await expect(async () => {
    const told = await Promise.all([page, other].map((one) => lateOn(one).count()))
    expect(told.filter((count) => count === 1)).toHaveLength(1)
  }).toPass({ timeout: 20_000 })
  const [loser, stands, wrote] = (await lateOn(page).count()) ? [page, theirs, ours] : [other, ours, theirs]
  await expect(decision(loser).getByRole('status')).toContainText(stands)
  await expect(decision(loser).getByLabel('Begrunnelse')).toHaveValue(wrote)
  await page.reload()
  await expect(page.getByText('Ja til VIP-status').first()).toBeVisible()
  await expect(decision(page).getByRole('status')).toContainText(stands)

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

test('a status is looked at again and ended by a meeting: with a reason, and the card stops with the signature', async ({
  as,
}) => {
  const page = await as(headNurse)
  const { name, card } = world.reviewed
  await page.goto('/patients')
  await page.getByRole('link', { name }).first().click()
  await page.waitForURL(/\/patients\/[0-9a-f-]{36}$/)
  const patient = new URL(page.url()).pathname
  await page.goto(`${patient}/status`)
  await page.getByRole('button', { name: 'Begynn ny vurdering' }).click()
  await expect(page.getByRole('rowheader', { name: 'Vurderes på nytt' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Kall inn til evalueringsmøte' })).toBeVisible()
  await expectAccessible(page)

  await page.goto(`/meetings/${reviewedNow}/hold`)
  await decision(page)
    .getByRole('radio', { name: /^Avslutt/ })
    .check()
  const send = decision(page).getByRole('button', { name: 'Lagre beslutning' })
  await send.click()
  await expect(page.getByText('Skriv hvorfor, ut fra kriteriene.')).toBeVisible()
  await decision(page).getByLabel('Begrunnelse').fill('Ett opphold på ni måneder. Planen virker hjemme.')
  await send.click()
  await expect(page.getByText('VIP-status avsluttes').first()).toBeVisible()
  await page.getByRole('button', { name: 'Avslutt møtet og lag referat' }).click()
  await page.waitForURL(/\/minutes$/)
  await page.getByRole('button', { name: 'Signer referatet' }).click()
  await expect(page.getByRole('heading', { name: 'Dette ble laget' })).toBeVisible()
  await page.getByRole('link', { name: 'VIP-status og historikk' }).click()
  const ended = page.getByRole('row').filter({ hasText: 'Avsluttet etter ny vurdering' })
  await expect(ended).toContainText('Ett opphold på ni måneder.')
  await expect(page.getByRole('link', { name: 'Referatet som ga: Avsluttet' })).toBeVisible()

  // In reception the card is known, and gives nothing.
  const desk = await as(nurse)
  await lookUp(desk, card)
  await expect(desk.getByRole('region', { name: `Ingen VIP-status. ${name}` })).toBeVisible()
  await expect(desk.getByText('Kortet som ble skannet, gjelder ikke.', { exact: true })).toBeVisible()
})

/** Which of the seats somebody has. */
async function seatOf(page: Page, name: string) {
  const names = await page.getByRole('complementary', { name: 'Til stede' }).locator('li b').allTextContents()
  return names.indexOf(name)
}
