import type { ProblemCode, StopCause, StopCode, Summary } from '#lib/stays/schema'

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
  not_a_file: (file) =>
    `Dette er ikke en vanlig fil: ${file}. Lagre eksporten i en fil først, så innlesingen kan fortsette der den slapp om den blir avbrutt.`,
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

/** A time that is left, in seconds. */
const timeText = (time: number) =>
  time < 60 ? `${Math.ceil(time)} s` : `${Math.floor(time / 60)} min ${Math.floor(time % 60)} s`
const count = (value: number) => value.toLocaleString('nb-NO')
const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1).replace('.', ',')} s`

const goOn = 'Kjør samme fil på nytt; den leses videre derfra, og ingenting blir gjort to ganger.'
const stoppedText: Record<StopCause, (line: number) => string[]> = {
  asked: (line) => [`Stoppet etter linje ${count(line)}. ${goOn}`],
  session_ended: (line) => [`Økten ble avsluttet av noen andre. Stoppet etter linje ${count(line)}. ${goOn}`],
  lost: (line) => [`Mistet kontakten med databasen. Alt til og med linje ${count(line)} er lest inn. ${goOn}`],
  refused: (line) => [
    `Databasen tok ikke imot radene etter linje ${count(line)}. Si fra til den som drifter Samløp.`,
    'Kjør samme fil på nytt når feilen er rettet; den leses videre derfra.',
  ],
  file_changed: (line) => [
    `Filen ble endret mens den ble lest. Alt til og med linje ${count(line)} er lest inn slik filen var da.`,
    'Kjør den nye filen når den er ferdig skrevet. Da leses alle rader, og ingenting blir gjort to ganger.',
  ],
}

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
    ...(stoppedAfter === undefined ? [] : stoppedText[summary.cause ?? 'asked'](stoppedAfter)),
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
  progress: (line: number, lines: number, { rate, left }: { rate: number; left: number }) =>
    `Linje ${count(line)} av ${count(Math.max(line, lines))} (${Math.floor((100 * line) / Math.max(line, lines, 1))} %), ${count(Math.round(rate))} rader/s, ${timeText(left)} igjen`,
  resumed: (line: number) => `Fortsetter etter linje ${count(line)}, der forrige innlesing av denne filen stoppet.`,
  startsOver: 'Filen av avviste rader er ikke slik forrige innlesing forlot den. Leser alle rader på nytt.',
  otherFile:
    'Filen er en annen enn da den forrige innlesingen stoppet. Leser alle rader; det som er lest inn, blir ikke gjort to ganger.',
  rejected: (line: number, column: string, reason: string) =>
    `Linje ${line}${column ? `, kolonne ${column}` : ''}: ${reason}`,
}
