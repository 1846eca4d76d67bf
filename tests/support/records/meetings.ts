import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { daysAgo, inDays, inMinutes } from '#tests/support/records/moments'
import type { Meeting, Prisma, Unit } from '#prisma/generated/client'
import type { Capacity } from '#prisma/generated/enums'

type Person = Stored & { givenName?: string; familyName?: string }
type MeetingOptions = Partial<Prisma.MeetingUncheckedCreateInput> & {
  patient: Stored
  ward: Pick<Unit, 'id' | 'organisationId'>
  /** Who called it, from where; leads it unless another does. */
  by: Person
  from?: { organisationId: string; unitId?: string | null }
  /** The proposed times; a meeting that has come further has the first one. */
  times?: readonly Date[]
}

/** A meeting that was called, by somebody of the ward unless said otherwise, with one seat: the caller's. */
export async function meeting(db: Db, given: MeetingOptions) {
  const {
    patient,
    ward,
    by,
    from = { organisationId: ward.organisationId, unitId: ward.id },
    times,
    ...columns
  } = given
  const { status = 'CALLED', calledAt = daysAgo(3) } = columns
  const [first = inDays(7), ...others] = times ?? [inDays(7), inDays(8)]
  const isChosen = status === 'CONFIRMED' || status === 'HELD' || status === 'MINUTES_SIGNED'
  const row = await db.meeting.create({
    data: {
      id: newId(),
      patientId: patient.id,
      trustId: ward.organisationId,
      wardId: ward.id,
      purpose: 'NETWORK',
      reason: 'Tre innleggelser siden sommeren.',
      calledById: by.id,
      chairId: by.id,
      organisationId: from.organisationId,
      ...(from.unitId && { unitId: from.unitId }),
      place: 'Møterom',
      ...columns,
      status,
      calledAt,
      ...(isChosen && { startsAt: first, endsAt: inMinutes(45, first) }),
    },
  })
  await db.meetingTime.createMany({
    data: [first, ...others].map((startsAt) => ({
      id: newId(),
      meetingId: row.id,
      patientId: patient.id,
      startsAt,
      endsAt: inMinutes(45, startsAt),
    })),
  })
  const own = { capacity: 'HOSPITAL' as const, person: by, ...from, answer: 'YES' as const, answeredAt: calledAt }
  return { ...row, seat: await seat(db, { meeting: row, ...own }) }
}

type SeatOptions = Partial<Prisma.MeetingParticipantUncheckedCreateInput> & {
  meeting: Pick<Meeting, 'id' | 'patientId'>
  capacity: Capacity
  person?: Person
}

/** Somebody who is asked to a meeting. */
export const seat = (db: Db, { meeting: of, person: who, ...given }: SeatOptions) =>
  db.meetingParticipant.create({
    data: {
      id: newId(),
      meetingId: of.id,
      patientId: of.patientId,
      name: who ? `${who.givenName ?? 'Prøve'} ${who.familyName ?? 'Person'}` : 'Pasienten',
      neededFor: 'Behandling og innleggelse',
      invitedAt: daysAgo(3),
      ...(who && { personId: who.id }),
      ...given,
    },
  })

type Member = Stored & { membershipId: string }
type RecommendationOptions = Partial<Prisma.RecommendationUncheckedCreateInput> & {
  patient: Stored
  ward: Pick<Unit, 'id' | 'organisationId'>
  from: Member
  to: Member
}

/** One asks another who may call a meeting. */
export async function recommendation(db: Db, { patient, ward, from, to, ...columns }: RecommendationOptions) {
  const at = async ({ membershipId }: Member) => db.membership.findUniqueOrThrow({ where: { id: membershipId } })
  const [fromAt, toAt] = [await at(from), await at(to)]
  const createdAt = daysAgo(2)
  return db.recommendation.create({
    data: {
      id: newId(),
      patientId: patient.id,
      trustId: ward.organisationId,
      fromPersonId: from.id,
      fromOrganisationId: fromAt.organisationId,
      fromUnitId: fromAt.unitId,
      toPersonId: to.id,
      toOrganisationId: toAt.organisationId,
      toUnitId: toAt.unitId,
      reason: 'Tredje innleggelse på to måneder.',
      createdAt,
      answerDueAt: inDays(7, createdAt),
      ...(toAt.organisationId !== fromAt.organisationId && {
        agreementMethod: 'ORAL' as const,
        agreementAt: createdAt,
      }),
      ...columns,
    },
  })
}
