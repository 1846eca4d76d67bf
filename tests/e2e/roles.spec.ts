import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { expect, expectAccessible, signIn, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'
import type { RunningApp } from '#tests/support/e2e-app'
import { lix } from '#tests/support/lix'

const camilla = 'Camilla Øvrebø'
const { collaborationPhysician, logController, administrator, wardNurse, caseworker } = world.outsiders
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** Something in the database that no page makes yet, or the id of something there. */
async function inDatabase(app: RunningApp, statement: string, values: unknown[] = []): Promise<{ id: string }> {
  const client = new pg.Client(app.adminUrl)
  await client.connect()
  try {
    return (await client.query(statement, values)).rows[0]
  } finally {
    await client.end()
  }
}
const patientId = async (app: RunningApp, { number }: { number: string }) =>
  (await inDatabase(app, 'SELECT id FROM patient WHERE identity_number = $1', [number])).id

/** An arrival that a nurse who has gone home registered and cancelled. */
const cancelledArrival = `
  WITH who AS (
    SELECT m.* FROM membership m JOIN person p ON p.id = m.person_id WHERE p.given_name = 'Hanne' AND p.family_name = 'Rusten'
  ), work AS (
    INSERT INTO auth.session (id, kind, secret_hash, person_id, membership_id, acts, idle_until, absolute_until, revoked_at)
    SELECT gen_random_uuid(), 'STAFF', sha256(gen_random_uuid()::text::bytea), person_id, id, '{}', now(), now(), now() FROM who RETURNING id
  ), arrived AS (
    INSERT INTO stay (id, patient_id, organisation_id, source, external_id, urgency)
    SELECT $2::uuid, $1::uuid, organisation_id, 'samlop', $2, 'IMMEDIATE' FROM who RETURNING id
  )
  INSERT INTO stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id)
  SELECT gen_random_uuid(), arrived.id, $1::uuid, kind, at, unit_id, work.id
  FROM who, work, arrived, (VALUES ('ARRIVED'::stay_event_kind, now() - interval '9 minutes'), ('CANCELLED', now())) AS event (kind, at)
  RETURNING id`

async function lookUp(page: Page, { number, name }: { number: string; name: string }) {
  await page.getByRole('textbox', { name: 'Finn pasient' }).fill(number)
  await page.keyboard.press('Enter')
  await expect(page.getByText(name).first()).toBeVisible()
}

const readable = async (page: Page) => expect(lix(await page.locator('main').innerText())).toBeLessThanOrEqual(40)

for (const [name, path, title] of [
  [collaborationPhysician, '/quality', 'Kvalitet'],
  [logController, '/control', 'Kontroll'],
  [administrator, '/admin', 'Personer og roller'],
] as const)
  test(`${name} opens on ${path}, and on no other first page`, async ({ as }) => {
    const page = await as(name)
    await expect(page).toHaveURL(new RegExp(`${path}$`))
    await expect(heading(page, title)).toBeVisible()
    await expect(page).toHaveTitle(`${title} – Samløp`)
    await expectAccessible(page)
    for (const other of ['/quality', '/control', '/admin', '/my', '/my/access', '/choose'].filter(
      (one) => one !== path,
    ))
      expect((await page.goto(other))?.status(), other).toBe(404)
  })

for (const name of [wardNurse, caseworker])
  test(`${name} finds none of the pages of control, administration and quality`, async ({ as, app }) => {
    const page = await as(name)
    const access = `/patients/${await patientId(app, world.solveig)}/access`
    for (const path of ['/quality', '/control', '/admin', '/my', '/my/access', '/choose', access])
      expect((await page.goto(path))?.status(), path).toBe(404)
    await expect(heading(page, 'Vi finner ikke siden')).toBeVisible()
  })

test('the log controller sees an arrival that came to nothing, and from there who looked at the patient', async ({
  as,
  app,
}) => {
  await lookUp(await as(world.receptionNurse), world.solveig)
  await inDatabase(app, cancelledArrival, [await patientId(app, world.solveig), randomUUID()])
  const page = await as(logController)
  await page.getByRole('link', { name: 'Ankomster' }).click()
  const row = page.getByRole('row').filter({ hasText: world.solveig.name }).first()
  await expect(row).toContainText('Ankomst avlyst')
  await expect(row).toContainText('Hanne Rusten')
  await expectAccessible(page)

  await row.getByRole('link', { name: `Se innsyn for ${world.solveig.name}` }).click()
  await expect(heading(page, 'Innsyn')).toBeVisible()
  await expect(page).toHaveTitle('Innsyn – Samløp')
  await expect(page.getByText(`${world.solveig.name}, født 15.03.1948`)).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Hanne Rusten' }).first()).toContainText('Øyeblikkelig hjelp')
  await expectAccessible(page)
  const path = new URL(page.url()).pathname
  await page.goto(`${path}?for=2001-01-01T00:00:00Z`)
  await expect(page.getByRole('heading', { name: 'Ingen oppslag her' })).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${path}?for=i+går`)
  await expect(page.getByRole('row').filter({ hasText: 'Hanne Rusten' }).first()).toBeVisible()
  for (const wrong of ['/patients/nobody/access', `/patients/${randomUUID()}/access`])
    expect((await page.goto(wrong))?.status(), wrong).toBe(404)
})

test('the log controller of another hospital sees what will stand there, and nothing of this one', async ({
  as,
  app,
}) => {
  const page = await as('Morten Grov')
  await expect(heading(page, 'Kontroll')).toBeVisible()
  await expect(page.getByText('Hanne Rusten')).toHaveCount(0)
  await expectAccessible(page)
  expect((await page.goto(`/patients/${await patientId(app, world.blocked)}/access`))?.status()).toBe(404)
})

/** Roles that ended long ago, so that there is more than one page of them. */
const endedRoles = `
  INSERT INTO membership (id, person_id, organisation_id, role, valid_from, valid_until)
  SELECT gen_random_uuid(), m.person_id, m.organisation_id, 'PARTICIPANT', now() - interval '900 days', now() - interval '800 days'
  FROM membership m JOIN organisation o ON o.id = m.organisation_id, generate_series(1, 2)
  WHERE o.name = 'Helse Fjordkyst HF' AND m.valid_until IS NULL
  RETURNING id`

test('the administrator sees people by state, order and page, whatever the address says', async ({ as, app }) => {
  await inDatabase(app, endedRoles)
  const page = await as(administrator)
  await expect(page.getByRole('rowheader', { name: 'Hanne Rusten' })).toBeVisible()
  await page.getByRole('link', { name: 'Enhet' }).click()
  await expect(page.getByRole('link', { name: 'Enhet' })).toHaveAttribute('aria-current', 'true')
  await expect(page.getByRole('row').nth(1)).toContainText('Akuttmottaket')
  await page.getByRole('link', { name: /^Kommer/ }).click()
  await expect(page.getByRole('rowheader', { name: 'Jorunn Bø' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: /^Avsluttet/ }).click()
  await page.getByRole('link', { name: 'Side 2' }).click()
  await expect(page.getByText(/Viser 21–/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Side 2' })).toHaveAttribute('aria-current', 'true')
  await expectAccessible(page)
  await page.goto('/admin?show=%00&sort=drop&page=-4&page=2')
  await expect(page.getByText(/Viser 1–\d+ av/)).toBeVisible()
  await expect(page.getByRole('link', { name: /^Aktive/ })).toHaveAttribute('aria-current', 'true')
})

test('a patient sees ward, card and telephone, and who looked, in plain words', async ({ as, page }) => {
  await lookUp(await as(world.receptionNurse), world.solveig)
  await signIn(page, world.citizen, 'Pasient eller pårørende')
  await expect(heading(page, 'Hei, Solveig')).toBeVisible()
  const ward = page.getByRole('region', { name: 'Lungeavdelingen 4B' })
  await expect(ward.getByRole('link', { name: /^Ring/ })).toHaveAttribute('href', 'tel:+4755004240')
  await expect(page.getByRole('link', { name: /^Vis kortet/ })).toHaveAttribute('href', '/my/card')
  await readable(page)
  await expectAccessible(page)

  await page.getByRole('link', { name: /^Innsyn Se hvem/ }).click()
  await expect(heading(page, 'Innsyn')).toBeVisible()
  const look = page.getByRole('listitem').filter({ hasText: 'Hanne Rusten så på siden din' }).first()
  await expect(look).toContainText('Sykepleier, Akuttmottaket')
  await expect(look).toContainText('øyeblikkelig hjelp')
  await readable(page)
  await expectAccessible(page)
  for (const path of ['/control', '/admin', '/quality', '/choose'])
    expect((await page.goto(path))?.url(), path).toMatch(/\/my$/)
})

test('next of kin see the ward of the one they stand for, and who looked', async ({ page }) => {
  await signIn(page, world.nextOfKin, 'Pasient eller pårørende')
  await expect(heading(page, 'Hei, Anne')).toBeVisible()
  await expect(page.getByRole('heading', { name: world.citizen })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Ring 55 00 42 40' })).toBeVisible()
  await readable(page)
  await expectAccessible(page)
  await page.goto('/my/access')
  await expect(page.getByRole('heading', { name: world.citizen })).toBeVisible()
  await expect(page.getByText(`så på siden til ${world.citizen}`).first()).toBeVisible()
  await readable(page)
  await expectAccessible(page)
})

test('a patient without a ward reads what will stand there', async ({ page }) => {
  await signIn(page, world.notVip.name, 'Pasient eller pårørende')
  await expect(page.getByText('Du har ikke en egen avdeling nå')).toBeVisible()
  await readable(page)
  await expectAccessible(page)
})

/** Presses one of the roles and waits for the first page of it. */
async function choose(page: Page, place: string) {
  await page.goto('/choose')
  await page.getByRole('button', { name: place }).click()
  await page.waitForURL((url) => url.pathname !== '/choose')
}

test('somebody with two roles chooses one, works as it, and switches; what was open before is refused', async ({
  browser,
  app,
}) => {
  const context = await browser.newContext({ baseURL: app.url, viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  await signIn(page, camilla)
  await expect(heading(page, 'Hvem er du her?')).toBeVisible()
  await expect(page).toHaveURL(/\/choose$/)
  await expectAccessible(page)
  expect((await page.goto('/'))?.url()).toMatch(/\/choose$/)

  await page.getByRole('button', { name: 'Akuttmottaket' }).click()
  await expect(page).toHaveURL(/\/reception$/)
  await expect(page.locator('.sl-user')).toContainText('Akuttmottaket')
  await lookUp(page, world.solveig)

  const beside = await context.newPage()
  await beside.goto('/')
  await beside.locator('.sl-user').click()
  await beside.getByRole('link', { name: 'Bytt rolle' }).click()
  await expect(beside.getByRole('button', { name: /Akuttmottaket.*Du er her nå/ })).toBeVisible()
  await expectAccessible(beside)
  await choose(beside, 'Lungeavdelingen 4B')
  expect((await beside.goto('/reception'))?.status()).toBe(404)

  // What was open as the other goes away by itself, in every tab.
  await expect(page).toHaveURL(/\/board$/, { timeout: 15_000 })
  await expect(page.locator('.sl-user')).toContainText('Lungeavdelingen 4B')

  await choose(beside, 'Akuttmottaket')
  await expect(beside.locator('.sl-user')).toContainText('Akuttmottaket')
  await beside.locator('.sl-user').click()
  await beside.getByRole('button', { name: 'Logg ut' }).click()
  await expect(heading(beside, 'Logg inn')).toBeVisible()
  await context.close()
})

test('a role that has ended meanwhile, and a stranger’s, are refused in words', async ({ browser, app }) => {
  const context = await browser.newContext({ baseURL: app.url })
  const page = await context.newPage()
  await signIn(page, camilla)
  const other = await inDatabase(app, "SELECT id FROM membership WHERE role = 'HEAD_NURSE' LIMIT 1")
  const choice = page.locator('form').filter({ has: page.getByRole('button', { name: 'Akuttmottaket' }) })
  await choice.locator('input[name=id]').evaluate((field: HTMLInputElement, id) => (field.value = id), other.id)
  await choice.getByRole('button').click()
  await expect(page.getByRole('alert').filter({ hasText: 'Du har ikke denne rollen lenger' })).toBeVisible()
  await expectAccessible(page)
  await choice.locator('input[name=id]').evaluate((field: HTMLInputElement) => (field.value = 'x'))
  await choice.getByRole('button').click()
  await expect(page.getByRole('alert').filter({ hasText: 'ble ikke forstått' })).toBeVisible()
  await context.close()
})

test('the choice works without JavaScript', async ({ browser, app }) => {
  const context = await browser.newContext({ baseURL: app.url, javaScriptEnabled: false })
  const page = await context.newPage()
  await signIn(page, camilla)
  await page.getByRole('button', { name: 'Akuttmottaket' }).click()
  await expect(page).toHaveURL(/\/reception$/)
  await expect(page.getByRole('textbox', { name: 'Finn pasient' })).toBeVisible()
  await context.close()
})

test('on a phone the menu stands behind one button', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  await signIn(page, world.citizen, 'Pasient eller pårørende')
  await page.locator('summary', { hasText: '' }).first().click()
  await expect(page.getByRole('link', { name: 'Min side' })).toHaveAttribute('aria-current', 'page')
  await page.getByRole('link', { name: 'Innsyn', exact: true }).click()
  await expect(heading(page, 'Innsyn')).toBeVisible()
})
