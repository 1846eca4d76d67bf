import 'server-only'
import { now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import type { HeldMeeting, HoldParams } from '#lib/held-meetings/schema'
import { standingOf } from '#lib/held-meetings/rules'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'

const name = { select: { givenName: true, familyName: true } } as const
const seat = {
  id: true,
  personId: true,
  organisationId: true,
  unitId: true,
  capacity: true,
  name: true,
  mandate: true,
  neededFor: true,
  attended: true,
  absenceReason: true,
  version: true,
  organisation: { select: { name: true } },
  unit: { select: { name: true } },
  statements: { select: { text: true, sentAt: true }, orderBy: { sentAt: 'desc' }, take: 1 },
} as const

/** A meeting with its seats, for whoever writes of it; null for those who may not see it. */
export async function findMeeting(tx: Transaction, actor: Actor, id: string) {
  const meeting = await tx.meeting.findUnique({
    where: { id },
    select: {
      id: true,
      patientId: true,
      trustId: true,
      caseId: true,
      purpose: true,
      status: true,
      wardId: true,
      chairId: true,
      calledById: true,
      organisationId: true,
      startsAt: true,
      endsAt: true,
      place: true,
      videoUrl: true,
      noGpAt: true,
      version: true,
      participants: { where: { removedAt: null }, select: seat, orderBy: [{ capacity: 'asc' }, { name: 'asc' }] },
      _count: { select: { views: true, decisions: true, minutes: true } },
    },
  })
  if (!meeting) return null
  const seats = meeting.participants.map((one) => ({ ...one, wrote: one.statements.length > 0 }))
  return { ...meeting, seats, standing: standingOf(meeting, seats, actor) }
}
export type FoundMeeting = NonNullable<Awaited<ReturnType<typeof findMeeting>>>

const validNow = () => ({ validFrom: { lte: now() }, OR: [{ validUntil: null }, { validUntil: { gt: now() } }] })

const findItems = (tx: Transaction, meetingId: string) =>
  tx.meetingAgendaItem.findMany({
    where: { meetingId },
    select: {
      id: true,
      title: true,
      minutes: true,
      note: true,
      version: true,
      presenter: { select: { name: true } },
      notes: {
        where: { stands: false, settledAt: null },
        select: { id: true, text: true, writtenAt: true, writtenBy: name },
        orderBy: { writtenAt: 'asc' },
      },
    },
    orderBy: { ordinal: 'asc' },
  })

/** What was said, decided and promised so far. */
const findSaid = async (tx: Transaction, id: string) => ({
  view: await tx.meetingView.findFirst({
    where: { meetingId: id },
    select: { text: true, helper: true, writtenAt: true },
    orderBy: { writtenAt: 'desc' },
  }),
  measures: await tx.meetingMeasure.findMany({
    where: { meetingId: id, status: { not: 'REMOVED' } },
    orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
  }),
  decision: await tx.meetingDecision.findFirst({
    where: { meetingId: id },
    select: {
      ordinal: true,
      outcome: true,
      wardId: true,
      reviewOn: true,
      reason: true,
      criteriaMet: true,
      decidedAt: true,
      decidedBy: name,
      ward: { select: { name: true } },
    },
    orderBy: { ordinal: 'desc' },
  }),
  answer: await tx.statusAnswer.findFirst({
    where: { meetingId: id },
    select: { agrees: true, method: true, givenAt: true, representation: { select: { person: name } } },
    orderBy: { recordedAt: 'desc' },
  }),
})

/** Who may answer for the patient, who else may do something, and the wards there are. */
const findChoices = async (tx: Transaction, patientId: string, trustId: string) => ({
  representations: await tx.representation.findMany({
    where: { patientId, ...validNow() },
    select: { id: true, kind: true, person: name },
  }),
  careTeam: await tx.careRelation.findMany({
    where: { patientId, kind: { not: 'INVITED' }, ...validNow() },
    select: { id: true, kind: true, organisation: { select: { name: true } }, unit: { select: { name: true } } },
    orderBy: { validFrom: 'asc' },
  }),
  wards: await tx.unit.findMany({
    where: { organisationId: trustId, kind: 'WARD', OR: [{ closedAt: null }, { closedAt: { gt: now() } }] },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  }),
})

async function loadHeld(tx: Transaction, actor: Actor, { id }: HoldParams): Promise<HeldMeeting | null> {
  const meeting = await findMeeting(tx, actor, id)
  if (!meeting) return null
  const { patientId, trustId } = meeting
  const patient = await tx.patient.findUnique({
    where: { id: patientId },
    select: { id: true, givenName: true, familyName: true, municipalityId: true },
  })
  if (!patient) return null
  const [row] = await tx.$queryRaw<[{ id: string | null }]>`
    SELECT door.criteria_in_force(${trustId}::uuid, ${patient.municipalityId}::uuid) AS id`
  return {
    ...meeting,
    editions: meeting._count.minutes,
    patient,
    items: await findItems(tx, id),
    ...(await findSaid(tx, id)),
    ...(await findChoices(tx, patientId, trustId)),
    criteria: row.id
      ? await tx.criteriaVersion.findUnique({
          where: { id: row.id },
          select: {
            id: true,
            number: true,
            proposedAt: true,
            rows: { select: { position: true, text: true }, orderBy: { position: 'asc' } },
          },
        })
      : null,
  }
}
/** The one screen of a meeting that goes on. */
export const openHeldMeeting = reading<HoldParams, HeldMeeting>({
  act: 'meeting.hold',
  load: loadHeld,
  shows: ({ patientId }) => [{ patientId, shown: ['name', 'meeting', 'care_team', 'representation'] }],
})
