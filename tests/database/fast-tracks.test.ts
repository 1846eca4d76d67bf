import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeMoment } from '#lib/dates'
import { answerFastTrack, receivePatient, redirectFastTrack, startFastTrack } from '#lib/fast-tracks/commands'
import { answerInput, receiveClearedInput, redirectInput } from '#lib/fast-tracks/schema'
import type { Session } from '#lib/session'
import { recordColour } from '#lib/triage/commands'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { arrive, hospital, type Hospital, outcomesOf, patientOf } from '#tests/support/hospital'
import { daysAgo, inDays } from '#tests/support/records/moments'
import { ward } from '#tests/support/records/organisations'
import { patient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { showDate } from '#lib/dates'

let here: Hospital
beforeAll(async () => {
  here = await hospital()
})

const runOf = (stay: string) =>
  admin.fastTrack.findUniqueOrThrow({ where: { stayId: stay }, include: { steps: { orderBy: { at: 'asc' } } } })
async function started() {
  const stay = await arrive(here.receptionNurse, (await patientOf(here)).identityNumber, { fastTrack: true })
  return { stay, run: await runOf(stay) }
}
type Seen = { id: string; version: number }
const answer = (nurse: Session, { id, version }: Seen, given: object) =>
  answerFastTrack(nurse, answerInput.parse({ run: id, version, minutes: '', refusal: '', ...given }), uuid())
const now = { answer: 'NOW' }
const cannot = { answer: 'CANNOT', refusal: 'NO_BED' }
const receive = (nurse: Session, { id, version }: Seen) => receivePatient(nurse, { run: id, version }, uuid())
const redirect = (nurse: Session, { id, version }: Seen, to: string, given: object = {}) =>
  redirectFastTrack(
    nurse,
    redirectInput.parse({
      run: id,
      version,
      ward: to,
      deviation: 'WARD_REFUSED',
      moveOn: showDate(inDays(2)),
      ...given,
    }),
    uuid(),
  )

describe('a fast track', () => {
  test('starts with the arrival, asks the own ward, and keeps the target of the day', async () => {
    const { run } = await started()
    expect(run).toMatchObject({ status: 'ASKED', wardId: here.own.id, vipWardId: here.own.id, targetMinutes: 30 })
    expect(run.steps.map(({ kind }) => kind)).toEqual(['STARTED'])
  })

  test('started twice, also at once, is one run', async () => {
    const stay = await arrive(here.receptionNurse, (await patientOf(here)).identityNumber)
    const start = () => startFastTrack(here.receptionNurse, { stay }, uuid())
    const results = await Promise.all([start(), start(), start()])
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(await admin.fastTrack.count({ where: { stayId: stay } })).toBe(1)
    expect(await start()).toMatchObject({ ok: true })
  })

  test('is for VIP patients, for wards that are open, and never before what must be treated first', async () => {
    const usual = await arrive(here.receptionNurse, (await patient(admin)).identityNumber)
    const start = (stay: string) => startFastTrack(here.receptionNurse, { stay }, uuid())
    expect(await start(usual)).toEqual({ ok: false, refusal: 'no_status' })
    const closed = await ward(admin, { organisation: here.trust, closedAt: daysAgo(1) })
    const there = await patientOf(here, { ward: closed })
    expect(await start(await arrive(here.receptionNurse, there.identityNumber))).toEqual({
      ok: false,
      refusal: 'ward_closed',
    })
    const red = await arrive(here.receptionNurse, (await patientOf(here)).identityNumber)
    await recordColour(here.receptionNurse, { stay: red, colour: 'RED' }, uuid())
    expect(await start(red)).toEqual({ ok: false, refusal: 'treat_first' })
    expect(await startFastTrack(here.ownNurse, { stay: red }, uuid())).toEqual({ ok: false, refusal: 'forbidden' })
  })
})

describe('the ward answers', () => {
  test('now, in so many minutes, or not and why; it may change its mind; each answer is a step', async () => {
    const { stay } = await started()
    const said = []
    for (const given of [cannot, { answer: 'IN_MINUTES', minutes: '20' }, now]) {
      const run = await runOf(stay)
      expect(await answer(here.ownNurse, run, given)).toMatchObject({ ok: true })
      const { status, refusal, expectedAt } = await runOf(stay)
      said.push([status, refusal, expectedAt && Math.round((expectedAt.getTime() - Date.now()) / 60_000)])
    }
    expect(said).toEqual([
      ['REFUSED', 'NO_BED', null],
      ['DELAYED', null, 20],
      ['ACCEPTED', null, null],
    ])
    const { steps, id } = await runOf(stay)
    expect(steps.map(({ kind }) => kind)).toEqual(['STARTED', 'REFUSED', 'DELAYED', 'ACCEPTED'])
    expect(await outcomesOf('fast_track.answer', id)).toEqual(['done', 'done', 'done'])
  })

  test('two of the same ward at once: one counts, the other is told that somebody else answered', async () => {
    const { stay, run } = await started()
    const colleague = await as(await staff(admin, { role: 'NURSE', unit: here.own }))
    const results = await Promise.all([answer(here.ownNurse, run, now), answer(colleague, run, cannot)])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results).toContainEqual({ ok: false, refusal: 'changed' })
    expect((await runOf(stay)).steps).toHaveLength(2)
  })

  test('the same sending ten times is one answer', async () => {
    const { stay, run } = await started()
    const [input, key] = [
      answerInput.parse({ run: run.id, version: run.version, minutes: '', refusal: '', ...now }),
      uuid(),
    ]
    const results = await Promise.all(Array.from({ length: 10 }, () => answerFastTrack(here.ownNurse, input, key)))
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect((await runOf(stay)).steps).toHaveLength(2)
  })

  test('a ward that was not asked finds nothing, and reception may not answer for it', async () => {
    const { run } = await started()
    expect(await answer(here.otherNurse, run, now)).toEqual({ ok: false, refusal: 'not_found' })
    expect(await answer(here.receptionNurse, run, now)).toEqual({ ok: false, refusal: 'forbidden' })
    expect(await receive(here.otherNurse, run)).toEqual({ ok: false, refusal: 'not_found' })
  })

  test.each(['', '0', '241', '9999', '-5', '2,5', 'ti'])('«Om %s min» is not taken', (minutes) => {
    const parsed = answerInput.safeParse({ run: uuid(), version: '1', answer: 'IN_MINUTES', minutes })
    expect(parsed.error?.issues[0]).toMatchObject({
      path: ['minutes'],
      message: 'Skriv hvor mange minutter, fra 1 til 240.',
    })
  })
})

