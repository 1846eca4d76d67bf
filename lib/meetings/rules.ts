import { type Caller, isInitiator, type Seat, seatsFor, wardsFor } from '#lib/meeting-proposals/rules'
import type { Proposal } from '#lib/meeting-proposals/schema'
import type { CallInput } from '#lib/meetings/schema'
import { ok, refuse, type Result } from '#lib/result'
import type { Capacity } from '#prisma/generated/enums'

export type CallRefusal =
  | 'deceased'
  | 'not_initiator'
  | 'foreign_ward'
  | 'already_called'
  | 'already_vip'
  | 'no_time'
  | 'past'
  | 'far'
  | 'same_time'
  | 'no_place'
  | 'no_agenda'
  | SeatRefusal
export type SeatRefusal =
  | 'not_offered'
  | 'same_twice'
  | 'no_contact'
  | 'nobody'
  | 'needs_agreement'
  | 'asked_later'
  | 'not_representative'

const minute = 60_000
const year = 366 * 24 * 60 * minute

export type Guest = { name: string; email: string; capacity: 'NEXT_OF_KIN' | 'OTHER' }
/** Somebody who is asked; a guest has a name and an address instead of a place in the register. */
export type Asked = Omit<Seat, 'work' | 'standsAs' | 'proposed'> & { email: string | null; neededFor: string }
export type Agreement = { method: 'ORAL' | 'WRITTEN' | 'DIGITAL'; representation: string | null; askedAt: Date }
export type Seats = { seats: Asked[]; agreement: Agreement | null }
export type Term = { startsAt: Date; endsAt: Date }
export type Calling = Seats & { times: Term[]; agenda: CallInput['items']; chairId: string; part: Part | null }
/** Minutes from the start, and how long. */
export type Part = { from: number; minutes: number }

type SeatInput = Pick<CallInput, 'seats' | 'guests' | 'agreement' | 'agreedBy' | 'askedAt'>

/** Everybody who was chosen, each once; nobody outside the own organisation, and no kin, before the patient has said yes. */
export function decideSeats(
  offered: readonly Seat[],
  { seats, guests, agreement, agreedBy, askedAt }: SeatInput,
  { proposal, caller, time }: { proposal: Proposal; caller: Caller; time: Date },
): Result<Seats, SeatRefusal> {
  const chosen = seats.flatMap(({ key, neededFor, mandate }) => {
    const seat = offered.find((one) => one.key === key)
    if (!seat) return []
    const { work, standsAs: _standsAs, proposed: _proposed, ...rest } = seat
    return [{ ...rest, mandate: mandate && work !== null, email: null, neededFor }]
  })
  if (chosen.length !== seats.length) return refuse('not_offered')
  if (guests.some(({ email }) => !email)) return refuse('no_contact')
  const invited = guests.map(({ name, email = '', capacity }, turn): Asked => {
    const at = { personId: null, organisationId: null, unitId: null, mandate: false, neededFor: '' }
    return { key: `guest${turn}`, name, email, capacity, ...at }
  })
  const all: Asked[] = [...chosen, ...invited]
  if (all.every(({ personId, capacity }) => capacity === 'PATIENT' || personId === caller.personId))
    return refuse('nobody')
  const names = all.map(({ personId, email, key }) => personId ?? email?.toLowerCase() ?? key)
  if (new Set(names).size !== names.length) return refuse('same_twice')

  const isAsked = agreement !== 'NOT_ASKED'
  const outside = all.some(
    ({ capacity, organisationId }) => capacity !== 'PATIENT' && organisationId !== caller.organisation?.id,
  )
  if (outside && !isAsked) return refuse('needs_agreement')
  if (!isAsked) return ok({ seats: all, agreement: null })
  if (askedAt > time) return refuse('asked_later')
  if (agreedBy && !proposal.representatives.some(({ id }) => id === agreedBy)) return refuse('not_representative')
  return ok({ seats: all, agreement: { method: agreement, representation: agreedBy ?? null, askedAt } })
}

/** Times to come, each once, in order; a meeting is as long as its agenda. */
export function decideTimes(
  times: readonly Date[],
  minutes: number,
  time: Date,
): Result<Term[], 'no_time' | 'past' | 'far' | 'same_time'> {
  if (times.length === 0) return refuse('no_time')
  if (times.some((start) => start <= time)) return refuse('past')
  if (times.some((start) => start.getTime() > time.getTime() + year)) return refuse('far')
  if (new Set(times.map(Number)).size !== times.length) return refuse('same_time')
  return ok(
    times
      .toSorted((one, other) => Number(one) - Number(other))
      .map((startsAt) => ({ startsAt, endsAt: new Date(startsAt.getTime() + minutes * minute) })),
  )
}

/** When the part of the GP comes, so that the GP comes for that alone. */
export function partOf(items: CallInput['items'], who: Capacity): Part | null {
  const first = items.findIndex((item) => item.who === who)
  if (first < 0) return null
  const rest = items.slice(first).findIndex((item) => item.who !== who)
  const part = rest < 0 ? items.slice(first) : items.slice(first, first + rest)
  return { from: minutesOf(items.slice(0, first)), minutes: minutesOf(part) }
}
export const minutesOf = (items: readonly { minutes: number }[]) => items.reduce((sum, item) => sum + item.minutes, 0)

/**
 * Whether a meeting may be called as the form says. Who may is data and a head nurse calls for her own ward; about VIP
 * status one at a time, and not for who has it already.
 */
export function decideCalling(
  proposal: Proposal,
  input: CallInput,
  time: Date,
  caller: Caller,
): Result<Calling, CallRefusal> {
  if (proposal.deceased) return refuse('deceased')
  if (!isInitiator(caller, proposal)) return refuse('not_initiator')
  const ward = wardsFor(caller, proposal).find(({ id }) => id === input.ward)
  if (!ward) return refuse('foreign_ward')
  if (input.purpose === 'VIP_DECISION') {
    const here = ({ trustId }: { trustId: string }) => trustId === ward.trustId
    if (proposal.called.some(here)) return refuse('already_called')
    const status = proposal.cases.find(here)?.status
    if (status === 'ACTIVE' || status === 'UNDER_REVIEW') return refuse('already_vip')
  }
  if (input.items.length === 0) return refuse('no_agenda')
  const times = decideTimes(input.times, minutesOf(input.items), time)
  if (!times.ok) return times
  if (!input.place && !input.videoUrl) return refuse('no_place')

  const offered = seatsFor(caller, proposal, ward.id)
  const own = offered.find((seat) => seat.personId === caller.personId && seat.work?.role === caller.role)
  const isThere = input.seats.some(({ key }) => key === own?.key)
  const seats = own && !isThere ? [...input.seats, { key: own.key, neededFor: '', mandate: own.mandate }] : input.seats
  const decided = decideSeats(offered, { ...input, seats }, { proposal, caller, time })
  if (!decided.ok) return decided
  // The ward leads where it takes part; otherwise whoever calls.
  const head = offered.find(
    ({ key, unitId, work }) =>
      work?.role === 'HEAD_NURSE' && unitId === ward.id && seats.some((one) => one.key === key),
  )
  const chairId = head?.personId ?? caller.personId ?? ''
  return ok({ ...decided.value, times: times.value, agenda: input.items, chairId, part: partOf(input.items, 'GP') })
}
