import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { beginService } from '#lib/login-db'
import type { Session } from '#lib/session'
import { remind } from '#lib/tasks/service'
import { takeTask } from '#lib/tasks/commands'
import { endTasks } from '#lib/tasks/give'
import { inRequest } from '#lib/request'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { daysAgo, hoursAgo, inDays, inHours } from '#tests/support/records/moments'
import { ward as aWard } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { task as aTask } from '#tests/support/records/tasks'
import { vipPatient } from '#tests/support/records/vip-patient'
import type { Unit } from '#prisma/generated/client'

let here: Unit
let nurse: Awaited<ReturnType<typeof staff>>
let head: typeof nurse
let flow: typeof nurse
let patient: { id: string }
let clock: Session

beforeEach(async () => {
  here = await aWard(admin)
  nurse = await staff(admin, { role: 'NURSE', unit: here, email: `${uuid()}@ward.test` })
  head = await staff(admin, { role: 'HEAD_NURSE', unit: here })
  flow = await staff(admin, { role: 'FLOW_COORDINATOR', organisation: { id: here.organisationId } })
  patient = await vipPatient(admin, { ward: here })
  const { organisationNumber } = await admin.organisation.findUniqueOrThrow({ where: { id: here.organisationId } })
  const session = await beginService(organisationNumber, ['task.remind'])
  if (!session) throw new Error('No session')
  clock = session
})

const late = (days: number, more: object = {}) =>
  aTask(admin, { patient, holderId: nurse.id, givenById: head.id, dueAt: daysAgo(days), ...more })
const told = async (personId: string) =>
  (await admin.notice.findMany({ where: { personId }, orderBy: { toldAt: 'asc' } })).map(({ kind }) => kind)
const followUps = () => admin.task.findMany({ where: { kind: 'FOLLOW_UP', organisationId: here.organisationId } })

