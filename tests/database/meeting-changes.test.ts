import ICAL from 'ical.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { answerMeeting, answerOwnMeeting, recordAnswer, writeStatement, writeView } from '#lib/meeting-answers/commands'
import { openHeldMeeting } from '#lib/held-meetings/queries'
import { calendarFile } from '#lib/invitations/calendar'
import { calendarFacts } from '#lib/invitations/schema'
import {
  cancelMeeting,
  confirmMeeting,
  inviteToMeeting,
  moveMeeting,
  removeParticipant,
} from '#lib/meeting-changes/commands'
import { openMeeting } from '#lib/meeting-pages/queries'
import { callMeeting } from '#lib/meetings/commands'
import { listOwnMeetings } from '#lib/own-meetings/queries'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { inDays, minutesAgo } from '#tests/support/records/moments'
import { municipality, ward as aWard } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { citizen, staff } from '#tests/support/records/people'
import { careRelation, representation } from '#tests/support/records/relations'
import { stay } from '#tests/support/records/stays'
import type { Unit } from '#prisma/generated/client'

type Staff = Awaited<ReturnType<typeof staff>>
let ward: Unit
let head: Staff
let leader: Session
let physician: Staff
let caseworker: Staff
let owner: Awaited<ReturnType<typeof citizen>>
let kin: Awaited<ReturnType<typeof citizen>>
let meetingId: string
let patient: { id: string }

beforeEach(async () => {
  ward = await aWard(admin)
  const kommune = await municipality(admin)
  head = await staff(admin, { role: 'HEAD_NURSE', unit: ward })
  leader = await as(head)
  const hospital = { organisation: { id: ward.organisationId }, email: `${uuid()}@sykehus.test` }
  physician = await staff(admin, { role: 'COLLABORATION_PHYSICIAN', ...hospital })
  caseworker = await staff(admin, { role: 'CASEWORKER', organisation: kommune })
  owner = await citizen(admin)
  kin = await citizen(admin)
  patient = await aPatient(admin, { personId: owner.id })
  await representation(admin, { patient, person: kin })
  await stay(admin, { patient, ward })
  await careRelation(admin, { patient, kind: 'MUNICIPALITY_CASE', organisationId: kommune.id })
  const seat = ({ membershipId }: { membershipId: string }) => ({ key: membershipId, neededFor: '', mandate: true })
  const called = await callMeeting(
    leader,
    {
      patient: patient.id,
      purpose: 'NETWORK',
      ward: ward.id,
      recommendation: undefined,
      reasons: [],
      reason: 'Tre innleggelser siden juni.',
      seats: [{ key: 'patient', neededFor: '', mandate: false }, seat(head), seat(physician), seat(caseworker)],
      guests: [],
      times: [inDays(8), inDays(9)],
      place: 'Møterom',
      videoUrl: undefined,
      items: [{ title: 'Runden', minutes: 45, who: null }],
      agreement: 'ORAL',
      agreedBy: undefined,
      askedAt: minutesAgo(2),
    },
    uuid(),
  )
  if (!called.ok) throw new Error(called.refusal)
  meetingId = called.value.id ?? ''
})

const now = () =>
  admin.meeting.findUniqueOrThrow({ where: { id: meetingId }, include: { times: true, participants: true } })
const seatOf = async (who: { id: string }) => {
  const found = (await now()).participants.find(({ personId }) => personId === who.id)
  if (!found) throw new Error('No seat')
  return found
}
const seen = async () => ({ meeting: meetingId, seen: (await now()).version })
const answering = async (who: { id: string }, given: object = {}) => {
  const { id, version } = await seatOf(who)
  const [time] = (await now()).times.filter(({ round }) => round === 0)
  return {
    meeting: meetingId,
    participant: id,
    seen: version,
    answer: 'YES' as const,
    note: null,
    times: [time?.id ?? ''],
    ...given,
  }
}
const atHome = ({ issuer, subject }: { issuer: string; subject: string }) => signIn(issuer, subject, true)
const relation = async (who: { id: string }) => admin.careRelation.findUnique({ where: { id: (await seatOf(who)).id } })

