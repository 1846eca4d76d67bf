import type { PatientHeader, PatientOverview, StayRow } from '#lib/patient-pages/schema'
import { daysBetween } from '#lib/dates'

const day = 86_400_000
const acuteKinds: readonly StayRow['urgency'][] = ['IMMEDIATE', 'WITHIN_6_HOURS', 'WITHIN_24_HOURS']

export type ToldStay = StayRow & {
  acute: boolean
  from: number
  until: number | null
  /** Whole days since the discharge before, when it is at most thirty and this stay is acute. */
  readmission: number | null
}

/** The stays with what follows from the ones before; newest first as they came. A readmission is acute and within 30 days. */
export function toldStays(rows: readonly StayRow[]): ToldStay[] {
  const stays = rows.map((row) => {
    const ended = row.dischargedAt ?? row.deceasedAt
    const from = Date.parse(row.start)
    // An arrival that nobody closed has no length.
    const until = ended ? Date.parse(ended) : row.open ? null : from
    return { ...row, acute: acuteKinds.includes(row.urgency), from, until }
  })
  return stays.map((stay) => {
    const before = stays.flatMap(({ id, from, until }) =>
      id !== stay.id && until !== null && from < stay.from && until <= stay.from ? [until] : [],
    )
    const since = stay.from - Math.max(...before)
    return { ...stay, readmission: stay.acute && since <= 30 * day ? Math.floor(since / day) : null }
  })
}

/** The same day so many months before, or the last of that month. */
export function monthsBefore(time: Date, months: number) {
  const then = new Date(time)
  then.setUTCDate(1)
  then.setUTCMonth(then.getUTCMonth() - months)
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate()
  then.setUTCDate(Math.min(time.getUTCDate(), last))
  return then
}

/** Stays that began in the time, or reach into it. */
export const staysSince = (stays: readonly ToldStay[], from: Date) =>
  stays.filter((stay) => stay.until === null || stay.until >= from.getTime())

export type Chip = {
  kind: 'deceased' | 'phase' | 'protection' | 'blocked' | 'consent' | 'card' | 'review' | 'agreement'
  on?: string
  /** The agreement that is not signed. */
  unsigned?: PatientHeader['wards'][number]['agreement']
}

/** What to say of a patient before all else: state first, then what is late or missing, most urgent first. */
export function chipsOf(header: PatientHeader, today: string): Chip[] {
  const { deceasedAt, phase, protection, statusBlocked, consentUntil, wards, whole } = header
  const review = wards.flatMap(({ review: on }) => (on && on < today ? [on] : [])).toSorted()[0]
  const unsigned = wards.find(({ agreement }) => agreement && agreement.status !== 'SIGNED')?.agreement
  const chips: (Chip | false)[] = [
    protection !== 'NONE' && { kind: 'protection' },
    statusBlocked && { kind: 'blocked' },
    review !== undefined && { kind: 'review', on: review },
    consentUntil !== null && daysBetween(today, consentUntil) <= 60 && { kind: 'consent', on: consentUntil },
    unsigned !== undefined && { kind: 'agreement', unsigned },
    // A ward that is only asked to receive the patient does not see cards, so none cannot be told from one.
    whole && wards.some(({ hasCard }) => !hasCard) && { kind: 'card' },
  ]
  if (deceasedAt) return [{ kind: 'deceased', on: deceasedAt }]
  const state: Chip[] = phase ? [{ kind: 'phase', on: phase.since }] : []
  return [...state, ...chips.filter((chip) => chip !== false)]
}

export type Helper = {
  id: string
  kind: 'VIP_WARD' | PatientOverview['relations'][number]['kind'] | PatientOverview['representatives'][number]['kind']
  /** Null when it is not open to the one who looks. */
  name: string | null
  place: string | null
  phone: string | null
  person: boolean
}

/** More caseworkers or doctors than this at one place are not the patient's own; the place itself is then to be called. */
const few = 3

/** Everybody to call, each once: the ward, those of the municipality, the doctor, the invited, and who stands for the patient. */
export function teamOf({ wards }: PatientHeader, { relations, representatives }: PatientOverview): Helper[] {
  const places = relations.flatMap(({ id, kind, organisation, unit, phone, people }): Helper[] => {
    const place = kind === 'INVITED' ? (unit ?? organisation) : organisation
    if (people.length === 0 || people.length > few)
      return [{ id, kind, name: unit ?? organisation, place: unit && organisation, phone, person: false }]
    return people.map((one, index) => ({
      id: `${id} ${index}`,
      kind,
      ...one,
      phone: one.phone ?? phone,
      place,
      person: true,
    }))
  })
  return [
    ...wards.map(({ id, name, phone, trust }): Helper => ({
      id,
      kind: 'VIP_WARD',
      name,
      place: trust,
      phone,
      person: false,
    })),
    ...places,
    ...representatives.map((one): Helper => ({ ...one, place: null, person: true })),
  ]
}
