import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, signIn, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'
import { readPdf } from '#tests/support/pdf'
import { scanPdf } from '#tests/support/qr'
import { nurse as receptionNurse } from '#tests/support/reception-steps'
import { writeMoment } from '#lib/dates'

const { generalPractitioner: doctor, headNurse, caseworker } = world.outsiders
const { name } = world.homeFromWard
const firstName = name.split(' ')[0] ?? ''
const ward = 'Lungeavdelingen 4B'
/** In home care, where nobody may call a meeting. */
const homeNurse = 'Mona Hjelle'
const phone = { width: 360, height: 740 }
const patient = /^\/patients\/[0-9a-f-]{36}/
const patientOf = (page: Page) => patient.exec(new URL(page.url()).pathname)?.[0] ?? ''

test('the whole way: recommended, called, read before, held, decided, signed by three, and the card scanned in reception', async ({
  as,
  app,
  browser,
}) => {
  test.setTimeout(240_000)
  // A nurse who may not call a meeting asks the GP, who works elsewhere, with the patient's yes.
  const mona = await as(homeNurse)
  await mona.goto('/patients')
  await mona.getByRole('link', { name }).first().click()
  await mona.getByRole('link', { name: 'Anbefal samarbeidsmøte' }).click()
  await mona.getByLabel('Hvorfor kan et møte hjelpe?').fill('Fire akutte opphold på et år, og redd for å være alene.')
  const gpOption = mona.locator('select[name=to] option').filter({ hasText: doctor })
  await mona.locator('select[name=to]').selectOption((await gpOption.getAttribute('value')) ?? '')
  await mona.getByRole('button', { name: 'Send anbefaling' }).click()
  await expect(mona.getByText('Spør pasienten først', { exact: false }).first()).toBeVisible()
  await mona.getByLabel('Ja, muntlig').check()
  await mona.getByRole('button', { name: 'Send anbefaling' }).click()
  await expect(mona.getByText(`Du har anbefalt et møte til ${doctor}.`)).toBeVisible()
  const about = patientOf(mona)

  // The GP answers by calling it, from the inbox: ward, participants, times and agenda stand there already.
  const knut = await as(doctor)
  await knut.goto('/inbox')
  let clicks = 0
  const click = async (where: Locator) => {
    clicks += 1
    await where.click()
  }
  await click(knut.getByRole('row').filter({ hasText: name }).getByRole('link').first())
  await click(knut.getByRole('link', { name: 'Start møte' }))
  await expect(knut.locator('#avdeling option:checked')).toContainText(ward)
  for (const invited of [caseworker, headNurse])
    await expect(knut.getByRole('checkbox', { name: invited })).toBeChecked()
  await expect(knut.getByLabel('Hvorfor trengs møtet?')).toHaveValue(/^Fire akutte opphold/)
  await expectAccessible(knut)
  // It is to begin in a quarter of an hour, so that this journey can hold it.
  await knut.getByLabel('Forslag 1').fill(writeMoment(new Date(Date.now() + 15 * 60_000)))
  for (const other of ['Forslag 2', 'Forslag 3']) await knut.getByLabel(other).fill('')
  await click(knut.getByLabel('Ja, muntlig'))
  await click(knut.getByRole('button', { name: 'Send innkalling' }))
  await knut.waitForURL(/\/meetings\/[0-9a-f-]{36}$/)
  expect(clicks).toBeLessThanOrEqual(6)
  const meeting = new URL(knut.url()).pathname
  await expect(knut.getByText('Kommunen har ikke svart ja ennå')).toBeVisible()
  await expectAccessible(knut)
  // The GP cannot come, and writes instead.
  await knut.locator('summary').filter({ hasText: 'Skriv en uttalelse' }).click()
  await knut.getByLabel('Uttalelse til møtet').fill('Medisinene er lagt om. Jeg støtter VIP-status.')
  await knut.getByRole('button', { name: 'Send uttalelsen' }).click()
  await expect(knut.getByRole('heading', { name: `Uttalelse fra ${doctor}` })).toBeVisible()
  await mona.goto('/inbox?vis=meldinger')
  await expect(mona.getByText('Anbefalingen ble fulgt: det blir møte').first()).toBeVisible()

  const ingrid = await as(caseworker)
  await ingrid.goto(meeting)
  await ingrid.getByRole('button', { name: 'Send svar' }).click()
  await expect(ingrid.getByRole('heading', { name: 'Endre svaret ditt' })).toBeVisible()

  // The head nurse chooses the time, reads before, and leads.
  const marit = await as(headNurse)
  await marit.goto(meeting)
  await expect(marit.getByText('Regnes som deltatt')).toBeVisible()
  await expect(marit.getByText('Kommunen har ikke svart ja ennå')).toHaveCount(0)
  await marit.getByRole('button', { name: /^Velg / }).click()
  await expect(marit.getByText('Tid er valgt')).toBeVisible()
  await marit.getByRole('link', { name: 'Les før møtet' }).click()
  await expect(marit.getByRole('heading', { name: 'Det du er bedt om' })).toBeVisible()
  await expect(marit.getByText('Medisinene er lagt om.')).toBeVisible()
  await expectAccessible(marit)
  await marit.goto(`${meeting}/hold`)
  for (const present of [name, headNurse, caseworker]) {
    await marit.getByRole('button', { name: `${present} er her` }).click()
    await expect(marit.getByRole('button', { name: `${present} er her` })).toHaveCount(0)
  }
  await expect(marit.getByText('Møtet kan beslutte', { exact: true })).toBeVisible()
  const decision = marit.getByRole('region', { name: 'Beslutning om VIP-status' })
  await decision.getByRole('radio', { name: new RegExp(`^Ja ${firstName} blir`) }).check()
  await decision.getByRole('radio', { name: /^Ja, sier ja/ }).check()
  await decision.getByLabel('Begrunnelse').fill('Fire akutte opphold på et år. Kjent på 4B.')
  await decision.getByRole('button', { name: 'Lagre beslutning' }).click()
  await expect(marit.getByText('Ja til VIP-status').first()).toBeVisible()
  await marit.getByRole('button', { name: 'Avslutt møtet og lag referat' }).click()
  await marit.waitForURL(/\/minutes$/)
  await marit.getByRole('button', { name: 'Signer referatet' }).click()
  await expect(marit.getByRole('heading', { name: 'Dette ble laget' })).toBeVisible()

  // The agreement that the minutes made is signed by three on three devices, each signed in just now.
  const device = async (who: string, atHome = false) => {
    const context = await browser.newContext({
      ...{ baseURL: app.url, locale: 'nb-NO', timezoneId: 'Europe/Oslo' },
      viewport: atHome ? phone : { width: 1366, height: 768 },
    })
    const page = await context.newPage()
    await signIn(page, who, atHome ? 'Pasient eller pårørende' : 'Ansatt')
    return page
  }
  const slow = { timeout: 30_000 }
  const ofWard = await device(headNurse)
  await ofWard.goto(`${about}/agreement`)
  await ofWard.getByText('Lås teksten og be om signaturer').click()
  await ofWard.getByRole('button', { name: 'Lås teksten' }).click()
  await expect(ofWard.getByText('Mangler: pasienten, kommunen, sykehuset', { exact: true })).toBeVisible(slow)
  const ofTown = await device(caseworker)
  for (const [page, lacks] of [
    [ofWard, 'Mangler: pasienten, kommunen'],
    [ofTown, 'Mangler: pasienten'],
  ] as const) {
    await page.goto(`${about}/agreement`)
    await page.getByLabel('Jeg har lest hele teksten over').check()
    await page.getByRole('button', { name: 'Signer avtalen' }).click()
    await expect(page.getByText(lacks, { exact: true })).toBeVisible(slow)
  }
  const ofPatient = await device(name, true)
  await ofPatient.goto('/my/agreement')
  await ofPatient.getByLabel('Jeg har lest avtalen').check()
  await ofPatient.getByRole('button', { name: 'Skriv under' }).click()
  await expect(ofPatient.getByText('Avtalen gjelder. Alle har skrevet under.')).toBeVisible(slow)
  for (const page of [ofWard, ofTown, ofPatient]) await page.context().close()

  // The card is made in two clicks, and scanned in reception the same minute.
  await marit.goto(`${about}/card`)
  await marit.getByRole('button', { name: 'Lag kort' }).click()
  const link = marit.getByRole('link', { name: 'Åpne kortet (PDF)' })
  const pdf = await (await marit.request.get((await link.getAttribute('href')) ?? '')).body()
  expect(readPdf(pdf).text).toContain(name)
  const desk = await as(receptionNurse)
  await desk.keyboard.type(scanPdf(pdf) ?? '')
  await desk.keyboard.press('Enter')
  const band = desk.getByRole('region', { name: `VIP-pasient ${name}` })
  await expect(band.getByText(ward, { exact: true })).toBeVisible()

  // Somebody who has nothing to do with it finds none of it.
  const outsider = await as('Amir Rezaei')
  for (const page of [meeting, `${meeting}/brief`, `${meeting}/hold`, `${meeting}/minutes`, about])
    expect((await outsider.goto(page))?.status(), page).toBe(404)
  for (const page of ['status', 'promises', 'agreement', 'card'])
    expect((await outsider.goto(`${about}/${page}`))?.status(), page).toBe(404)
})