describe('answers', () => {
  test('somebody who is asked says yes and when; the task is done, and who called is told', async () => {
    const session = await as(physician)
    expect(await answerMeeting(session, await answering(physician), uuid())).toMatchObject({ ok: true })
    expect(await seatOf(physician)).toMatchObject({ answer: 'YES' })
    const said = await admin.meetingTimeAnswer.findMany({ where: { participantId: (await seatOf(physician)).id } })
    expect(said.map(({ possible }) => String(possible)).toSorted()).toEqual(['false', 'true'])
    expect(await admin.task.findFirst({ where: { objectId: meetingId, holderId: physician.id } })).toMatchObject({
      status: 'DONE',
      outcome: 'YES',
    })
    expect(await admin.task.count({ where: { objectId: meetingId, kind: 'ANSWER_MEETING', status: 'OPEN' } })).toBe(2)
    expect(await admin.notice.count({ where: { kind: 'MEETING_ANSWERED', personId: head.id } })).toBe(1)
    expect(
      await admin.auditEntry.count({ where: { act: 'meeting.answer', objectId: meetingId, outcome: 'done' } }),
    ).toBe(1)
  })
  test('a yes without a time is a question, and another name too', async () => {
    const session = await as(physician)
    expect(await answerMeeting(session, await answering(physician, { times: [] }), uuid())).toEqual({
      ok: false,
      refusal: 'no_times',
    })
    expect(await answerMeeting(session, await answering(physician, { answer: 'DEPUTY' }), uuid())).toEqual({
      ok: false,
      refusal: 'no_name',
    })
  })
  test('nobody answers for somebody else, and nobody at work for the patient', async () => {
    const session = await as(physician)
    for (const other of [caseworker, owner])
      expect(await answerMeeting(session, await answering(other), uuid())).toEqual({ ok: false, refusal: 'not_yours' })
    const { id, version } = await seatOf(owner)
    await expect(
      asRuntimeRole(
        session,
        'TREAT',
        (tx) => tx.$queryRaw`SELECT door.answer_meeting(${id}::uuid, ${version}::int, 'YES', NULL, '{}')`,
      ),
    ).rejects.toThrow(/somebody else to answer/)
  })
  test('the patient answers and writes a view, and so does who stands for the patient, under the own name', async () => {
    const [own, proxy] = [await atHome(owner), await atHome(kin)]
    expect(await listOwnMeetings(own, {})).toMatchObject({
      ok: true,
      value: { meetings: [{ meeting: { id: meetingId } }] },
    })
    expect(await answerOwnMeeting(own, await answering(owner), uuid())).toMatchObject({ ok: true })
    const view = async (text: string) => {
      const { id, version } = await seatOf(owner)
      return { meeting: meetingId, participant: id, seen: version, text }
    }
    expect(await writeView(own, await view('Jeg vil hjem.'), uuid())).toMatchObject({ ok: true })
    expect(await writeView(proxy, await view('Hun vil hjem.'), uuid())).toMatchObject({ ok: true })
    const views = await admin.meetingView.findMany({ where: { meetingId }, orderBy: { writtenAt: 'asc' } })
    expect(views.map(({ text, helper }) => [text, helper])).toEqual([
      ['Jeg vil hjem.', null],
      ['Hun vil hjem.', 'Prøve Person'],
    ])
    expect(await answerOwnMeeting(proxy, await answering(owner, { answer: 'NO' }), uuid())).toMatchObject({ ok: true })
    expect(await seatOf(owner)).toMatchObject({ answer: 'NO' })
  })
  test('another citizen finds nothing', async () => {
    const somebody = await citizen(admin)
    await aPatient(admin, { personId: somebody.id })
    const stranger = await atHome(somebody)
    expect(await answerOwnMeeting(stranger, await answering(owner), uuid())).toEqual({
      ok: false,
      refusal: 'not_found',
    })
    expect(await listOwnMeetings(stranger, {})).toMatchObject({ value: { meetings: [] } })
  })
  test('a statement counts as taking part; the newest is shown', async () => {
    const session = await as(caseworker)
    const { id } = await seatOf(caseworker)
    for (const [turn, text] of ['Vi støtter dette helt ut.', 'Vi støtter dette delvis nå.'].entries())
      expect(
        await writeStatement(session, { meeting: meetingId, participant: id, seen: turn + 1, text }, uuid()),
      ).toMatchObject({ ok: true })
    expect(await seatOf(caseworker)).toMatchObject({ answer: 'STATEMENT' })
    const opened = await openMeeting(leader, { id: meetingId })
    const shown = opened.ok && opened.value.meeting.participants.find((one) => one.id === id)?.statement
    expect(shown).toMatchObject({ text: 'Vi støtter dette delvis nå.' })
  })
  test('the same answer twice at once is one', async () => {
    const session = await as(physician)
    const given = await answering(physician)
    const results = await Promise.all([answerMeeting(session, given, uuid()), answerMeeting(session, given, uuid())])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results).toContainEqual({ ok: false, refusal: 'conflict' })
  })
})

