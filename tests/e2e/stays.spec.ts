import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'
import { cardIn, fold } from '#tests/support/reception-steps'

const { history, wrongPerson, leave, twoAtOnce } = world.onWard

/** From the card on the ward's board to everything that was written of the stay. */
async function openStay(page: Page, name: string) {
  await page.goto('/board')
  await page.getByRole('link', { name: `Oppholdet til ${name}` }).click()
  await expect(page).toHaveTitle('Ett opphold – Samløp')
}
const rowOf = (page: Page, text: string) =>
  page.getByRole('region', { name: 'Alt som er registrert' }).getByRole('row').filter({ hasText: text })
const correct = (page: Page, what: string) => page.getByRole('link', { name: new RegExp(`^Rett ${what}`) }).first()

/** The page was led to the form it is about; what then lies half under the bar at the top is not what is looked at. */
async function expectAccessibleFromTop(page: Page) {
  await page.evaluate(() => window.scrollTo(0, 0))
  await expectAccessible(page)
}

/** A time as fields write it, so many minutes before. */
function earlier(written: string, minutes: number) {
  const [, day, month, year, hour, minute] = /^(\d\d)\.(\d\d)\.(\d{4}) (\d\d)\.(\d\d)$/.exec(written)?.map(Number) ?? []
  const then = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, (minute ?? 0) - minutes)).toISOString()
  return `${then.slice(8, 10)}.${then.slice(5, 7)}.${then.slice(0, 4)} ${then.slice(11, 13)}.${then.slice(14, 16)}`
}

test('a wrong time is put right beside what stood there, and a wrong ward closes nothing that is the ward’s own', async ({
  as,
}) => {
  const page = await as('Silje Moen')
  await openStay(page, history.name)
  await expect(page.getByRole('img', { name: /^Tidslinje for oppholdet: / })).toBeVisible()
  await expect(rowOf(page, 'Trukket tilbake av Silje Moen')).toContainText('Gjaldt en annen pasient')
  await expect(rowOf(page, 'Rettet av Marit Solberg')).toHaveCount(1)
  await expectAccessible(page)

  await correct(page, 'Ut på permisjon').click()
  await fold(page, 'Feil tid').click()
  const time = page.getByRole('textbox', { name: 'Riktig tid' })
  const before = await time.inputValue()
  await time.fill('29.03.2026 02.30')
  await page.getByRole('button', { name: 'Rett tiden' }).click()
  await expect(page.getByText('klokken ble stilt fram')).toBeVisible()
  await expect(time).toHaveValue('29.03.2026 02.30')
  await expectAccessibleFromTop(page)
  await time.fill('01.01.2020 14.05')
  await page.getByRole('button', { name: 'Rett tiden' }).click()
  await expect(page.getByText('langt fra den som står')).toBeVisible()
  await time.fill(earlier(before, 7))
  await page.getByRole('button', { name: 'Rett tiden' }).click()
  await expect(page.getByText('Registrert: rettet til Ut på permisjon')).toBeVisible()
  await expect(rowOf(page, 'Rettet av Silje Moen')).toContainText('Feil tid')

  await correct(page, 'Kom til avdelingen').click()
  await fold(page, 'Feil avdeling').click()
  await page.getByRole('combobox', { name: 'Riktig avdeling' }).selectOption({ label: 'Hjerteavdelingen 3A' })
  await page.getByRole('button', { name: 'Rett avdelingen' }).click()
  await expect(page).toHaveURL(/\/board$/)
})

test('a stay registered on the wrong person is cancelled; the board shows the patient at home', async ({ as }) => {
  const page = await as('Silje Moen')
  await openStay(page, wrongPerson.name)
  await fold(page, 'Avlys oppholdet').click()
  await page.getByRole('button', { name: 'Avlys', exact: true }).click()
  await expect(page.getByText('Velg hvorfor.')).toBeVisible()
  await page.getByRole('combobox', { name: 'Hvorfor' }).selectOption('WRONG_PERSON')
  const other = await as('Marit Solberg')
  await other.goto('/board')
  await expect(cardIn(other, 'På avdelingen', wrongPerson.name)).toBeVisible()
  await page.getByRole('button', { name: 'Avlys', exact: true }).click()
  await expect(page).toHaveURL(/\/board$/)
  await expect(cardIn(page, 'Hjemme', wrongPerson.name)).toBeVisible()
  await expect(cardIn(other, 'Hjemme', wrongPerson.name)).toBeVisible({ timeout: 2_000 })
})

test('a leave is registered and undone within the minute, and undoing is an event too', async ({ as }) => {
  const page = await as('Silje Moen')
  await openStay(page, leave.name)
  await fold(page, 'Ut på permisjon').click()
  await page.getByRole('combobox', { name: 'Hvorfor' }).selectOption('HOME_VISIT')
  await page.getByRole('button', { name: 'Registrer permisjon' }).click()
  await expect(page.getByText('Permisjon siden')).toBeVisible()
  await expect(page.getByText('Registrert: Ut på permisjon')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Angre det du nettopp registrerte' }).click()
  await expect(page.getByText('Permisjon siden')).toHaveCount(0)
  await expect(rowOf(page, 'Ut på permisjon')).toContainText('Angret av Silje Moen')
})

test('two put the same right at once: one wins, the other sees both and loses nothing', async ({ as }) => {
  const [first, second] = [await as('Silje Moen'), await as('Marit Solberg')]
  const begin = async (page: Page, minutes: number, note: string) => {
    await openStay(page, twoAtOnce.name)
    await correct(page, 'Kom til mottak').click()
    await fold(page, 'Feil tid').click()
    const time = page.getByRole('textbox', { name: 'Riktig tid' })
    await time.fill(earlier(await time.inputValue(), minutes))
    await page.getByRole('textbox', { name: 'Merknad' }).fill(note)
    return time.inputValue()
  }
  await begin(first, 3, 'Etter klokken min.')
  const typed = await begin(second, 7, 'Ambulansen sier noe annet.')
  await first.getByRole('button', { name: 'Rett tiden' }).click()
  await expect(first.getByText('Registrert: rettet til Kom til mottak')).toBeVisible()
  await second.getByRole('button', { name: 'Rett tiden' }).click()
  await expect(second.getByText('Noen andre registrerte noe på oppholdet før deg.')).toBeVisible()
  await expect(second.getByText(`${typed}. Ambulansen sier noe annet.`)).toBeVisible()
  await expect(second.getByText(/^Silje Moen, sykepleier, Lungeavdelingen 4B/).first()).toBeVisible()
  await expect(second.getByRole('textbox', { name: 'Riktig tid' })).toHaveValue(typed)
  await expectAccessibleFromTop(second)
  await second.getByRole('button', { name: 'Rett tiden' }).click()
  await expect(rowOf(second, 'Rettet av Marit Solberg')).toContainText('Ambulansen sier noe annet.')
})

test('the page is for those who have to do with the patient', async ({ as }) => {
  const page = await as('Silje Moen')
  await openStay(page, history.name)
  const address = page.url()
  for (const name of ['Tone Myklebust', 'Hanne Rusten', 'Ida Solheim']) {
    const other = await as(name)
    expect((await other.goto(address))?.status()).toBe(404)
    expect(await other.content()).not.toContain(history.name)
  }
})
