import { readFileSync } from 'node:fs'
import { expect, expectAccessible, signIn, test } from '#tests/support/browser'
import { readPdf } from '#tests/support/pdf'
import { world } from '#tests/support/demo-world/world'

const { solveig, longName } = world
const { headNurse, caseworker } = world.outsiders
const phone = { width: 360, height: 740 }
const wide = { width: 1366, height: 768 }
const slow = { timeout: 30_000 }

test('the ward writes and freezes the agreement; three sign on three devices, and the sealed PDF has the three names', async ({
  browser,
  app,
}) => {
  test.setTimeout(180_000)
  const device = async (name: string, viewport: { width: number; height: number }, atHome = false) => {
    const context = await browser.newContext({ baseURL: app.url, viewport, locale: 'nb-NO', timezoneId: 'Europe/Oslo' })
    const page = await context.newPage()
    await signIn(page, name, atHome ? 'Pasient eller pårørende' : 'Ansatt')
    return page
  }
  const marit = await device(headNurse, wide)
  await marit.goto('/patients')
  await marit.getByRole('link', { name: solveig.name }).first().click()
  await marit.getByRole('link', { name: 'Avtale', exact: true }).click()
  await marit.getByText('Skriv avtale').click()
  await marit.getByRole('button', { name: 'Lag utkast fra malen' }).click()
  await expect(marit.getByText('Utkast')).toBeVisible(slow)
  await marit.getByText('Lås teksten og be om signaturer').click()
  await marit.getByRole('button', { name: 'Lås teksten' }).click()
  await expect(marit.getByText('Mangler: pasienten, kommunen, sykehuset')).toBeVisible(slow)
  await marit.getByLabel('Jeg har lest hele teksten over').check()
  await marit.getByRole('button', { name: 'Signer avtalen' }).click()
  await expect(marit.getByText('Mangler: pasienten, kommunen')).toBeVisible(slow)
  await expectAccessible(marit)

  const ingrid = await device(caseworker, wide)
  await ingrid.goto(new URL(marit.url()).pathname)
  await ingrid.getByLabel('Jeg har lest hele teksten over').check()
  await ingrid.getByRole('button', { name: 'Signer avtalen' }).click()
  await expect(ingrid.getByText('Mangler: pasienten')).toBeVisible(slow)

  const patient = await device(solveig.name, phone, true)
  await patient.goto('/my/agreement')
  await expectAccessible(patient)
  await patient.getByLabel('Jeg har lest avtalen').check()
  await patient.getByRole('button', { name: 'Skriv under' }).click()
  await expect(patient.getByText('Avtalen gjelder. Alle har skrevet under.')).toBeVisible(slow)

  const [download] = await Promise.all([
    patient.waitForEvent('download'),
    patient.getByRole('link', { name: 'Last ned avtalen (PDF)' }).click(),
  ])
  const { seal, text, info } = readPdf(readFileSync(await download.path()))
  expect(seal).toContain('Signature is Valid.')
  expect(info).toMatch(/Tagged:\s+yes/)
  for (const name of [headNurse, caseworker, solveig.name]) expect(text).toContain(name)
  for (const page of [marit, ingrid, patient]) await page.context().close()
})

test('the patient proves anew who they are, and declines with a word of why; the ward reads it', async ({
  browser,
  app,
}) => {
  test.setTimeout(120_000)
  const context = await browser.newContext({
    baseURL: app.url,
    viewport: phone,
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
  })
  const page = await context.newPage()
  await signIn(page, longName.name, 'Pasient eller pårørende')
  await page.goto('/api/auth/login/idporten?signere=/my/agreement')
  await page.getByRole('button', { name: longName.name }).first().click()
  await expect(page).toHaveURL(/\/my\/agreement$/)
  await page.getByText('Nei, jeg vil ikke').click()
  await page.getByLabel('Vil du si hvorfor? Du må ikke.').fill('Čáppa sátni: jeg vil snakke med søsteren min.')
  await page.getByRole('button', { name: 'Si nei til avtalen' }).click()
  await expect(page.getByText('Du har sagt nei. Du kan ombestemme deg.')).toBeVisible(slow)
  await context.close()
})
