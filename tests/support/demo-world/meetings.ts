// oxlint-disable max-lines, max-lines-per-function -- a table of meetings and how they come about
import { type PatientKey, lives } from '#tests/support/demo-world/patients'
import type { UnitKey, WardKey } from '#tests/support/demo-world/organisations'
import { isUnit, organisationId, personId, unitAt } from '#tests/support/demo-world/places'
import { type CitizenSubject, citizens, type StaffSubject, staffMembers } from '#tests/support/people'
import { type Db, idOf } from '#tests/support/records/ids'
import { dayAt, inMinutes } from '#tests/support/records/moments'
import type { Capacity, MeetingPurpose, ParticipantAnswer } from '#prisma/generated/enums'

type SeatLife = {
  as: Capacity
  who?: StaffSubject | CitizenSubject
  answer?: ParticipantAnswer
  needed: string
  statement?: string
}
type MeetingLife = {
  about: PatientKey
  ward: WardKey
  by: StaffSubject
  purpose: MeetingPurpose
  reason: string
  reasons: readonly string[]
  /** Days from today and the time of the clock; the first one is chosen when the time is. */
  times: readonly (readonly [days: number, clock: string])[]
  chosen?: true
  called: number
  seats: readonly SeatLife[]
  view?: string
}

/** Meetings to come: one waits for answers, one has a time, one is about a child. */
const meetings: readonly MeetingLife[] = [
  {
    about: 'ivar.nesheim',
    ward: 'heart',
    by: 'gunn.iversen',
    purpose: 'VIP_DECISION',
    reason: 'Tre akutte opphold for hjertesvikt siden i fjor sommer.',
    reasons: ['MANY_STAYS', 'BOTH_LEVELS'],
    times: [
      [6, '09.00'],
      [7, '12.30'],
      [8, '14.00'],
    ],
    called: 2,
    seats: [
      { as: 'PATIENT', needed: 'Hva som er viktig, og om VIP-status er ønsket' },
      { as: 'HOSPITAL', who: 'gunn.iversen', answer: 'YES', needed: 'Plass på avdelingen' },
      { as: 'HOSPITAL', who: 'eirik.sandvik', answer: 'YES', needed: 'Samarbeid mellom sykehus, kommune og fastlege' },
      {
        as: 'GP',
        who: 'sigrid.boe',
        answer: 'STATEMENT',
        needed: 'Medisinsk samordning og medisiner',
        statement:
          'Vekt følges hver uke hos meg. Jeg støtter VIP-status, og kan ta blodprøver samme dag ved forverring.',
      },
      { as: 'MUNICIPALITY', who: 'ase.kleppe', needed: 'Tjenester og individuell plan' },
    ],
  },
  {
    about: 'solveig.haugland',
    ward: 'lung',
    by: 'marit.solberg',
    purpose: 'EVALUATION',
    reason: 'Seks måneder med VIP-status. Se om kortet og telefonen blir brukt.',
    reasons: ['UNSTABLE'],
    times: [[5, '12.30']],
    chosen: true,
    called: 9,
    seats: [
      { as: 'PATIENT', who: 'solveig.haugland', needed: 'Hva som har hjulpet' },
      { as: 'HOSPITAL', who: 'marit.solberg', answer: 'YES', needed: 'Plass på avdelingen' },
      { as: 'GP', who: 'knut.eide', answer: 'YES', needed: 'Medisinsk samordning og medisiner' },
      { as: 'MUNICIPALITY', who: 'ingrid.moe', answer: 'YES', needed: 'Tjenester og individuell plan' },
    ],
    view: 'Jeg vil slippe å forklare alt på nytt hver gang.',
  },
  {
    about: 'noah.warsame',
    ward: 'children',
    by: 'hege.sunde',
    purpose: 'VIP_DECISION',
    reason: 'Tre innleggelser på et halvt år. Foreldrene er slitne.',
    reasons: ['MANY_STAYS', 'WISH'],
    times: [
      [9, '09.00'],
      [10, '13.00'],
    ],
    called: 1,
    seats: [
      { as: 'PATIENT', needed: 'Hva som er viktig' },
      { as: 'REPRESENTATIVE', who: 'ahmed.warsame', needed: 'Svarer for Noah' },
      { as: 'HOSPITAL', who: 'hege.sunde', answer: 'YES', needed: 'Plass på avdelingen' },
      { as: 'GP', who: 'fatima.hassan', answer: 'NO', needed: 'Medisinsk samordning og medisiner' },
      { as: 'MUNICIPALITY', who: 'ingrid.moe', needed: 'Barnekoordinator og avlastning' },
    ],
  },
]

