import { createHash } from 'node:crypto'
import { type Db, idOf, newId, type Stored } from '#tests/support/records/ids'
import { daysAgo, inDays, inMinutes, minutesAgo } from '#tests/support/records/moments'
import type { Prisma, Unit } from '#prisma/generated/client'

type Person = Stored & { givenName: string; familyName: string }
type SeatOptions = Partial<Prisma.MeetingParticipantUncheckedCreateInput> &
  Pick<Prisma.MeetingParticipantUncheckedCreateInput, 'capacity'>
type Options = Partial<Prisma.MeetingUncheckedCreateInput> & {
  patient: Stored
  ward: Pick<Unit, 'id' | 'organisationId'>
  /** Who leads it; a seat of the hospital unless `seats` says otherwise. */
  chair: Person
  seats?: readonly SeatOptions[]
  /** Titles of the agenda. */
  agenda?: readonly string[]
}

/** A meeting whose time has come, with seats and agenda. */
export async function heldMeeting(
  db: Db,
  { patient, ward, chair, seats, agenda = ['Velkommen', 'Beslutning'], ...given }: Options,
) {
  const startsAt = minutesAgo(10)
  const meeting = await db.meeting.create({
    data: {
      id: newId(),
      patientId: patient.id,
      trustId: ward.organisationId,
      wardId: ward.id,
      purpose: 'VIP_DECISION',
      status: 'CONFIRMED',
      reasons: [],
      reason: 'Flere innleggelser på kort tid.',
      calledById: chair.id,
      organisationId: ward.organisationId,
      unitId: ward.id,
      chairId: chair.id,
      calledAt: daysAgo(7),
      startsAt,
      endsAt: inMinutes(45, startsAt),
      place: 'Møterommet',
      ...given,
    },
  })
  const all = seats ?? [
    {
      capacity: 'HOSPITAL',
      personId: chair.id,
      organisationId: ward.organisationId,
      unitId: ward.id,
      name: `${chair.givenName} ${chair.familyName}`,
    },
  ]
  return { ...meeting, seats: await seated(db, meeting, all), items: await planned(db, meeting, agenda) }
}

type Of = { id: string; patientId: string }

async function seated(db: Db, meeting: Of, all: readonly SeatOptions[]) {
  const stored = []
  for (const [index, seat] of all.entries())
    stored.push(
      await db.meetingParticipant.create({
        data: {
          id: idOf(`seat ${meeting.id} ${index}`),
          meetingId: meeting.id,
          patientId: meeting.patientId,
          name: 'Noen',
          neededFor: 'Å bestemme sammen',
          invitedAt: daysAgo(7),
          ...(seat.personId || seat.capacity === 'PATIENT' ? {} : { email: 'noen@example.no' }),
          ...seat,
        },
      }),
    )
  return stored
}

async function planned(db: Db, meeting: Of, agenda: readonly string[]) {
  const items = []
  for (const [index, title] of agenda.entries())
    items.push(
      await db.meetingAgendaItem.create({
        data: {
          id: idOf(`item ${meeting.id} ${index}`),
          meetingId: meeting.id,
          patientId: meeting.patientId,
          ordinal: index + 1,
          title,
          minutes: 10,
        },
      }),
    )
  return items
}

type MeasureOptions = Partial<Prisma.MeetingMeasureUncheckedCreateInput> & {
  meeting: { id: string; patientId: string }
  by: Stored
}

/** Something that is to be done; a promise unless it says otherwise. */
export const measure = (db: Db, { meeting, by, ...given }: MeasureOptions) =>
  db.meetingMeasure.create({
    data: {
      id: newId(),
      meetingId: meeting.id,
      patientId: meeting.patientId,
      text: 'Ringer pasienten hver uke',
      responsible: 'Noen',
      dueOn: new Date(inDays(14).toISOString().slice(0, 10)),
      addedById: by.id,
      addedAt: daysAgo(7),
      status: 'ASKED',
      ...(given.status === 'DRAFT' ? {} : { promisedAt: daysAgo(6) }),
      ...given,
    },
  })

/** An edition of the minutes that says what stands in the meeting; the meeting has been held. */
export async function minutes(db: Db, { meeting, by }: { meeting: { id: string; patientId: string }; by: Stored }) {
  const [row] = await db.$queryRaw<
    [{ content: string }]
  >`SELECT door.minutes_content(${meeting.id}::uuid)::text AS content`
  const edition = 1 + (await db.minutes.count({ where: { meetingId: meeting.id } }))
  return db.minutes.create({
    data: {
      id: idOf(`minutes ${meeting.id} ${edition}`),
      meetingId: meeting.id,
      patientId: meeting.patientId,
      edition,
      content: JSON.parse(row.content) as Prisma.InputJsonValue,
      hash: createHash('sha256').update(row.content).digest(),
      writtenById: by.id,
      writtenAt: daysAgo(1),
    },
  })
}

/** Criteria that the hospital and the municipality have approved. */
export async function approvedCriteria(
  db: Db,
  { trust, municipality, by }: { trust: Stored; municipality: Stored; by: Stored },
) {
  const [id, at] = [newId(), daysAgo(30)]
  await db.criteriaParty.create({ data: { trustId: trust.id, organisationId: municipality.id, since: at } })
  const items = ['Tre eller flere akutte opphold på seks måneder', 'Bedre samarbeid ventes å gjøre en forskjell']
  await db.criteriaVersion.create({
    data: {
      id,
      trustId: trust.id,
      number: 1,
      status: 'PROPOSED',
      introduction: 'Kriterier',
      items,
      writtenById: by.id,
      writtenAt: at,
      proposedAt: at,
    },
  })
  for (const [index, text] of items.entries())
    await db.criteriaItem.create({ data: { id: newId(), criteriaVersionId: id, position: index + 1, text } })
  for (const { id: organisationId } of [trust, municipality])
    await db.criteriaApproval.create({
      data: { criteriaVersionId: id, organisationId, approvedById: by.id, approvedAt: at },
    })
  return { id }
}
