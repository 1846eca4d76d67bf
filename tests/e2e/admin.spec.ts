import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '#tests/support/browser'
import { fold } from '#tests/support/reception-steps'

const [hospital, town, smallTown] = ['Geir Haugen', 'Asbjørn Loe', 'Rune Fjell']
const headNurse = 'Kristin Fosse'
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const criteria = (page: Page) => page.getByLabel('Kriterier', { exact: true })

test('hospital and municipality write criteria and the template of agreements together, approve them, and see what is new', async ({
  as,
}) => {
  test.slow()
  const [geir, asbjorn] = [await as(hospital), await as(town)]
  for (const page of [geir, asbjorn]) {
    await page.goto('/admin/criteria')
    await expect(heading(page, 'Utkast til versjon 3')).toBeVisible()
  }
  await expectAccessible(geir)

  // Both write in the same draft. The second to save is told, and has both texts before the eyes.
  const before = await criteria(geir).inputValue()
  await criteria(asbjorn).fill(`${before}\nKommunen har en plass å tilby`)
  await press(asbjorn, 'Lagre utkastet')
  await expect(asbjorn.getByText('Nytt: Kommunen har en plass å tilby')).toBeVisible()
  await criteria(geir).fill(`${before}\nSykehuset har en fast kontaktlege`)
  await press(geir, 'Lagre utkastet')
  await expect(geir.getByText('En annen har lagret utkastet mens du skrev')).toBeVisible()
  await expect(criteria(geir)).toHaveValue(/Sykehuset har en fast kontaktlege$/)
  await expect(geir.getByText('Nytt: Kommunen har en plass å tilby')).toBeVisible()
  await criteria(geir).fill(`${before}\nKommunen har en plass å tilby\nSykehuset har en fast kontaktlege`)
  await press(geir, 'Lagre utkastet')
  await expect(geir.getByText('Nytt: Sykehuset har en fast kontaktlege')).toBeVisible()

  await press(geir, 'Foreslå for partene')
  await press(geir, 'Godkjenn versjon 3 for oss')
  await expect(geir.getByRole('listitem').filter({ hasText: 'Versjon 3' })).toContainText(
    'Godkjent av Helse Fjordkyst HF',
  )
  await asbjorn.reload()
  await press(asbjorn, 'Godkjenn versjon 3 for oss')
  await expect(asbjorn.getByText('Gjelder med Strandvik kommune.')).toBeVisible()

  await asbjorn.getByRole('link', { name: 'Versjon 3' }).click()
  await expect(asbjorn.getByText('Mot versjon 2: 3 nye kriterier.')).toBeVisible()
  await asbjorn.getByRole('link', { name: 'Versjon 1' }).click()
  await expect(asbjorn.getByText('Tatt ut: Tiltakene til nå har hatt preg av enkeltløsninger')).toBeVisible()
  await expectAccessible(asbjorn)

  // The template of the agreement goes the same way, with what is new told word by word.
  await asbjorn.goto('/admin/agreement-templates')
  const last = asbjorn.getByLabel('Endre eller si opp')
  const text = await last.inputValue()
  await last.fill(`${text}\nRing {avdelingen}.`)
  await press(asbjorn, 'Lagre utkastet')
  await expect(asbjorn.getByText('{avdelingen} er ikke et navn Samløp kan sette inn')).toBeVisible()
  await last.fill(`${text}\nRing {avdeling}.`)
  await press(asbjorn, 'Lagre utkastet')
  await expect(asbjorn.locator('ins', { hasText: 'Ring {avdeling}.' })).toBeVisible()
  await expectAccessible(asbjorn)
  await press(asbjorn, 'Foreslå for partene')
  await press(asbjorn, 'Godkjenn versjon 3 for oss')
  await geir.goto('/admin/agreement-templates')
  await press(geir, 'Godkjenn versjon 3 for oss')
  await expect(geir.getByText('Gjelder med Strandvik kommune.')).toBeVisible()
  await geir.getByRole('link', { name: 'Versjon 3' }).click()
  await expect(geir.getByText('Mot versjon 2. Endret: «Dette gjør du», «Endre eller si opp».')).toBeVisible()
  await expectAccessible(geir)

  // Another municipality has not approved and stays with the version that it did; everybody at work reads what counts.
  const nurse = await as('Silje Moen')
  await nurse.goto('/criteria')
  await expect(heading(nurse, 'Helse Fjordkyst HF og Strandvik kommune')).toBeVisible()
  await expect(heading(nurse, /Sundøy kommune$/)).toBeVisible()
  await expectAccessible(nurse)
  expect((await nurse.goto('/admin/criteria'))?.status()).toBe(404)
  const rune = await as(smallTown)
  await rune.goto('/admin/criteria')
  await expect(rune.getByRole('button', { name: 'Godkjenn versjon 3 for oss' })).toBeVisible()
})

