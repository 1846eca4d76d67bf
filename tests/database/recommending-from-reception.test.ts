import { beforeEach, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { cancelArrival } from '#lib/arrivals/commands'
import { readArrival } from '#lib/arrivals/queries'
import { declineRecommendation, recommend, recommendFromReception } from '#lib/recommendations/commands'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { arrive, hospital, type Hospital, outcomesOf, patientOf } from '#tests/support/hospital'
import { inDays, minutesAgo } from '#tests/support/records/moments'
import { reception } from '#tests/support/records/organisations'
import { patient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { block } from '#tests/support/records/relations'

type Staff = Awaited<ReturnType<typeof staff>>
let here: Hospital
let coordinator: Staff
let head: Staff
let who: Awaited<ReturnType<typeof patient>>
let stay: string

beforeEach(async () => {
  here = await hospital()
  coordinator = await staff(admin, { role: 'FLOW_COORDINATOR', organisation: here.trust })
  head = await staff(admin, { role: 'HEAD_NURSE', unit: here.other })
  who = await patient(admin)
  stay = await arrive(here.receptionNurse, who.identityNumber)
})

const asking = (to: Staff, given: object = {}) => ({
  stay,
  to: to.membershipId ?? '',
  reason: 'Tredje gang i mottak på to måneder.',
  ...given,
})
const recommended = () => admin.recommendation.findMany({ where: { patientId: who.id } })
const recommendingOf = async () => {
  const read = await readArrival(here.receptionNurse, { stay })
  return read.ok ? read.value.recommending : read.refusal
}

test('reception recommends a meeting about the one who arrived: a case, a task with a date, and an entry in the log', async () => {
  expect(await recommendFromReception(here.receptionNurse, asking(head), uuid())).toMatchObject({ ok: true })
  const [row] = await recommended()
  expect(row).toMatchObject({ status: 'OPEN', toPersonId: head.id, fromPersonId: here.receptionist.id })
  expect(row).toMatchObject({ fromUnitId: here.desk.id, toOrganisationId: here.trust.id })
  expect(await admin.vipCase.findFirst({ where: { patientId: who.id } })).toMatchObject({
    status: 'RECOMMENDED',
    wardId: here.other.id,
  })
  const task = await admin.task.findFirstOrThrow({ where: { objectId: row?.id ?? '' } })
  expect(task).toMatchObject({ kind: 'ANSWER_RECOMMENDATION', holderId: head.id, status: 'OPEN' })
  expect(task.dueAt).toEqual(row?.answerDueAt)
  expect(await outcomesOf('arrival.recommend', row?.id)).toEqual(['done'])
})

test('the answer is read where it was recommended, and another one can be sent then', async () => {
  await recommendFromReception(here.receptionNurse, asking(coordinator), uuid())
  const [row] = await recommended()
  expect(await recommendingOf()).toMatchObject({ status: 'RECOMMENDED', mine: { status: 'OPEN' } })
  const again = await recommendFromReception(here.receptionNurse, asking(head), uuid())
  expect(again).toEqual({ ok: false, refusal: 'already_asked' })
  const answer = { patient: who.id, recommendation: row?.id ?? '', seen: 1, answer: 'Vi tar det opp på avdelingen.' }
  expect(await declineRecommendation(await as(coordinator), answer, uuid())).toMatchObject({ ok: true })
  expect(await recommendingOf()).toMatchObject({ mine: { status: 'DECLINED', answer: answer.answer } })
  const kind = 'RECOMMENDATION_DECLINED'
  expect(await admin.notice.count({ where: { personId: here.receptionist.id, kind } })).toBe(1)
  expect(await recommendFromReception(here.receptionNurse, asking(head), uuid())).toMatchObject({ ok: true })
})

test('those of the own hospital who may call meetings are offered, and nobody else', async () => {
  const far = await staff(admin, { role: 'FLOW_COORDINATOR', organisation: (await hospital()).trust })
  const plain = await staff(admin, { role: 'NURSE', unit: here.own })
  const recommending = await recommendingOf()
  const offered = typeof recommending === 'object' ? recommending?.initiators.map(({ id }) => id) : []
  expect(offered).toEqual(expect.arrayContaining([coordinator.membershipId, head.membershipId]))
  for (const one of [far, plain, here.receptionist]) {
    expect(offered).not.toContain(one.membershipId)
    expect(await recommendFromReception(here.receptionNurse, asking(one), uuid())).toEqual({
      ok: false,
      refusal: 'not_offered',
    })
  }
  expect(await recommended()).toEqual([])
})

test('without an arrival at this desk there is nothing to recommend: before it, elsewhere, or when it was the wrong one', async () => {
  const notHere = { ok: false, refusal: 'not_found' }
  expect(await recommendFromReception(here.receptionNurse, asking(head, { stay: uuid() }), uuid())).toEqual(notHere)
  const next = await reception(admin, { organisation: here.trust })
  const elsewhere = await as(await staff(admin, { role: 'NURSE', unit: next }))
  expect(await recommendFromReception(elsewhere, asking(head), uuid())).toEqual(notHere)
  expect(await recommendFromReception(here.ownNurse, asking(head), uuid())).toEqual({ ok: false, refusal: 'forbidden' })
  // The ordinary way takes no arrival for a relation.
  const by = { patient: who.id, to: head.membershipId ?? '', reason: 'Tredje gang.', askedAt: minutesAgo(5) }
  expect(await recommend(here.receptionNurse, { ...by, agreement: 'NOT_ASKED' }, uuid())).toMatchObject({ ok: false })
  await cancelArrival(here.receptionNurse, { stay }, uuid())
  expect(await recommendFromReception(here.receptionNurse, asking(head), uuid())).toEqual(notHere)
  expect(await recommended()).toEqual([])
})

test.each(['ALL', 'VIP_STATUS'] as const)('a block of %s holds: nothing is offered and nothing sent', async (scope) => {
  await block(admin, { patient: who, scope })
  const offered = await recommendingOf()
  expect(offered === null || offered === 'not_found').toBe(true)
  expect(await recommendFromReception(here.receptionNurse, asking(head), uuid())).toEqual({
    ok: false,
    refusal: 'not_found',
  })
  expect(await recommended()).toEqual([])
})

test('who is a VIP patient already, or is called a meeting about, is not recommended', async () => {
  const vip = await patientOf(here)
  const its = await arrive(here.receptionNurse, vip.identityNumber)
  expect(await recommendFromReception(here.receptionNurse, asking(head, { stay: its }), uuid())).toEqual({
    ok: false,
    refusal: 'already_vip',
  })
  const at = { trustId: here.trust.id, wardId: here.own.id }
  await admin.vipCase.create({ data: { id: uuid(), patientId: who.id, status: 'MEETING_CALLED', ...at } })
  expect(await recommendFromReception(here.receptionNurse, asking(head), uuid())).toEqual({
    ok: false,
    refusal: 'already_called',
  })
})

test('two at once recommend once', async () => {
  const results = await Promise.all(
    [head, coordinator].map((to) => recommendFromReception(here.receptionNurse, asking(to), uuid())),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results).toContainEqual({ ok: false, refusal: 'already_asked' })
  expect(await recommended()).toHaveLength(1)
})

test('a statement of somebody at another desk, or under another errand, recommends nobody', async () => {
  const given = JSON.stringify({ id: uuid(), ...asking(head), due: inDays(7) })
  const next = await reception(admin, { organisation: here.trust })
  const elsewhere = await as(await staff(admin, { role: 'NURSE', unit: next }))
  for (const [session, purpose] of [
    [elsewhere, 'ETREAT'],
    [here.receptionNurse, 'TREAT'],
    [here.ownNurse, 'TREAT'],
  ] as const)
    await expect(
      asRuntimeRole(session, purpose, (tx) => tx.$queryRaw`SELECT door.recommend_here(${given}::jsonb)`),
    ).rejects.toThrow(/may not be recommended/)
  await asRuntimeRole(here.receptionNurse, 'ETREAT', (tx) => tx.$queryRaw`SELECT door.recommend_here(${given}::jsonb)`)
  expect(await recommended()).toHaveLength(1)
})