describe('what becomes of it', () => {
  test('a time is chosen, everybody is told with a file, and the invitation lasts fourteen days longer', async () => {
    const { times, version, sequence } = await now()
    const [time] = times
    expect(
      await confirmMeeting(leader, { meeting: meetingId, seen: version, time: time?.id ?? '' }, uuid()),
    ).toMatchObject({ ok: true })
    expect(await now()).toMatchObject({ status: 'CONFIRMED', startsAt: time?.startsAt, sequence: sequence + 1 })
    expect(await admin.notice.count({ where: { kind: 'MEETING_CONFIRMED', objectId: meetingId } })).toBe(3)
    expect(await admin.task.findFirst({ where: { kind: 'HOLD_MEETING', objectId: meetingId } })).toMatchObject({
      holderId: head.id,
      status: 'OPEN',
    })
    expect((await relation(physician))?.validUntil).toEqual(inDays(14, time?.endsAt))
  })
  test('two choose at once: one time stands', async () => {
    const { times, version } = await now()
    const results = await Promise.all(
      times.map(({ id }) => confirmMeeting(leader, { meeting: meetingId, seen: version, time: id }, uuid())),
    )
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results).toContainEqual({ ok: false, refusal: 'conflict' })
  })
  test('a time of another meeting is none', async () => {
    expect(await confirmMeeting(leader, { ...(await seen()), time: uuid() }, uuid())).toEqual({
      ok: false,
      refusal: 'no_time',
    })
  })
  test('moved to one time it is that time; to several, everybody is asked again', async () => {
    await answerMeeting(await as(physician), await answering(physician), uuid())
    const one = { ...(await seen()), times: [inDays(20)], place: 'Annet rom', videoUrl: undefined }
    expect(await moveMeeting(leader, one, uuid())).toMatchObject({ ok: true })
    expect(await now()).toMatchObject({ status: 'CONFIRMED', place: 'Annet rom' })
    const more = {
      ...(await seen()),
      times: [inDays(21), inDays(22)],
      place: undefined,
      videoUrl: 'https://video.example/rom',
    }
    expect(await moveMeeting(leader, more, uuid())).toMatchObject({ ok: true })
    expect(await now()).toMatchObject({ status: 'CALLED', startsAt: null })
    expect(await seatOf(physician)).toMatchObject({ answer: 'NONE' })
    const opened = await openMeeting(leader, { id: meetingId })
    expect(opened.ok && opened.value.meeting.times.map(({ startsAt }) => startsAt.getTime())).toEqual(
      more.times.map(Number),
    )
  })
  test('a time that has passed, and nowhere, are refused', async () => {
    const given = { ...(await seen()), place: 'Rom', videoUrl: undefined }
    expect(await moveMeeting(leader, { ...given, times: [minutesAgo(1)] }, uuid())).toEqual({
      ok: false,
      refusal: 'past',
    })
    expect(await moveMeeting(leader, { ...given, place: undefined, times: [inDays(3)] }, uuid())).toEqual({
      ok: false,
      refusal: 'no_place',
    })
  })
  test('cancelled with a reason: everybody is told, what it opened closes, and nothing more can be done', async () => {
    const session = await as(physician)
    expect(await cancelMeeting(leader, { ...(await seen()), why: 'Pasienten ønsker det ikke.' }, uuid())).toMatchObject(
      { ok: true },
    )
    expect(await now()).toMatchObject({ status: 'CANCELLED', cancelReason: 'Pasienten ønsker det ikke.' })
    expect(await admin.notice.count({ where: { kind: 'MEETING_CANCELLED', objectId: meetingId } })).toBe(3)
    expect(await admin.task.count({ where: { objectId: meetingId, status: 'OPEN' } })).toBe(0)
    expect(await openMeeting(session, { id: meetingId })).toEqual({ ok: false, refusal: 'not_found' })
    expect(await cancelMeeting(leader, { ...(await seen()), why: 'En gang til, takk.' }, uuid())).toEqual({
      ok: false,
      refusal: 'is_over',
    })
  })
  test('one more is invited, from elsewhere only with a yes; taken out again, the record closes', async () => {
    const nurse = await staff(admin, { role: 'FLOW_COORDINATOR', organisation: { id: ward.organisationId } })
    const given = {
      seats: [{ key: nurse.membershipId, neededFor: 'Flyt', mandate: false }],
      guests: [],
      agreedBy: undefined,
      askedAt: minutesAgo(1),
      insteadOf: undefined,
    }
    const guest = {
      ...given,
      seats: [],
      guests: [{ name: 'Kari', email: 'kari@example.no', capacity: 'OTHER' as const }],
    }
    expect(await inviteToMeeting(leader, { ...(await seen()), ...guest, agreement: 'NOT_ASKED' }, uuid())).toEqual({
      ok: false,
      refusal: 'needs_agreement',
    })
    expect(
      await inviteToMeeting(leader, { ...(await seen()), ...given, agreement: 'NOT_ASKED' }, uuid()),
    ).toMatchObject({ ok: true })
    const session = await as(nurse)
    expect(await openMeeting(session, { id: meetingId })).toMatchObject({ ok: true })
    expect(await inviteToMeeting(leader, { ...(await seen()), ...given, agreement: 'NOT_ASKED' }, uuid())).toEqual({
      ok: false,
      refusal: 'not_offered',
    })
    const { id } = await seatOf(nurse)
    expect(await removeParticipant(leader, { ...(await seen()), participant: id }, uuid())).toMatchObject({ ok: true })
    expect(await openMeeting(session, { id: meetingId })).toEqual({ ok: false, refusal: 'not_found' })
  })
  test('neither the patient nor who leads can be taken out', async () => {
    for (const who of [owner, head])
      expect(
        await removeParticipant(leader, { ...(await seen()), participant: (await seatOf(who)).id }, uuid()),
      ).toEqual({ ok: false, refusal: 'cannot_leave' })
  })
  test('one who is asked changes nothing, by a statement neither', async () => {
    const session = await as(physician)
    const { version, times } = await now()
    expect(await cancelMeeting(session, { meeting: meetingId, seen: version, why: 'Jeg vil ikke.' }, uuid())).toEqual({
      ok: false,
      refusal: 'not_leading',
    })
    await expect(
      asRuntimeRole(
        session,
        'TREAT',
        (tx) => tx.$queryRaw`SELECT door.cancel_meeting(${meetingId}::uuid, ${version}::int, 'nei')`,
      ),
    ).rejects.toThrow(/led by others/)
    await expect(
      asRuntimeRole(
        session,
        'TREAT',
        (tx) =>
          tx.$queryRaw`SELECT door.confirm_meeting(${meetingId}::uuid, ${version}::int, ${times[0]?.id ?? ''}::uuid)`,
      ),
    ).rejects.toThrow(/led by others/)
    await expect(
      asRuntimeRole(
        session,
        'TREAT',
        (tx) =>
          tx.$executeRaw`UPDATE meeting SET status = 'CANCELLED', version = version + 1 WHERE id = ${meetingId}::uuid`,
      ),
    ).rejects.toThrow(/may not become|permission denied/)
    await expect(
      asRuntimeRole(
        session,
        'TREAT',
        (tx) => tx.$executeRaw`UPDATE meeting_participant SET answer = 'YES', version = version + 1`,
      ),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('somebody comes instead of another', () => {
  const instead = async (who: { membershipId: string }, of: { id: string }, given: object = {}) => ({
    ...(await seen()),
    seats: [{ key: who.membershipId, neededFor: '', mandate: false }],
    guests: [],
    agreement: 'NOT_ASKED' as const,
    agreedBy: undefined,
    askedAt: minutesAgo(1),
    insteadOf: (await seatOf(of)).id,
    ...given,
  })
  const another = () =>
    staff(admin, {
      role: 'FLOW_COORDINATOR',
      organisation: { id: ward.organisationId },
      email: `${uuid()}@sykehus.test`,
    })
  const mails = (to: { email: string | null }) =>
    admin.outbox.findMany({ where: { address: to.email ?? '' }, orderBy: { queuedAt: 'asc' } })
  const told = async (to: { id: string }) =>
    (await admin.notice.findMany({ where: { personId: to.id, objectId: meetingId }, orderBy: { toldAt: 'asc' } })).map(
      ({ kind }) => kind,
    )

  test('the seat is the new one’s: who had it is out of the meeting and of the record, and is told, before any time is set', async () => {
    const nurse = await another()
    const gone = await as(physician)
    const old = await seatOf(physician)
    expect(await openMeeting(gone, { id: meetingId })).toMatchObject({ ok: true })
    expect(await inviteToMeeting(leader, await instead(nurse, physician), uuid())).toMatchObject({ ok: true })

    expect(await seatOf(physician)).toMatchObject({ answer: 'DEPUTY', deputyId: (await seatOf(nurse)).id })
    for (const open of [openMeeting, openHeldMeeting])
      expect(await open(gone, { id: meetingId })).toEqual({ ok: false, refusal: 'not_found' })
    const held = await openHeldMeeting(leader, { id: meetingId })
    const names = held.ok ? held.value.seats.map(({ personId }) => personId) : []
    expect(names).toContain(nurse.id)
    expect(names).not.toContain(physician.id)
    const opened = await openMeeting(leader, { id: meetingId })
    const shown = opened.ok ? opened.value.meeting.participants : []
    expect(shown.find(({ personId }) => personId === nurse.id)).toMatchObject({ insteadOf: old.name, answer: 'NONE' })
    expect(shown.find(({ personId }) => personId === physician.id)).toBeUndefined()

    expect(await told(physician)).toEqual(['MEETING_CALLED', 'MEETING_LEFT'])
    expect((await mails(physician)).map(({ kind }) => kind)).toEqual(['TASK', 'NOTICE'])
    expect(await told(nurse)).toEqual(['MEETING_CALLED'])
    expect(
      await admin.task.findMany({ where: { objectId: meetingId, kind: 'ANSWER_MEETING', holderId: physician.id } }),
    ).toMatchObject([{ status: 'CANCELLED' }])
    expect(await openMeeting(await as(nurse), { id: meetingId })).toMatchObject({ ok: true })
    expect(
      await admin.auditEntry.count({ where: { act: 'meeting.invite', objectId: meetingId, outcome: 'done' } }),
    ).toBe(1)
    // What happens to the meeting later is no longer told to who has left it.
    expect(await cancelMeeting(leader, { ...(await seen()), why: 'Pasienten er syk.' }, uuid())).toMatchObject({
      ok: true,
    })
    expect(await told(physician)).toEqual(['MEETING_CALLED', 'MEETING_LEFT'])
    expect(await told(nurse)).toEqual(['MEETING_CALLED', 'MEETING_CANCELLED'])
  })
  test('what lasts still opens the record to who gave up the seat', async () => {
    const [gone, nurse] = [await as(caseworker), await another()]
    expect(await inviteToMeeting(leader, await instead(nurse, caseworker), uuid())).toMatchObject({ ok: true })
    expect(await openMeeting(gone, { id: meetingId })).toMatchObject({ ok: true })
    const { id, version } = await seatOf(caseworker)
    expect(
      await answerMeeting(
        gone,
        { meeting: meetingId, participant: id, seen: version, answer: 'YES', note: null, times: [] },
        uuid(),
      ),
    ).toEqual({ ok: false, refusal: 'not_yours' })
  })
  test('who only proposes another keeps the seat and is told what happens', async () => {
    expect(
      await answerMeeting(
        await as(physician),
        await answering(physician, { answer: 'DEPUTY', note: 'Kari Nordmann', times: [] }),
        uuid(),
      ),
    ).toMatchObject({ ok: true })
    const [time] = (await now()).times
    await confirmMeeting(leader, { ...(await seen()), time: time?.id ?? '' }, uuid())
    expect(await seatOf(physician)).toMatchObject({ answer: 'DEPUTY', removedAt: null })
    expect(await told(physician)).toEqual(['MEETING_CALLED', 'MEETING_CONFIRMED'])
  })
  test('the file of one event through three moves, taken off the calendar of who gives up the seat and put on the other’s', async () => {
    const times = [inDays(20), inDays(21), inDays(22)]
    for (const time of times)
      expect(
        await moveMeeting(leader, { ...(await seen()), times: [time], place: 'Rom', videoUrl: undefined }, uuid()),
      ).toMatchObject({ ok: true })
    const nurse = await another()
    expect(await inviteToMeeting(leader, await instead(nurse, physician), uuid())).toMatchObject({ ok: true })
    const files = async (of: { email: string | null }) =>
      (await mails(of)).flatMap(({ kind, address, calendar, queuedAt }) => {
        if (kind !== 'INVITATION') return []
        const file = calendarFile(calendarFacts.parse(calendar), address, 'samlop@samlop.test', queuedAt)
        const read = new ICAL.Component(ICAL.parse(file))
        const event = read.getFirstSubcomponent('vevent')
        const start = event?.getFirstPropertyValue('dtstart') as ICAL.Time | undefined
        return {
          method: read.getFirstPropertyValue('method'),
          uid: event?.getFirstPropertyValue('uid'),
          sequence: Number(event?.getFirstPropertyValue('sequence')),
          start: start?.toJSDate().getTime(),
        }
      })
    const starts = times.map((time) => Math.floor(time.getTime() / 1_000) * 1_000)
    const uid = `${meetingId}@samlop`
    expect(await files(physician)).toEqual([
      { method: 'REQUEST', uid, sequence: 1, start: starts[0] },
      { method: 'REQUEST', uid, sequence: 2, start: starts[1] },
      { method: 'REQUEST', uid, sequence: 3, start: starts[2] },
      { method: 'CANCEL', uid, sequence: 4, start: starts[2] },
    ])
    expect(await files(nurse)).toEqual([{ method: 'REQUEST', uid, sequence: 4, start: starts[2] }])
  })
  test('somebody of another organisation comes instead only with the patient’s recorded yes', async () => {
    const practice = await aWard(admin)
    const gp = await staff(admin, { role: 'GP', unit: practice })
    await careRelation(admin, { patient, kind: 'GP_LIST', unit: practice, personId: gp.id })
    const given = await instead(gp, physician)
    expect(await inviteToMeeting(leader, given, uuid())).toEqual({ ok: false, refusal: 'needs_agreement' })
    expect(await seatOf(physician)).toMatchObject({ removedAt: null })
    expect(await inviteToMeeting(leader, { ...given, agreement: 'ORAL' }, uuid())).toMatchObject({ ok: true })
    expect(await admin.meetingAgreement.findFirst({ where: { participantId: (await seatOf(gp)).id } })).toMatchObject({
      agrees: true,
      method: 'ORAL',
      askedById: head.id,
    })
  })
  test('two at once: one takes the seat', async () => {
    const [one, other] = [await another(), await another()]
    const given = [await instead(one, physician), await instead(other, physician)]
    const results = await Promise.all(given.map((input) => inviteToMeeting(leader, input, uuid())))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results).toContainEqual({ ok: false, refusal: 'conflict' })
    expect((await now()).participants).toHaveLength(5)
  })
  test('one for one, and not for the patient nor for who leads', async () => {
    const [one, other] = [await another(), await another()]
    const both = [one, other].map(({ membershipId }) => ({ key: membershipId, neededFor: '', mandate: false }))
    expect(await inviteToMeeting(leader, await instead(one, physician, { seats: both }), uuid())).toEqual({
      ok: false,
      refusal: 'one_instead',
    })
    for (const who of [owner, head])
      expect(await inviteToMeeting(leader, await instead(one, who), uuid())).toEqual({
        ok: false,
        refusal: 'cannot_leave',
      })
    const { id } = await seatOf(head)
    const { version } = await now()
    const seats = [{ id: uuid(), capacity: 'HOSPITAL', person: one.id, organisation: ward.organisationId, name: 'En' }]
    await expect(
      asRuntimeRole(
        leader,
        'TREAT',
        (tx) =>
          tx.$queryRaw`SELECT door.invite_to_meeting(${meetingId}::uuid, ${version}::int, ${JSON.stringify(seats)}::jsonb, 'null', ${id}::uuid)`,
      ),
    ).rejects.toThrow(/may not be taken so/)
  })
  test('nobody of another organisation gives the seat away', async () => {
    const nurse = await another()
    const given = await instead(nurse, physician)
    expect(await inviteToMeeting(await as(caseworker), given, uuid())).toEqual({ ok: false, refusal: 'not_leading' })
    const elsewhere = await as(await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin) }))
    expect(await inviteToMeeting(elsewhere, given, uuid())).toEqual({ ok: false, refusal: 'not_found' })
    expect(await seatOf(physician)).toMatchObject({ removedAt: null })
  })
})

