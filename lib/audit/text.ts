import type { Alarm, Fault, Finding, FirstFault, Gap, Mark, Rewritten, Window } from '#lib/audit/rules'
import { showMoment } from '#lib/dates'

const faultText: Record<Fault, string> = {
  missing_row: 'en rad mangler eller står feil',
  changed_row: 'raden er endret',
  broken_link: 'raden følger ikke på den før',
  cut_tail: 'kjeden slutter ikke der den skal',
}

const number = (value: number | bigint) => value.toLocaleString('nb-NO')
const moment = (at: string) => showMoment(new Date(at))
const named = (mark: Mark) => `sjekkpunkt ${mark.number} (${moment(mark.at)})`
const rowsIn = (rows: number) => (rows === 1 ? 'én rad' : `${number(rows)} rader`)

function between({ after, before }: Window) {
  if (after && before) return `mellom ${named(after)} og ${named(before)}`
  if (before) return `før ${named(before)}`
  return after ? `etter ${named(after)}` : ''
}

/** What `npm run audit:verify` says. */
export const verifyText = {
  usage:
    'Bruk: npm run audit:verify -- [--checkpoints KATALOG …] [--key FIL]\nSvar: 0 hel, 1 feil funnet, 2 hel, men noe mangler av sjekkpunktene, 3 kunne ikke kontrollere.',
  chains: (rows: number, ms: number) =>
    `${number(rows)} rader i 16 kjeder, ${(ms / 1000).toFixed(1).replace('.', ',')} s (${number(Math.round((rows / Math.max(ms, 1)) * 1000))} rader i sekundet).`,
  verdict: {
    whole: 'Innsynsloggen er hel.',
    lacking: 'Innsynsloggen er hel så langt vi kan se, men noe mangler av sjekkpunktene.',
    broken: 'Innsynsloggen er ikke hel.',
  },
  first({ kind, id, shard, seq, fault }: FirstFault, window: Window | undefined) {
    const row = id ? `${kind === 'entry' ? 'hendelse' : 'pasientrad'} ${id}` : 'kjedens slutt'
    const written = window && between(window)
    return `Første feil: kjede ${shard}, nummer ${seq}, ${row}: ${faultText[fault]}.${written ? ` Raden ble skrevet ${written}.` : ''}`
  },
  rewritten({ shard, gone, good, bad, lastBad, healed }: Rewritten) {
    const rows = `nummer ${number((good?.seq ?? 0) + 1)} til ${number(bad.seq)}`
    const what = gone ? 'er borte, helt eller delvis' : 'er ikke slik de var'
    const done = healed ? `mellom ${named(lastBad)} og ${named(healed)}` : `etter ${named(lastBad)}`
    return `Kjede ${shard} er en annen enn sjekkpunktene så: ${rows}, skrevet ${between({ after: good, before: bad })}, ${what}. Det ble gjort ${done}.`
  },
  gap: ({ kind, from, to, rows }: Gap) =>
    kind === 'clock'
      ? `Klokka gikk tilbake fra ${moment(from)} til ${moment(to)}.`
      : `Ingen sjekkpunkt fra ${moment(from)} til ${moment(to)}: ${rows === 0 ? 'ingenting ble skrevet i mellomtiden' : `${rowsIn(rows)} skrevet i mellomtiden`}.`,
  innerOnly: {
    not_named:
      'Bare den indre kjeden er kontrollert: ingen kataloger med sjekkpunkt er oppgitt (--checkpoints eller CHECKPOINT_DIRECTORIES). Den viser ikke om noen med alle rettigheter har kuttet kjeden eller regnet den ut på nytt.',
    none: 'Bare den indre kjeden er kontrollert: katalogene har ingen gyldige sjekkpunkt. Den viser ikke om noen med alle rettigheter har kuttet kjeden eller regnet den ut på nytt.',
  },
  vouched: (count: number, at: string, rows: number) =>
    `${number(count)} sjekkpunkt er kontrollert; det siste er fra ${moment(at)}. ${rows === 0 ? 'Ingen rader' : rowsIn(rows)} er nyere enn det og har bare den indre kjeden.`,
  more: (count: number) => `… og ${number(count)} til.`,
  noKey: 'CHECKPOINT_PUBLIC_KEY_FILE mangler. Oppgi filen med de offentlige nøklene, eller bruk --key FIL.',
  settings: (names: string) => `Innstillinger mangler eller er feil: ${names}.`,
  noFile: (file: string) => `Får ikke lest ${file}.`,
  badKey: 'Nøkkelen er ikke en Ed25519-nøkkel i PEM-format.',
  noDatabase: 'Får ikke lest innsynsloggen. Går databasen?',
  failed: (reference: string) => `Noe gikk galt. Referanse: ${reference}`,
}