const agenda = ['Velkommen', 'Opphold og plan', 'Fastlegen deltar', 'Tiltak hjemme', 'Oppsummering']

const workOf = (subject: string | undefined) => {
  const member = subject && subject in staffMembers ? staffMembers[subject as StaffSubject] : undefined
  if (!member) return {}
  const { at } = member.works[0]
  return isUnit(at)
    ? { organisationId: unitAt(at as UnitKey).organisationId, unitId: unitAt(at as UnitKey).id }
    : { organisationId: organisationId(at) }
}
const nameOf = (subject: StaffSubject | CitizenSubject | undefined, about: PatientKey) =>
  (!subject
    ? lives[about].name
    : subject in staffMembers
      ? staffMembers[subject as StaffSubject].name
      : citizens[subject as CitizenSubject].name
  ).join(' ')

/** Meetings that are called, and recommendations that wait for an answer. */
export async function seedMeetings(db: Db) {
  for (const life of meetings) await seedMeeting(db, life)
  await seedRecommendation(db, {
    about: 'reidun.hopland',
    ward: 'heart',
    from: 'amir.rezaei',
    to: 'gunn.iversen',
    reason: 'Fire opphold på et år. Hun kjenner ikke de som kommer hjem.',
    days: 3,
  })
  await seedRecommendation(db, {
    about: 'norunn.vassbotn',
    ward: 'medical',
    from: 'eli.strand',
    to: 'ingrid.moe',
    reason: 'Hjemmetjenesten ser at hun blir dårligere før hver innleggelse.',
    days: 5,
  })
}

async function seedMeeting(db: Db, life: MeetingLife) {
  const { about, ward, by, times, called } = life
  const [id, patientId, at] = [idOf(`meeting ${about}`), idOf(`patient ${about}`), unitAt(ward)]
  const calledAt = dayAt(-called, '10.15')
  const proposed = times.map(([days, clock]) => dayAt(days, clock))
  const [first = calledAt] = proposed
  const caseId = { caseId: idOf(`case ${about} 0`) }
  await db.meeting.create({
    data: {
      id,
      patientId,
      trustId: at.organisationId,
      wardId: at.id,
      ...caseId,
      purpose: life.purpose,
      reasons: [...life.reasons],
      reason: life.reason,
      calledById: personId(by),
      chairId: personId(by),
      organisationId: at.organisationId,
      unitId: at.id,
      calledAt,
      place: 'Møterom på avdelingen',
      status: life.chosen ? 'CONFIRMED' : 'CALLED',
      ...(life.chosen && { startsAt: first, endsAt: inMinutes(45, first) }),
    },
  })
  const asked = {
    meetingId: id,
    patientId,
    method: 'ORAL' as const,
    agrees: true,
    askedById: personId(by),
    askedAt: calledAt,
  }
  await db.meetingAgreement.create({ data: { id: idOf(`agreement ${id}`), ...asked } })
  const rows = proposed.map((startsAt, turn) => ({
    id: idOf(`time ${id} ${turn}`),
    startsAt,
    endsAt: inMinutes(45, startsAt),
  }))
  await db.meetingTime.createMany({ data: rows.map((row) => ({ ...row, meetingId: id, patientId })) })
  for (const [turn, title] of agenda.entries())
    await db.meetingAgendaItem.create({
      data: {
        id: idOf(`item ${id} ${turn}`),
        meetingId: id,
        patientId,
        ordinal: turn + 1,
        title,
        minutes: turn % 4 ? 10 : 5,
      },
    })
  for (const seat of life.seats) await seedSeat(db, { life, seat, asked, rows })
  if (life.view)
    await db.meetingView.create({
      data: {
        id: idOf(`view ${id}`),
        meetingId: id,
        patientId,
        text: life.view,
        writtenById: personId(about),
        writtenAt: dayAt(-1, '18.20'),
      },
    })
}