describe('whoever leads writes down what the patient answers', () => {
  const recording = async (given: object = {}) => {
    const { note: _note, ...input } = await answering(owner)
    return { ...input, by: null, method: 'ORAL' as const, givenAt: minutesAgo(3), ...given }
  }
  const proxyId = async () =>
    (await admin.representation.findFirstOrThrow({ where: { patientId: patient.id, personId: kin.id } })).id

  test('who said it, how and when, and who wrote it down; it counts as the patient’s answer, and can be written anew', async () => {
    const given = await recording()
    expect(await recordAnswer(leader, given, uuid())).toMatchObject({ ok: true })
    expect(await seatOf(owner)).toMatchObject({
      answer: 'YES',
      answeredAt: given.givenAt,
      answerMethod: 'ORAL',
      answerById: null,
      answerRecordedById: head.id,
    })
    const said = await admin.meetingTimeAnswer.findMany({ where: { participantId: given.participant } })
    expect(said.map(({ possible }) => String(possible)).toSorted()).toEqual(['false', 'true'])
    expect(
      await admin.task.findFirst({ where: { objectId: meetingId, holderId: owner.id, kind: 'ANSWER_MEETING' } }),
    ).toMatchObject({ status: 'DONE', outcome: 'YES', endedById: head.id })
    const opened = await openMeeting(leader, { id: meetingId })
    const shown = opened.ok && opened.value.meeting.participants.find(({ id }) => id === given.participant)
    expect(shown).toMatchObject({ answer: 'YES', recorded: { by: null, method: 'ORAL', recordedBy: 'Prøve Person' } })
    expect(
      await admin.auditEntry.count({ where: { act: 'meeting.record_answer', objectId: meetingId, outcome: 'done' } }),
    ).toBe(1)

    const proxy = await recording({ answer: 'NO', times: [], by: await proxyId(), method: 'WRITTEN' })
    expect(await recordAnswer(leader, proxy, uuid())).toMatchObject({ ok: true })
    expect(await seatOf(owner)).toMatchObject({ answer: 'NO', answerMethod: 'WRITTEN', answerById: await proxyId() })
  })
  test('an answer that was given in Samløp stands, whatever the form or a statement says', async () => {
    expect(await answerOwnMeeting(await atHome(owner), await answering(owner), uuid())).toMatchObject({ ok: true })
    const given = await recording({ answer: 'NO', times: [] })
    expect(await recordAnswer(leader, given, uuid())).toEqual({ ok: false, refusal: 'answered' })
    const raw = { ...given, said: 'NO', representation: null, suits: [] }
    const rows = await asRuntimeRole(
      leader,
      'TREAT',
      (tx) => tx.$queryRaw`SELECT door.record_patient_answer(${JSON.stringify(raw)}::jsonb) AS rows`,
    )
    expect(rows).toEqual([{ rows: 0 }])
    expect(await seatOf(owner)).toMatchObject({ answer: 'YES', answerMethod: null, answerRecordedById: null })
  })
  test('an answer in Samløp takes the place of one that was written down, and a move asks anew', async () => {
    await recordAnswer(leader, await recording(), uuid())
    expect(
      await answerOwnMeeting(await atHome(kin), await answering(owner, { answer: 'NO', times: [] }), uuid()),
    ).toMatchObject({ ok: true })
    expect(await seatOf(owner)).toMatchObject({ answer: 'NO', answerMethod: null, answerRecordedById: null })
    const moved = { times: [inDays(21), inDays(22)], place: 'Rom', videoUrl: undefined }
    await moveMeeting(leader, { ...(await seen()), ...moved }, uuid())
    const [time] = (await now()).times.filter(({ round }) => round === 1)
    expect(await recordAnswer(leader, await recording({ times: [time?.id] }), uuid())).toMatchObject({ ok: true })
    await moveMeeting(leader, { ...(await seen()), ...moved, times: [inDays(23), inDays(24)] }, uuid())
    expect(await seatOf(owner)).toMatchObject({ answer: 'NONE', answerMethod: null, answerRecordedById: null })
  })
  test('the patient’s answer alone, by whoever may answer for the patient, not from the future, and a yes with a time', async () => {
    const { id, version } = await seatOf(physician)
    const refused = async (given: object, refusal: string) =>
      expect(await recordAnswer(leader, await recording(given), uuid())).toEqual({ ok: false, refusal })
    await refused({ participant: id, seen: version }, 'not_patient')
    await refused({ by: uuid() }, 'not_representative')
    await refused({ givenAt: inDays(1) }, 'later')
    await refused({ times: [] }, 'no_times')
    await refused({ seen: 9 }, 'conflict')
    const raw = async (given: object) => {
      const { answer: said, by, times, ...rest } = await recording()
      const row = JSON.stringify({ ...rest, said, representation: by, suits: times, ...given })
      return asRuntimeRole(leader, 'TREAT', (tx) => tx.$queryRaw`SELECT door.record_patient_answer(${row}::jsonb)`)
    }
    for (const given of [
      { participant: id, seen: version },
      { representation: uuid() },
      { givenAt: inDays(1) },
      { said: 'DEPUTY' },
      { method: null },
    ])
      await expect(raw(given)).rejects.toThrow(/may not be written down/)
    expect(await seatOf(owner)).toMatchObject({ answer: 'NONE' })
  })
  test('nobody else writes it down: not one who is asked, not another organisation, and not when the meeting is off', async () => {
    const given = await recording()
    expect(await recordAnswer(await as(physician), given, uuid())).toEqual({ ok: false, refusal: 'not_leading' })
    expect(await recordAnswer(await as(caseworker), given, uuid())).toEqual({ ok: false, refusal: 'not_leading' })
    const elsewhere = await as(await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin) }))
    expect(await recordAnswer(elsewhere, given, uuid())).toEqual({ ok: false, refusal: 'not_found' })
    const raw = JSON.stringify({ ...given, said: 'YES', representation: null, suits: [] })
    for (const who of [await as(caseworker), elsewhere])
      await expect(
        asRuntimeRole(who, 'TREAT', (tx) => tx.$queryRaw`SELECT door.record_patient_answer(${raw}::jsonb)`),
      ).rejects.toThrow(/led by others/)
    await cancelMeeting(leader, { ...(await seen()), why: 'Pasienten er syk.' }, uuid())
    expect(await recordAnswer(leader, await recording(), uuid())).toEqual({ ok: false, refusal: 'is_over' })
  })
  test('two write at once, or the patient answers meanwhile: one answer stands', async () => {
    const given = await recording()
    const twice = await Promise.all([recordAnswer(leader, given, uuid()), recordAnswer(leader, given, uuid())])
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    const home = await atHome(owner)
    const [own, written] = [await answering(owner, { answer: 'NO', times: [] }), await recording()]
    const both = await Promise.all([answerOwnMeeting(home, own, uuid()), recordAnswer(leader, written, uuid())])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })
})
