import { readFileSync } from 'node:fs'
import { expect, expectAccessible, signIn, test } from '#tests/support/browser'
import { readPdf } from '#tests/support/pdf'
import { world } from '#tests/support/demo-world/world'

const { solveig, longName } = world
const { headNurse, caseworker } = world.outsiders
/** The head nurse of the ward whose agreement waits. */
const leader = 'Kristin Fosse'
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
  await expect(marit.getByText('Utkast', { exact: true })).toBeVisible(slow)
  await marit.getByText('Lås teksten og be om signaturer').click()
  await marit.getByRole('button', { name: 'Lås teksten' }).click()
  await expect(marit.getByText('Mangler: pasienten, kommunen, sykehuset', { exact: true })).toBeVisible(slow)
  await marit.getByLabel('Jeg har lest hele teksten over').check()
  await marit.getByRole('button', { name: 'Signer avtalen' }).click()
  await expect(marit.getByText('Mangler: pasienten, kommunen', { exact: true })).toBeVisible(slow)
  await expectAccessible(marit)

  const ingrid = await device(caseworker, wide)
  await ingrid.goto(new URL(marit.url()).pathname)
  await ingrid.getByLabel('Jeg har lest hele teksten over').check()
  await ingrid.getByRole('button', { name: 'Signer avtalen' }).click()
  await expect(ingrid.getByText('Mangler: pasienten', { exact: true })).toBeVisible(slow)

  await expect(ingrid.getByRole('link', { name: 'Avtale usignert. Mangler: pasienten' })).toBeVisible()

  // What waits stands on the page at home, and leads there.
  const patient = await device(solveig.name, phone, true)
  const news = patient.getByRole('region', { name: 'Nytt til deg' })
  await expect(news.getByRole('link', { name: 'Les og signer avtalen din' })).toHaveAttribute('href', '/my/agreement')
  await patient.getByRole('link', { name: 'Avtalen din Den venter på at du skriver under' }).click()
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

  // Anybody may ask whether a file is as it was signed; one letter more is enough for a no.
  const anybody = await (await browser.newContext({ baseURL: app.url, viewport: wide })).newPage()
  await anybody.goto('/verify')
  const check = async (buffer: Buffer) => {
    await anybody
      .getByLabel('Avtalen som PDF')
      .setInputFiles({ name: 'avtale.pdf', mimeType: 'application/pdf', buffer })
    await anybody.getByRole('button', { name: 'Sjekk filen' }).click()
  }
  const pdf = readFileSync(await download.path())
  await check(pdf)
  await expect(
    anybody.getByText(/^Seglet er vårt, og ikke et tegn er endret. Koden stemmer. Avtalen er signert/),
  ).toBeVisible()
  await expectAccessible(anybody)
  expect(await anybody.content()).not.toContain(solveig.name)
  await anybody.goto(anybody.url().replace(/kode=\w{4}/, 'kode=0000'))
  await expect(anybody.getByText('Seglet er vårt')).toHaveCount(0)
  await check(Buffer.concat([pdf, Buffer.from('x')]))
  await expect(anybody.getByText('Filen har ikke vårt segl, eller den er endret')).toBeVisible()
  await check(Buffer.concat([pdf, Buffer.alloc(3 << 20)]))
  await expect(anybody.getByText('Filen er for stor til å være en avtale fra Samløp.')).toBeVisible()
  for (const page of [marit, ingrid, patient, anybody]) await page.context().close()
})

