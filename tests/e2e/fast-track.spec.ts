import { expect, expectAccessible, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'
import {
  cardIn,
  fillClearance,
  fold,
  lookUp,
  nurse,
  recordNews2,
  registerArrival,
  rowOf,
  startFastTrack,
} from '#tests/support/reception-steps'

const soon = { timeout: 2_000 }

test('from the door to the own ward: reception starts, the ward sees it within two seconds, answers, receives; the clock stops', async ({
  as,
}) => {
  const { name, number } = world.atHome.received
  const ward = await as('Silje Moen')
  await expect(ward).toHaveURL(/\/board$/)
  await expect(cardIn(ward, 'Hjemme', name)).toBeVisible()
  const reception = await as(nurse)
  await startFastTrack(reception, number)

  const asked = cardIn(ward, 'I mottak', name)
  await expect(asked).toBeVisible(soon)
  await expect(asked.getByText('Mottak venter på svar')).toBeVisible()
  await expect(ward).toHaveTitle(/^\(\d+\) Tavle/)
  await expectAccessible(reception)
  await asked.getByRole('button', { name: `${name}: mottas nå` }).click()
  await expect(cardIn(ward, 'På vei', name)).toBeVisible()
  await expect(rowOf(reception, name).getByText('Mottas nå')).toBeVisible(soon)
  await expectAccessible(ward)

  await cardIn(ward, 'På vei', name)
    .getByRole('button', { name: `Ta imot ${name}` })
    .click()
  await expect(cardIn(ward, 'På avdelingen', name)).toBeVisible()
  await expect(rowOf(reception, name)).toHaveCount(0, soon)
  await expect(reception.getByText('Pasienten er ikke lenger i mottak.')).toBeVisible(soon)

  // It is there after a restart of the page too, and who has left reception is closed to it.
  await ward.reload()
  await expect(cardIn(ward, 'På avdelingen', name)).toBeVisible()
  expect((await reception.reload())?.status()).toBe(404)
})

test('somebody unstable: treated first, the ward is told at once, and fast track opens when it is cleared', async ({
  as,
}) => {
  const { name, number } = world.atHome.unstable
  const ward = await as('Silje Moen')
  const reception = await as(nurse)
  await registerArrival(reception, number)
  await expectAccessible(reception)
  await recordNews2(reception, { Respirasjon: '26' })

  const band = reception.getByRole('alert').filter({ hasText: 'Behandle først – varsle VIP-avdelingen' })
  await expect(band).toBeVisible()
  await expect(reception.getByRole('heading', { name: 'NEWS2: 3 poeng' })).toBeVisible()
  await expect(cardIn(ward, 'I mottak', name).getByText('Behandles først')).toBeVisible(soon)
  const start = reception.getByRole('button', { name: 'Start fast-track' })
  await expect(start).toHaveAttribute('aria-disabled', 'true')
  await expect(reception.getByText('Fast-track er stengt fordi', { exact: false })).toBeVisible()
  await expectAccessible(reception)

  await fold(reception, 'Behandling avklart').click()
  await reception.getByRole('button', { name: 'Lagre avklaring' }).click()
  await expect(reception.getByText('Skriv navnet på den som har avklart', { exact: false })).toBeVisible()
  await expectAccessible(reception)
  await fillClearance(reception)
  await reception.getByRole('button', { name: 'Lagre avklaring' }).click()
  await expect(band).toHaveCount(0)
  await expect(reception.getByText('Behandling avklart av Vibeke Lund (Akuttlege)', { exact: false })).toBeVisible()
  await start.click()
  await expect(reception.getByText('Fast-track til').first()).toBeVisible()
  await expect(cardIn(ward, 'I mottak', name).getByText('Mottak venter på svar')).toBeVisible(soon)
})

test('unstable on the way: the ward receives only with who cleared it', async ({ as }) => {
  const { name, number } = world.atHome.cleared
  const reception = await as(nurse)
  await startFastTrack(reception, number)
  const ward = await as('Ola Breivik')
  await cardIn(ward, 'I mottak', name)
    .getByRole('button', { name: `${name}: mottas nå` })
    .click()
  await reception.getByRole('radio', { name: 'Rød' }).check()
  await reception.getByRole('button', { name: 'Lagre farge' }).click()
  await expect(reception.getByText('Klokken går', { exact: false })).toBeVisible()

  const card = cardIn(ward, 'På vei', name)
  await expect(card.getByText('Behandles først', { exact: true })).toBeVisible(soon)
  await fold(ward, 'Ta imot').click()
  await expectAccessible(ward)
  await fillClearance(ward)
  await card.getByRole('button', { name: 'Ta imot', exact: true }).click()
  await expect(cardIn(ward, 'På avdelingen', name)).toBeVisible()
})

test('no bed on the own ward: another is asked with a reason and a day for moving, and the own sees where', async ({
  as,
}) => {
  const { name, number } = world.atHome.elsewhere
  const own = await as('Kristin Fosse')
  const other = await as('Øystein Rygh')
  const reception = await as(nurse)
  await startFastTrack(reception, number)

  const asked = cardIn(own, 'I mottak', name)
  await asked.locator('summary').filter({ hasText: 'Om … min' }).click()
  await asked.getByRole('textbox', { name: 'Klar om hvor mange minutter' }).fill('9999')
  await asked.getByRole('button', { name: 'Svar', exact: true }).click()
  await expect(asked.getByText('Skriv hvor mange minutter, fra 1 til 240.')).toBeVisible()
  await expect(asked.getByRole('textbox', { name: 'Klar om hvor mange minutter' })).toHaveValue('9999')
  await expectAccessible(own)
  await asked.locator('summary').filter({ hasText: 'Kan ikke' }).click()
  await asked.getByRole('combobox', { name: 'Hvorfor' }).selectOption('NO_BED')
  await asked.getByRole('button', { name: 'Svar at dere ikke kan' }).click()
  await expect(rowOf(reception, name).getByText('Kan ikke: ingen ledig seng')).toBeVisible(soon)

  const row = rowOf(reception, name)
  await row.locator('summary').filter({ hasText: 'Velg annen avdeling' }).click()
  await row.getByRole('button', { name: 'Spør avdelingen' }).click()
  await expect(row.getByText('Velg en avdeling.')).toBeVisible()
  await expectAccessible(reception)
  await row.getByRole('combobox', { name: 'Avdeling', exact: true }).selectOption({ label: 'Kirurgisk avdeling 5A' })
  const day = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000)
  const written = day.toLocaleDateString('nb-NO', {
    timeZone: 'Europe/Oslo',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
  await row.getByRole('textbox', { name: 'Flyttes til VIP-avdelingen' }).fill(written)
  await row.getByRole('button', { name: 'Spør avdelingen' }).click()

  await expect(cardIn(other, 'I mottak', name)).toBeVisible(soon)
  await expect(
    cardIn(own, 'I mottak', name).getByText(`Går til Kirurgisk avdeling 5A. Flyttes hit ${written.slice(0, 6)}`),
  ).toBeVisible(soon)
  await expect(cardIn(own, 'I mottak', name).getByRole('button')).toHaveCount(0)
  await cardIn(other, 'I mottak', name)
    .getByRole('button', { name: `${name}: mottas nå` })
    .click()
  await cardIn(other, 'På vei', name)
    .getByRole('button', { name: `Ta imot ${name}` })
    .click()
  await expect(
    cardIn(other, 'På avdelingen', name).getByText('VIP på Medisinsk avdeling 2C, flyttes', { exact: false }),
  ).toBeVisible()
  await expect(
    cardIn(own, 'På avdelingen', name).getByText('Ligger på Kirurgisk avdeling 5A', { exact: false }),
  ).toBeVisible(soon)
})

test('the wrong patient: the arrival is cancelled after one question, and the page is closed', async ({ as }) => {
  const reception = await as(nurse)
  await registerArrival(reception, world.atHome.mistaken.number)
  const address = reception.url()
  await reception.goto('/reception')
  await lookUp(reception, world.atHome.mistaken.number)
  await expect(reception.getByRole('link', { name: 'Åpne pasienten i mottak' })).toBeVisible()
  await expectAccessible(reception)
  await reception.getByRole('link', { name: 'Åpne pasienten i mottak' }).click()
  await expect(reception).toHaveURL(address)
  // Looked up once more from the own page, the page stays.
  await lookUp(reception, world.atHome.mistaken.number)
  await expect(reception).toHaveURL(address)
  await expect(reception.getByRole('status')).toContainText(world.atHome.mistaken.name)
  await expect(reception.getByText('Slår opp …')).toBeHidden()
  await fold(reception, 'Avlys ankomsten').click()
  await reception.getByRole('button', { name: 'Avlys', exact: true }).click()
  await expect(reception).toHaveURL(/\/reception$/)
  expect((await reception.goto(address))?.status()).toBe(404)
})

test('what cannot be right is asked for again beside its field, and nothing typed is lost', async ({ as }) => {
  const reception = await as(nurse)
  await lookUp(reception, world.notVip.number)
  await expect(reception.getByRole('heading', { name: 'Kan et samarbeidsmøte hjelpe?' })).toBeVisible()
  await expect(reception.getByText('Registrer ankomsten først. Da kan du anbefale', { exact: false })).toBeVisible()
  await fold(reception, 'Registrer ankomst').click()
  const time = reception.getByRole('textbox', { name: 'Ankom' })
  for (const [written, problem] of [
    ['31.12.2099 14.05', 'Ankomsten kan ikke være fram i tid. Se på klokkeslettet.'],
    ['01.01.2020 14.05', 'Ankomsten er mer enn et døgn tilbake. Se på datoen.'],
    ['i natt', 'Skriv tiden som 22.11.2026 14.05, eller bare 14.05 for i dag.'],
  ] as const) {
    await time.fill(written)
    await reception.getByRole('combobox', { name: 'Kom med' }).selectOption('POLICE')
    await reception.getByRole('button', { name: 'Registrer', exact: true }).click()
    await expect(reception.getByText(problem)).toBeVisible()
    await expect(time).toHaveValue(written)
    await expect(time).toBeFocused()
    await expect(reception.getByRole('combobox', { name: 'Kom med' })).toHaveValue('POLICE')
  }
  await expectAccessible(reception)
})

test('a child is not offered NEWS2; a value that no body has is asked about; a meeting is recommended from reception', async ({
  as,
}) => {
  const reception = await as(nurse)
  await registerArrival(reception, world.child.number)
  await expect(reception.getByText('NEWS2 brukes ikke for pasienter under 16 år.', { exact: false })).toBeVisible()
  await expect(reception.getByRole('button', { name: 'Lagre NEWS2' })).toHaveCount(0)

  await reception.getByRole('link', { name: world.waiting.notVip.name }).click()
  await expect(reception.getByRole('heading', { name: world.waiting.notVip.name })).toBeVisible()
  await fold(reception, 'Registrer nye verdier').click()
  await recordNews2(reception, { Temperatur: '384' })
  await expect(reception.getByText('Kan Temperatur være 384 °C? Mener du 38,4?', { exact: false })).toBeVisible()
  await expect(reception.getByRole('textbox', { name: 'Puls', exact: true })).toHaveValue('78')
  await expect(reception.getByRole('combobox', { name: 'Bevissthet' })).toHaveValue('ALERT')

  await fold(reception, 'Anbefal et møte').click()
  const reason = reception.getByRole('textbox', { name: 'Hvorfor kan et møte hjelpe?' })
  await reason.fill('Ofte')
  await reception.getByRole('button', { name: 'Send anbefaling' }).click()
  await expect(reception.getByText('Skriv hvorfor, med minst 10 tegn.')).toBeVisible()
  await expect(reason).toHaveValue('Ofte')
  await expectAccessible(reception)
  await reason.fill('Tredje gang i mottak på to måneder, og alene hjemme.')
  await reception.getByRole('button', { name: 'Send anbefaling' }).click()
  await expect(reception.getByText('Du har anbefalt et møte til Randi Tangen.')).toBeVisible()
  await expect(reception.getByRole('button', { name: 'Send anbefaling' })).toHaveCount(0)
})
