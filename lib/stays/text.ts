import type { ProblemCode, StopCode, Summary } from '#lib/stays/schema'

export const rejectColumns = ['linje', 'kolonne', 'årsak', 'original linje'] as const

export const problemText: Record<ProblemCode, (detail: string) => string> = {
  not_a_time: () => 'Tiden kan ikke leses. Skriv den som 31.12.2025 14:05 eller 2025-12-31T14:05.',
  no_clock: () => 'Klokkeslettet mangler. Skriv tiden som 31.12.2025 14:05.',
  no_such_time: () => 'Denne tiden finnes ikke.',
  summer_gap: () => 'Denne tiden finnes ikke: klokken ble stilt fram til sommertid denne natten.',
  summer_twice: () =>
    'Denne tiden fantes to ganger: klokken ble stilt tilbake denne natten. Skriv +02:00 etter tiden for sommertid eller +01:00 for vintertid.',
  not_a_day: () => 'Datoen kan ikke leses. Skriv den som 31.12.1950 eller 1950-12-31.',
  no_such_day: () => 'Denne datoen finnes ikke.',
  missing: () => 'Feltet er tomt.',
  too_long: () => 'Teksten er for lang.',
  unreadable: () => 'Feltet har tegn som ikke kan lagres.',
  mixed_encoding: () => 'Bokstaver som æ, ø og å er ødelagt. Eksporter filen på nytt som UTF-8.',
  unknown_code: (codes) => `Koden er ukjent. Den skal være en av disse: ${codes}.`,
  unknown_unit: (resh) => `Ingen enhet i denne organisasjonen har RESH-nummer ${resh}.`,
  not_a_ward: () => 'Enheten er ikke en sengepost.',
  not_a_reception: () => 'Enheten er ikke et mottak.',
  no_start: () => 'Raden har verken tid for ankomst, innleggelse eller avlysning.',
  no_span: () => 'Personen har ingen tid som kan leses, så tidene kan ikke flyttes.',
  too_early: (column) => `Tiden er før tiden i kolonnen ${column}.`,
  in_future: () => 'Tiden har ikke vært ennå.',
  before_birth: () => 'Tiden er før pasienten ble født.',
  bad_number: () => 'Fødselsnummeret kan ikke stemme.',
  help_number: () => 'Hjelpenummer kan ikke leses inn. Bruk fødselsnummer eller D-nummer.',
  real_number: () => 'Dette er et ekte fødselsnummer. Denne installasjonen tar bare oppdiktede (måned + 80).',
  synthetic_number: () => 'Dette er et oppdiktet fødselsnummer. Det kan ikke brukes i produksjon.',
  other_birth_date: () => 'Fødselsdatoen stemmer ikke med fødselsnummeret.',
  bad_municipality: () => 'Kommunenummeret skal ha fire sifre.',
  too_few_columns: (counts) => `Linjen har ${counts} kolonner. Den kan være kuttet.`,
  too_many_columns: (counts) => `Linjen har ${counts} kolonner. Et skilletegn i en tekst må stå i anførselstegn.`,
  open_quote: () => 'Et anførselstegn mangler slutten sin.',
  stray_quote: () => 'Et anførselstegn står midt i en tekst. Skriv det dobbelt, med hele teksten i anførselstegn.',
  line_too_long: () => 'Linjen er for lang. Bare begynnelsen er tatt med her.',
  duplicate: (line) => `Oppholdet står allerede på linje ${line}.`,
  other_patient: () => 'Oppholdet er lest inn før, på en annen pasient. Ingenting er endret.',
  batch_failed: (reference) => `Databasen tok ikke imot denne raden og dem rundt. Referanse: ${reference}`,
}