describe('the ward receives', () => {
  test('in one act: the clock stops, the stay goes on there, and reception is closed', async () => {
    const { stay, run } = await started()
    await answer(here.ownNurse, run, now)
    expect(await receive(here.ownNurse, await runOf(stay))).toMatchObject({ ok: true })
    const after = await runOf(stay)
    expect(after).toMatchObject({ status: 'RECEIVED', receivedAt: expect.any(Date) })
    expect(await admin.stay.findUniqueOrThrow({ where: { id: stay } })).toMatchObject({
      status: 'ON_WARD',
      unitId: here.own.id,
      onWardAt: after.receivedAt,
    })
    expect(
      await admin.accessGrant.count({ where: { sourceId: stay, ground: { in: ['RECEPTION', 'ARRIVAL', 'FLOW'] } } }),
    ).toBe(0)
    expect(await receive(here.ownNurse, after)).toEqual({ ok: false, refusal: 'over' })
  })

  test('after a no only when it has said yes again', async () => {
    const { stay, run } = await started()
    await answer(here.ownNurse, run, cannot)
    expect(await receive(here.ownNurse, await runOf(stay))).toEqual({ ok: false, refusal: 'refused_before' })
  })

  test('twice at once is one reception', async () => {
    const { stay, run } = await started()
    const results = await Promise.all([receive(here.ownNurse, run), receive(here.ownNurse, run)])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results).toContainEqual({ ok: false, refusal: 'over' })
    expect(await admin.stayEvent.count({ where: { stayId: stay, kind: 'ON_WARD' } })).toBe(1)
  })

  test('while treat first stands only with the name, role and time of who cleared it', async () => {
    const { stay, run } = await started()
    await recordColour(here.receptionNurse, { stay, colour: 'RED' }, uuid())
    expect(await receive(here.ownNurse, run)).toEqual({ ok: false, refusal: 'treat_first' })
    const clearance = { clearedBy: 'Lege Legesen', clearedRole: 'ANAESTHETIST', clearedAt: writeMoment(new Date()) }
    const input = receiveClearedInput.parse({ run: run.id, version: run.version, ...clearance })
    expect(await receivePatient(here.ownNurse, input, uuid())).toMatchObject({ ok: true })
    expect(await admin.safetyClearance.findFirstOrThrow({ where: { stayId: stay } })).toMatchObject({
      clearedBy: 'Lege Legesen',
    })
  })
})

