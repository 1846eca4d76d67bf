import { startOfDay } from '#lib/local-time'
import { type RoleAtWork, rolesAtWork } from '#lib/memberships/schema'
import { ok, refuse, type Result } from '#lib/result'
import type { OrganisationKind, Role, UnitKind } from '#prisma/generated/enums'

const everywhere = { LOG_CONTROLLER: [], ORG_ADMIN: [] } as const
/** At which kinds of unit a role is held; with none it is held for the organisation as a whole. `door.places_of` says the same. */
const places: Record<OrganisationKind, Partial<Record<RoleAtWork, readonly UnitKind[]>>> = {
  HEALTH_TRUST: {
    NURSE: ['WARD', 'RECEPTION'],
    HEAD_NURSE: ['WARD', 'RECEPTION'],
    PARTICIPANT: ['WARD'],
    FLOW_COORDINATOR: [],
    COLLABORATION_PHYSICIAN: [],
    ...everywhere,
  },
  MUNICIPALITY: { CASEWORKER: ['OFFICE'], PARTICIPANT: ['HOME_CARE_ZONE', 'OFFICE'], ...everywhere },
  GP_PRACTICE: { GP: [], ...everywhere },
}

/** The roles that an organisation has. */
export const rolesOf = (kind: OrganisationKind): RoleAtWork[] => rolesAtWork.filter((role) => places[kind][role])

export type Given = { role: RoleAtWork; unit: { kind: UnitKind } | null; from: Date; until: Date | null }
type Somebody = { id: string; disabledAt: Date | null }
type Held = { role: Role; unitId: string | null; validFrom: Date; validUntil: Date | null }

/** The period of two days, the last one included; without a first day it begins now. */
export function periodOf({ from, until }: { from?: string | undefined; until?: string | undefined }, time: Date) {
  const begins = from ? startOfDay(from) : time
  return { from: begins < time ? time : begins, until: until ? startOfDay(until, 1) : null }
}

export type GiveRefusal =
  | 'yourself'
  | 'shut_out'
  | 'not_here'
  | 'needs_unit'
  | 'no_unit'
  | 'wrong_unit'
  | 'unknown_unit'
  | 'past'
  | 'has_it'

/** Nobody gives oneself anything; a role is held where it belongs, and once at a time. */
export function decideGive(
  { role, unit, from, until }: Given,
  {
    person,
    kind,
    own,
    held,
    unitId,
  }: { person: Somebody; kind: OrganisationKind; own: string | null; held: readonly Held[]; unitId: string | null },
  time: Date,
): Result<null, GiveRefusal> {
  const where = places[kind][role]
  if (person.id === own) return refuse('yourself')
  if (person.disabledAt) return refuse('shut_out')
  if (!where) return refuse('not_here')
  if (unitId && !unit) return refuse('unknown_unit')
  if (where.length === 0 && unit) return refuse('no_unit')
  if (where.length > 0 && !unit) return refuse('needs_unit')
  if (unit && !where.includes(unit.kind)) return refuse('wrong_unit')
  if (until && (until <= from || until <= time)) return refuse('past')
  const overlaps = ({ validFrom, validUntil, ...other }: Held) =>
    other.role === role &&
    other.unitId === unitId &&
    (!validUntil || validUntil > from) &&
    (!until || validFrom < until)
  return held.some(overlaps) ? refuse('has_it') : ok(null)
}

/** Roles that only health personnel have, who stand in the register. `door.add_person` says the same. */
const registered: readonly Role[] = ['NURSE', 'HEAD_NURSE', 'GP', 'COLLABORATION_PHYSICIAN']

/** What of a new person is said of somebody already. */
export type KnownBy = 'yourself' | 'known_hpr' | 'known_subject' | 'known_email'

/** Somebody new is nobody that is known, has a number where the role needs one, and a role that fits. */
export function decideAdd(
  given: Given,
  { known, hpr, ...where }: Parameters<typeof decideGive>[1] & { known: KnownBy | null; hpr: string | undefined },
  time: Date,
): Result<null, GiveRefusal | KnownBy | 'needs_hpr'> {
  if (known) return refuse(known)
  if (!hpr && registered.includes(given.role)) return refuse('needs_hpr')
  return decideGive(given, where, time)
}

/** When a role ends: on the evening of the day that was written, or now. */
export function decideEnd(
  { person, validUntil, version }: { person: Somebody; validUntil: Date | null; version: number },
  { own, seen, until }: { own: string | null; seen: number; until?: string | undefined },
  time: Date,
): Result<Date | null, 'yourself' | 'ended' | 'past' | 'conflict'> {
  if (person.id === own) return refuse('yourself')
  if (validUntil && validUntil <= time) return refuse('ended')
  if (version !== seen) return refuse('conflict')
  const ends = until ? startOfDay(until, 1) : null
  return ends && ends <= time ? refuse('past') : ok(ends)
}

/** Whoever works elsewhere too is not shut out by one of the places; the roles here are ended instead. */
export function decideShutOut(
  { person, elsewhere }: { person: Somebody; elsewhere: boolean },
  { own, out }: { own: string | null; out: boolean },
): Result<boolean, 'yourself' | 'works_elsewhere' | 'done_before'> {
  if (person.id === own) return refuse('yourself')
  if (elsewhere) return refuse('works_elsewhere')
  return Boolean(person.disabledAt) === out ? refuse('done_before') : ok(out)
}
