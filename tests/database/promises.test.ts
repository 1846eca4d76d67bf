import { beforeEach, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { beginService } from '#lib/login-db'
import { answerMeasure, endPromise } from '#lib/measures/commands'
import { openPromises } from '#lib/measures/queries'
import type { Session } from '#lib/session'
import { remind } from '#lib/tasks/service'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { heldMeeting, measure } from '#tests/support/records/held-meetings'
import { daysAgo, hoursAgo, inDays } from '#tests/support/records/moments'
import { municipality, ward as aWard } from '#tests/support/records/organisations'
import { citizen, staff } from '#tests/support/records/people'
import { careRelation } from '#tests/support/records/relations'
import { vipPatient } from '#tests/support/records/vip-patient'

type Who = Awaited<ReturnType<typeof staff>>
let [head, flow, caseworker] = [] as unknown as [Who, Who, Who]
let [worker, clock] = [] as unknown as [Session, Session]
let promised: Awaited<ReturnType<typeof measure>>
let patient: Awaited<ReturnType<typeof vipPatient>>
let self: Awaited<ReturnType<typeof citizen>>

beforeEach(async () => {
  const [here, town] = [await aWard(admin), await municipality(admin)]
  head = await staff(admin, { role: 'HEAD_NURSE', unit: here })
  flow = await staff(admin, { role: 'FLOW_COORDINATOR', organisation: { id: here.organisationId } })
  caseworker = await staff(admin, { role: 'CASEWORKER', organisation: town })
  self = await citizen(admin)
  patient = await vipPatient(admin, { ward: here, personId: self.id })
  await careRelation(admin, { patient, kind: 'MUNICIPALITY_CASE', organisationId: town.id })
  const meeting = await heldMeeting(admin, { patient, ward: here, chair: head, caseId: patient.vipCase.id })
  const by = { organisationId: town.id, personId: caseworker.id, responsible: 'Ingrid Moe' }
  promised = await measure(admin, { meeting, by: head, ...by, text: 'Ringe hver mandag', dueOn: dayIn(10) })
  worker = await as(caseworker)
  const { organisationNumber } = await admin.organisation.findUniqueOrThrow({ where: { id: town.id } })
  const session = await beginService(organisationNumber, ['task.remind'])
  if (!session) throw new Error('No session')
  clock = session
})

/** A day as the database keeps it. */
const dayIn = (days: number) => new Date(inDays(days).toISOString().slice(0, 10))
const accept = () => answerMeasure(worker, { measure: promised.id, seen: 1, answer: 'yes', text: '' }, uuid())
const end = (kept: 'yes' | 'no', text = '') => endPromise(worker, { measure: promised.id, seen: 2, kept, text }, uuid())
const todo = () => admin.task.findFirstOrThrow({ where: { kind: 'DO_MEASURE', objectId: promised.id } })
const dueSince = async (dueAt: Date) =>
  admin.task.update({ where: { id: (await todo()).id }, data: { dueAt, version: { increment: 1 } } })
const followUps = () => admin.task.findMany({ where: { kind: 'FOLLOW_UP', patientId: patient.id } })
const told = async (personId: string) =>
  (await admin.notice.findMany({ where: { personId }, orderBy: { toldAt: 'asc' } })).map(({ kind }) => kind)
const stateTo = async (session: Session) => {
  const ledger = await openPromises(session, { id: patient.id })
  return ledger.ok ? ledger.value.promises[0]?.state : ledger.refusal
}

test('a yes is a task until the end of the day it is promised for, by the Norwegian clock', async () => {
  expect(await accept()).toMatchObject({ ok: true })
  const { dueAt, holderId } = await todo()
  expect(holderId).toBe(caseworker.id)
  const shown = new Intl.DateTimeFormat('nb-NO', { timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'short' })
  const day = new Intl.DateTimeFormat('nb-NO', { timeZone: 'UTC', dateStyle: 'short' })
  expect(dueAt && shown.format(dueAt)).toBe(`${day.format(promised.dueOn)}, 23:59`)
})

test('who promised is reminded when the time is up, and not before, once', async () => {
  await accept()
  await dueSince(new Date(Date.now() + 60_000))
  expect(await remind(clock)).toMatchObject({ reminded: 0, escalated: 0 })
  await dueSince(hoursAgo(0.01))
  expect(await remind(clock)).toMatchObject({ reminded: 1, escalated: 0 })
  expect(await remind(clock)).toMatchObject({ reminded: 0, escalated: 0 })
  expect(await told(caseworker.id)).toEqual(['TASK_DUE'])
  expect(await followUps()).toEqual([])
})

test('three days late, and not before, it is lifted to the flow coordinators of the hospital, once', async () => {
  await accept()
  await dueSince(daysAgo(2.99))
  expect(await remind(clock)).toMatchObject({ reminded: 1 })
  expect(await remind(clock)).toMatchObject({ escalated: 0 })
  await dueSince(daysAgo(3.01))
  const both = await Promise.all([remind(clock), remind(clock)])
  expect(both.reduce((sum, { escalated }) => sum + escalated, 0)).toBe(1)
  expect(await remind(clock)).toMatchObject({ escalated: 0 })
  const [one, ...more] = await followUps()
  expect(more).toEqual([])
  expect(one).toMatchObject({ status: 'OPEN', role: 'FLOW_COORDINATOR' })
  const { organisationId } = await admin.membership.findUniqueOrThrow({ where: { id: flow.membershipId ?? '' } })
  expect(one?.organisationId).toBe(organisationId)
  // Kept after all, nobody follows up any more.
  expect(await end('yes')).toMatchObject({ ok: true })
  expect(await followUps()).toMatchObject([{ status: 'DONE', outcome: 'ORIGINAL_ENDED' }])
})

test('a promise that is broken is said so, with why; whoever led the meeting and the patient are told, and nobody is reminded', async () => {
  await accept()
  await dueSince(daysAgo(3.01))
  expect(await end('no', 'Vi har ikke folk til det.')).toMatchObject({ ok: true })
  expect(await admin.meetingMeasure.findUniqueOrThrow({ where: { id: promised.id } })).toMatchObject({
    status: 'BROKEN',
    endedNote: 'Vi har ikke folk til det.',
  })
  expect(await todo()).toMatchObject({ status: 'DONE', outcome: 'BROKEN' })
  expect(await remind(clock)).toMatchObject({ reminded: 0, escalated: 0 })
  expect(await followUps()).toEqual([])
  expect(await told(head.id)).toContain('PROMISE_BROKEN')
  expect(await told(self.id)).toEqual(['PROMISE_BROKEN'])
  expect(await stateTo(await as(head))).toBe('BROKEN')
  expect(await end('yes')).toEqual({ ok: false, refusal: 'not_promised' })
})

test('nobody but the organisation that promised says that it is kept or broken', async () => {
  await accept()
  const input = { measure: promised.id, seen: 2, kept: 'no' as const, text: 'Nei' }
  expect(await endPromise(await as(head), input, uuid())).toEqual({ ok: false, refusal: 'not_theirs' })
  const stranger = await as(await staff(admin, { role: 'CASEWORKER', organisation: await municipality(admin) }))
  expect(await endPromise(stranger, input, uuid())).toEqual({ ok: false, refusal: 'not_found' })
})
