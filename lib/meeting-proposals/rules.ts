import { readTime } from '#lib/local-time'
import type { Proposal, Somebody } from '#lib/meeting-proposals/schema'
import type { Actor } from '#lib/permissions'
import type { Capacity, MeetingPurpose, RepresentationKind, Role } from '#prisma/generated/enums'

const day = 86_400_000
/** Days on which offices are closed whatever the year; Easter and Whitsun are for people to know. */
const holidays = ['01-01', '05-01', '05-17', '12-24', '12-25', '12-26', '12-31']
/** One in the morning, one at noon, one in the afternoon, so that one of them suits. */
const clocks = ['09.00', '12.30', '14.00'] as const
/** So much notice people need to answer and come. */
const noticeDays = 7

/** Whether offices are open on a day `YYYY-MM-DD`. */
const isWorkday = (date: string) =>
  ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) && !holidays.includes(date.slice(5))

/** Three times to propose, on the first three working days from a week after today (`YYYY-MM-DD`), by the Norwegian clock. */
export function proposedTimes(today: string): Date[] {
  const days = Array.from({ length: 30 }, (_, turn) =>
    new Date(Date.parse(today) + (noticeDays + turn) * day).toISOString().slice(0, 10),
  ).filter(isWorkday)
  return clocks.flatMap((clock, turn) => {
    const time = readTime(`${days[turn]} ${clock}`, 'Europe/Oslo')
    return time.ok ? [time.value] : []
  })
}

/** What the actor is here: the membership under which somebody calls or recommends. */
export type Caller = Pick<Actor, 'personId' | 'role'> & {
  organisation: { id: string; kind: string } | null
  unit: { id: string; kind: string } | null
}

const sits = (caller: Caller, one: Somebody) =>
  one.personId === caller.personId &&
  one.organisationId === caller.organisation?.id &&
  one.unitId === (caller.unit?.id ?? null) &&
  one.role === caller.role

/** Whether the one who asks may call a meeting, as far as role and place go. */
export const isInitiator = (caller: Caller, { people }: Proposal) =>
  people.some((one) => sits(caller, one) && one.initiates)

/** The wards that somebody may call a meeting for: a head nurse the own one, a hospital its own, the others any of them. */
export function wardsFor({ role, organisation, unit }: Caller, { wards }: Proposal) {
  if (role === 'HEAD_NURSE') return wards.filter(({ id }) => id === unit?.id)
  return organisation?.kind === 'HEALTH_TRUST' ? wards.filter(({ trustId }) => trustId === organisation.id) : wards
}

/** The ward that was asked for, or the one with most admissions. */
export const wardOf = (caller: Caller, proposal: Proposal, asked?: string) => {
  const wards = wardsFor(caller, proposal)
  return wards.find(({ id }) => id === asked) ?? wards[0]
}

/** Who of the proposal may be asked to call a meeting for a ward, by the one who recommends; of the own organisation first. */
export function initiatorsFor(caller: Caller, { people, wards }: Proposal) {
  const own = ({ organisationId }: Somebody) => organisationId === caller.organisation?.id
  const place = (one: Somebody) => wards.findIndex(({ id }) => id === one.unitId)
  return people
    .filter(
      (one) => one.initiates && one.personId !== caller.personId && (one.role !== 'HEAD_NURSE' || place(one) >= 0),
    )
    .toSorted(
      (one, other) =>
        Number(own(other)) - Number(own(one)) ||
        Number(other.unitId === caller.unit?.id) - Number(one.unitId === caller.unit?.id) ||
        Number(place(one) < 0) - Number(place(other) < 0) ||
        place(one) - place(other),
    )
}

/** Which ward a recommendation to somebody is about: a head nurse's own one, otherwise the first that fits. */
export const wardAskedOf = (one: Somebody, { wards }: Proposal) =>
  one.role === 'HEAD_NURSE'
    ? wards.find(({ id }) => id === one.unitId)
    : wards.find(({ trustId }) => one.organisationKind !== 'HEALTH_TRUST' || trustId === one.organisationId)

