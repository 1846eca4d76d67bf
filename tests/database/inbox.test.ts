import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { readNotices } from '#lib/notices/commands'
import type { Session } from '#lib/session'
import { delegateTask, markTaskDone, snoozeTask, takeTask } from '#lib/tasks/commands'
import { countInbox, listInbox } from '#lib/tasks/queries'
import { inboxQuery } from '#lib/tasks/schema'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { daysAgo, inDays } from '#tests/support/records/moments'
import { ward as aWard } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { block } from '#tests/support/records/relations'
import { notice, task as aTask } from '#tests/support/records/tasks'
import { vipPatient } from '#tests/support/records/vip-patient'
import type { Unit } from '#prisma/generated/client'

let here: Unit
let [nurseId, headId] = ['', '']
let [nurse, head, stranger] = [] as unknown as [Session, Session, Session]
let patient: { id: string }

beforeEach(async () => {
  here = await aWard(admin)
  const [first, second] = [
    await staff(admin, { role: 'NURSE', unit: here }),
    await staff(admin, { role: 'HEAD_NURSE', unit: here }),
  ]
  ;[nurseId, headId] = [first.id, second.id]
  ;[nurse, head] = [await as(first), await as(second)]
  stranger = await as(await staff(admin, { role: 'NURSE', unit: await aWard(admin) }))
  patient = await vipPatient(admin, { ward: here })
})

async function list(session: Session, query: Record<string, string> = {}) {
  const answer = await listInbox(session, inboxQuery.parse(query))
  if (!answer.ok) throw new Error(answer.refusal)
  return answer.value
}
const rowOf = (id: string) => admin.task.findUniqueOrThrow({ where: { id } })

test('views: what is mine and nobody’s, the unit’s, what is due, what is put off; the patient by name', async () => {
  await aTask(admin, { patient, holderId: nurseId, dueAt: inDays(3) })
  await aTask(admin, { patient, unitId: here.id, dueAt: daysAgo(1) })
  await aTask(admin, { patient, unitId: here.id, holderId: headId })
  await aTask(admin, { patient, holderId: nurseId, snoozedUntil: inDays(2), snoozeReason: 'Venter på svar' })
  const { counts, tasks } = await list(nurse)
  expect(counts).toMatchObject({ alle: 2, mine: 1, enhet: 2, frist: 1, senere: 1 })
  // What is due first stands first.
  expect(tasks.map(({ dueAt }) => dueAt !== null && new Date(dueAt) < new Date())).toEqual([true, false])
  expect(tasks[0]?.patient?.id).toBe(patient.id)
  expect((await list(nurse, { vis: 'senere' })).tasks).toMatchObject([{ snoozeReason: 'Venter på svar' }])
  expect(await countInbox(nurse)).toBe(2)
  expect(await countInbox(stranger)).toBe(0)
  expect((await list(stranger)).tasks).toEqual([])
})

test('a look at the inbox is written down with each patient it shows', async () => {
  await aTask(admin, { patient, holderId: nurseId })
  await list(nurse)
  const subject = await admin.auditSubject.findFirst({ where: { patientId: patient.id, entry: { act: 'inbox.list' } } })
  expect(subject).not.toBeNull()
})

test('of a patient whom the receiver may not see, the name is not shown; what is blocked is not there at all', async () => {
  const foreign = await vipPatient(admin)
  await aTask(admin, { patient: foreign, holderId: nurseId })
  expect((await list(nurse)).tasks).toMatchObject([{ patient: null, patientId: foreign.id }])
  await aTask(admin, { patient, holderId: nurseId })
  await block(admin, { patient, personId: nurseId })
  expect((await list(nurse)).tasks).toHaveLength(1)
  expect(await countInbox(nurse)).toBe(1)
})

test('a page that is not there shows the last one', async () => {
  for (let count = 0; count < 21; count += 1) await aTask(admin, { patient, holderId: nurseId })
  expect(await list(nurse, { side: '7' })).toMatchObject({ side: 2, total: 21, tasks: [{}] })
})