export const stopText: Record<StopCode, (detail: string) => string> = {
  no_file: (file) => `Filen finnes ikke: ${file}`,
  is_directory: (file) => `Dette er en mappe, ikke en fil: ${file}`,
  unreadable_file: (file) => `Filen kan ikke åpnes. Se hvem som har lov til å lese den: ${file}`,
  empty: (file) => `Filen er tom: ${file}`,
  bad_header: () => 'Linje 1: Navnene på kolonnene kan ikke leses. Er dette en CSV-fil?',
  missing_columns: (columns) => `Linje 1: Kolonner mangler: ${columns}`,
  repeated_columns: (columns) => `Linje 1: Kolonner står mer enn én gang: ${columns}`,
  no_organisation: () => 'Skriv hvilket sykehus oppholdene hører til: --organisation ORGANISASJONSNUMMER',
  other_organisation: (number) => `Denne tilpasningen hører til organisasjon ${number} og kan ikke brukes for andre.`,
  unknown_organisation: (number) => `Ingen organisasjon har nummeret ${number}.`,
  not_a_hospital: (name) => `${name} er ikke et sykehus.`,
  missing_units: (units) => `Organisasjonen mangler enhetene som oppholdene hører til (RESH-nummer ${units}).`,
  invents_in_production: () => 'Denne tilpasningen dikter opp pasienter og kan ikke brukes i produksjon.',
  rejects_are_the_file: () => 'Avviste rader kan ikke skrives til filen som leses. Velg et annet navn.',
  rejects_unwritable: (path) => `Filen for avviste rader kan ikke skrives: ${path}`,
}

const count = (value: number) => value.toLocaleString('nb-NO')
const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1).replace('.', ',')} s`

/** What became of a file, line by line. */
export function summaryText(summary: Summary, milliseconds: number, rejects: string): string[] {
  const { stoppedAfter, unread, read } = summary
  return [
    ...(read === 0 && stoppedAfter === undefined ? ['Filen har ingen rader under kolonnenavnene.'] : []),
    `Lest:           ${count(read)}`,
    `Nye:            ${count(summary.new)}`,
    `Endret:         ${count(summary.changed)}`,
    `Uendret:        ${count(summary.unchanged)}`,
    `Avvist:         ${count(summary.rejected)}`,
    `Nye pasienter:  ${count(summary.registered)}`,
    `Med merknad:    ${count(summary.marked)}`,
    `Tid:            ${seconds(milliseconds)}`,
    ...(summary.rejected > 0 ? [`Avviste rader med årsak: ${rejects}`] : []),
    ...(unread.length > 0 ? [`Kolonner som ikke er lest: ${unread.join(', ')}`] : []),
    ...(summary.endsWithLineBreak ? [] : ['Siste linje mangler linjeskift. Se etter at filen er hel.']),
    ...(stoppedAfter === undefined
      ? []
      : [
          `Stoppet etter linje ${stoppedAfter}. Kjør samme fil på nytt; det som er lest inn, blir ikke gjort to ganger.`,
        ]),
  ]
}

export const usageText = `Leser inn opphold fra en CSV-fil.

  npm run import:stays -- FIL [--mapping NAVN] [--organisation NUMMER] [--rejects FIL]

  --mapping       hvordan filen skal leses: standard (vanlig) eller mimic
  --organisation  organisasjonsnummeret til sykehuset oppholdene hører til
  --rejects       hvor avviste rader skrives (vanlig: FIL.avvist.csv)

Kolonnene er forklart i prisma/mappings/README.md.`

export const programText = {
  unknownMapping: (name: string, known: string[]) =>
    `Tilpasningen ${name} finnes ikke. Velg en av disse: ${known.join(', ')}`,
  oneFile: 'Skriv navnet på én fil.',
  settings: (names: string) => `Innstillinger mangler eller er feil: ${names}`,
  noDatabase: 'Fikk ikke kontakt med databasen. Ingenting er lest inn.',
  failed: (reference: string) =>
    `Noe gikk galt. Kjør samme fil på nytt; det som er lest inn, blir ikke gjort to ganger. Referanse: ${reference}`,
  progress: (line: number, lines: number) => `Linje ${count(line)} av ${count(Math.max(line, lines))}`,
  rejected: (line: number, column: string, reason: string) =>
    `Linje ${line}${column ? `, kolonne ${column}` : ''}: ${reason}`,
}
