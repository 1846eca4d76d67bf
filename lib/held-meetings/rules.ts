import { ok, refuse, type Result } from '#lib/result'
import type { Capacity, MeetingPurpose, MeetingStatus } from '#prisma/generated/enums'

export type Seat = {
  personId: string | null
  organisationId: string | null
  capacity: Capacity
  attended: boolean | null
  absenceReason: string | null
  /** Whether a written statement has come from it. */
  wrote: boolean
}
export type Standing = 'leads' | 'keeps' | null
type Who = { personId: string | null; organisation: { id: string } | null }
type Led = { chairId: string; calledById: string; organisationId: string }

/** Who leads the meeting or called it leads it; whoever is asked for the own organisation writes along; others read. */
export function standingOf(meeting: Led, seats: readonly Seat[], { personId, organisation }: Who): Standing {
  if (!personId || !organisation) return null
  const isCaller = personId === meeting.calledById && organisation.id === meeting.organisationId
  if (personId === meeting.chairId || isCaller) return 'leads'
  return seats.some((seat) => seat.personId === personId && seat.organisationId === organisation.id) ? 'keeps' : null
}

export type Lack = 'PATIENT' | 'VIEW' | 'MUNICIPALITY' | 'GP' | 'HOSPITAL'

/**
 * What the meeting lacks to say yes to VIP status. A statement counts as taking part, but not for the patient, who has a view
 * of the own; who is away has a reason and that view recorded.
 */
export function lacksOf({ seats, hasView, noGp }: { seats: readonly Seat[]; hasView: boolean; noGp: boolean }): Lack[] {
  const came = (...capacities: Capacity[]) => seats.some((seat) => capacities.includes(seat.capacity) && seat.attended)
  const tookPart = (capacity: Capacity) =>
    came(capacity) || seats.some((seat) => seat.capacity === capacity && seat.wrote)
  const patientCame = came('PATIENT', 'REPRESENTATIVE')
  const hasReason = seats.some(({ capacity, absenceReason }) => capacity === 'PATIENT' && absenceReason !== null)
  const lacks: [Lack, boolean][] = [
    ['PATIENT', !patientCame && !hasReason],
    ['VIEW', !patientCame && !hasView],
    ['MUNICIPALITY', !tookPart('MUNICIPALITY')],
    ['GP', !tookPart('GP') && !noGp],
    ['HOSPITAL', !tookPart('HOSPITAL')],
  ]
  return lacks.filter(([, isLacking]) => isLacking).map(([lack]) => lack)
}

/** Meetings in which something is decided about VIP status. */
export const decides = (purpose: MeetingPurpose) => purpose === 'VIP_DECISION' || purpose === 'EVALUATION'

export type HoldRefusal = 'not_yours' | 'signed' | 'no_time' | 'too_early'
type Open = { status: MeetingStatus; standing: Standing }
type Held = Open & { startsAt: Date | null }

/** Notes may be begun before the time is set; the minutes, once signed, stand. */
export function mayWrite({ status, standing }: Open): Result<null, HoldRefusal> {
  if (!standing) return refuse('not_yours')
  if (status === 'MINUTES_SIGNED' || status === 'CANCELLED') return refuse('signed')
  return ok(null)
}

/** What happens in the meeting is written once its time is set, by whoever writes along or, for the weighty things, leads. */
export function mayHold(open: Held, needs: 'leads' | 'keeps', time: Date): Result<null, HoldRefusal> {
  const writes = mayWrite(open)
  if (!writes.ok) return writes
  if (needs === 'leads' && open.standing !== 'leads') return refuse('not_yours')
  if (open.status !== 'CONFIRMED' && open.status !== 'HELD') return refuse('no_time')
  return isTooEarly(open, time) ? refuse('too_early') : ok(null)
}

/** Minutes before its time from which a meeting may be held: people come early, and no earlier. */
export const earliestMinutes = 30
export const isTooEarly = ({ status, startsAt }: Pick<Held, 'status' | 'startsAt'>, time: Date) =>
  status === 'CONFIRMED' && startsAt !== null && startsAt.getTime() - time.getTime() > earliestMinutes * 60_000

export type Timed<Item> = Item & { startsAt: Date | null; number: number }

/** The items with the time each begins at, counted from the start of the meeting. */
export function timed<Item extends { minutes: number }>(items: readonly Item[], startsAt: Date | null): Timed<Item>[] {
  let minutes = 0
  return items.map((item, index) => {
    const begins = startsAt && new Date(startsAt.getTime() + minutes * 60_000)
    minutes += item.minutes
    return { ...item, startsAt: begins, number: index + 1 }
  })
}

/** Both texts in one, mine after what stands, for somebody to put right; texts that are the same stand once. */
export const together = (stands: string, beside: readonly string[]) =>
  [...new Set([stands, ...beside])].filter((text) => text.trim() !== '').join('\n\n')