type Seating = {
  life: MeetingLife
  seat: SeatLife
  asked: { meetingId: string; patientId: string; method: 'ORAL'; agrees: boolean; askedById: string; askedAt: Date }
  rows: readonly { id: string; startsAt: Date; endsAt: Date }[]
}
async function seedSeat(db: Db, { life, seat: { as, who, answer = 'NONE', needed, statement }, asked, rows }: Seating) {
  const { meetingId, patientId, askedAt: invitedAt } = asked
  const id = idOf(`seat ${meetingId} ${as} ${who}`)
  const work = workOf(who)
  const until = inMinutes(14 * 24 * 60, rows.at(-1)?.endsAt)
  await db.meetingParticipant.create({
    data: {
      id,
      meetingId,
      patientId,
      capacity: as,
      name: nameOf(who, life.about),
      neededFor: needed,
      mandate: Boolean(work.organisationId),
      invitedAt,
      ...work,
      ...(work.organisationId && { accessUntil: until }),
      ...(who && { personId: personId(who) }),
      answer,
      ...(answer !== 'NONE' && { answeredAt: dayAt(0, '07.40') }),
    },
  })
  if (as !== 'PATIENT' && work.organisationId !== workOf(life.by).organisationId)
    await db.meetingAgreement.create({ data: { id: idOf(`agreement ${id}`), participantId: id, ...asked } })
  if (answer === 'YES')
    for (const { id: timeId } of rows)
      await db.meetingTimeAnswer.create({ data: { timeId, participantId: id, patientId, possible: true } })
  if (statement && who)
    await db.meetingStatement.create({
      data: {
        id: idOf(`statement ${id}`),
        meetingId,
        patientId,
        participantId: id,
        text: statement,
        writtenById: personId(who),
        sentAt: dayAt(0, '07.40'),
      },
    })
  if (work.organisationId && who === 'eirik.sandvik')
    await db.careRelation.create({
      data: {
        id,
        patientId,
        kind: 'INVITED',
        organisationId: work.organisationId,
        personId: personId(who),
        validFrom: invitedAt,
        validUntil: until,
      },
    })
}

type RecommendationLife = {
  about: PatientKey
  ward: WardKey
  from: StaffSubject
  to: StaffSubject
  reason: string
  days: number
}
async function seedRecommendation(db: Db, { about, ward, from, to, reason, days }: RecommendationLife) {
  const [fromAt, toAt] = [workOf(from), workOf(to)]
  const createdAt = dayAt(-days, '13.05')
  const id = idOf(`recommendation ${about}`)
  await db.recommendation.create({
    data: {
      id,
      patientId: idOf(`patient ${about}`),
      trustId: unitAt(ward).organisationId,
      caseId: idOf(`case ${about} 0`),
      fromPersonId: personId(from),
      fromOrganisationId: fromAt.organisationId ?? '',
      ...(fromAt.unitId && { fromUnitId: fromAt.unitId }),
      toPersonId: personId(to),
      toOrganisationId: toAt.organisationId ?? '',
      ...(toAt.unitId && { toUnitId: toAt.unitId }),
      reason,
      createdAt,
      answerDueAt: dayAt(7 - days, '13.05'),
    },
  })
}