describe('what is past its time', () => {
  test('whoever has it is reminded once, in the app and by mail', async () => {
    const { id } = await late(0.01)
    expect(await remind(clock)).toMatchObject({ reminded: 1, escalated: 0 })
    expect(await remind(clock)).toMatchObject({ reminded: 0, escalated: 0 })
    expect(await told(nurse.id)).toEqual(['TASK_DUE'])
    expect(await admin.outbox.count({ where: { personId: nurse.id } })).toBe(1)
    expect((await admin.task.findUniqueOrThrow({ where: { id } })).remindedAt).not.toBeNull()
  })

  test('it comes from nobody: no person sent the mail, and the log says that a program did it', async () => {
    await late(0.01)
    await remind(clock)
    const mail = await admin.outbox.findFirstOrThrow({ where: { personId: nurse.id } })
    expect(mail).toMatchObject({ senderId: null, organisationId: here.organisationId, kind: 'NOTICE' })
    const entry = await admin.auditEntry.findFirst({
      where: { act: 'task.remind', organisationId: here.organisationId },
      omit: { seq: true },
    })
    expect(entry).toMatchObject({ role: 'SERVICE', purpose: 'SERVICE', personId: null, outcome: 'done' })
    const [notice] = await admin.notice.findMany({ where: { personId: nurse.id } })
    expect(notice?.toldById).toBeNull()
  })

  test('days later it is lifted once: whoever gave it is told, and the flow coordinators follow it up', async () => {
    await late(3.01)
    expect(await remind(clock)).toMatchObject({ reminded: 1, escalated: 0 })
    expect(await remind(clock)).toMatchObject({ reminded: 0, escalated: 1 })
    expect(await remind(clock)).toMatchObject({ reminded: 0, escalated: 0 })
    expect(await told(head.id)).toEqual(['TASK_LATE'])
    const seen = await asRuntimeRole(await as(flow), 'TREAT', (tx) => tx.task.findMany())
    expect(seen).toMatchObject([{ kind: 'FOLLOW_UP', role: 'FLOW_COORDINATOR' }])
    expect(seen[0]?.text).toContain('Signer møtereferatet. Hos Prøve Person')
  })

  test('what is followed up ends by itself when what it is about is done', async () => {
    const { objectId } = await late(3.01)
    await remind(clock)
    await remind(clock)
    expect(await followUps()).toMatchObject([{ status: 'OPEN' }])
    await inRequest(await as(head), 'patient.read', async (tx, actor) => ({
      answer: await endTasks(tx, actor, { kind: 'SIGN_MINUTES', objectId }, 'SIGNED'),
      entry: { outcome: 'done' },
    }))
    expect(await followUps()).toMatchObject([{ status: 'DONE', outcome: 'ORIGINAL_ENDED' }])
  })

  test('another organisation’s clock does nothing with it, and two at once remind once', async () => {
    await late(0.01)
    const elsewhere = await aWard(admin)
    const other = await admin.organisation.findUniqueOrThrow({ where: { id: elsewhere.organisationId } })
    const foreign = await beginService(other.organisationNumber, ['task.remind'])
    if (!foreign) throw new Error('No session')
    expect(await remind(foreign)).toMatchObject({ reminded: 0 })
    const both = await Promise.all([remind(clock), remind(clock)])
    expect(both.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(1)
    expect(await told(nurse.id)).toEqual(['TASK_DUE'])
  })

  test('somebody who works on it meanwhile is not in the way of the clock, nor it in theirs', async () => {
    const { id } = await late(0.01, { holderId: null, unitId: here.id })
    expect(await remind(clock)).toMatchObject({ reminded: 1 })
    // It was changed since it was seen.
    expect(await takeTask(await as(nurse), { task: id, version: 1 }, uuid())).toEqual({
      ok: false,
      refusal: 'conflict',
    })
    expect(await takeTask(await as(nurse), { task: id, version: 2 }, uuid())).toMatchObject({ ok: true })
  })
})

test('the day before, everybody who comes is reminded of a meeting, once', async () => {
  const meeting = async (startsAt: Date) => {
    const id = uuid()
    await admin.meeting.create({
      data: {
        ...{ id, patientId: patient.id, trustId: here.organisationId, organisationId: here.organisationId },
        ...{ purpose: 'VIP_DECISION', wardId: here.id, reasons: [], reason: 'Mange innleggelser', status: 'CONFIRMED' },
        ...{ calledById: head.id, chairId: head.id, calledAt: hoursAgo(48), startsAt, endsAt: inHours(1, startsAt) },
      },
    })
    const seat = { meetingId: id, patientId: patient.id, neededFor: 'Medisiner', invitedAt: hoursAgo(48), name: 'En' }
    await admin.meetingParticipant.createMany({
      data: [
        { ...seat, id: uuid(), capacity: 'HOSPITAL', personId: nurse.id, answer: 'YES', answeredAt: hoursAgo(1) },
        { ...seat, id: uuid(), capacity: 'OTHER', personId: flow.id, answer: 'NO', answeredAt: hoursAgo(1) },
      ],
    })
  }
  await meeting(inHours(25))
  expect(await remind(clock)).toMatchObject({ meetings: 0 })
  await meeting(inHours(23))
  expect(await remind(clock)).toMatchObject({ meetings: 1 })
  expect(await remind(clock)).toMatchObject({ meetings: 0 })
  expect(await told(nurse.id)).toEqual(['MEETING_SOON'])
  expect(await told(flow.id)).toEqual([])
})

test('nobody but such a program has the clock: a nurse gets nothing from it, whatever is sent', async () => {
  const { id } = await late(5)
  const tried = await asRuntimeRole(
    await as(nurse),
    'TREAT',
    (tx) =>
      tx.$queryRaw<[{ tasks: unknown[]; reminded: number; meetings: number }]>`
      SELECT door.due_tasks() AS tasks, door.remind_task(${id}::uuid, 1) AS reminded, door.remind_meetings() AS meetings`,
  )
  expect(tried).toEqual([{ tasks: [], reminded: 0, meetings: 0 }])
  await aTask(admin, { patient, holderId: nurse.id, dueAt: inDays(1) })
  expect(await told(nurse.id)).toEqual([])
})
