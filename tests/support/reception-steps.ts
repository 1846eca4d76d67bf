import type { Page } from '@playwright/test'
import { expect } from '#tests/support/browser'

export const nurse = 'Hanne Rusten'

export async function lookUp(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'Finn pasient' }).fill(text)
  await page.keyboard.press('Enter')
}

/** The button that opens what an act asks for. */
export const fold = (page: Page, name: string) => page.locator('summary').filter({ hasText: name }).first()

/** One click opens the form, the second starts: the arrival is registered and the own ward asked. */
export async function startFastTrack(page: Page, number: string) {
  await lookUp(page, number)
  await fold(page, 'Start fast-track').click()
  await page.getByRole('button', { name: 'Start nå' }).click()
  await page.waitForURL(/\/reception\/[0-9a-f-]{36}$/)
  await expect(page.getByText('Fast-track til').first()).toBeVisible()
}

export async function registerArrival(page: Page, number: string) {
  await lookUp(page, number)
  await fold(page, 'Registrer ankomst').click()
  await page.getByRole('button', { name: 'Registrer', exact: true }).click()
  await page.waitForURL(/\/reception\/[0-9a-f-]{36}$/)
}

const calm = { Respirasjon: '16', 'SpO₂': '97', 'Systolisk blodtrykk': '124', Puls: '78', Temperatur: '37,0' }

/** Fills the seven values and sends them. */
export async function recordNews2(page: Page, values: Partial<typeof calm> = {}) {
  for (const [name, value] of Object.entries({ ...calm, ...values }))
    await page.getByRole('textbox', { name, exact: true }).fill(value)
  await page.getByRole('radio', { name: 'Nei' }).check()
  await page.getByRole('combobox', { name: 'Bevissthet' }).selectOption('ALERT')
  await page.getByRole('button', { name: 'Lagre NEWS2' }).click()
}

export async function fillClearance(page: Page) {
  await page.getByRole('textbox', { name: 'Avklart av' }).fill('Vibeke Lund')
  await page.getByRole('combobox', { name: 'Rolle' }).selectOption('EMERGENCY_PHYSICIAN')
}

/** The card of a patient on the ward's board, in a lane. */
export const cardIn = (page: Page, lane: string, name: string) =>
  page.getByRole('region', { name: lane, exact: true }).getByRole('listitem').filter({ hasText: name })

/** The row of a patient on the board of reception. */
export const rowOf = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Fast-track nå' }).getByRole('row').filter({ hasText: name })