describe('working with a task', () => {
  test('somebody of the unit takes it; of two at once one gets it', async () => {
    const { id } = await aTask(admin, { patient, unitId: here.id })
    const taken = await Promise.all([nurse, head].map((who) => takeTask(who, { task: id, version: 1 }, uuid())))
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1)
    expect(taken).toContainEqual({ ok: false, refusal: 'conflict' })
    expect((await rowOf(id)).version).toBe(2)
    // The other takes it over, seeing who had it.
    const { holderId } = await rowOf(id)
    const other = holderId === nurseId ? head : nurse
    expect(await takeTask(other, { task: id, version: 2 }, uuid())).toMatchObject({ ok: true })
    expect(await takeTask(other, { task: id, version: 3 }, uuid())).toEqual({ ok: false, refusal: 'already_yours' })
  })

  test('it is handed to somebody of the ward, and to nobody else', async () => {
    const { id } = await aTask(admin, { patient, holderId: nurseId })
    const elsewhere = await staff(admin, { role: 'NURSE', unit: await aWard(admin) })
    const to = (who: string) => delegateTask(nurse, { task: id, version: 1, to: who }, uuid())
    expect(await to(elsewhere.id)).toEqual({ ok: false, refusal: 'not_there' })
    expect(await to(nurseId)).toEqual({ ok: false, refusal: 'yourself' })
    expect(await to(headId)).toMatchObject({ ok: true })
    expect((await list(nurse)).tasks).toEqual([])
    expect((await list(head)).tasks).toMatchObject([{ id, mine: true }])
  })

  test('it is put off with a reason, and is back in time', async () => {
    const { id } = await aTask(admin, { patient, holderId: nurseId })
    const until = inDays(2).toISOString().slice(0, 10)
    const put = (day: string) =>
      snoozeTask(nurse, { task: id, version: 1, until: day, reason: 'Pasienten er på hytta' }, uuid())
    expect(await put('2020-01-01')).toEqual({ ok: false, refusal: 'past_day' })
    expect(await put(until)).toMatchObject({ ok: true })
    expect(await list(nurse)).toMatchObject({ tasks: [], counts: { senere: 1 } })
    await admin.task.update({ where: { id }, data: { snoozedUntil: daysAgo(1), version: { increment: 1 } } })
    expect((await list(nurse)).tasks).toHaveLength(1)
  })

  test('only what nothing else ends is marked done; what came of it is written down', async () => {
    const [minutes, followUp] = [
      await aTask(admin, { patient, holderId: nurseId }),
      await aTask(admin, { patient, holderId: nurseId, kind: 'FOLLOW_UP' }),
    ]
    const done = (id: string) => markTaskDone(nurse, { task: id, version: 1 }, uuid())
    expect(await done(minutes.id)).toEqual({ ok: false, refusal: 'not_by_hand' })
    expect(await done(followUp.id)).toMatchObject({ ok: true })
    expect(await done(followUp.id)).toEqual({ ok: false, refusal: 'ended' })
    expect(await rowOf(followUp.id)).toMatchObject({ status: 'DONE', outcome: 'BY_HAND', endedById: nurseId })
    const outcomes = await admin.auditEntry.findMany({ where: { act: 'inbox.done', objectId: followUp.id } })
    expect(outcomes.map(({ outcome }) => outcome)).toContain('done')
  })

  test('nobody elsewhere does anything with it', async () => {
    const { id } = await aTask(admin, { patient, unitId: here.id })
    const seen = { task: id, version: 1 }
    expect(await takeTask(stranger, seen, uuid())).toEqual({ ok: false, refusal: 'not_found' })
    expect(await markTaskDone(stranger, seen, uuid())).toEqual({ ok: false, refusal: 'not_found' })
    expect((await rowOf(id)).version).toBe(1)
  })
})

test('notices are unread until they are marked; what came after the list was shown stays unread', async () => {
  await notice(admin, { patient, personId: nurseId, toldAt: daysAgo(1) })
  await notice(admin, { patient, personId: nurseId, toldAt: inDays(1) })
  expect(await list(nurse, { vis: 'meldinger' })).toMatchObject({
    unread: 2,
    notices: [{ unread: true }, { unread: true }],
  })
  expect(await readNotices(nurse, { until: new Date() }, uuid())).toMatchObject({ ok: true })
  expect((await list(nurse)).unread).toBe(1)
  expect((await list(head, { vis: 'meldinger' })).notices).toEqual([])
})

test('a mail that nobody took for a quarter of an hour stands in the list of whoever had it sent', async () => {
  const mail = { status: 'QUEUED', kind: 'TASK', address: 'knut@lege.test', senderId: nurseId } as const
  await admin.outbox.create({ data: { ...mail, id: uuid(), queuedAt: new Date(Date.now() - 14 * 60_000) } })
  expect((await list(nurse)).unsent).toEqual([])
  await admin.outbox.create({ data: { ...mail, id: uuid(), queuedAt: new Date(Date.now() - 16 * 60_000) } })
  expect((await list(nurse)).unsent).toMatchObject([{ recipient: 'knut@lege.test', givenUp: false }])
  expect((await list(head)).unsent).toEqual([])
})
