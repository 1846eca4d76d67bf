import { showMoment } from '#lib/dates'
import type { StayRefusal } from '#lib/stay-events/rules'
import type { StayDetail, StayEventRow } from '#lib/stay-events/schema'
import type { Role, StayEventKind, StayEventReason, StayMark, StayStatus } from '#prisma/generated/enums'

export const statusText: Record<StayStatus, string> = {
  EXPECTED: 'Ventet',
  ARRIVED: 'I mottak',
  IN_RECEPTION: 'I mottak',
  ON_WARD: 'På avdelingen',
  READY_FOR_DISCHARGE: 'Utskrivningsklar',
  DISCHARGED: 'Avsluttet',
  CANCELLED: 'Avlyst',
}

const kindText: Record<StayEventKind, string> = {
  ARRIVED: 'Kom til mottak',
  IN_RECEPTION: 'Sett til i mottak',
  ADMITTED: 'Innlagt',
  ON_WARD: 'Kom til avdelingen',
  LEAVE_STARTED: 'Ut på permisjon',
  LEAVE_ENDED: 'Tilbake fra permisjon',
  READY_FOR_DISCHARGE: 'Utskrivningsklar',
  READY_WITHDRAWN: 'Ikke utskrivningsklar likevel',
  DISCHARGED: 'Skrevet ut',
  DIED: 'Død',
  CANCELLED: 'Oppholdet er avlyst',
  LEFT_RECEPTION: 'Forlot mottak',
  VOIDED: 'Trukket tilbake',
}
/** Coming to a ward after the first. */
export const moveText = 'Flyttet til avdelingen'
/** What happened; the place stands beside it. */
export const showKind = (kind: StayEventKind) => kindText[kind]

export const reasonText: Record<StayEventReason, string> = {
  WRONG_TIME: 'Feil tid',
  WRONG_WARD: 'Feil avdeling',
  WRONG_PERSON: 'Gjaldt en annen pasient',
  REGISTERED_TWICE: 'Registrert to ganger',
  DID_NOT_HAPPEN: 'Det skjedde ikke',
  UNDONE: 'Angret',
  OWN_WARD: 'Til pasientens VIP-avdeling',
  HIGHER_CARE: 'Trenger overvåking eller intensiv',
  OTHER_SPECIALTY: 'Trenger en annen spesialitet',
  ISOLATION: 'Trenger isolat',
  NO_BED: 'Ikke ledig seng',
  PATIENT_WISH: 'Pasienten ønsker det',
  HOME_VISIT: 'Hjemme en tur',
  EXAMINATION: 'Undersøkelse et annet sted',
  OTHER: 'Annet',
}

/** The same where the form asks, said of what the form is about. */
export const cancelReasonText = {
  WRONG_PERSON: 'Registrert på feil pasient',
  REGISTERED_TWICE: 'Registrert to ganger',
  DID_NOT_HAPPEN: 'Pasienten kom aldri',
} as const

export const markText: Record<StayMark, string> = {
  ARRIVAL_AFTER_ADMISSION: 'Ankomsten er etter innleggelsen. Slik kom det fra journalen.',
  DEATH_AFTER_DISCHARGE: 'Dødsfallet var etter utskrivningen.',
}

const roleText: Partial<Record<Role, string>> = {
  NURSE: 'sykepleier',
  HEAD_NURSE: 'avdelingssykepleier',
}

/** Who wrote an event down: `Silje Moen, sykepleier, Lungeavdelingen 4B`. */
export function whoText({ by, role, byUnit, recordedById }: StayEventRow, imported: boolean) {
  if (!recordedById) return imported ? 'Fra journalen' : 'Ikke oppgitt'
  return [by ?? 'Navn ikke tilgjengelig', role && roleText[role], byUnit].filter(Boolean).join(', ')
}

/** Why, and in whose words. */
export const whyText = ({ reason, note }: Pick<StayEventRow, 'reason' | 'note'>) =>
  [reason && reasonText[reason], note].filter(Boolean).join('. ')

