import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { callMeeting } from '#lib/meetings/commands'
import type { CallInput } from '#lib/meetings/schema'
import { openMeeting } from '#lib/meeting-pages/queries'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { vipCase } from '#tests/support/records/cases'
import { inDays, minutesAgo } from '#tests/support/records/moments'
import { municipality, practice, ward as aWard } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { citizen, staff } from '#tests/support/records/people'
import { block, careRelation, representation } from '#tests/support/records/relations'
import { stay } from '#tests/support/records/stays'
import type { Unit } from '#prisma/generated/client'

type Staff = Awaited<ReturnType<typeof staff>>
let ward: Unit
let doctor: Staff
let gp: Session
let head: Staff
let caseworker: Staff
let physician: Staff
let patient: { id: string }

beforeEach(async () => {
  ward = await aWard(admin)
  const [office, kommune] = [await practice(admin), await municipality(admin)]
  doctor = await staff(admin, { role: 'GP', organisation: office })
  gp = await as(doctor)
  head = await staff(admin, { role: 'HEAD_NURSE', unit: ward })
  physician = await staff(admin, { role: 'COLLABORATION_PHYSICIAN', organisation: { id: ward.organisationId } })
  caseworker = await staff(admin, { role: 'CASEWORKER', organisation: kommune })
  patient = await aPatient(admin)
  await stay(admin, { patient, ward })
  await careRelation(admin, { patient, kind: 'GP_LIST', organisationId: office.id })
  await careRelation(admin, { patient, kind: 'MUNICIPALITY_CASE', organisationId: kommune.id })
})

const seats = (...keys: ('patient' | { membershipId: string })[]) =>
  keys.map((key) => ({
    key: key === 'patient' ? key : key.membershipId,
    neededFor: 'Hjelp hjemme',
    mandate: key !== 'patient',
  }))
const calling = (given: Partial<CallInput> = {}): CallInput => ({
  patient: patient.id,
  purpose: 'VIP_DECISION',
  ward: ward.id,
  recommendation: undefined,
  reasons: ['MANY_STAYS'],
  reason: 'Tre akutte opphold siden juni.',
  seats: seats('patient', head, caseworker, physician),
  guests: [],
  times: [inDays(9), inDays(8)],
  place: 'Møterom 4B',
  videoUrl: undefined,
  items: [
    { title: 'Velkommen', minutes: 5, who: null },
    { title: 'Fastlegen deltar', minutes: 10, who: 'GP' },
    { title: 'Beslutning', minutes: 10, who: null },
  ],
  agreement: 'ORAL',
  agreedBy: undefined,
  askedAt: minutesAgo(3),
  ...given,
})
const meetings = () =>
  admin.meeting.findMany({
    where: { patientId: patient.id },
    include: { participants: true, agreements: true, agenda: { orderBy: { ordinal: 'asc' } }, times: true },
  })
const refusal = async (session: Session, given: Partial<CallInput>) => {
  const result = await callMeeting(session, calling(given), uuid())
  return result.ok ? 'done' : result.refusal
}

test('a GP calls a meeting about VIP status: the case, the seats, what the patient said, tasks and an entry', async () => {
  const result = await callMeeting(gp, calling(), uuid())
  expect(result).toMatchObject({ ok: true })
  const [meeting] = await meetings()
  if (!meeting) throw new Error('No meeting')
  expect(meeting).toMatchObject({ status: 'CALLED', wardId: ward.id, chairId: head.id, calledById: doctor.id })
  expect(meeting.participants.map(({ capacity, answer }) => `${capacity} ${answer}`).toSorted()).toEqual(
    ['GP YES', 'HOSPITAL NONE', 'HOSPITAL NONE', 'MUNICIPALITY NONE', 'PATIENT NONE'].toSorted(),
  )
  // One yes to the meeting, and one to each of the three who work elsewhere.
  expect(meeting.agreements.map(({ askedById, method }) => [askedById, method])).toEqual(
    Array.from({ length: 4 }, () => [doctor.id, 'ORAL']),
  )
  const own = meeting.participants.find(({ personId }) => personId === doctor.id)
  expect(own).toMatchObject({ partFrom: 5, partMinutes: 10 })
  expect(meeting.agenda[1]).toMatchObject({ title: 'Fastlegen deltar', presenterId: own?.id })
  expect(await admin.vipCase.findFirst({ where: { patientId: patient.id } })).toMatchObject({
    status: 'MEETING_CALLED',
    id: meeting.caseId,
  })
  const tasks = await admin.task.findMany({ where: { objectId: meeting.id, kind: 'ANSWER_MEETING' } })
  expect(tasks.map(({ holderId }) => holderId ?? '').toSorted()).toEqual(
    [head.id, caseworker.id, physician.id].toSorted(),
  )
  expect(await admin.auditEntry.count({ where: { act: 'meeting.call', objectId: meeting.id, outcome: 'done' } })).toBe(
    1,
  )
})

