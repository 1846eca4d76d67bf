// oxlint-disable max-lines -- a table
import type { Act } from '#lib/access-logs/rules'
import type { Look } from '#lib/access-logs/schema'
import { blockReasonText, emergencyReasonText } from '#lib/emergency-access/text'
import type { Purpose } from '#prisma/generated/enums'

/** Why, in plain words. */
export const purposeText: Record<Purpose, string> = {
  TREAT: 'Behandling',
  ETREAT: 'Øyeblikkelig hjelp',
  COC: 'Samordning av hjelp',
  BTG: 'Nødtilgang',
  QUALITY: 'Kvalitetsarbeid',
  OWN: 'Eget innsyn',
  PROXY: 'På vegne av pasienten',
  CONTROL: 'Kontroll av innsyn',
  ADMIN: 'Administrasjon',
  SERVICE: 'Overføring fra journalen',
}

/** What was done, for the log controller. */
const actText: Record<Act, string> = {
  'session.end': 'Logget ut',
  'session.choose': 'Byttet rolle',
  'session.list': 'Så øktene sine',
  'session.revoke': 'Avsluttet en økt et annet sted',
  'patient.check': 'Slo opp i mottak',
  'patient.list': 'Så pasientlisten',
  'patient.find': 'Søkte etter pasienten',
  'patient.read': 'Åpnet pasientsiden',
  'patient.stays': 'Så oppholdene',
  'patient.own': 'Åpnet Min side',
  'arrival.register': 'Registrerte ankomst',
  'arrival.read': 'Åpnet ankomsten',
  'arrival.cancel': 'Avlyste ankomsten',
  'arrival.leave': 'Avsluttet i mottak',
  'arrival.correct': 'Rettet tiden for ankomsten',
  'stay.read': 'Åpnet et opphold',
  'stay.correct': 'Rettet et opphold',
  'stay.undo': 'Angret en registrering',
  'stay.leave': 'Registrerte permisjon',
  'stay.move': 'Flyttet pasienten',
  'stay.death': 'Registrerte dødsfall',
  'stay.cancel': 'Avlyste oppholdet',
  'stay.join': 'Slo sammen to opphold',
  'triage.record': 'Registrerte triage',
  'triage.clear': 'Klarerte for flytting',
  'fast_track.start': 'Startet fast-track',
  'fast_track.redirect': 'Valgte en annen avdeling',
  'fast_track.withdraw': 'Stoppet fast-track',
  'fast_track.answer': 'Svarte på fast-track',
  'fast_track.receive': 'Tok imot pasienten',
  'board.reception': 'Så tavlen i mottak',
  'board.ward': 'Så avdelingstavlen',
  'board.flow': 'Så flyttavlen',
  'card.read': 'Så på VIP-kort',
  'card.issue': 'Laget VIP-kort',
  'card.print': 'Skrev ut VIP-kortet',
  'card.own': 'Viste VIP-kortet',
  'card.revoke': 'Sperret VIP-kortet',
  'emergency.find': 'Søkte etter pasienten for nødtilgang',
  'emergency.read': 'Så journalen med nødtilgang',
  'emergency.open': 'Åpnet nødtilgang',
  'emergency.open_block': 'Åpnet det pasienten hadde sperret',
  'emergency.end': 'Avsluttet nødtilgang',
  'access.read': 'Så innsynsloggen',
  'access.own': 'Så innsynsloggen hjemmefra',
  'control.flags': 'Så listen over varsler',
  'control.flag': 'Vurderte et oppslag',
  'control.decide': 'Avgjorde et varsel',
  'control.arrivals': 'Så kontrollisten',
  'staff.list': 'Så personer og roller',
  'staff.open': 'Så rollene til en ansatt',
  'staff.give': 'Ga noen en rolle',
  'staff.end': 'Avsluttet en rolle',
  'staff.shut_out': 'Stengte eller åpnet en tilgang',
  'settings.open': 'Så oppsettet',
  'settings.initiator': 'Endret hvem som kan kalle inn til møte',
  'settings.target': 'Endret målet for fast-track',
  'settings.candidates': 'Endret listen over mulige møter',
  'criteria.list': 'Så kriteriene og utkast',
  'criteria.open': 'Sammenlignet kriterier',
  'criteria.begin': 'Laget utkast til kriterier',
  'criteria.write': 'Skrev kriterier',
  'criteria.propose': 'Foreslo kriterier',
  'criteria.withdraw': 'Trakk kriterier tilbake',
  'criteria.approve': 'Godkjente kriterier',
  'criteria.party': 'Endret avtaleparter',
  'criteria.read': 'Leste kriteriene',
  'candidate.list': 'Så listen over mulige møter',
  'candidate.dismiss': 'Vurderte et møte som ikke aktuelt',
  'reservation.set': 'Registrerte reservasjon mot lister',
  'quality.fast_track': 'Så tall om fast-track',
  'stay.import': 'Hentet inn opphold',
}

