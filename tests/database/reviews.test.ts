import { beforeEach, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { beginReview, endStatus } from '#lib/case-histories/commands'
import { openHistories } from '#lib/case-histories/queries'
import { decideStatus } from '#lib/decisions/commands'
import { callMeeting } from '#lib/meetings/commands'
import { signMinutes, writeMinutes } from '#lib/minutes/commands'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { heldMeeting } from '#tests/support/records/held-meetings'
import { daysAgo, inDays, minutesAgo } from '#tests/support/records/moments'
import { ward as aWard } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { task } from '#tests/support/records/tasks'
import { vipPatient } from '#tests/support/records/vip-patient'

type Who = Awaited<ReturnType<typeof staff>>
let here: Awaited<ReturnType<typeof aWard>>
let head: Who
let nurse: Who
let [chair, plain] = [] as unknown as [Session, Session]
let vip: Awaited<ReturnType<typeof vipPatient>>

beforeEach(async () => {
  here = await aWard(admin)
  head = await staff(admin, { role: 'HEAD_NURSE', unit: here, givenName: 'Marit', familyName: 'Solberg' })
  nurse = await staff(admin, { role: 'NURSE', unit: here })
  vip = await vipPatient(admin, { ward: here })
  const due = { dueAt: daysAgo(1), unitId: here.id, role: 'HEAD_NURSE' as const, objectId: vip.vipCase.id }
  await task(admin, { patient: vip, kind: 'REVIEW_STATUS', ...due })
  await task(admin, { patient: vip, kind: 'ISSUE_CARD', ...due })
  ;[chair, plain] = [await as(head), await as(nurse)]
})

const caseNow = () => admin.vipCase.findUniqueOrThrow({ where: { id: vip.vipCase.id } })
const cardNow = () => admin.card.findUniqueOrThrow({ where: { id: vip.card.id } })
const open = async () =>
  (await admin.task.findMany({ where: { patientId: vip.id, status: 'OPEN' } })).map(({ kind }) => kind).toSorted()
const begin = async (session = chair) =>
  beginReview(session, { case: vip.vipCase.id, seen: (await caseNow()).version }, uuid())
const opensTheRecord = () =>
  admin.accessGrant.count({ where: { patientId: vip.id, ground: 'VIP_WARD', effect: 'ALLOW', validUntil: null } })
const nextReview = inDays(200).toISOString().slice(0, 10)
const timeline = async () => {
  const opened = await openHistories(chair, { id: vip.id })
  return opened.ok ? opened.value.cases[0]?.events.map(({ status }) => status) : opened.refusal
}

/** The evaluation meeting, which has begun. */
const evaluation = () =>
  heldMeeting(admin, { patient: vip, ward: here, chair: head, caseId: vip.vipCase.id, purpose: 'EVALUATION' })
type Deciding = Parameters<typeof decideStatus>[1]
const decide = (meeting: string, given: Partial<Deciding>) => {
  const base = { meeting, seen: 0, ward: null, reviewOn: null, answer: null, met: [], reason: 'Ett opphold på et år.' }
  return decideStatus(chair, { ...base, outcome: 'END', ...given }, uuid())
}
async function sign(meeting: string) {
  const editions = await admin.minutes.count({ where: { meetingId: meeting } })
  expect(await writeMinutes(chair, { meeting, seen: editions }, uuid())).toMatchObject({ ok: true })
  const { id } = await admin.minutes.findFirstOrThrow({ where: { meetingId: meeting }, orderBy: { edition: 'desc' } })
  return signMinutes(chair, { minutes: id }, uuid())
}

test('a review is begun by whoever may call a meeting, once; the task of it ends, card and access stand', async () => {
  expect(await begin(plain)).toEqual({ ok: false, refusal: 'not_initiator' })
  const stranger = await as(await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin) }))
  expect(await begin(stranger)).toEqual({ ok: false, refusal: 'not_found' })
  const { version } = await caseNow()
  const both = await Promise.all(
    [chair, chair].map((session) => beginReview(session, { case: vip.vipCase.id, seen: version }, uuid())),
  )
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await caseNow()).toMatchObject({ status: 'UNDER_REVIEW' })
  expect(await open()).toEqual(['ISSUE_CARD'])
  expect(await cardNow()).toMatchObject({ status: 'ISSUED' })
  expect(await opensTheRecord()).toBeGreaterThan(0)
  expect(await timeline()).toEqual(['ACTIVE', 'UNDER_REVIEW'])
  expect(await begin()).toEqual({ ok: false, refusal: 'not_active' })
})