/** Words for what does not fit among the checkpoints. */
export function findingText(finding: Finding): string {
  switch (finding.kind) {
    case 'removed':
    case 'absent': {
      const { from, to, fromAt, toAt, directory } = finding
      const span = from === to ? `Sjekkpunkt ${from}` : `Sjekkpunkt ${from}–${to}`
      const time = fromAt && fromAt !== toAt ? `${moment(fromAt)} – ${moment(toAt)}` : moment(toAt)
      const where = directory ?? 'noen katalog'
      if (finding.kind === 'absent') return `${span} (${time}) finnes ikke i ${where}.`
      return `${span} (${time}) er fjernet fra ${directory ?? 'alle kataloger'}.`
    }
    case 'disagree':
      return `Katalogene er ikke enige om sjekkpunkt ${finding.number} (${moment(finding.at)}): ${finding.directories.join(', ')}.`
    case 'broken_chain':
      return `Sjekkpunkt ${finding.number} (${moment(finding.at)}) følger ikke på det før: ${finding.directories.join(', ')}.`
    case 'unreadable':
      return `Katalogen ${finding.directory} kan ikke leses (${finding.code}).`
    case 'torn':
    case 'changed':
    case 'unknown_key':
    case 'other_deployment':
    case 'out_of_order': {
      const { directory, file, line } = finding.place
      return `${directory}/${file}, linje ${line}: ${lineText[finding.kind]}.`
    }
  }
}

const lineText = {
  torn: 'linjen er avbrutt',
  changed: 'sjekkpunktet er endret, eller signaturen er ikke ekte',
  unknown_key: 'sjekkpunktet er signert med en nøkkel vi ikke kjenner',
  other_deployment: 'sjekkpunktet er fra en annen installasjon',
  out_of_order: 'sjekkpunktet står dobbelt eller i feil rekkefølge',
}

/** What `npm run audit:checkpoints` says. */
export const writerText = {
  missing: 'CHECKPOINT_KEY_FILE og CHECKPOINT_DIRECTORIES må være satt: nøkkelen, og én katalog for hver part.',
  sameName: 'Katalogene i CHECKPOINT_DIRECTORIES må ha hvert sitt navn.',
  started: (names: string[]) => `Skriver sjekkpunkt hvert minutt til ${names.join(' og ')}.`,
  back: (directory: string) => `Katalogen ${directory} tar imot sjekkpunkt igjen.`,
  databaseBack: 'Databasen svarer igjen.',
  noDatabase: (reference: string) =>
    `ALARM: intet sjekkpunkt, fordi databasen ikke svarer. Prøver igjen om et minutt. Referanse: ${reference}`,
  alarm(alarm: Alarm): string {
    switch (alarm.kind) {
      case 'directory':
        return `ALARM: katalogen ${alarm.directory} tok ikke imot sjekkpunktet (${alarm.code}).`
      case 'taken_away':
        return `ALARM: sjekkpunkt fra nummer ${alarm.from} er fjernet fra ${alarm.directory}.`
      case 'rewritten':
        return `ALARM: innsynsloggen er ikke slik sjekkpunkt ${alarm.number} så den. Kjede: ${alarm.chains}. Kjør npm run audit:verify.`
      case 'clock':
        return `ALARM: klokka har gått ${alarm.seconds} s tilbake.`
      case 'nowhere':
        return 'ALARM: ingen katalog tok imot sjekkpunktet.'
    }
  },
}