test('whoever is asked can read the meeting until fourteen days after it, and nobody else of the hospital', async () => {
  const session = await as(physician)
  await callMeeting(gp, calling(), uuid())
  const [meeting] = await meetings()
  const id = meeting?.id ?? ''
  expect(await openMeeting(session, { id })).toMatchObject({ ok: true, value: { meeting: { id } } })
  const other = await as(
    await staff(admin, { role: 'COLLABORATION_PHYSICIAN', organisation: { id: ward.organisationId } }),
  )
  expect(await openMeeting(other, { id })).toEqual({ ok: false, refusal: 'not_found' })
  const seat = meeting?.participants.find(({ personId }) => personId === physician.id)
  const last = Math.max(...(meeting?.times ?? []).map(({ endsAt }) => Number(endsAt)))
  expect(Number(seat?.accessUntil)).toBe(last + 14 * 86_400_000)
  const relation = await admin.careRelation.findUniqueOrThrow({ where: { id: seat?.id ?? '' } })
  expect(relation.validUntil).toEqual(seat?.accessUntil)
  // The caseworker's case lasts, so the invitation adds nothing.
  const lasting = meeting?.participants.find(({ personId }) => personId === caseworker.id)
  expect(await admin.careRelation.count({ where: { id: lasting?.id ?? '' } })).toBe(0)
})

test('two at once about VIP status: one is called, the other is told', async () => {
  const results = await Promise.all([refusal(gp, {}), refusal(gp, {})])
  expect(results.toSorted()).toEqual(['already_called', 'done'])
  expect(await meetings()).toHaveLength(1)
})

describe('what is refused', () => {
  test.each<[string, Partial<CallInput>, string]>([
    ['a time that has passed', { times: [minutesAgo(1)] }, 'past'],
    ['a year that is wrong', { times: [inDays(3_700)] }, 'far'],
    ['no time', { times: [] }, 'no_time'],
    ['nobody but the patient', { seats: [{ key: 'patient', neededFor: '', mandate: false }] }, 'nobody'],
    ['nowhere', { place: undefined }, 'no_place'],
    ['no agenda', { items: [] }, 'no_agenda'],
    ['a guest without an address', { guests: [{ name: 'Kari', email: undefined, capacity: 'OTHER' }] }, 'no_contact'],
    ['the patient not asked', { agreement: 'NOT_ASKED' }, 'needs_agreement'],
    ['asked tomorrow', { askedAt: inDays(1) }, 'asked_later'],
    ['somebody who does not stand for the patient', { agreedBy: uuid() }, 'not_representative'],
    ['a ward that is none', { ward: uuid() }, 'foreign_ward'],
  ])('%s', async (_, given, expected) => {
    expect(await refusal(gp, given)).toBe(expected)
    expect(await meetings()).toEqual([])
  })

  test('the same person twice, also as two of what the person is', async () => {
    expect(await refusal(gp, { seats: seats('patient', head, head) })).toBe('same_twice')
  })
  test('somebody whom nobody offered', async () => {
    const other = await staff(admin, { role: 'NURSE', unit: await aWard(admin) })
    expect(await refusal(gp, { seats: seats('patient', other) })).toBe('not_offered')
  })
  test('a head nurse calls for her own ward alone, also within the hospital', async () => {
    const second = await aWard(admin, { organisation: { id: ward.organisationId } })
    await stay(admin, { patient, ward: second })
    const session = await as(head)
    const own = { seats: seats('patient', physician), agreement: 'NOT_ASKED' as const }
    expect(await refusal(session, { ...own, ward: second.id })).toBe('foreign_ward')
    expect(await refusal(session, own)).toBe('done')
  })
  test('a nurse, and a zone leader until the municipality says otherwise', async () => {
    expect(await refusal(await as(await staff(admin, { role: 'NURSE', unit: ward })), {})).toBe('forbidden')
  })
  test('who is a VIP patient of the hospital already, except to evaluate', async () => {
    await vipCase(admin, { patient, ward })
    expect(await refusal(gp, {})).toBe('already_vip')
    expect(await refusal(gp, { purpose: 'EVALUATION' })).toBe('done')
  })
  test('when the patient has blocked the practice', async () => {
    await block(admin, { patient, scope: 'ALL' })
    expect(await refusal(gp, {})).toBe('not_found')
  })
  test('an organisation may take the right away', async () => {
    const { organisationId } = await admin.membership.findUniqueOrThrow({ where: { id: doctor.membershipId } })
    await admin.initiatorRole.update({
      where: { organisationId_role: { organisationId, role: 'GP' } },
      data: { enabled: false, version: { increment: 1 } },
    })
    expect(await refusal(gp, {})).toBe('not_initiator')
  })
})