/** What came of an event that no longer counts: `Rettet av Silje Moen, sykepleier, Lungeavdelingen 4B, 21.11.2026 kl. 14.05: Feil tid`. */
export function replacedText(by: StayEventRow, imported: boolean) {
  const what = by.reason === 'UNDONE' ? 'Angret' : by.kind === 'VOIDED' ? 'Trukket tilbake' : 'Rettet'
  const why = by.reason === 'UNDONE' ? '' : whyText(by)
  return `${what} av ${whoText(by, imported)}, ${showMoment(new Date(by.recordedAt))}${why && `: ${why}`}`
}

/** One event in a sentence: `Tilbake fra permisjon 21.11.2026 kl. 14.05, Lungeavdelingen 4B`. */
export const eventText = ({ kind, at, unit }: Pick<StayEventRow, 'kind' | 'at' | 'unit'>) =>
  `${kindText[kind]} ${showMoment(new Date(at))}${unit ? `, ${unit.name}` : ''}`

export const stayRefusalText: Record<StayRefusal, string> = {
  changed:
    'Noen andre registrerte noe på oppholdet før deg. Se begge deler under, og send på nytt hvis ditt fortsatt gjelder.',
  not_here: 'Pasienten er ikke på avdelingen din. Ring avdelingen der pasienten er.',
  closed: 'Oppholdet er avsluttet. Er det feil, trekk tilbake utskrivningen eller dødsfallet først.',
  closed_cancel: 'Et avsluttet opphold kan ikke avlyses. Trekk først tilbake det som avsluttet det.',
  in_future: 'Tiden kan ikke være fram i tid. Se på klokkeslettet.',
  before_arrival: 'Tiden er før pasienten kom. Rett ankomsten først hvis den er feil.',
  before_ward: 'Tiden er før pasienten kom til avdelingen. Se på tabellen.',
  after_end: 'Tiden er etter at oppholdet ble avsluttet.',
  before_last: 'Noe annet i oppholdet er registrert etter denne tiden. Se på tabellen.',
  after_next: 'Tiden er etter det neste som skjedde i oppholdet. Se på tabellen.',
  out_of_order: 'Tiden passer ikke med det som står før og etter. Se på tabellen.',
  no_ward: 'Velg en avdeling ved dette sykehuset.',
  same_ward: 'Dette er avdelingen som står der. Velg en annen.',
  on_leave: 'Pasienten er allerede på permisjon.',
  not_on_leave: 'Pasienten er ikke på permisjon.',
  no_earlier: 'Det er ikke noe opphold de siste sju døgnene som dette kan være en fortsettelse av.',
}

const times = [
  'in_future',
  'before_arrival',
  'before_ward',
  'after_end',
  'before_last',
  'after_next',
  'out_of_order',
] as const
/** What a refusal is about, so that it stands beside the field. */
export const stayRefusalField: Record<string, string> = {
  ...Object.fromEntries(times.map((refusal) => [refusal, 'at'])),
  no_ward: 'ward',
  same_ward: 'ward',
}

export const isReason = (text: string): text is StayEventReason => Object.hasOwn(reasonText, text)

/** What somebody has just done, in the words of the undo band. */
export function doneText(event: Pick<StayEventRow, 'kind' | 'at' | 'unit' | 'replacesId'>) {
  if (event.kind === 'VOIDED') return 'trukket tilbake.'
  return `${event.replacesId ? 'rettet til ' : ''}${eventText(event)}.`
}

/** The picture in a sentence, for those who do not see it. */
export function pictureText({ events, status, unit }: StayDetail) {
  const wards = new Set(events.flatMap(({ kind, unit: at }) => (kind === 'ON_WARD' && at ? [at.name] : [])))
  const where = [...wards].join(', ') || unit?.name || 'ikke på avdeling'
  return `Tidslinje for oppholdet: ${where}. Tilstand: ${statusText[status].toLowerCase()}. Tabellen under har alle tidene.`
}
