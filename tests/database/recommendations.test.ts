import { beforeEach, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { declineRecommendation, recommend } from '#lib/recommendations/commands'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { minutesAgo } from '#tests/support/records/moments'
import { municipality, ward as aWard } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { block, careRelation } from '#tests/support/records/relations'
import { stay } from '#tests/support/records/stays'
import type { Unit } from '#prisma/generated/client'

type Staff = Awaited<ReturnType<typeof staff>>
let nurse: Session
let head: Staff
let caseworker: Staff
let stranger: Session
let patient: { id: string }
let nurseId: string
let ward: Unit

beforeEach(async () => {
  ward = await aWard(admin)
  const kommune = await municipality(admin)
  const one = await staff(admin, { role: 'NURSE', unit: ward })
  nurseId = one.id
  nurse = await as(one)
  head = await staff(admin, { role: 'HEAD_NURSE', unit: ward })
  caseworker = await staff(admin, { role: 'CASEWORKER', organisation: kommune })
  stranger = await as(await staff(admin, { role: 'NURSE', unit: await aWard(admin) }))
  patient = await aPatient(admin)
  await stay(admin, { patient, ward, status: 'ON_WARD' })
  await careRelation(admin, { patient, kind: 'MUNICIPALITY_CASE', organisationId: kommune.id })
})

const asking = (to: { membershipId: string }, given: object = {}) => ({
  patient: patient.id,
  to: to.membershipId,
  reason: 'Tredje innleggelse på to måneder.',
  agreement: 'NOT_ASKED' as const,
  askedAt: minutesAgo(5),
  ...given,
})
const caseOf = () => admin.vipCase.findFirst({ where: { patientId: patient.id } })
const recommended = () => admin.recommendation.findMany({ where: { patientId: patient.id } })

test('a nurse recommends a meeting to her head nurse: a case, a task with a date, and an entry in the log', async () => {
  expect(await recommend(nurse, asking(head), uuid())).toMatchObject({ ok: true })
  expect(await caseOf()).toMatchObject({ status: 'RECOMMENDED' })
  const [row] = await recommended()
  expect(row).toMatchObject({ status: 'OPEN', toPersonId: head.id, fromPersonId: nurseId })
  const task = await admin.task.findFirstOrThrow({ where: { objectId: row?.id ?? '' } })
  expect(task).toMatchObject({ kind: 'ANSWER_RECOMMENDATION', holderId: head.id, status: 'OPEN' })
  expect(task.dueAt).toEqual(row?.answerDueAt)
  expect(
    await admin.auditEntry.count({ where: { act: 'recommendation.make', objectId: row?.id ?? '', outcome: 'done' } }),
  ).toBe(1)
})

test("somebody of another organisation is asked only with the patient's yes, and can then read the record", async () => {
  const refused = await recommend(nurse, asking(caseworker), uuid())
  expect(refused).toEqual({ ok: false, refusal: 'needs_agreement' })
  expect(await recommended()).toEqual([])
  expect(await recommend(nurse, asking(caseworker, { agreement: 'ORAL' }), uuid())).toMatchObject({ ok: true })
  expect((await recommended())[0]).toMatchObject({ agreementMethod: 'ORAL' })
})

test('the one who is asked reads the record until it is answered with a no, and the reason goes back', async () => {
  const flow = await staff(admin, { role: 'FLOW_COORDINATOR', organisation: { id: ward.organisationId } })
  await recommend(nurse, asking(flow), uuid())
  const [row] = await recommended()
  const relation = () => admin.careRelation.findUniqueOrThrow({ where: { id: row?.id ?? '' } })
  expect(await relation()).toMatchObject({ kind: 'INVITED', personId: flow.id })
  const flowSession = await as(flow)
  const answer = {
    patient: patient.id,
    recommendation: row?.id ?? '',
    seen: 1,
    answer: 'Vi venter til etter utredningen.',
  }
  expect(await declineRecommendation(await as(head), answer, uuid())).toEqual({ ok: false, refusal: 'not_yours' })
  expect(await declineRecommendation(flowSession, answer, uuid())).toMatchObject({ ok: true })
  expect((await recommended())[0]).toMatchObject({ status: 'DECLINED', answer: answer.answer })
  expect((await relation()).validUntil?.getTime()).toBeLessThanOrEqual(Date.now())
  expect(await admin.notice.count({ where: { personId: nurseId, kind: 'RECOMMENDATION_DECLINED' } })).toBe(1)
  expect(await admin.task.count({ where: { objectId: row?.id ?? '', status: 'OPEN' } })).toBe(0)
})

test('two at once recommend once', async () => {
  const results = await Promise.all([recommend(nurse, asking(head), uuid()), recommend(nurse, asking(head), uuid())])
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results).toContainEqual({ ok: false, refusal: 'already_asked' })
  expect(await recommended()).toHaveLength(1)
})

test('whoever has nothing to do with the patient does not find the patient', async () => {
  expect(await recommend(stranger, asking(head), uuid())).toEqual({ ok: false, refusal: 'not_found' })
})

test('a block holds: nobody recommends', async () => {
  await block(admin, { patient, scope: 'VIP_STATUS' })
  expect(await recommend(nurse, asking(head), uuid())).toEqual({ ok: false, refusal: 'not_found' })
})

test('a statement of a nurse can neither write one by hand nor ask somebody elsewhere without a yes', async () => {
  const given = async (to: Staff, more: object = {}) => {
    const at = await admin.membership.findUniqueOrThrow({ where: { id: to.membershipId } })
    const place = { organisation: at.organisationId, unit: at.unitId, ward: ward.id }
    return JSON.stringify({
      id: uuid(),
      patient: patient.id,
      to: to.id,
      ...place,
      reason: 'Prøver',
      due: new Date(Date.now() + 1e8),
      ...more,
    })
  }
  const outside = await given(caseworker)
  await expect(
    asRuntimeRole(nurse, 'TREAT', (tx) => tx.$queryRaw`SELECT door.recommend(${outside}::jsonb)`),
  ).rejects.toThrow(/violates check constraint/)
  const plain = await staff(admin, { role: 'NURSE', unit: await aWard(admin) })
  const toNurse = await given(plain, { method: 'ORAL', askedAt: new Date() })
  await expect(
    asRuntimeRole(nurse, 'TREAT', (tx) => tx.$queryRaw`SELECT door.recommend(${toNurse}::jsonb)`),
  ).rejects.toThrow(/may not be recommended/)
  await expect(
    asRuntimeRole(nurse, 'TREAT', (tx) => tx.$queryRaw`INSERT INTO recommendation (id) VALUES (${uuid()}::uuid)`),
  ).rejects.toThrow(/permission denied/)
  const fine = await given(head)
  await asRuntimeRole(nurse, 'TREAT', (tx) => tx.$queryRaw`SELECT door.recommend(${fine}::jsonb)`)
  expect(await recommended()).toHaveLength(1)
})
