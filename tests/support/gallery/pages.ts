// oxlint-disable max-lines -- a table
import type { Page } from '@playwright/test'
import { heldBefore, heldNow } from '#tests/support/demo-world/held-meetings'
import { world } from '#tests/support/demo-world/world'
import { idOf } from '#tests/support/records/ids'
import type { CitizenSubject, StaffSubject } from '#tests/support/people'

export type Subject = StaffSubject | CitizenSubject

export type Picture = {
  /** Of the file, and in what the program prints. */
  name: string
  /** The entrance that is pictured, as `lib/permissions.ts` calls it; the browser must end there. */
  page: string
  /** Who signs in; nobody without one. */
  as?: Subject
  /** Where to begin when that is not the page itself. */
  path?: string
  /** The way from there to what is pictured. */
  steps?: (page: Page) => Promise<unknown>
  /** Where the browser ends when somebody is led on from the page. */
  lands?: string
  about: string
}

const lookUp = (text: string) => async (page: Page) => {
  await page.getByRole('textbox', { name: 'Finn pasient' }).fill(text)
  await page.keyboard.press('Enter')
}
/** Looks up, and waits until the heading of the answer is there. */
const find = (text: string, heading: string | RegExp) => async (page: Page) => {
  await lookUp(text)(page)
  await page.getByRole('heading', { name: heading }).first().waitFor()
}
const link = (name: string | RegExp) => (page: Page) => page.getByRole('link', { name }).first().click()
/** What unfolds on the page; its name is said by the summary, which browsers give no role of their own. */
const unfold = (name: string | RegExp) => (page: Page) =>
  page
    .locator('main')
    .getByText(name, { exact: typeof name === 'string' })
    .first()
    .click()
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
const all =
  (...steps: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page)
  }
/** Follows a link of a list and waits until the browser is there. */
const open = (name: string | RegExp, address: RegExp) => async (page: Page) => {
  await link(name)(page)
  await page.waitForURL(address)
}

/** To the page where break-glass of a patient is opened. */
const toEmergency = (number: string) => async (page: Page) => {
  await page.getByRole('textbox', { name: 'Fødselsnummer' }).fill(number)
  await press('Gå videre')(page)
  await page.waitForURL(/\/patients\/[0-9a-f-]{36}\/emergency$/)
}
/** Opens it with a reason, and waits until it is open. */
const breakGlass = async (page: Page) => {
  await page.getByLabel('Fare for liv eller helse nå').check()
  await page.getByLabel('Hva har skjedd?').fill('Funnet bevisstløs hjemme, på vei inn med ambulanse.')
  await page.getByLabel('Jeg trenger opplysningene nå').check()
  await press('Åpne nødtilgang')(page)
  await page.getByRole('region', { name: 'Nødtilgang', exact: true }).waitFor()
}

const stayPage = /\/stays\/[0-9a-f-]{36}$/
const patientPage = /\/patients\/[0-9a-f-]{36}$/
const arrivalPage = /\/reception\/[0-9a-f-]{36}$/
const { solveig, waiting, sameName } = world