describe('another ward', () => {
  test('is asked with a reason and a day for moving, sees what it needs, and receives', async () => {
    const { stay, run } = await started()
    await answer(here.ownNurse, run, cannot)
    expect(await redirect(here.receptionNurse, await runOf(stay), here.other.id)).toMatchObject({ ok: true })
    const asked = await runOf(stay)
    expect(asked).toMatchObject({ status: 'ASKED', wardId: here.other.id, deviation: 'WARD_REFUSED', refusal: null })
    expect(asked.moveOn).not.toBeNull()
    expect(await answer(here.ownNurse, asked, now)).toEqual({ ok: false, refusal: 'not_asked' })
    expect(await receive(here.ownNurse, asked)).toEqual({ ok: false, refusal: 'not_asked' })
    expect(await answer(here.otherNurse, asked, now)).toMatchObject({ ok: true })
    expect(await receive(here.otherNurse, await runOf(stay))).toMatchObject({ ok: true })
    expect(await admin.stay.findUniqueOrThrow({ where: { id: stay } })).toMatchObject({ unitId: here.other.id })
  })

  test('may be chosen by the flow coordinator of the hospital, not by that of another', async () => {
    const { stay, run } = await started()
    const elsewhere = await hospital()
    expect(await redirect(elsewhere.flow, run, elsewhere.own.id)).toEqual({ ok: false, refusal: 'not_found' })
    expect(await redirect(here.flow, run, here.other.id)).toMatchObject({ ok: true })
    expect(await runOf(stay)).toMatchObject({ wardId: here.other.id })
  })

  test('two wards at once: the no of the own and the choice of another end in one state', async () => {
    const { stay, run } = await started()
    const results = await Promise.all([
      answer(here.ownNurse, run, now),
      redirect(here.receptionNurse, run, here.other.id),
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const [lost] = results.filter(({ ok }) => !ok)
    expect(['changed', 'not_asked']).toContain(lost && 'refusal' in lost && lost.refusal)
    expect((await runOf(stay)).steps).toHaveLength(2)
  })

  test.each([
    ['same_ward', () => here.own.id, {}],
    ['no_ward', () => here.desk.id, {}],
    ['no_ward', () => uuid(), {}],
    ['deviation_missing', () => here.other.id, { deviation: '' }],
    ['deviation_missing', () => here.other.id, { moveOn: '' }],
    ['move_day', () => here.other.id, { moveOn: showDate(daysAgo(1)) }],
    ['move_day', () => here.other.id, { moveOn: showDate(inDays(62)) }],
  ])('%s is refused and nothing changes', async (refusal, to, given) => {
    const { stay, run } = await started()
    expect(await redirect(here.receptionNurse, run, to(), given)).toEqual({ ok: false, refusal })
    expect(await runOf(stay)).toMatchObject({ version: 1, wardId: here.own.id })
  })

  test('that is closed is refused', async () => {
    const { run } = await started()
    const closed = await ward(admin, { organisation: here.trust, closedAt: daysAgo(1) })
    expect(await redirect(here.receptionNurse, run, closed.id)).toEqual({ ok: false, refusal: 'ward_closed' })
  })
})