test('a meeting to evaluate is called by the head nurse of the ward, and is about the case', async () => {
  await begin()
  const trust = { id: here.organisationId }
  const physician = await staff(admin, { role: 'COLLABORATION_PHYSICIAN', organisation: trust })
  const seats = ['patient', head.membershipId ?? '', physician.membershipId ?? ''].map((key) => ({
    key,
    neededFor: 'Hvordan det går',
    mandate: false,
  }))
  const about = {
    patient: vip.id,
    purpose: 'EVALUATION' as const,
    ward: here.id,
    reason: 'Et år er gått.',
    reasons: [],
  }
  const asked = { agreement: 'ORAL' as const, agreedBy: undefined, askedAt: minutesAgo(5), guests: [], seats }
  const when = { times: [inDays(9)], place: 'Møterom 4B', videoUrl: undefined, recommendation: undefined }
  const items = [{ title: 'Hvordan går det?', minutes: 20, who: null }]
  const called = await callMeeting(chair, { ...about, ...asked, ...when, items }, uuid())
  expect(called).toMatchObject({ ok: true })
  expect(await admin.meeting.findFirst({ where: { patientId: vip.id } })).toMatchObject({
    caseId: vip.vipCase.id,
    purpose: 'EVALUATION',
  })
  expect(await caseNow()).toMatchObject({ status: 'UNDER_REVIEW' })
})

test('fortsett: active again until the new day, which is the task of the ward; the old one ends', async () => {
  const meeting = await evaluation()
  expect(await decide(meeting.id, { outcome: 'CONTINUE' })).toEqual({ ok: false, refusal: 'no_review' })
  expect(await decide(meeting.id, { outcome: 'CONTINUE', reviewOn: nextReview })).toMatchObject({ ok: true })
  // Decided is not signed.
  expect(await caseNow()).toMatchObject({ status: 'ACTIVE', version: vip.vipCase.version })
  expect(await sign(meeting.id)).toMatchObject({ ok: true })
  const now = await caseNow()
  expect(now).toMatchObject({ status: 'ACTIVE', wardId: here.id })
  expect(now.reviewOn?.toISOString().slice(0, 10)).toBe(nextReview)
  const reviews = await admin.task.findMany({
    where: { patientId: vip.id, kind: 'REVIEW_STATUS' },
    orderBy: { givenAt: 'asc' },
  })
  expect(reviews.map(({ status }) => status)).toEqual(['DONE', 'OPEN'])
  expect(reviews[1]).toMatchObject({ unitId: here.id, role: 'HEAD_NURSE' })
  expect(reviews[1]?.dueAt?.toISOString().slice(0, 10)).toBe(nextReview)
  expect(await cardNow()).toMatchObject({ status: 'ISSUED' })
  expect(await timeline()).toEqual(['ACTIVE', 'UNDER_REVIEW', 'ACTIVE'])
})

test('avslutt: card, access and tasks end with the signature, and whoever was there reads on for fourteen days', async () => {
  await begin()
  const meeting = await evaluation()
  expect(await decide(meeting.id, {})).toMatchObject({ ok: true })
  expect(await cardNow()).toMatchObject({ status: 'ISSUED' })
  expect(await sign(meeting.id)).toMatchObject({ ok: true })
  const ended = await caseNow()
  expect(ended).toMatchObject({ status: 'ENDED', endCause: 'REVIEW' })
  const card = await cardNow()
  expect(card).toMatchObject({ status: 'REVOKED' })
  // The same moment, so the same transaction.
  expect(card.endedAt).toEqual(ended.endedAt)
  expect(await opensTheRecord()).toBe(0)
  expect(await open()).toEqual([])
  expect(await timeline()).toEqual(['ACTIVE', 'UNDER_REVIEW', 'ENDED'])
  const [, , end] = await admin.caseEvent.findMany({ where: { caseId: vip.vipCase.id }, orderBy: { at: 'asc' } })
  expect(end).toMatchObject({ reason: 'Ett opphold på et år.', meetingId: meeting.id, personId: head.id })
  expect(await openHistories(plain, { id: vip.id })).toMatchObject({ ok: false })
  const relation = await admin.careRelation.findFirstOrThrow({ where: { patientId: vip.id, kind: 'INVITED' } })
  expect(relation.personId).toBe(head.id)
  expect(relation.validUntil?.getTime()).toBeGreaterThan(inDays(13).getTime())
})

test('avslutt without a reason is refused, and no statement ends a status without a meeting or the wish', async () => {
  const meeting = await evaluation()
  expect(await sign(meeting.id)).toMatchObject({ ok: false })
  const ending = `UPDATE vip_case SET status = 'ENDED', version = version + 1`
  await expect(asRuntimeRole(chair, 'TREAT', (tx) => tx.$executeRawUnsafe(ending))).rejects.toThrow(/permission denied/)
  expect(await caseNow()).toMatchObject({ status: 'ACTIVE' })
})

test("the patient's wish ends the tasks too, and what was recommended and not answered", async () => {
  const { version } = await caseNow()
  const wish = { case: vip.vipCase.id, seen: version, method: 'ORAL' as const, text: 'Vil ikke lenger.' }
  expect(await endStatus(plain, wish, uuid())).toMatchObject({ ok: true })
  expect(await caseNow()).toMatchObject({ status: 'ENDED', endCause: 'PATIENT_WISH' })
  expect(await cardNow()).toMatchObject({ status: 'REVOKED' })
  expect(await open()).toEqual([])
  const [entry] = await admin.auditEntry.findMany({ where: { act: 'case.end', objectId: vip.vipCase.id } })
  expect(entry).toMatchObject({ outcome: 'done', facts: { method: 'ORAL' } })
})