test('the patient proves anew who they are, and declines with a word of why; the ward reads it. Signed by hand after all, the paper is scanned and confirmed', async ({
  browser,
  app,
  as,
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
  const aloud = page.getByRole('button', { name: 'Les avtalen høyt' })
  for (const [lang, there] of [
    ['en-GB', 0],
    ['nb-NO', 1],
  ] as const) {
    await page.addInitScript((voice) => {
      Object.defineProperty(speechSynthesis, 'getVoices', {
        configurable: true,
        value: () => [{ lang: voice, name: voice }],
      })
    }, lang)
    await page.goto('/my/agreement')
    await expect(page.getByLabel('Jeg har lest avtalen')).toBeEnabled()
    await expect(aloud).toHaveCount(there)
  }
  await page.goto('/api/auth/login/idporten?signere=/my/agreement')
  await page.getByRole('button', { name: longName.name }).first().click()
  await expect(page).toHaveURL(/\/my\/agreement$/)
  await page.getByText('Nei, jeg vil ikke').click()
  await page.getByLabel('Vil du si hvorfor? Du må ikke.').fill('Čáppa sátni: jeg vil snakke med søsteren min.')
  await page.getByRole('button', { name: 'Si nei til avtalen' }).click()
  await expect(page.getByText('Du har sagt nei. Du kan ombestemme deg.')).toBeVisible(slow)

  // The patient would rather sign by hand: the ward prints, scans, and confirms.
  const ward = await browser.newContext({ baseURL: app.url, viewport: wide, locale: 'nb-NO' })
  const amir = await ward.newPage()
  await signIn(amir, leader)
  await amir.goto('/patients')
  await amir.getByRole('link', { name: longName.name }).first().click()
  await amir.getByRole('link', { name: 'Avtale', exact: true }).click()
  await expect(amir.getByText('Pasienten skrev: «Čáppa sátni')).toBeVisible()
  const send = async (file: { name: string; mimeType: string; buffer: Buffer }) => {
    await amir.getByLabel('Hvem har signert?').selectOption({ label: `Pasienten: ${longName.name}` })
    await amir.getByLabel('Det skannede arket').setInputFiles(file)
    await amir.getByLabel('Jeg så at personen signerte dette arket').check()
    await amir.getByRole('button', { name: 'Bekreft signaturen' }).click()
  }
  const pdf = Buffer.from('%PDF-1.7\nsignert for hånd')
  await amir.getByText('Signert på papir').click()
  await send({ name: 'avtale.png', mimeType: 'image/png', buffer: pdf })
  await expect(amir.getByText('Filen er noe annet enn navnet sier.')).toBeVisible(slow)
  await expect(amir.getByLabel('Hvem har signert?')).not.toHaveValue('')
  await expectAccessible(amir)
  await send({ name: 'avtale.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([pdf, Buffer.alloc(11 << 20)]) })
  await expect(amir.getByText('Filen er for stor. Den kan være på 10 MB.')).toBeVisible(slow)
  await send({ name: 'avtale.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([pdf, Buffer.alloc(9 << 20)]) })
  await expect(amir.getByText('Signaturen på papir er bekreftet.')).toBeVisible(slow)
  const [scan] = await Promise.all([
    amir.waitForEvent('download'),
    amir.getByRole('link', { name: 'Last ned arket' }).click(),
  ])
  expect(readFileSync(await scan.path()).subarray(0, pdf.length)).toEqual(pdf)

  // The paper is for those who read the agreement, and comes in by its form alone.
  const way = (await amir.getByRole('link', { name: 'Last ned arket' }).getAttribute('href')) ?? ''
  const shown = await amir.request.get(way)
  expect(shown.headers()).toMatchObject({
    'content-disposition': expect.stringContaining('attachment'),
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
  })
  const marit = await as(headNurse)
  expect((await marit.request.get(way)).status()).toBe(404)
  expect((await page.request.get(way)).status()).toBe(404)
  expect((await page.request.get(way.replace('/scans/', '/own-scans/'))).status()).toBe(200)
  const upload = `/api/patients/${amir.url().split('/')[4]}/signed-paper`
  const sent = async (by: typeof amir, origin?: string) => {
    const headers: Record<string, string> = origin ? { origin } : {}
    const answer = await by.request.post(upload, { headers, multipart: { formKey: 'x' }, maxRedirects: 0 })
    return [answer.status(), answer.headers()['location']?.replace(/^.*\?|#.*$/g, '')]
  }
  expect(await sent(amir)).toEqual([403, undefined])
  expect(await sent(amir, 'https://evil.example')).toEqual([403, undefined])
  expect(await sent(amir, app.url)).toEqual([303, 'papir=other_session'])
  const nobody = await (await browser.newContext({ baseURL: app.url })).newPage()
  expect(await sent(nobody, app.url)).toEqual([303, 'feil=utlogget'])
  await nobody.context().close()
  await page.reload()
  await expect(page.getByText(`på papir. Bekreftet av ${leader}`)).toBeVisible()
  for (const one of [context, ward]) await one.close()
})