/** The patient as the one who reads, or by name when somebody else reads. */
export type Whose = { who: string; whom: string; page: string; card: string }
export const yours: Whose = { who: 'du', whom: 'deg', page: 'siden din', card: 'kortet ditt' }
export const theirs = (name: string): Whose => ({
  who: name,
  whom: name,
  page: `siden til ${name}`,
  card: `kortet til ${name}`,
})

/** The same for the patient, after the name of who did it. */
const ownActText: Record<Act, (of: Whose) => string> = {
  'session.end': () => 'logget ut',
  'session.choose': () => 'byttet rolle',
  'session.list': () => 'så øktene sine',
  'session.revoke': () => 'avsluttet en økt et annet sted',
  'patient.check': ({ page }) => `så på ${page}`,
  'patient.list': ({ whom }) => `så ${whom} på en liste`,
  'patient.find': ({ whom }) => `søkte etter ${whom}`,
  'patient.read': ({ page }) => `så på ${page}`,
  'patient.stays': ({ who }) => `så når ${who} var på sykehus`,
  'patient.own': ({ page }) => `så på ${page}`,
  'arrival.register': ({ who }) => `skrev at ${who} kom til mottaket`,
  'arrival.read': ({ page }) => `så på ${page}`,
  'arrival.cancel': ({ who }) => `strøk at ${who} kom til mottaket`,
  'arrival.leave': ({ who }) => `skrev at ${who} gikk fra mottaket`,
  'arrival.correct': ({ who }) => `rettet når ${who} kom til mottaket`,
  'stay.read': ({ who }) => `så på en gang ${who} var på sykehus`,
  'stay.correct': ({ who }) => `rettet noe om en gang ${who} var på sykehus`,
  'stay.undo': ({ who }) => `angret noe om en gang ${who} var på sykehus`,
  'stay.leave': ({ who }) => `skrev at ${who} gikk ut eller kom tilbake`,
  'stay.move': ({ whom }) => `flyttet ${whom} til en annen avdeling`,
  'stay.death': () => 'skrev ned et dødsfall',
  'stay.cancel': ({ who }) => `strøk en gang ${who} sto som innlagt`,
  'stay.join': ({ who }) => `slo sammen to ganger ${who} sto som innlagt`,
  'triage.record': ({ who }) => `skrev ned hvordan ${who} hadde det`,
  'triage.clear': ({ who }) => `skrev at ${who} kunne flyttes`,
  'fast_track.start': ({ whom }) => `ba avdelingen ta imot ${whom}`,
  'fast_track.redirect': ({ whom }) => `valgte en annen avdeling for ${whom}`,
  'fast_track.withdraw': () => 'sa til avdelingen at den ikke er spurt likevel',
  'fast_track.answer': ({ whom }) => `svarte om avdelingen kan ta imot ${whom}`,
  'fast_track.receive': ({ whom }) => `tok imot ${whom} på avdelingen`,
  'board.reception': ({ whom }) => `så ${whom} på tavlen i mottaket`,
  'board.ward': ({ whom }) => `så ${whom} på tavlen til avdelingen`,
  'board.flow': ({ whom }) => `så ${whom} på tavlen til sykehuset`,
  'card.read': ({ card }) => `så på ${card}`,
  'card.issue': ({ card }) => `laget ${card}`,
  'card.print': ({ card }) => `skrev ut ${card}`,
  'card.own': ({ card }) => `viste ${card}`,
  'card.revoke': ({ card }) => `sperret ${card}`,
  'emergency.find': ({ whom }) => `søkte etter ${whom}`,
  'emergency.read': ({ page }) => `så på ${page} med nødtilgang`,
  'emergency.open': ({ page }) => `åpnet ${page} med nødtilgang`,
  'emergency.open_block': ({ who }) => `åpnet det ${who} hadde sperret`,
  'emergency.end': ({ page }) => `lukket ${page} etter nødtilgang`,
  'access.read': ({ page }) => `kontrollerte hvem som har sett på ${page}`,
  'access.own': ({ page }) => `så hvem som har sett på ${page}`,
  'control.flags': ({ whom }) => `så ${whom} på en liste til kontroll`,
  'control.flag': ({ page }) => `kontrollerte et oppslag på ${page}`,
  'control.decide': ({ page }) => `avgjorde et oppslag på ${page}`,
  'control.arrivals': ({ whom }) => `så ${whom} på en liste til kontroll`,
  'staff.list': ({ page }) => `så på ${page}`,
  'staff.open': ({ page }) => `så på ${page}`,
  'staff.give': ({ page }) => `så på ${page}`,
  'staff.end': ({ page }) => `så på ${page}`,
  'staff.shut_out': ({ page }) => `så på ${page}`,
  'settings.open': ({ page }) => `så på ${page}`,
  'settings.initiator': ({ page }) => `så på ${page}`,
  'settings.target': ({ page }) => `så på ${page}`,
  'settings.candidates': ({ page }) => `så på ${page}`,
  'criteria.list': ({ page }) => `så på ${page}`,
  'criteria.open': ({ page }) => `så på ${page}`,
  'criteria.begin': ({ page }) => `så på ${page}`,
  'criteria.write': ({ page }) => `så på ${page}`,
  'criteria.propose': ({ page }) => `så på ${page}`,
  'criteria.withdraw': ({ page }) => `så på ${page}`,
  'criteria.approve': ({ page }) => `så på ${page}`,
  'criteria.party': ({ page }) => `så på ${page}`,
  'criteria.read': ({ page }) => `så på ${page}`,
  'candidate.list': ({ who }) => `så at ${who} kan ha nytte av et møte`,
  'candidate.dismiss': ({ who }) => `fant at ${who} ikke trenger et møte nå`,
  'reservation.set': ({ who }) => `skrev om ${who} vil stå på lister`,
  'quality.fast_track': ({ page }) => `så på ${page}`,
  'stay.import': ({ who }) => `hentet inn når ${who} var på sykehus`,
}

