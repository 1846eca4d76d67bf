import type { Page } from '@playwright/test'
import pg from 'pg'
import { expect, expectAccessible, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'

const { generalPractitioner: doctor, caseworker, wardNurse, participant } = world.outsiders
const { solveig } = world
const field = (page: Page) => page.getByRole('textbox', { name: 'Finn en av pasientene' })
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name }) })

async function find(page: Page, text: string) {
  await field(page).fill(text)
  await page.keyboard.press('Enter')
}

/** Opens a patient from the list's own form and answers with the address. */
async function open(page: Page, { name, birthDate }: { name: string; birthDate: string }) {
  await page.goto('/patients')
  await find(page, `${name} ${birthDate.split('-').toReversed().join('.')}`)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  return page.url()
}

test.describe('a GP', () => {
  test('reads the own list, those with most acute stays first, and opens a patient', async ({ as }) => {
    const page = await as(doctor)
    await page.goto('/patients')
    await expect(page).toHaveTitle('Mine pasienter – Samløp')
    await expect(page.getByRole('columnheader', { name: 'Akutte 6 md.' })).toHaveAttribute('aria-sort', 'descending')
    const figures = (await page.locator('tbody td[data-figure]:nth-of-type(1)').allTextContents()).map(Number)
    expect(figures.length).toBeGreaterThan(5)
    expect(Math.max(...figures)).toBeGreaterThan(1)
    await expectAccessible(page)

    await page.getByRole('link', { name: solveig.name }).click()
    await expect(page.getByRole('heading', { level: 1, name: solveig.name })).toBeVisible()
  })

  test("reads a patient's page: own words first, then what to know, whom to call, the last year", async ({ as }) => {
    const page = await as(doctor)
    await open(page, solveig)
    await expect(page).toHaveTitle('Pasient – Samløp')
    await expect(page.getByRole('heading', { level: 1, name: solveig.name })).toBeVisible()
    await expect(page.getByText('Bor i Strandvik')).toBeVisible()
    await expect(page.getByText(`Fastlege ${doctor}`)).toBeVisible()
    await expect(page.getByText('Samtykke utløper')).toBeVisible()
    await expect(page.getByText('Ustabil siden')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Ring Lungeavdelingen 4B, 55 00 42 40' }).first()).toBeVisible()
    await expect(page.getByRole('link', { name: `Ring ${caseworker}, 55 00 61 12` })).toBeVisible()
    const headings = await page.getByRole('heading', { level: 2 }).allTextContents()
    expect(headings.slice(0, 2)).toEqual(['Dette hjelper meg', 'Viktig å vite'])
    await expect(page.getByText('penicillin', { exact: false })).toBeVisible()
    await page.getByText('Vis som tabell').click()
    await expect(page.getByRole('cell', { name: /reinnleggelse etter/ }).first()).toBeVisible()
    await expectAccessible(page)
    expect(page.url()).toMatch(/\/patients\/[0-9a-f-]{36}$/)
    expect(await page.content()).not.toContain(solveig.number)
  })

  test('reads two years of stays as a picture and as a table', async ({ as }) => {
    const page = await as(doctor)
    await open(page, solveig)
    await page.getByRole('link', { name: 'Opphold', exact: true }).click()
    await expect(page).toHaveTitle('Opphold – Samløp')
    await expect(page.getByRole('img', { name: /^Tidslinje: 9 opphold, 8 akutte/ })).toBeVisible()
    const stays = page.getByRole('region', { name: 'Oppholdene i en tabell' })
    await expect(stays.getByRole('row')).toHaveCount(10)
    await expect(stays.getByRole('row').nth(1)).toContainText('6 døgn')
    await expectAccessible(page)
  })

  test('goes from page to page, also with an address that cannot be read', async ({ as }) => {
    const page = await as(doctor)
    await page.goto('/patients')
    await expect(page.getByText(/^Viser 1–20 av \d+$/)).toBeVisible()
    await page.getByRole('link', { name: 'Neste side' }).click()
    await expect(page.getByText(/^Viser 21–\d+ av \d+$/)).toBeVisible()
    await expect(page.getByRole('link', { name: 'Side 2' })).toHaveAttribute('aria-current', 'true')
    await expectAccessible(page)
    for (const address of ['?side=abc', '?sorter=x', '?vis=frist', '?side=-1&side=2', '?sorter=%00&vis=%27']) {
      expect((await page.goto(`/patients${address}`))?.status()).toBe(200)
      await expect(page.getByText(/^Viser 1–20 av \d+$/)).toBeVisible()
    }
    expect((await page.goto('/patients?side=999999'))?.status()).toBe(200)
    await expect(page.getByText(/^Viser 21–\d+ av \d+$/)).toBeVisible()
  })

  test('sees the dead last, and of them no phase and no deadline', async ({ as }) => {
    const page = await as(doctor)
    await page.goto('/patients?side=999999')
    await expect(rowOf(page, world.deceased.name)).toContainText('Død')
    await page.getByRole('link', { name: world.deceased.name }).click()
    await expect(page.getByText(/^Død \d\d\.\d\d\.\d{4}$/)).toBeVisible()
    await expectAccessible(page)
  })
})

test.describe('a caseworker', () => {
  test('works by deadline, and sorts and filters with the state in the address', async ({ as }) => {
    const page = await as(caseworker)
    await page.goto('/patients')
    await expect(page.getByRole('heading', { level: 1, name: 'Arbeidsliste' })).toBeVisible()
    await expect(page.getByRole('columnheader', { name: 'Frist', exact: true })).toHaveAttribute(
      'aria-sort',
      'ascending',
    )
    await expect(page.getByRole('columnheader', { name: 'De neste to ukene' })).toBeVisible()
    await expect(rowOf(page, solveig.name)).toContainText('Samtykke utløper')
    await expect(page.getByText('Ny vurdering av VIP-status').first()).toBeVisible()
    await expectAccessible(page)

    await page.getByRole('columnheader', { name: 'Pasient' }).getByRole('link').click()
    await expect(page).toHaveURL(/\?sorter=navn$/)
    await expect(page.getByRole('columnheader', { name: 'Pasient' })).toHaveAttribute('aria-sort', 'ascending')
    await page
      .getByRole('navigation', { name: 'Filter' })
      .getByRole('link', { name: /^Frist nær/ })
      .click()
    await expect(page).toHaveURL(/\?vis=frist&sorter=navn$/)
    await expect(rowOf(page, solveig.name)).toBeVisible()
    await page
      .getByRole('navigation', { name: 'Filter' })
      .getByRole('link', { name: /^Inne nå/ })
      .click()
    await expect(rowOf(page, solveig.name)).toHaveCount(0)
    await expectAccessible(page)
  })

  test('finds one by number or by name and birth date; nothing of it stands in an address', async ({ as }) => {
    const page = await as(caseworker)
    const url = await open(page, solveig)
    await page.goto('/patients')
    await find(page, ` ${solveig.number.slice(0, 6)} ${solveig.number.slice(6)}`)
    await expect(page).toHaveURL(url)
    await page.goto('/patients')
    await find(page, 'haugland 15031948')
    await expect(page).toHaveURL(url)
    expect(url).not.toMatch(/haugland|1948/i)
  })

  test('keeps what was typed when nobody fits, or it cannot be right', async ({ as }) => {
    const page = await as(caseworker)
    await page.goto('/patients')
    for (const [typed, problem] of [
      ['Haugland 16.03.1948', 'Ingen av pasientene dine passer.'],
      [world.elsewhere.number, 'Ingen av pasientene dine passer.'],
      ['Haugland', 'Skriv 11 sifre, eller navn og fødselsdato, for eksempel Haugland 15.03.1948.'],
      ['Haugland 31.02.1948', 'Datoen finnes ikke.'],
      ['Haugland 15.03.2948', 'Fødselsdatoen er ikke kommet ennå.'],
      [world.realNumber, 'Dette er et ekte fødselsnummer.'],
      [solveig.card, 'Kort leses i mottaket.'],
    ] as const) {
      await find(page, typed)
      await expect(page.getByRole('alert').filter({ hasText: problem })).toBeVisible()
      await expect(field(page)).toHaveValue(typed)
      await expect(field(page)).toHaveAttribute('aria-invalid', 'true')
    }
    await expectAccessible(page)
  })

  test('does all of it without JavaScript', async ({ as, browser, app }) => {
    const signedIn = await (await as(caseworker)).context().storageState()
    const context = await browser.newContext({ baseURL: app.url, storageState: signedIn, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto('/patients')
    await find(page, 'Haugland 16.03.1948')
    await expect(page.getByText('Ingen av pasientene dine passer.')).toBeVisible()
    await expect(field(page)).toHaveValue('Haugland 16.03.1948')
    await find(page, 'Haugland 15.03.1948')
    await expect(page.getByRole('heading', { level: 1, name: solveig.name })).toBeVisible()
    await context.close()
  })

  test('of another municipality finds no such patient: the same answer as for a page that does not exist', async ({
    as,
  }) => {
    const url = await open(await as(caseworker), solveig)
    for (const stranger of ['Åse Kleppe', 'Fatima Hassan', 'Amir Rezaei', world.receptionNurse]) {
      const page = await as(stranger)
      for (const path of [url, `${url}/stays`]) {
        expect((await page.goto(path))?.status(), `${stranger} ${path}`).toBe(404)
        expect(await page.content()).not.toContain(solveig.name)
      }
    }
    const page = await as('Åse Kleppe')
    for (const path of ['/patients/x', '/patients/1', `/patients/${'0'.repeat(36)}`, '/patients/%00/stays'])
      expect([400, 404], path).toContain((await page.goto(path))?.status())
    await page.goto('/patients')
    await find(page, solveig.number)
    await expect(page.getByRole('alert').filter({ hasText: 'Ingen av pasientene dine passer.' })).toBeVisible()
  })
})

test('a protected address is told to the municipality of stay alone', async ({ as }) => {
  for (const [name, told] of [
    ['Åse Kleppe', 1],
    ['Sigrid Bøe', 0],
    ['Øystein Rygh', 0],
  ] as const) {
    const page = await as(name)
    await open(page, world.protectedAddress)
    await expect(page.getByText('Fortrolig adresse', { exact: true })).toHaveCount(told)
    await expect(page.getByText('Bor i Sundøy')).toHaveCount(told)
    await expect(page.getByText('Sundøy kommune')).toHaveCount(told)
    await expect(page.getByText('Kommunen står ikke her')).toHaveCount(1 - told)
    await expectAccessible(page)
  }
})

test('a ward and a participant see their own patients', async ({ as }) => {
  for (const [name, title] of [
    [wardNurse, 'Pasienter'],
    [participant, 'Mine pasienter'],
  ] as const) {
    const page = await as(name)
    await page.goto('/patients')
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(page.getByRole('columnheader', { name: 'Frist', exact: true })).toHaveCount(0)
    await expectAccessible(page)
  }
})

test('a list without anybody says what will come, and what a filter hides can be brought back', async ({ as, app }) => {
  const client = new pg.Client(app.adminUrl)
  await client.connect()
  const relation = `care_relation r JOIN person w ON w.id = r.person_id AND w.given_name = 'Daniel' AND w.family_name = 'Tesfay'`
  const { rows } = await client.query(`SELECT r.id FROM ${relation} WHERE r.valid_until IS NULL`)
  const until = (time: string, id: string) =>
    client.query(`UPDATE care_relation SET valid_until = ${time}, version = version + 1 WHERE id = $1`, [id])
  const page = await as('Daniel Tesfay')

  await until('now()', rows[0].id)
  await page.goto('/patients')
  await expect(page.getByRole('heading', { name: 'Ingen pasienter ennå' })).toBeVisible()
  await expectAccessible(page)

  const added = await client.query(
    `INSERT INTO care_relation (id, patient_id, kind, organisation_id, unit_id, person_id, valid_from)
     SELECT gen_random_uuid(), p.id, r.kind, r.organisation_id, r.unit_id, r.person_id, now() - interval '1 hour'
     FROM ${relation}, patient p WHERE r.id = $1 AND p.identity_number = $2 RETURNING id`,
    [rows[0].id, world.notVip.number],
  )
  await page.goto('/patients?vis=ustabil')
  await expect(page.getByRole('heading', { name: 'Ingen treff på «Ustabil»' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Fjern filtrene' }).click()
  await expect(page).toHaveURL(/\/patients$/)
  await expect(page.getByText('Viser 1–1 av 1')).toBeVisible()

  await until('now()', added.rows[0].id)
  await until('NULL', rows[0].id)
  await client.end()
})

test('the list works by keyboard alone', async ({ as }) => {
  const page = await as(doctor)
  await page.goto('/patients')
  await field(page).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Finn', exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: /^Alle/ })).toBeFocused()
  for (let step = 0; step < 3; step++) await page.keyboard.press('Tab')
  await expect(page.getByRole('columnheader', { name: 'Pasient' }).getByRole('link')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/sorter=navn$/)
  await page.getByRole('link', { name: solveig.name }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: solveig.name })).toBeVisible()
})

test('list and pages hold at 320 px', async ({ as }) => {
  const page = await as(caseworker, { width: 320, height: 568 })
  const url = await open(page, solveig)
  for (const path of ['/patients', url, `${url}/stays`]) {
    await page.goto(path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
  }
})