test('a nurse gets a role and has it at the next sign-in; nobody gives oneself one; a head nurse looks at possible meetings', async ({
  as,
}) => {
  test.slow()
  const geir = await as(hospital)
  await geir.goto('/admin')
  await expectAccessible(geir)
  await geir.getByRole('link', { name: 'Silje Moen' }).first().click()
  await geir.getByLabel('Rolle', { exact: true }).selectOption({ label: 'Avdelingssykepleier' })
  await press(geir, 'Gi rollen')
  await expect(geir.getByText('Velg enheten rollen gjelder ved.')).toBeVisible()
  await geir.getByLabel('Enhet').selectOption({ label: 'Medisinsk avdeling 2C' })
  await press(geir, 'Gi rollen')
  await expect(geir.getByText('Avdelingssykepleier, Medisinsk avdeling 2C')).toBeVisible()
  await expectAccessible(geir)

  const silje = await as('Silje Moen')
  await silje.goto('/choose')
  await expect(silje.getByText('Medisinsk avdeling 2C')).toBeVisible()

  // Ended again, it is gone at the next step; and the own page offers nothing.
  await fold(geir, 'Avslutt rollen').click()
  await press(geir, 'Avslutt')
  await expect(geir.getByText('Avsluttet', { exact: true }).first()).toBeVisible()
  expect((await silje.goto('/choose'))?.status()).toBe(404)
  await geir.goto('/admin')
  await geir.getByRole('link', { name: hospital }).click()
  await expect(geir.getByText('Ingen kan endre egne roller')).toBeVisible()
  await expect(geir.getByRole('button', { name: 'Gi rollen' })).toHaveCount(0)

  // A ward gets a night number; what is no number is said beside the field, and what stood before stays in sight.
  await geir.goto('/admin/settings')
  const ward = geir.getByRole('listitem').filter({ hasText: 'Medisinsk avdeling 2C' })
  await ward.locator('summary', { hasText: 'Endre' }).click()
  await ward.getByLabel('Telefon om natten').fill('1234')
  await ward.getByRole('button', { name: 'Lagre numrene' }).click()
  await expect(ward.getByText('Skriv et norsk telefonnummer, for eksempel 55 00 42 40.')).toBeVisible()
  await ward.getByLabel('Telefon om natten').fill('+4755004229')
  await ward.getByRole('button', { name: 'Lagre numrene' }).click()
  await expect(ward.getByText(/natt 55 00 42 29/)).toBeVisible()
  await ward.getByText('Tidligere numre').click()
  await expect(ward.getByText(/Endret av Geir Haugen/)).toBeVisible()
  // From the top, where the bar of the page lies over no button.
  await geir.evaluate(() => scrollTo(0, 0))
  await expectAccessible(geir)

  // Somebody new is added, and signs in through the provider at once. What is wrong is said beside its field.
  await geir.goto('/admin')
  await geir.getByRole('link', { name: 'Ny person' }).click()
  await geir.getByLabel('Fornavn').fill('Nora')
  await geir.getByLabel('Etternavn').fill('Vangsnes')
  await geir.getByLabel('E-post på jobb').fill('nora.vangsnes@fjordkyst.example')
  await geir.getByLabel('Bruker-ID hos HelseID').fill('nora.vangsnes')
  await geir.getByLabel('Rolle', { exact: true }).selectOption({ label: 'Sykepleier' })
  await geir.getByLabel('Enhet').selectOption({ label: 'Medisinsk avdeling 2C' })
  await press(geir, 'Legg til personen')
  await expect(geir.getByText('Denne rollen krever et HPR-nummer.')).toBeVisible()
  await geir.getByLabel('HPR-nummer').fill('99 00 101')
  await press(geir, 'Legg til personen')
  await expect(geir.getByText('Samløp kjenner allerede noen med dette HPR-nummeret.')).toBeVisible()
  await expectAccessible(geir)
  await geir.getByLabel('HPR-nummer').fill('9900777')
  await press(geir, 'Legg til personen')
  await expect(heading(geir, 'Nora Vangsnes')).toBeVisible()
  const nora = await as('Nora Vangsnes')
  await expect(heading(nora, 'Medisinsk avdeling 2C')).toBeVisible()
  expect((await nora.goto('/admin/people/new'))?.status()).toBe(404)

  const kristin = await as(headNurse)
  await kristin.goto('/candidates')
  await expectAccessible(kristin)
  // A suggestion leads to where a meeting is called, and decides nothing.
  await kristin
    .getByRole('link', { name: /^Vurder møte for/ })
    .first()
    .click()
  await kristin.waitForURL(/\/meetings\/new$/)
  await expect(kristin.getByRole('heading', { level: 1 })).toBeVisible()
  await kristin.goto('/candidates')
  const rows = kristin.locator('main tbody tr')
  const count = await rows.count()
  expect(count).toBeGreaterThan(0)
  const name = (await rows.first().getByRole('rowheader').innerText()).split('\n')[0] ?? ''
  await fold(kristin, 'Ikke aktuelt').click()
  await press(kristin, 'Lagre')
  await expect(kristin.getByText('Velg hvorfor.')).toBeVisible()
  await kristin.getByLabel('Har god nok oppfølging nå').first().check()
  await kristin.getByLabel('Se på det igjen').first().fill('01.01.2020')
  await press(kristin, 'Lagre')
  await expect(kristin.getByText('Velg en dag fra og med i morgen.')).toBeVisible()
  const later = new Date(Date.now() + 60 * 86_400_000).toLocaleDateString('nb-NO', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
  await kristin.getByLabel('Se på det igjen').first().fill(later)
  await press(kristin, 'Lagre')
  await expect(kristin.getByText(name, { exact: true })).toHaveCount(0)
  await expect(rows).toHaveCount(count - 1)
})
