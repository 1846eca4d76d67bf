import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'
import { answerAddress } from '#lib/patients/rules'

const nurse = 'Hanne Rusten'
const field = (page: Page) => page.getByRole('textbox', { name: 'Finn pasient' })

/** Types and presses Enter, as a nurse or a hand scanner does. */
async function lookUp(page: Page, text: string) {
  await field(page).fill(text)
  await page.keyboard.press('Enter')
}

/** Answers take a while, as on a bad line. */
const slowAnswers = (page: Page) =>
  page.route('**/reception', async (route) => {
    if (route.request().method() === 'POST') await new Promise((resolve) => setTimeout(resolve, 600))
    await route.continue()
  })

test.describe('a nurse in reception', () => {
  test('opens on the field and finds a VIP patient by number', async ({ as }) => {
    const page = await as(nurse)
    await expect(page).toHaveTitle('Mottak – Samløp')
    await expect(field(page)).toBeFocused()
    await expectAccessible(page)
    await lookUp(page, world.solveig.number)

    const band = page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })
    await expect(band.getByText('VIP-pasient', { exact: true })).toBeVisible()
    await expect(band.getByText('Lungeavdelingen 4B', { exact: true })).toBeVisible()
    await expect(band.getByRole('link', { name: 'Ring Lungeavdelingen 4B, 55 00 42 40' })).toHaveAttribute(
      'href',
      'tel:+4755004240',
    )
    await expect(band.getByText('La meg sitte oppreist', { exact: false })).toBeVisible()
    await expect(band.getByText('penicillin', { exact: false })).toBeVisible()
    await expect(band.getByText('Ustabil siden', { exact: false })).toBeVisible()
    await expect(band.getByText('Gyldig til', { exact: false })).toBeVisible()
    await expect(page.getByRole('status')).toContainText(`VIP-pasient ${world.solveig.name}. Lungeavdelingen 4B`)
    await expectAccessible(page)

    // The number is not shown again, and stands in no address.
    await expect(field(page)).toHaveValue('')
    await expect(field(page)).toBeFocused()
    expect(page.url()).not.toContain(world.solveig.number)
    expect(await page.content()).not.toContain(world.solveig.number)
  })

  test("the patient's words stand before the clinical notes", async ({ as }) => {
    const page = await as(nurse)
    await lookUp(page, world.solveig.number)
    await expect(page.getByRole('heading', { name: 'Dette hjelper meg' })).toBeVisible()
    const headings = await page.getByRole('heading', { level: 3 }).allTextContents()
    expect(headings.indexOf('Dette hjelper meg')).toBe(0)
    expect(headings.indexOf('Viktig å vite')).toBeGreaterThan(0)
  })

  test('scans a card, also with Caps Lock and noise from the scanner', async ({ as }) => {
    const page = await as(nurse)
    await page.keyboard.type(world.solveig.card.toLowerCase())
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })).toBeVisible()
    await lookUp(page, `¨Q1${world.solveig.card}`)
    await expect(page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })).toBeVisible()
  })

  test('sees that a scanned card is revoked, and is told to ask who it is', async ({ as }) => {
    const page = await as(nurse)
    await lookUp(page, world.revokedCard.card)
    await expect(page.getByText('Kortet som ble skannet, gjelder ikke.', { exact: true })).toBeVisible()
    await expect(page.getByText('Be om nytt kort', { exact: false }).first()).toBeVisible()
    await expectAccessible(page)
  })

  test('gets as clear an answer when there is no VIP status', async ({ as }) => {
    const page = await as(nurse)
    await lookUp(page, world.notVip.number)
    await expect(page.getByRole('region', { name: `Ingen VIP-status. ${world.notVip.name}` })).toBeVisible()
    await expect(page.getByRole('status')).toContainText('Ingen VIP-status')
    await expect(page.getByText('VIP-pasient')).toHaveCount(0)
    await expectAccessible(page)
  })

  test('never gets "none" for a blocked patient, but the routine of the hospital', async ({ as }) => {
    const page = await as(nurse)
    await lookUp(page, world.blocked.number)
    await expect(page.getByRole('heading', { name: 'Opplysninger er sperret av pasienten' })).toBeVisible()
    await expect(page.getByText('Ingen VIP-status')).toHaveCount(0)
    expect(await page.content()).not.toContain(world.blocked.name)
    await expectAccessible(page)
  })

  test('is told what to check when nobody is found', async ({ as }) => {
    const page = await as(nurse)
    await lookUp(page, world.unknown.number)
    await expect(page.getByRole('heading', { name: 'Fant ingen pasient med dette nummeret' })).toBeVisible()
    await expect(page.getByText('Er alle 11 sifrene riktige?')).toBeVisible()
    await expectAccessible(page)
    await lookUp(page, `SL1${'A'.repeat(26)}`)
    await expect(page.getByRole('heading', { name: 'Fant ingen pasient med dette kortet' })).toBeVisible()
  })

  test('keeps what was typed when it cannot be right', async ({ as }) => {
    const page = await as(nurse)
    const wrong = `${world.solveig.number.slice(0, 10)}${(Number(world.solveig.number[10]) + 1) % 10}`
    for (const [typed, problem] of [
      [wrong, 'Nummeret kan ikke stemme. Se om to sifre er byttet om.'],
      ['1583482008', 'Nummeret har 10 sifre. Det skal ha 11.'],
      ['Solveig', 'Skriv 11 sifre, eller navn og fødselsdato, for eksempel Haugland 15.03.1948.'],
      ['SL1ABC', 'Kortet ble ikke lest helt. Tøm feltet og skann på nytt.'],
      [world.realNumber, 'Dette er et ekte fødselsnummer.'],
    ] as const) {
      await lookUp(page, typed)
      await expect(page.getByRole('alert').filter({ hasText: problem })).toBeVisible()
      await expect(field(page)).toHaveValue(typed)
      await expect(field(page)).toBeFocused()
      await expect(field(page)).toHaveAttribute('aria-invalid', 'true')
    }
    await expectAccessible(page)
  })

  test('gets no server error from 10 kB', async ({ as }) => {
    const page = await as(nurse)
    const faults: number[] = []
    page.on('response', (response) => response.status() >= 500 && faults.push(response.status()))
    await lookUp(page, '7'.repeat(10_240))
    await expect(page.getByRole('alert').filter({ hasText: 'for langt' })).toBeVisible()
    expect(faults).toEqual([])
  })

  test('forgives spaces', async ({ as }) => {
    const page = await as(nurse)
    await lookUp(page, ` ${world.solveig.number.slice(0, 6)} ${world.solveig.number.slice(6)} `)
    await expect(page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })).toBeVisible()
  })

  test('loses nothing that is typed before the page is ready', async ({ as }) => {
    const page = await as(nurse)
    for (const delay of [0, 40, 120]) {
      await page.goto('/reception', { waitUntil: 'commit' })
      await field(page).waitFor()
      await page.keyboard.type(world.notVip.number, { delay })
      await expect(field(page)).toHaveValue(world.notVip.number)
    }
  })

  test('loses nothing that is typed while an answer is on its way: two scans one after the other both count', async ({
    as,
  }) => {
    const page = await as(nurse)
    await slowAnswers(page)
    await lookUp(page, world.notVip.number)
    await page.keyboard.type(world.solveig.card)
    await expect(page.getByRole('region', { name: `Ingen VIP-status. ${world.notVip.name}` })).toBeVisible()
    await expect(field(page)).toHaveValue(world.solveig.card)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })).toBeVisible()
    await expect(field(page)).toHaveValue('')
  })

  test('focus stays on what the nurse chose meanwhile', async ({ as }) => {
    const page = await as(nurse)
    await slowAnswers(page)
    await lookUp(page, world.solveig.number)
    await page.locator('.sl-user').focus()
    await expect(page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })).toBeVisible()
    await expect(page.locator('.sl-user')).toBeFocused()
  })

  test('works by keyboard alone, and Esc or F2 leads back to the field', async ({ as }) => {
    const page = await as(nurse)
    await page.keyboard.type(world.solveig.number)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Slå opp' })).toBeFocused()
    await page.keyboard.press('Tab')
    const band = page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })
    await expect(band.getByRole('link', { name: /^Ring Lungeavdelingen/ })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(field(page)).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('F2')
    await expect(field(page)).toBeFocused()
  })

  test('works without JavaScript', async ({ as, browser, app }) => {
    const signedIn = await (await as(nurse)).context().storageState()
    const context = await browser.newContext({ baseURL: app.url, storageState: signedIn, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto('/reception')
    await lookUp(page, world.solveig.number)
    await expect(page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })).toBeVisible()
    expect(page.url()).not.toContain(world.solveig.number)
    await lookUp(page, '123')
    await expect(page.getByText('Nummeret har 3 sifre. Det skal ha 11.')).toBeVisible()
    await expect(field(page)).toHaveValue('123')
    const board = page.getByRole('heading', { name: 'Fast-track nå' })
    await expect(board).toBeHidden()
    await page.getByRole('link', { name: 'Vis tavlen' }).click()
    await expect(board).toBeVisible()
    await context.close()
  })

  test('gets the board by itself when the answer without JavaScript is shown with it', async ({ as }) => {
    const page = await as(nurse)
    await page.goto(answerAddress)
    await expect(page.getByRole('heading', { name: 'Fast-track nå' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Vis tavlen' })).toBeHidden()
  })

  test('holds at 320 px and at 400 % zoom', async ({ as }) => {
    const page = await as(nurse, { width: 320, height: 256 })
    await lookUp(page, world.solveig.number)
    await expect(page.getByRole('region', { name: `VIP-pasient ${world.solveig.name}` })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
})

test('the person with 15 real admissions is a VIP patient at the hospital they belong to', async ({ as }) => {
  const page = await as(world.innvikNurse)
  await lookUp(page, world.imported.card)
  const band = page.getByRole('region', { name: `VIP-pasient ${world.imported.name}` })
  await expect(band).toBeVisible()
  await expect(band.getByText('Medisinsk sengepost', { exact: true })).toBeVisible()
})

test('status at another hospital is not told here', async ({ as }) => {
  const page = await as(nurse)
  await lookUp(page, world.elsewhere.number)
  await expect(page.getByText('Ingen VIP-status', { exact: true })).toBeVisible()
})
