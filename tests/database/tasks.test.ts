import { beforeEach, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { inRequest } from '#lib/request'
import type { Session } from '#lib/session'
import { endTasks, giveTask } from '#lib/tasks/give'
import { tell } from '#lib/notices/tell'
import type { NewTask } from '#lib/tasks/schema'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { ward as aWard } from '#tests/support/records/organisations'
import { citizen, staff } from '#tests/support/records/people'
import { block } from '#tests/support/records/relations'
import { vipPatient } from '#tests/support/records/vip-patient'
import type { Unit } from '#prisma/generated/client'

type Who = Awaited<ReturnType<typeof staff>>
let here: Unit
let [nurse, head, stranger] = [] as unknown as [Who, Who, Who]
let patientId: string

beforeEach(async () => {
  here = await aWard(admin)
  nurse = await staff(admin, { role: 'NURSE', unit: here, email: 'silje@ward.test' })
  head = await staff(admin, { role: 'HEAD_NURSE', unit: here, email: 'marit@ward.test' })
  stranger = await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin), email: 'far@ward.test' })
  patientId = (await vipPatient(admin, { ward: here })).id
})

/** Whatever a command does in its transaction. */
const within = <T>(session: Session, work: Parameters<typeof inRequest<T>>[2]) =>
  inRequest<T>(session, 'patient.read', work)
const give = async (by: Who, task: Partial<NewTask> = {}) =>
  within(await as(by), async (tx, actor) => ({
    answer: await giveTask(tx, actor, {
      kind: 'SIGN_MINUTES',
      patientId,
      objectId: uuid(),
      to: { personId: head.id },
      dueAt: null,
      ...task,
    }),
    entry: { outcome: 'done' },
  }))
const seen = async (by: Who, purpose: 'TREAT' | 'ADMIN' = 'TREAT') =>
  asRuntimeRole(await as(by), purpose, (tx) => tx.task.findMany())
const mailsTo = async (address: string) => (await admin.outbox.findMany({ where: { address } })).length

test('a task for a person is seen by that person alone, and a mail leaves with it', async () => {
  const before = await mailsTo('marit@ward.test')
  expect(await give(nurse)).toBe(true)
  expect(await seen(head)).toHaveLength(1)
  expect(await seen(nurse)).toEqual([])
  expect(await seen(stranger)).toEqual([])
  expect(await mailsTo('marit@ward.test')).toBe(before + 1)
})

test('a task for a unit is seen by those who work there, and narrowed to a role by that role', async () => {
  const before = await mailsTo('marit@ward.test')
  await give(nurse, { to: { unitId: here.id } })
  await give(nurse, { to: { unitId: here.id, role: 'HEAD_NURSE' } })
  expect(await seen(nurse)).toHaveLength(1)
  expect(await seen(head)).toHaveLength(2)
  expect(await seen(stranger)).toEqual([])
  expect(await mailsTo('marit@ward.test')).toBe(before)
})

test('a task for a role of an organisation is seen by those who hold it, who are also written to', async () => {
  const flow = await staff(admin, {
    role: 'FLOW_COORDINATOR',
    organisation: { id: here.organisationId },
    email: 'flow@t.test',
  })
  await give(nurse, { to: { organisationId: here.organisationId, role: 'FLOW_COORDINATOR' } })
  expect(await seen(flow)).toHaveLength(1)
  expect(await seen(head)).toEqual([])
  expect(await mailsTo('flow@t.test')).toBe(1)
})

test('the patient blocks: the task is not seen, under no errand', async () => {
  await give(nurse)
  await block(admin, { patient: { id: patientId }, personId: head.id })
  expect(await seen(head)).toEqual([])
  expect(await seen(head, 'ADMIN')).toEqual([])
})

test('nobody without a relation to the patient gives a task or tells anybody', async () => {
  await expect(give(stranger)).rejects.toThrow(/may not be given/)
  const session = await as(stranger)
  const telling = within(session, async (tx, actor) => ({
    answer: await tell(tx, actor, { kind: 'CARD_ISSUED', patientId, objectId: uuid(), to: [head.id] }),
    entry: { outcome: 'done' },
  }))
  await expect(telling).rejects.toThrow(/may not be told/)
  expect(await seen(head)).toEqual([])
})

test('the same task is given once; when it has ended it may be given again', async () => {
  const objectId = uuid()
  expect(await give(nurse, { objectId })).toBe(true)
  expect(await give(nurse, { objectId })).toBe(false)
  const end = async (by: Who) =>
    within(await as(by), async (tx, actor) => ({
      answer: await endTasks(tx, actor, { kind: 'SIGN_MINUTES', objectId }, 'SIGNED'),
      entry: { outcome: 'done' },
    }))
  expect(await end(stranger)).toBe(0)
  expect(await end(head)).toBe(1)
  expect(await end(head)).toBe(0)
  expect(await give(nurse, { objectId })).toBe(true)
})

test('somebody who is told as a patient does not see it at work, and the other way round', async () => {
  const self = await citizen(admin, { email: 'meg@post.test' })
  await admin.patient.update({ where: { id: patientId }, data: { personId: self.id, version: { increment: 1 } } })
  await give(nurse, { kind: 'SIGN_AGREEMENT', to: { personId: self.id } })
  await within(await as(nurse), async (tx, actor) => ({
    answer: await tell(tx, actor, {
      kind: 'CARD_ISSUED',
      patientId,
      objectId: uuid(),
      to: [self.id, head.id, nurse.id],
    }),
    entry: { outcome: 'done' },
  }))
  const atHome = await signIn(self.issuer, self.subject, true)
  expect(await asRuntimeRole(atHome, 'OWN', (tx) => tx.task.findMany())).toMatchObject([
    { kind: 'SIGN_AGREEMENT', citizen: true },
  ])
  const told = (session: Session, purpose: 'OWN' | 'TREAT') =>
    asRuntimeRole(session, purpose, (tx) => tx.notice.findMany())
  expect(await told(atHome, 'OWN')).toMatchObject([{ kind: 'CARD_ISSUED', citizen: true }])
  expect(await told(await as(head), 'TREAT')).toMatchObject([{ citizen: false }])
  // Whoever acts is not told.
  expect(await told(await as(nurse), 'TREAT')).toEqual([])
})

test('a mail holds no name, no text and no id of the patient', async () => {
  await give(nurse, { text: 'Ring Solveig om sårstellet' })
  const row = await admin.outbox.findFirstOrThrow({ where: { personId: head.id }, orderBy: { queuedAt: 'desc' } })
  expect(JSON.stringify(row)).not.toContain('Solveig')
  expect(JSON.stringify(row)).not.toContain(patientId)
})

test('the runtime role writes no task, no notice and no mail, and reads no mail, whatever it sends', async () => {
  await give(nurse)
  const tries = [
    `INSERT INTO task (id, kind, object_id, holder_id, given_at) VALUES (gen_random_uuid(), 'SIGN_MINUTES', gen_random_uuid(), '${nurse.id}', now())`,
    "UPDATE task SET status = 'DONE', ended_at = now(), version = version + 1",
    "INSERT INTO outbox (id, kind, address, queued_at) VALUES (gen_random_uuid(), 'TASK', 'x@y.test', now())",
    'SELECT * FROM outbox',
    "UPDATE notice SET kind = 'CARD_ISSUED'",
  ]
  for (const statement of tries) {
    const trying = asRuntimeRole(await as(head), 'TREAT', (tx) => tx.$executeRawUnsafe(statement))
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await expect(trying).rejects.toThrow(/permission denied/)
  }
})
