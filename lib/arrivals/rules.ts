import type { RegisterInput } from '#lib/arrivals/schema'
import type { Actor } from '#lib/permissions'
import { ok, refuse, type Result } from '#lib/result'
import type { StayStatus } from '#prisma/generated/enums'

const minute = 60_000
const day = 24 * 60 * minute

/** What is known of somebody who has just come. */
export type Arriving = {
  patientId: string
  deceased: boolean
  lastDischargedAt: Date | null
  /** The stay here that has not ended. */
  open: { id: string; unitId: string; admitted: boolean } | null
}

export type ArrivalRefusal =
  | 'deceased'
  | 'admitted'
  | 'arrived_elsewhere'
  | 'in_future'
  | 'too_long_ago'
  | 'before_discharge'
export type Arrival = { isNew: boolean; input: RegisterInput }

/** A second reception that registers the same patient joins the stay that is there. */
export function decideArrival(
  { deceased, lastDischargedAt, open }: Arriving,
  input: RegisterInput,
  time: Date,
  actor: Pick<Actor, 'unit'>,
): Result<Arrival, ArrivalRefusal> {
  if (deceased) return refuse('deceased')
  if (open?.admitted) return refuse('admitted')
  if (open) return open.unitId === actor.unit?.id ? ok({ isNew: false, input }) : refuse('arrived_elsewhere')
  // Clocks on two machines may differ by some seconds.
  if (input.at.getTime() > time.getTime() + minute) return refuse('in_future')
  if (input.at.getTime() < time.getTime() - day) return refuse('too_long_ago')
  if (lastDischargedAt && input.at < lastDischargedAt) return refuse('before_discharge')
  return ok({ isNew: true, input })
}

/** Only while the patient has not left reception. */
export function decideEnd({ status }: { status: StayStatus }): Result<null, 'left_reception'> {
  return status === 'ARRIVED' || status === 'IN_RECEPTION' ? ok(null) : refuse('left_reception')
}

/** Somebody who came more than a day ago is not in reception any more, though nobody said so. */
export const hasLapsed = (arrivedAt: Date, time: Date) => arrivedAt.getTime() <= time.getTime() - day
