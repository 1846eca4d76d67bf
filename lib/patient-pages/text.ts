import { missingText } from '#lib/agreements/text'
import { showDate, showShortDate, showTime } from '#lib/dates'
import type { Chip, Helper, ToldStay } from '#lib/patient-pages/rules'
import type { PatientHeader, StayRow } from '#lib/patient-pages/schema'

/** `Strandvik`, not the whole name of the municipality. */
export const homeText = (municipality: string) => `Bor i ${municipality.replace(/ kommune$/, '')}`

/** The doctor when there is one; otherwise the practice. */
export function doctorText({ practice, doctors }: PatientHeader) {
  if (!practice) return null
  return doctors.length === 1 ? `Fastlege ${doctors[0]}` : `Fastlege ved ${practice}`
}

export function chipText(
  { kind, on = '', unsigned }: Chip,
  { phase, protection }: PatientHeader,
  today: string,
): string {
  switch (kind) {
    case 'deceased':
      return `Død ${showDate(on)}`
    case 'phase':
      return `${phase?.phase === 'UNSTABLE' ? 'Ustabil' : 'Stabil'} siden ${showShortDate(on, today)}`
    case 'protection':
      return protection === 'STRICTLY_CONFIDENTIAL' ? 'Strengt fortrolig adresse' : 'Fortrolig adresse'
    case 'blocked':
      return 'VIP-status er sperret av pasienten'
    case 'review':
      return `Ny vurdering forfalt ${showShortDate(on, today)}`
    case 'consent':
      return `Samtykke ${on < today ? 'utløpt' : 'utløper'} ${showShortDate(on, today)}`
    case 'agreement':
      return unsignedText(unsigned)
    case 'card':
      return 'Uten gyldig VIP-kort'
  }
}

/** What is missing before the agreement counts. */
function unsignedText(unsigned: Chip['unsigned']) {
  if (unsigned?.status === 'NONE') return 'Avtale usignert: ikke skrevet'
  if (unsigned?.status === 'DRAFT') return 'Avtale usignert: utkast'
  return `Avtale usignert. ${missingText(unsigned?.missing ?? [])}`
}

const helperText: Record<Helper['kind'], string> = {
  VIP_WARD: 'VIP-avdeling',
  GP_LIST: 'Fastlege',
  MUNICIPALITY_CASE: 'Saksbehandler',
  HOME_CARE: 'Hjemmetjeneste',
  INVITED: 'Invitert',
  PARENT: 'Forelder',
  GUARDIAN: 'Verge',
  POWER_OF_ATTORNEY: 'Har fullmakt',
  NEAREST_KIN: 'Nærmeste pårørende',
}

/** What somebody is to the patient, and where. */
export function helperAbout({ kind, place, person }: Helper) {
  if (!place) return helperText[kind]
  const what = kind === 'MUNICIPALITY_CASE' && !person ? 'Saksbehandlere' : helperText[kind]
  return `${what}, ${place}`
}
export const hiddenName = 'Navnet kan ikke vises her'

export const urgencyText: Record<StayRow['urgency'], [string, string?]> = {
  IMMEDIATE: ['Akutt', 'straks'],
  WITHIN_6_HOURS: ['Akutt', 'innen 6 timer'],
  WITHIN_24_HOURS: ['Akutt', 'innen 24 timer'],
  PLANNED: ['Planlagt'],
  RETURNED: ['Tilbakeført'],
}

/** `45 min`, `2 t 14 min`, `6 døgn`. */
export function lengthText({ from, until }: Pick<ToldStay, 'from' | 'until'>, time: Date) {
  const minutes = Math.max(0, Math.round(((until ?? time.getTime()) - from) / 60_000))
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours >= 24) return `${Math.round(minutes / 1_440)}\u00a0døgn`
  return hours ? `${hours}\u00a0t ${rest}\u00a0min` : `${rest}\u00a0min`
}

export const daysText = (days: number) => (days === 0 ? 'samme døgn' : `${days}\u00a0døgn`)
export const readmissionText = (days: number) =>
  `Reinnleggelse ${days === 0 ? 'samme døgn' : `etter ${daysText(days)}`}`

export const momentText = (value: string | null) =>
  value ? ([showDate(value), showTime(new Date(value))] as const) : null

/** `6 opphold, 5 akutte`. */
export function sumText(stays: readonly ToldStay[]) {
  const acute = stays.filter((stay) => stay.acute).length
  return `${stays.length} opphold, ${acute} ${acute === 1 ? 'akutt' : 'akutte'}`
}

/** The picture in one sentence, for those who do not see it. */
export function timelineText(stays: readonly ToldStay[], where: string) {
  const again = stays.filter(({ readmission }) => readmission !== null).length
  return `Tidslinje: ${sumText(stays)}, ${again} ${again === 1 ? 'reinnleggelse' : 'reinnleggelser'} innen 30 døgn. Tabellen ${where} har alle datoene.`
}