test('a parent who stands for the patient says yes, and is asked as one who answers', async () => {
  const parent = await citizen(admin)
  const { id } = await representation(admin, { patient, person: parent, kind: 'PARENT' })
  expect(
    await refusal(gp, { seats: [...seats('patient', head), { key: id, neededFor: '', mandate: true }], agreedBy: id }),
  ).toBe('done')
  const [meeting] = await meetings()
  expect(meeting?.agreements.every(({ representationId }) => representationId === id)).toBe(true)
  expect(meeting?.participants.find(({ personId }) => personId === parent.id)).toMatchObject({
    capacity: 'REPRESENTATIVE',
    mandate: false,
  })
})

describe('statements of somebody who may call a meeting', () => {
  const given = (more: object = {}) => {
    const seat = { id: uuid(), capacity: 'GP', person: doctor.id, neededFor: '', name: 'Lege', mandate: true }
    return {
      id: uuid(),
      patient: patient.id,
      purpose: 'NETWORK',
      ward: ward.id,
      reasons: [],
      reason: 'Prøver dette',
      chair: doctor.id,
      place: 'Her',
      times: [{ id: uuid(), startsAt: inDays(2), endsAt: inDays(2.01) }],
      agenda: [],
      seats: [seat],
      agreement: null,
      ...more,
    }
  }
  const call = (of: object, session = gp) =>
    asRuntimeRole(session, 'TREAT', (tx) => tx.$queryRaw`SELECT door.call_meeting(${JSON.stringify(of)}::jsonb)`)
  const withOwn = async (more: object[] = [], rest: object = {}) => {
    const { organisationId } = await admin.membership.findUniqueOrThrow({ where: { id: doctor.membershipId } })
    const own = { ...given().seats[0], organisation: organisationId }
    return given({ seats: [own, ...more], ...rest })
  }
  const outside = () => ({
    id: uuid(),
    capacity: 'HOSPITAL',
    person: head.id,
    organisation: ward.organisationId,
    unit: ward.id,
    neededFor: '',
    name: 'Leder',
    mandate: true,
  })

  test('can call one with people of the own organisation', async () => {
    await call(await withOwn())
    expect(await meetings()).toHaveLength(1)
  })
  test('cannot ask somebody elsewhere without a yes', async () => {
    await expect(call(await withOwn([outside()]))).rejects.toThrow(/may not be asked/)
  })
  test('can with a yes', async () => {
    await call(await withOwn([outside()], { agreement: { method: 'ORAL', askedAt: new Date() } }))
    expect(await meetings()).toHaveLength(1)
  })
  test('cannot ask kin or a guest without a yes', async () => {
    const kin = {
      id: uuid(),
      capacity: 'NEXT_OF_KIN',
      email: 'kari@example.no',
      name: 'Kari',
      neededFor: '',
      mandate: false,
    }
    await expect(call(await withOwn([kin]))).rejects.toThrow(/may not be asked/)
  })
  test('cannot make a nurse the GP, nor somebody of the hospital the municipality', async () => {
    const agreement = { method: 'ORAL', askedAt: new Date() }
    for (const capacity of ['GP', 'MUNICIPALITY', 'PATIENT', 'REPRESENTATIVE'])
      await expect(call(await withOwn([{ ...outside(), capacity }], { agreement }))).rejects.toThrow(/may not be asked/)
  })
  test('cannot call one in the past, about a stranger, or for a ward that is none', async () => {
    const past = { times: [{ id: uuid(), startsAt: inDays(-1), endsAt: inDays(-0.9) }] }
    await expect(call(await withOwn([], past))).rejects.toThrow(/time to come/)
    const stranger = await aPatient(admin)
    await expect(call(await withOwn([], { patient: stranger.id }))).rejects.toThrow(/may not be called/)
    await expect(call(await withOwn([], { ward: uuid() }))).rejects.toThrow(/may not be called/)
  })
  test('cannot write rows by hand', async () => {
    for (const table of ['meeting', 'meeting_participant', 'meeting_time', 'meeting_agreement'])
      await expect(
        asRuntimeRole(gp, 'TREAT', (tx) => tx.$executeRawUnsafe(`INSERT INTO ${table} DEFAULT VALUES`)),
      ).rejects.toThrow(/permission denied/)
  })
})