/** The parts of a record, as they are written down, in words; a test holds the code against it. */
const partText = {
  status: 'VIP-status',
  own_page: 'Dette hjelper meg',
  critical_notes: 'viktig å vite',
  phase: 'fase',
  card: 'VIP-kort',
  name: 'navn',
  stays: 'opphold på sykehus',
  stay: 'opphold på sykehus',
  arrival: 'ankomst',
  triage: 'triage',
  fast_track: 'fast-track',
  ward: 'avdeling',
  care_team: 'hvem som hjelper',
  board: 'linjen på tavlen',
  municipality: 'kommune',
  place: 'hvilken avdeling',
  relations: 'hvem som hjelper',
  representation: 'hvem som kan svare',
  consents: 'samtykker',
  blocks: 'sperrer',
  access_log: 'innsynsloggen',
}

const refused = 'Ble ikke gjort'
/** What came of it when it was not simply seen or done; anything that is not listed was refused. */
const outcomeText: Partial<Record<string, string>> = {
  seen: '',
  done: '',
  repeated: '',
  vip: '',
  none: '',
  blocked: 'Opplysningene var sperret',
  limited: 'Stoppet, for mange oppslag på kort tid',
}

const known = <Table extends object>(table: Table, key: string): key is Extract<keyof Table, string> =>
  Object.hasOwn(table, key)

/** An act that has gone from the code still stands in the log. */
export const showAct = (act: string) => (known(actText, act) ? actText[act] : 'Så på opplysninger')
export const showOwnAct = (act: string, whose: Whose) =>
  (known(ownActText, act) ? ownActText[act] : ownActText['patient.read'])(whose)
export const showOutcome = (outcome: string) => outcomeText[outcome] ?? refused

/** Why the glass was broken, in plain words. Somebody in danger of life is that, opened or blocked. */
export const showReason = (reason: Look['reason']) => reason && { ...blockReasonText, ...emergencyReasonText }[reason]

/** What stood on the page, as one line; empty when nothing was shown. */
export const showParts = (shown: readonly string[]) =>
  [...new Set(shown.map((part) => (known(partText, part) ? partText[part] : 'andre opplysninger')))].join(', ')
