import { expect, expectAccessible, signIn, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'
import { readPdf } from '#tests/support/pdf'
import { scanPdf, scanScreen } from '#tests/support/qr'
import { fold, nurse } from '#tests/support/reception-steps'

const { name } = world.expiredCard
const ward = 'Lungeavdelingen 4B'
const phone = { width: 360, height: 780 }
/** As a bank card, in points. */
const bankCard = /Page size:\s+242\.\d+ x 153\.\d* pts|Page size:\s+243 x 153 pts/

test('a card is made in two clicks, printed, and scanned in reception the same minute; a stranger is told nothing', async ({
  as,
  app,
  browser,
}) => {
  const head = await as(world.outsiders.headNurse)
  await head.goto('/patients')
  await head.getByRole('link', { name }).first().click()
  await expect(head.getByText('Uten gyldig VIP-kort')).toBeVisible()
  await head.getByRole('link', { name: 'Kort', exact: true }).click()
  await head.getByRole('button', { name: 'Lag kort' }).click()
  await expect(head.getByText('Gyldig til')).toBeVisible()
  await expectAccessible(head)

  const printed = await head.request.get(
    (await head.getByRole('link', { name: 'Åpne kortet (PDF)' }).getAttribute('href')) ?? '',
  )
  const pdf = await printed.body()
  expect(printed.headers()['content-disposition']).not.toContain(name)
  const { text, info } = readPdf(pdf)
  expect(info).toMatch(bankCard)
  for (const said of [name, ward, '55 00 42 40']) expect(text).toContain(said)
  const code = scanPdf(pdf) ?? ''
  expect(code).toMatch(new RegExp(`^${app.url}/k#SL1[A-Z2-7]{142}$`))
  expect(text + code).not.toContain(world.expiredCard.number)

  // In reception, as a hand scanner types it.
  const desk = await as(nurse)
  const scan = async () => {
    await desk.keyboard.type(code)
    await desk.keyboard.press('Enter')
  }
  await scan()
  const band = desk.getByRole('region', { name: `VIP-pasient ${name}` })
  await expect(band.getByText(ward, { exact: true })).toBeVisible()
  expect(desk.url()).not.toContain('SL1')

  // A stranger who found it.
  const context = await browser.newContext({ viewport: phone, locale: 'nb-NO' })
  const stranger = await context.newPage()
  const heard: string[] = []
  stranger.on('response', async (answer) => heard.push(answer.url(), await answer.text().catch(() => '')))
  const title = (words: string) => expect(stranger.getByRole('heading', { name: words })).toBeVisible()
  await stranger.goto(code)
  await title('Kortet er gyldig')
  await expect(stranger.getByRole('link', { name: /sentralbordet ved Helse Fjordkyst/ })).toBeVisible()
  await expect(stranger).toHaveURL(`${app.url}/k`)
  await expectAccessible(stranger)
  const at = code.indexOf('SL1') + 20
  const altered = `${code.slice(0, at)}${code[at] === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`
  await stranger.goto(altered)
  await title('Kortet ble ikke lest')
  await stranger.goto(`${app.url}/k#SL1${'A'.repeat(26)}`)
  await title('Dette er ikke et gyldig kort')
  await context.setOffline(true)
  await stranger.evaluate((card) => (location.hash = card), code.slice(code.indexOf('SL1')))
  await title('Kortet er ekte')
  await context.setOffline(false)

  // Lost, and stopped at once.
  await fold(head, 'Sperr kortet').click()
  await head.getByRole('button', { name: 'Sperr nå' }).click()
  await expect(head.getByText('Uten gyldig kort', { exact: true })).toBeVisible()
  await stranger.goto(code)
  await title('Kortet gjelder ikke lenger')
  await scan()
  await expect(desk.getByText('Kortet som ble skannet, gjelder ikke.', { exact: true })).toBeVisible()
  const list = stranger.waitForResponse('**/api/cards/revoked')
  await stranger.reload()
  await (await list).finished()
  await context.setOffline(true)
  await stranger.evaluate((card) => (location.hash = card), code.slice(code.indexOf('SL1')))
  await title('Kortet gjelder ikke lenger')

  const told = heard.join('\n')
  for (const secret of [...name.split(' '), ward, world.expiredCard.number, code.slice(-30)])
    expect(told).not.toContain(secret)
  await context.close()
})

test('a patient has the card on the whole screen of a phone, and on paper', async ({ browser, app }) => {
  const context = await browser.newContext({ baseURL: app.url, viewport: phone, locale: 'nb-NO' })
  const page = await context.newPage()
  await signIn(page, world.citizen, 'Pasient eller pårørende')
  await page.getByRole('link', { name: 'Vis kortet' }).click()
  const card = page.getByRole('article', { name: world.solveig.name })
  await expect(card.getByText(ward)).toBeVisible()
  await expect(card.getByRole('link', { name: '55 00 42 40' })).toHaveAttribute('href', 'tel:+4755004240')
  const box = await card.boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(phone.height)
  expect(await scanScreen(page)).toBe(`${app.url}/k#${world.solveig.card}`)
  await expectAccessible(page)
  const { info } = readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }))
  expect(info).toMatch(bankCard)
  expect(info).toMatch(/Pages:\s+2/)
  await context.close()
})