export type Seat = {
  /** What the form sends for this one. */
  key: string
  capacity: Capacity
  personId: string | null
  organisationId: string | null
  unitId: string | null
  name: string
  /** At work: as what and where. */
  work: Pick<Somebody, 'role' | 'organisation' | 'organisationKind' | 'unit' | 'relation'> | null
  standsAs: RepresentationKind | null
  /** Proposed by the model's list. */
  proposed: boolean
  mandate: boolean
}

const capacityOf = ({ role, organisationKind }: Somebody): Capacity => {
  if (role === 'GP') return 'GP'
  return organisationKind === 'MUNICIPALITY'
    ? 'MUNICIPALITY'
    : organisationKind === 'HEALTH_TRUST'
      ? 'HOSPITAL'
      : 'OTHER'
}
/** Who decides for the organisation unless somebody says otherwise. */
const decides: readonly Role[] = ['GP', 'CASEWORKER', 'HEAD_NURSE', 'COLLABORATION_PHYSICIAN']
/** Whoever decides for the patient comes; with a power of attorney the patient chooses. */
const comesAlong: readonly RepresentationKind[] = ['PARENT', 'GUARDIAN', 'NEAREST_KIN']

/**
 * Who may be asked to a meeting for a ward, those the model wants checked: the patient, GP, caseworker, contact and
 * collaboration physician, head nurse, whoever calls; the others stand below and are chosen by hand.
 */
export function seatsFor(caller: Caller, proposal: Proposal, ward: string): Seat[] {
  const trust = proposal.wards.find(({ id }) => id === ward)?.trustId
  const here = proposal.people.filter(
    (one) =>
      sits(caller, one) ||
      one.relation !== null ||
      one.unitId === ward ||
      (one.organisationId === trust && one.unitId === null),
  )
  // One of each kind is enough: the caller before colleagues, then as the list stands.
  const first = (fits: (one: Somebody) => boolean) =>
    here.find((one) => fits(one) && sits(caller, one)) ?? here.find(fits)
  const wanted = [
    ...here.filter((one) => sits(caller, one)),
    first((one) => one.relation === 'GP_LIST' && one.role === 'GP'),
    first((one) => one.relation === 'MUNICIPALITY_CASE' && one.role === 'CASEWORKER'),
    first((one) => one.unitId === ward && one.role === 'HEAD_NURSE'),
    first((one) => one.unitId === ward && one.role === 'PARTICIPANT'),
    first((one) => one.role === 'COLLABORATION_PHYSICIAN'),
    ...here.filter((one) => one.relation === 'INVITED'),
  ]
  const persons = new Set<string>()
  const seats = here.map((one): Seat => {
    const proposed = wanted.includes(one) && !persons.has(one.personId)
    if (proposed) persons.add(one.personId)
    const { id, personId, organisationId, unitId, name, ...work } = one
    const mandate = decides.includes(one.role)
    const where = { key: id, capacity: capacityOf(one), personId, organisationId, unitId, name }
    return { ...where, work, standsAs: null, proposed, mandate }
  })
  const at = { organisationId: null, unitId: null, work: null, mandate: false }
  const { name, personId } = proposal
  return [
    { key: 'patient', capacity: 'PATIENT', personId, name, standsAs: null, proposed: true, ...at },
    ...proposal.representatives.map(({ id, kind, ...who }): Seat => ({
      key: id,
      capacity: 'REPRESENTATIVE',
      ...who,
      standsAs: kind,
      proposed: comesAlong.includes(kind),
      ...at,
    })),
    ...seats.toSorted((one, other) => Number(other.proposed) - Number(one.proposed)),
  ]
}

/** What the meeting is for unless somebody says otherwise: who has the status already is looked at again. */
export const purposeFor = ({ cases }: Proposal, trust: string | undefined): MeetingPurpose =>
  cases.some(({ trustId, status }) => trustId === trust && ['ACTIVE', 'UNDER_REVIEW'].includes(status))
    ? 'EVALUATION'
    : 'VIP_DECISION'