/** Nobody is changed by these. */
const seen: Picture[] = [
  { name: 'front', page: '/', about: 'Forsiden' },
  { name: 'front-problem', page: '/', path: '/?feil=avbrutt', about: 'Innloggingen ble avbrutt' },
  { name: 'front-signed-out', page: '/', path: '/?feil=utlogget', about: 'Logget ut uten å ville det' },
  { name: 'not-found-out', page: '/finnes-ikke', about: 'En side som ikke finnes, uten innlogging' },

  { name: 'my-agreement', page: '/my/agreement', as: 'solveig.haugland', path: '/my/agreement', about: 'Avtalen min' },
  {
    name: 'agreement',
    page: '/patients/[id]/agreement',
    as: 'marit.solberg',
    path: '/patients',
    steps: all(open(solveig.name, patientPage), open('Avtale', /\/agreement$/)),
    about: 'Avtalen med pasienten',
  },

  { name: 'reception', page: '/reception', as: 'hanne.rusten', about: 'Før noen er slått opp' },
  {
    name: 'reception-vip',
    page: '/reception',
    as: 'hanne.rusten',
    steps: find(solveig.number, solveig.name),
    about: 'VIP-pasient funnet',
  },
  {
    name: 'reception-vip-arrival',
    page: '/reception',
    as: 'hanne.rusten',
    steps: all(find(solveig.number, solveig.name), unfold('Registrer ankomst')),
    about: 'Skjemaet for ankomst er åpent',
  },
  {
    name: 'reception-vip-fast-track',
    page: '/reception',
    as: 'hanne.rusten',
    steps: all(find(solveig.number, solveig.name), unfold('Start fast-track')),
    about: 'Skjemaet for fast-track er åpent',
  },
  {
    name: 'reception-long-name',
    page: '/reception',
    as: 'hanne.rusten',
    steps: find(world.longestName.number, world.longestName.name),
    about: 'Et langt navn, og en som alt er i mottak',
  },
  {
    name: 'reception-bad-card',
    page: '/reception',
    as: 'hanne.rusten',
    steps: find(world.revokedCard.card, world.revokedCard.name),
    about: 'Kortet er sperret',
  },
  {
    name: 'reception-none',
    page: '/reception',
    as: 'hanne.rusten',
    steps: find(world.notVip.number, world.notVip.name),
    about: 'Ingen VIP-status',
  },
  {
    name: 'reception-deceased',
    page: '/reception',
    as: 'hanne.rusten',
    steps: find(world.deceased.number, world.deceased.name),
    about: 'Pasienten er registrert som død',
  },
  {
    name: 'reception-unknown',
    page: '/reception',
    as: 'hanne.rusten',
    steps: find(world.unknown.number, 'Fant ingen pasient'),
    about: 'Ingen treff',
  },
  {
    name: 'reception-blocked',
    page: '/reception',
    as: 'hanne.rusten',
    steps: find(world.blocked.number, 'Opplysninger er sperret'),
    about: 'Sperret av pasienten',
  },
  {
    name: 'reception-many',
    page: '/reception',
    as: 'hanne.rusten',
    steps: find(`${sameName.vip.name} 12.04.1955`, 'Flere passer'),
    about: 'Navn og fødselsdato passer på flere',
  },
  {
    name: 'reception-error',
    page: '/reception',
    as: 'hanne.rusten',
    steps: all(lookUp('1583482008'), (page) => page.getByText('Nummeret har 10 sifre').waitFor()),
    about: 'Feil i feltet',
  },
  { name: 'reception-innvik', page: '/reception', as: 'ida.solheim', about: 'Et annet sykehus' },
  {
    name: 'reception-stay',
    page: '/reception/[stay]',
    as: 'hanne.rusten',
    path: '/reception',
    steps: open(waiting.arrived.name, arrivalPage),
    about: 'Nettopp kommet, triage er ikke gjort',
  },
  {
    name: 'reception-stay-treat-first',
    page: '/reception/[stay]',
    as: 'hanne.rusten',
    path: '/reception',
    steps: open(waiting.unsafe.name, arrivalPage),
    about: 'Behandles først',
  },
  {
    name: 'reception-stay-asked',
    page: '/reception/[stay]',
    as: 'hanne.rusten',
    path: '/reception',
    steps: open(waiting.asked.name, arrivalPage),
    about: 'Fast-track går, avdelingen har ikke svart',
  },
  {
    name: 'reception-stay-refused',
    page: '/reception/[stay]',
    as: 'hanne.rusten',
    path: '/reception',
    steps: open(waiting.refused.name, arrivalPage),
    about: 'Avdelingen kan ikke',
  },
  {
    name: 'reception-stay-accepted',
    page: '/reception/[stay]',
    as: 'hanne.rusten',
    path: '/reception',
    steps: open(waiting.accepted.name, arrivalPage),
    about: 'Avdelingen tar imot nå',
  },
  {
    name: 'reception-stay-green',
    page: '/reception/[stay]',
    as: 'hanne.rusten',
    path: '/reception',
    steps: open(waiting.notVip.name, arrivalPage),
    about: 'Grønn triage, ingen VIP-status',
  },
  {
    name: 'reception-redirect',
    page: '/reception',
    as: 'berit.nygard',
    steps: unfold('Velg annen avdeling'),
    about: 'Velger annen avdeling etter et nei',
  },

  { name: 'board-lung', page: '/board', as: 'marit.solberg', about: 'Tavlen på Lungeavdelingen' },
  { name: 'board-heart', page: '/board', as: 'amir.rezaei', about: 'Tavlen på Hjerteavdelingen' },
  {
    name: 'board-medical',
    page: '/board',
    as: 'kristin.fosse',
    steps: unfold('Om … min'),
    about: 'Spurt om en pasient: svarer med tid',
  },
  {
    name: 'board-cannot',
    page: '/board',
    as: 'kristin.fosse',
    steps: unfold('Kan ikke'),
    about: 'Spurt om en pasient: kan ikke',
  },
  { name: 'board-children', page: '/board', as: 'hege.sunde', about: 'En tavle med få på' },
  { name: 'board-innvik', page: '/board', as: 'terje.lothe', about: 'Sykehuset med de virkelige innleggelsene' },
  { name: 'flow', page: '/flow', as: 'randi.tangen', about: 'Flyt' },
  {
    name: 'flow-redirect',
    page: '/flow',
    as: 'randi.tangen',
    steps: unfold('Velg annen avdeling'),
    about: 'Velger annen avdeling',
  },

  { name: 'patients-gp', page: '/patients', as: 'knut.eide', about: 'Fastlegens pasienter' },
  { name: 'patients-caseworker', page: '/patients', as: 'ingrid.moe', about: 'Arbeidslisten' },
  {
    name: 'patients-page-2',
    page: '/patients',
    as: 'ingrid.moe',
    steps: open('Side 2', /side=2/),
    about: 'Arbeidslisten, side 2',
  },
  {
    name: 'patients-due',
    page: '/patients',
    as: 'ingrid.moe',
    steps: open(/^Frist nær/, /vis=frist/),
    about: 'Arbeidslisten, frist nær',
  },
  { name: 'patients-ward', page: '/patients', as: 'silje.moen', about: 'Avdelingens pasienter' },
  {
    name: 'patients-find-none',
    page: '/patients',
    as: 'silje.moen',
    steps: all(
      (page) => page.getByLabel('Finn en av pasientene').fill('Haugland 16.03.1948'),
      press('Finn'),
      (page) => page.getByText('Ingen av pasientene dine passer').waitFor(),
    ),
    about: 'Fant ingen av sine pasienter',
  },
  { name: 'patients-zone', page: '/patients', as: 'eli.strand', about: 'Sonelederens pasienter' },
  {
    name: 'patients-filtered-away',
    page: '/patients',
    as: 'daniel.tesfay',
    steps: open(/^Inne nå/, /vis=inne/),
    about: 'Ingen passer filteret',
  },
  { name: 'patients-primary-contact', page: '/patients', as: 'mona.hjelle', about: 'Primærkontaktens pasienter' },

  {
    name: 'patient-ward',
    page: '/patients/[id]',
    as: 'marit.solberg',
    path: '/patients',
    steps: open(solveig.name, patientPage),
    about: 'Pasientsiden for VIP-avdelingen',
  },
  {
    name: 'patient-gp',
    page: '/patients/[id]',
    as: 'knut.eide',
    path: '/patients',
    steps: open(solveig.name, patientPage),
    about: 'Pasientsiden for fastlegen',
  },
  {
    name: 'patient-zone',
    page: '/patients/[id]',
    as: 'eli.strand',
    path: '/patients',
    steps: open(solveig.name, patientPage),
    about: 'Pasientsiden for sonelederen',
  },
  {
    name: 'patient-caseworker-blocked',
    page: '/patients/[id]',
    as: 'ingrid.moe',
    path: '/patients?sorter=navn',
    steps: open(world.blocked.name, patientPage),
    about: 'Pasienten har sperret VIP-statusen',
  },
  {
    name: 'patient-other-ward',
    page: '/patients/[id]',
    as: 'silje.moen',
    path: '/patients',
    steps: open(world.onOtherWard.name, patientPage),
    about: 'Ligger her, hører til en annen avdeling',
  },
  {
    name: 'patient-card',
    page: '/patients/[id]/card',
    as: 'marit.solberg',
    path: '/patients',
    steps: all(open(solveig.name, patientPage), open('Kort', /\/card$/)),
    about: 'Kortet',
  },
  { name: 'agreement-check', page: '/verify', about: 'Sjekk av en avtale' },
  { name: 'card-check', page: '/k', about: 'Sjekk av kort, uten kode' },
  {
    name: 'card-check-valid',
    page: '/k',
    path: `/k#${solveig.card}`,
    steps: (page) => page.getByRole('heading', { name: 'Kortet er gyldig' }).waitFor(),
    about: 'Sjekk av et gyldig kort',
  },
  {
    name: 'meetings',
    page: '/patients/[id]/meetings',
    as: 'knut.eide',
    path: '/patients',
    steps: all(open(solveig.name, patientPage), open(/^Møter/, /\/meetings$/)),
    about: 'Møtene om en pasient',
  },
  {
    name: 'meeting',
    page: '/meetings/[id]',
    as: 'knut.eide',
    path: '/patients',
    steps: all(
      open(solveig.name, patientPage),
      open(/^Møter/, /\/meetings$/),
      open('Evalueringsmøte', /\/meetings\/[0-9a-f-]{36}$/),
    ),
    about: 'Et møte som skal holdes',
  },
  {
    name: 'meeting-brief',
    page: '/meetings/[id]/brief',
    as: 'knut.eide',
    path: '/patients',
    steps: all(
      open(solveig.name, patientPage),
      open(/^Møter/, /\/meetings$/),
      open('Evalueringsmøte', /\/meetings\/[0-9a-f-]{36}$/),
      open('Les før møtet', /\/brief$/),
    ),
    about: 'Før møtet',
  },
  { name: 'my-meetings', page: '/my/meetings', as: 'solveig.haugland', about: 'Pasientens møter' },
  {
    name: 'meeting-new',
    page: '/patients/[id]/meetings/new',
    as: 'knut.eide',
    path: '/patients',
    steps: all(open(solveig.name, patientPage), open('Start samarbeidsmøte', /\/meetings\/new$/)),
    about: 'Fastlegen kaller inn til møte',
  },
  {
    name: 'meeting-recommend',
    page: '/patients/[id]/meetings/new',
    as: 'silje.moen',
    path: '/patients',
    steps: all(open(solveig.name, patientPage), open('Anbefal samarbeidsmøte', /\/meetings\/new$/)),
    about: 'Sykepleieren anbefaler et møte',
  },
  {
    name: 'patient-stays',
    page: '/patients/[id]/stays',
    as: 'marit.solberg',
    path: '/patients',
    steps: all(open(solveig.name, patientPage), open(/opphold/i, /\/stays/)),
    about: 'Oppholdene',
  },
  {
    name: 'patient-stay',
    page: '/patients/[id]/stays/[stay]',
    as: 'marit.solberg',
    path: '/board',
    steps: open(`Oppholdet til ${world.onWard.history.name}`, stayPage),
    about: 'Ett opphold: flyttet, permisjon, rettet og trukket tilbake',
  },
  {
    name: 'patient-stay-correct',
    page: '/patients/[id]/stays/[stay]',
    as: 'marit.solberg',
    path: '/board',
    steps: all(
      open(`Oppholdet til ${world.onWard.history.name}`, stayPage),
      open(/^Rett Kom til avdelingen/, /rett=/),
      unfold('Feil tid'),
    ),
    about: 'Ett opphold: retter en tid',
  },
  {
    name: 'patient-stay-away',
    page: '/patients/[id]/stays/[stay]',
    as: 'amir.rezaei',
    path: '/board',
    steps: open(`Oppholdet til ${world.longAway.name}`, stayPage),
    about: 'Ett opphold: permisjon som aldri tok slutt',
  },

  { name: 'inbox', page: '/inbox', as: 'marit.solberg', about: 'Innboksen: det som venter' },
  {
    name: 'inbox-notices',
    page: '/inbox',
    as: 'marit.solberg',
    steps: open(/^Meldinger/, /vis=meldinger/),
    about: 'Innboksen: meldinger',
  },
  { name: 'inbox-empty', page: '/inbox', as: 'geir.haugen', about: 'Innboksen uten noe i' },
  {
    name: 'meeting-hold',
    page: '/meetings/[id]/hold',
    as: 'marit.solberg',
    path: `/meetings/${heldNow}/hold?punkt=3`,
    about: 'Møtet ledes',
  },
  {
    name: 'meeting-minutes',
    page: '/meetings/[id]/minutes',
    as: 'marit.solberg',
    path: `/meetings/${heldBefore}/minutes`,
    about: 'Referatet venter på signatur',
  },
  {
    name: 'patient-promises',
    page: '/patients/[id]/promises',
    as: 'ingrid.moe',
    path: `/patients/${idOf('patient nilshenrik.utne')}/promises`,
    about: 'Hva som er lovet, og hva som er forsinket',
  },
  {
    name: 'patient-status',
    page: '/patients/[id]/status',
    as: 'marit.solberg',
    path: `/patients/${idOf('patient nilshenrik.utne')}/status`,
    about: 'Historikken til VIP-status',
  },
  { name: 'my-promises', page: '/my/promises', as: 'nilshenrik.utne', about: 'Det pasienten er lovet' },
  { name: 'control', page: '/control', as: 'tone.myklebust', about: 'Varsler som venter' },
  {
    name: 'control-decided',
    page: '/control',
    as: 'tone.myklebust',
    steps: open(/^Avgjort/, /vis=avgjort/),
    about: 'Avgjorte varsler',
  },
  {
    name: 'control-flag',
    page: '/control/[flag]',
    as: 'tone.myklebust',
    path: '/control',
    steps: open(/^Åpnet det pasienten hadde sperret/, /\/control\/[0-9a-f-]{36}$/),
    about: 'Et varsel å avgjøre',
  },
  {
    name: 'control-flag-decided',
    page: '/control/[flag]',
    as: 'tone.myklebust',
    path: '/control?vis=avgjort',
    steps: open(/^Nødtilgang/, /\/control\/[0-9a-f-]{36}$/),
    about: 'Et varsel som er avgjort to ganger',
  },
  { name: 'control-arrivals', page: '/control/arrivals', as: 'tone.myklebust', about: 'Ankomster å se nærmere på' },
  {
    name: 'control-access',
    page: '/patients/[id]/access',
    as: 'tone.myklebust',
    path: '/control/arrivals',
    steps: all(
      (page) => page.locator('main table').getByRole('link').first().click(),
      (page) => page.waitForURL(/\/access/),
    ),
    about: 'Hvem har sett på pasienten',
  },
  { name: 'control-empty', page: '/control', as: 'morten.grov', about: 'Ingen varsler' },
  { name: 'emergency', page: '/emergency', as: 'eirik.sandvik', about: 'Nødtilgang: hvilken pasient' },
  {
    name: 'emergency-reason',
    page: '/patients/[id]/emergency',
    as: 'eirik.sandvik',
    path: '/emergency',
    steps: toEmergency(solveig.number),
    about: 'Nødtilgang: hvorfor',
  },
  { name: 'choose', page: '/choose', as: 'camilla.ovrebo', about: 'Velger rolle' },
  { name: 'sessions', page: '/sessions', as: 'silje.moen', about: 'Mine økter, bare denne' },
  { name: 'admin', page: '/admin', as: 'geir.haugen', about: 'Personer og roller' },
  {
    name: 'admin-person',
    page: '/admin/people/[person]',
    as: 'geir.haugen',
    path: '/admin',
    steps: open(/Rezaei/, /\/people\//),
    about: 'Rollene til en ansatt',
  },
  { name: 'admin-new-person', page: '/admin/people/new', as: 'geir.haugen', about: 'En ny person legges til' },
  { name: 'admin-settings', page: '/admin/settings', as: 'geir.haugen', about: 'Oppsett' },
  { name: 'admin-criteria', page: '/admin/criteria', as: 'geir.haugen', about: 'Kriterier: utkast og versjoner' },
  {
    name: 'admin-criteria-waiting',
    page: '/admin/criteria',
    as: 'rune.fjell',
    about: 'Kriterier en kommune ikke har godkjent',
  },
  {
    name: 'admin-criteria-version',
    page: '/admin/criteria/[version]',
    as: 'asbjorn.loe',
    path: '/admin/criteria',
    steps: open('Versjon 2', /\/criteria\/[0-9a-f-]{36}$/),
    about: 'Hva som er nytt i en versjon',
  },
  {
    name: 'admin-templates',
    page: '/admin/agreement-templates',
    as: 'geir.haugen',
    about: 'Mal for avtalen: utkast og versjoner',
  },
  {
    name: 'admin-template-version',
    page: '/admin/agreement-templates/[version]',
    as: 'asbjorn.loe',
    path: '/admin/agreement-templates',
    steps: open('Versjon 2', /\/agreement-templates\/[0-9a-f-]{36}$/),
    about: 'Hva som er nytt i en mal',
  },
  { name: 'criteria', page: '/criteria', as: 'silje.moen', about: 'Kriteriene som gjelder' },
  { name: 'candidates', page: '/candidates', as: 'kristin.fosse', about: 'Mulige møter på en avdeling' },
  { name: 'candidates-gp', page: '/candidates', as: 'knut.eide', about: 'Mulige møter for fastlegen' },
  { name: 'candidates-off', page: '/candidates', as: 'terje.lothe', about: 'Listen er ikke slått på' },
  { name: 'candidates-no-ward', page: '/candidates', as: 'randi.tangen', about: 'Mulige møter uten egen avdeling' },
  { name: 'quality', page: '/quality', as: 'eirik.sandvik', about: 'Kvalitet' },
  { name: 'start', page: '/start', as: 'randi.tangen', lands: '/flow', about: 'Startsiden leder videre' },
  { name: 'not-found', page: '/finnes-ikke', as: 'silje.moen', about: 'En side som ikke finnes' },
  { name: 'not-allowed', page: '/reception', as: 'geir.haugen', about: 'En side som ikke er for rollen' },

  { name: 'my', page: '/my', as: 'solveig.haugland', about: 'Min side' },
  { name: 'my-blocked', page: '/my', as: 'aud.kvamme', about: 'Har sperret VIP-statusen sin' },
  { name: 'my-not-vip', page: '/my', as: 'perolav.myhre', about: 'Uten VIP-status' },
  { name: 'my-in-reception', page: '/my', as: 'maret.guttorm', about: 'I mottak nå' },
  { name: 'my-kin', page: '/my', as: 'anne.haugland', about: 'Hjelper moren sin' },
  { name: 'my-access', page: '/my/access', as: 'solveig.haugland', about: 'Hvem har sett på siden' },
  { name: 'my-card', page: '/my/card', as: 'solveig.haugland', about: 'Kortet mitt' },
  { name: 'my-card-kin', page: '/my/card', as: 'anne.haugland', about: 'Kortet til den en hjelper' },
  { name: 'my-card-none', page: '/my/card', as: 'perolav.myhre', about: 'Uten kort' },
  { name: 'my-sessions', page: '/my/sessions', as: 'solveig.haugland', about: 'Mine økter' },
  { name: 'my-access-kin', page: '/my/access', as: 'anne.haugland', about: 'Innsyn for den en hjelper' },
]

/** These change somebody, so that they come last. */
const done: Picture[] = [
  {
    name: 'emergency-open',
    page: '/patients/[id]/emergency',
    as: 'eirik.sandvik',
    path: '/emergency',
    steps: all(toEmergency(solveig.number), breakGlass),
    about: 'Nødtilgang er åpen',
  },
  {
    name: 'emergency-blocked',
    page: '/patients/[id]/emergency',
    as: 'eirik.sandvik',
    path: '/emergency',
    steps: all(toEmergency(world.blockedForInnvik.number), breakGlass),
    about: 'Nødtilgang hos en som har sperret noe for et annet sykehus',
  },
  {
    name: 'reception-registered',
    page: '/reception/[stay]',
    as: 'hanne.rusten',
    path: '/reception',
    steps: all(find(solveig.number, solveig.name), unfold('Registrer ankomst'), press('Registrer'), (page) =>
      page.waitForURL(arrivalPage),
    ),
    about: 'Ankomsten er registrert',
  },
  { name: 'board-lung-arrival', page: '/board', as: 'petter.lund', about: 'Tavlen når en VIP-pasient er kommet' },
]

export const pictures: readonly Picture[] = [...seen, ...done]
