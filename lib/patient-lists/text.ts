import { daysBetween, showDate, showTime } from '#lib/dates'
import type { DueGroup, View } from '#lib/patient-lists/rules'
import type { Listed, ListFilter, ListSort } from '#lib/patient-lists/schema'
import type { Role } from '#prisma/generated/enums'

/** What the list is called for those who open on it. */
export function listTitle(role: Role) {
  if (role === 'CASEWORKER') return 'Arbeidsliste'
  return role === 'GP' || role === 'PARTICIPANT' ? 'Mine pasienter' : 'Pasienter'
}

export const filterText: Record<ListFilter, string> = {
  alle: 'Alle',
  inne: 'Inne nå',
  ustabil: 'Ustabil',
  frist: 'Frist nær',
}

const orders: Record<ListSort, [up: string, down: string]> = {
  navn: ['etter navn', 'etter navn, bakfra'],
  fase: ['de stabile først', 'de ustabile først'],
  akutte: ['færrest akutte opphold først', 'flest akutte opphold først'],
  akutte12: ['færrest akutte opphold først', 'flest akutte opphold først'],
  frist: ['de som haster mest, står først', 'de som haster mest, står sist'],
}
export const orderText = ({ sort, down }: View) => orders[sort][down ? 1 : 0]

/** What will stand in the list, and what brings it there. */
export function emptyText(role: Role) {
  if (role === 'GP') return 'Her kommer pasientene på listen din som følges i Samløp.'
  if (role === 'CASEWORKER') return 'Her kommer pasientene kommunen har sak for, ordnet etter frist.'
  if (role === 'PARTICIPANT') return 'Her kommer pasientene du eller stedet ditt er med og følger opp.'
  return 'Her kommer pasientene som har avdelingen som VIP-avdeling, og de som er eller nylig har vært inne.'
}

export const findText = {
  many: 'Flere passer – bruk fødselsnummer.',
  not_found: 'Ingen av pasientene dine passer.',
  limited:
    'Du har slått opp mange pasienter på kort tid. Vent ti minutter, og prøv igjen. Loggkontrolløren får beskjed.',
  misread: 'Skjemaet ble ikke forstått. Last siden på nytt og prøv igjen.',
}

/** Where the patient is now, in a few words and what belongs to them. */
export function placeText({ here }: Pick<Listed, 'here'>): [string, string?] {
  if (!here) return ['Hjemme']
  const unit = here.unit ?? 'Sykehus'
  const since = here.since ? `siden ${showDate(here.since)}` : ''
  switch (here.status) {
    case 'ARRIVED':
    case 'IN_RECEPTION':
      return ['I mottak', `${unit}, ${since}${here.since ? ` ${showTime(new Date(here.since))}` : ''}`]
    case 'READY_FOR_DISCHARGE':
      return ['Utskrivningsklar', `${unit}, ${since}`]
    case 'ON_WARD':
      return here.leaveSince ? ['På permisjon', `${unit}, siden ${showDate(here.leaveSince)}`] : [unit, since]
  }
}

export const phaseText: Record<NonNullable<Listed['phase']>['phase'], string> = {
  STABLE: 'Stabil',
  UNSTABLE: 'Ustabil',
}

/** A blocked status is never "none", and that there is none is not said. */
export function wardsText({ wards, statusBlocked }: Pick<Listed, 'wards' | 'statusBlocked'>) {
  if (statusBlocked) return 'Sperret av pasienten'
  return wards?.join(', ') ?? null
}

export const groupText: Record<DueGroup, string> = {
  overdue: 'På overtid',
  soon: 'De neste to ukene',
  later: 'Senere',
  none: 'Uten frist',
}

type Deadline = NonNullable<Listed['deadline']>

export function caseText({ kind, on }: Deadline, today: string) {
  if (kind === 'REVIEW') return 'Ny vurdering av VIP-status'
  return on < today ? 'Samtykke utløpt' : 'Samtykke utløper'
}

export function caseAboutText({ kind, about }: Deadline) {
  if (kind === 'PLAN') return 'Samtykke til individuell plan'
  return kind === 'ACCESS' && about ? `Tilgang for ${about}` : about
}

/** `i morgen`, `om 10 dager`, `2 dager siden`. */
export function dueText(on: string, today: string) {
  const days = daysBetween(today, on)
  if (days === 0) return 'i dag'
  if (Math.abs(days) === 1) return days === 1 ? 'i morgen' : 'i går'
  return days > 0 ? `om ${days} dager` : `${-days} dager siden`
}
