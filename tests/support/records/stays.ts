import { type Db, idOf, newId, type Stored } from '#tests/support/records/ids'
import { daysAgo, inDays, inHours, inMinutes } from '#tests/support/records/moments'
import type { Prisma, Unit } from '#prisma/generated/client'
import type { ArrivalMode, Role, StayEventKind, StayEventReason, StayStatus, Urgency } from '#prisma/generated/enums'

type Place = Pick<Unit, 'id' | 'organisationId'>
export type Event = {
  kind: StayEventKind
  at: Date
  unitId?: string | null
  urgency?: Urgency
  mode?: ArrivalMode
  sessionId?: string
  reason?: StayEventReason
  note?: string
  recordedAt?: Date
  recordedById?: string
  recordedRole?: Role | null
  recordedUnitId?: string | null
  /** The kind of the event that this one puts right. */
  corrects?: StayEventKind
  /** The same, of an event that stands already. */
  replacesId?: string
}

type StayOptions = Partial<Omit<Prisma.StayUncheckedCreateInput, 'status'>> & {
  patient: Stored
  ward: Place
  /** Where an acute patient arrives; a planned one comes straight to the ward. */
  reception?: Place
  status?: StayStatus
  arrived?: Date
  discharged?: Date
  /** Minutes from arrival to the ward. */
  wait?: number
  /** How the patient came, as the nurse in reception saw it. */
  mode?: ArrivalMode
  /** In which the arrival was registered in Samløp; then the stay comes from nowhere else. */
  session?: Stored
  /** What happened beside the usual course, such as leave, a move or death. */
  more?: Event[]
}

type Seen = Pick<Event, 'urgency' | 'mode' | 'sessionId'>
type Course = { ward: Place; reception: Place; arrived: Date; discharged: Date; wait: number; seen: Seen }

/** The usual course of a stay; a status is reached when so many of these have happened. */
const course = ({ ward, reception, arrived, discharged, wait, seen }: Course): Event[] => [
  { kind: 'ARRIVED', at: arrived, unitId: reception.id, ...seen },
  { kind: 'IN_RECEPTION', at: inMinutes(Math.min(4, wait / 8), arrived), unitId: reception.id },
  { kind: 'ADMITTED', at: inMinutes(wait / 2, arrived), unitId: reception.id },
  { kind: 'ON_WARD', at: inMinutes(wait, arrived), unitId: ward.id },
  { kind: 'READY_FOR_DISCHARGE', at: readyAt(arrived, discharged), unitId: ward.id },
  { kind: 'DISCHARGED', at: discharged, unitId: ward.id },
]

/** The day before, or half-way if the stay is short. */
const readyAt = (from: Date, to: Date) =>
  new Date(Math.max(inDays(-1, to).getTime(), (from.getTime() + to.getTime()) / 2))

const reached = {
  EXPECTED: 0,
  ARRIVED: 1,
  IN_RECEPTION: 2,
  ON_WARD: 4,
  READY_FOR_DISCHARGE: 5,
  DISCHARGED: 6,
  CANCELLED: 0,
} satisfies Record<StayStatus, number>

/** A stay with the events that lead to a status, on the ward unless said otherwise. */
export async function stay(db: Db, given: StayOptions) {
  const {
    patient,
    ward,
    reception = ward,
    status = 'ON_WARD',
    arrived = daysAgo(3),
    wait = 60,
    mode,
    session,
    more = [],
    ...rest
  } = given
  const { discharged = status === 'DISCHARGED' ? inDays(2, arrived) : inHours(20), ...columns } = rest
  const id = columns.id ?? newId()
  const { urgency = 'IMMEDIATE' } = columns
  const seen = mode || session ? { urgency, ...(mode && { mode }), ...(session && { sessionId: session.id }) } : {}
  const usual = course({ ward, reception, arrived, discharged, wait, seen }).slice(0, reached[status])
  const cancelled: Event[] = status === 'CANCELLED' ? [{ kind: 'CANCELLED', at: arrived }] : []

  await db.stay.create({
    data: {
      patientId: patient.id,
      organisationId: ward.organisationId,
      source: session ? 'samlop' : 'journal',
      externalId: id,
      urgency,
      // Later the events say where; until the first of them the ward that was told.
      unitId: ward.id,
      ...columns,
      id,
    },
  })
  await stayEvents(db, { stay: { id, patientId: patient.id }, events: [...usual, ...more, ...cancelled] })
  return db.stay.findUniqueOrThrow({ where: { id } })
}

/** More events of a stay, in one statement. */
export function stayEvents(db: Db, { stay: of, events }: { stay: Stored & { patientId: string }; events: Event[] }) {
  const eventId = ({ kind, at }: Event) => idOf(`${of.id} ${kind} ${at.toISOString()}`)
  return db.stayEvent.createMany({
    data: events.map(({ corrects, ...event }) => {
      const corrected = corrects && events.find(({ kind }) => kind === corrects)
      const row = { id: eventId(event), stayId: of.id, patientId: of.patientId, recordedAt: event.at, ...event }
      return corrected ? { ...row, replacesId: eventId(corrected) } : row
    }),
  })
}
