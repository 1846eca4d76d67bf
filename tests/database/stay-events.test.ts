import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { registerArrival } from '#lib/arrivals/commands'
import { readArrival } from '#lib/arrivals/queries'
import { readWardBoard } from '#lib/boards/queries'
import type { Transaction } from '#lib/db'
import { answerFastTrack, receivePatient, startFastTrack, withdrawFastTrack } from '#lib/fast-tracks/commands'
import { answerInput, receiveInput } from '#lib/fast-tracks/schema'
import type { Session } from '#lib/session'
import { correctArrival, correctTime, correctWard, undoEvent, voidEvent } from '#lib/stay-corrections/commands'
import { cancelStay, endLeave, joinStays, movePatient, recordDeath, startLeave } from '#lib/stay-events/commands'
import { openStay } from '#lib/stay-events/queries'
import { asRuntimeRole } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { arrivalOf, arrive, hospital, type Hospital, lookUp, outcomesOf, patientOf } from '#tests/support/hospital'
import { daysAgo, hoursAgo, inMinutes } from '#tests/support/records/moments'
import { patient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { stay as aStay, stayEvents } from '#tests/support/records/stays'
import { seen } from '#tests/support/whole-record'
import type { StayEventKind } from '#prisma/generated/enums'

let here: Hospital
let far: Hospital
beforeAll(async () => {
  here = await hospital()
  far = await hospital()
})

/** Somebody without VIP status, so that the stay alone opens the record, on the own ward since four hours. */
async function admitted(given: Partial<Parameters<typeof aStay>[1]> = {}) {
  const who = await patient(admin)
  const stay = await aStay(admin, {
    patient: who,
    ward: here.own,
    reception: here.desk,
    arrived: hoursAgo(5),
    ...given,
  })
  return { who, stay }
}
const stored = (id: string) => admin.stay.findUniqueOrThrow({ where: { id } })
const eventsOf = (stayId: string) =>
  admin.stayEvent.findMany({ where: { stayId }, orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] })
const eventOf = async (stayId: string, kind: StayEventKind) =>
  admin.stayEvent.findFirstOrThrow({ where: { stayId, kind, replacedBy: { is: null } }, orderBy: { at: 'desc' } })
const seenOf = async (stayId: string) => ({
  stay: stayId,
  seen: await admin.stayEvent.count({ where: { stayId } }),
  note: null,
})
const refused = (refusal: string) => ({ ok: false, refusal })
const done = { ok: true }

const leave = async (session: Session, stay: string, at = hoursAgo(2)) =>
  startLeave(session, { ...(await seenOf(stay)), at, reason: 'HOME_VISIT' }, uuid())
const move = async (session: Session, stay: string, ward: string, at = hoursAgo(1)) =>
  movePatient(session, { ...(await seenOf(stay)), at, ward, reason: 'NO_BED' }, uuid())

describe('leave', () => {
  test('goes out and in; who wrote it, as what and where, is for the database to say', async () => {
    const { stay } = await admitted()
    expect(await leave(here.ownNurse, stay.id)).toMatchObject(done)
    expect((await stored(stay.id)).onLeaveSince).toBeTruthy()
    const out = await eventOf(stay.id, 'LEAVE_STARTED')
    expect(out).toMatchObject({
      reason: 'HOME_VISIT',
      recordedRole: 'NURSE',
      recordedUnitId: here.own.id,
      unitId: here.own.id,
    })
    expect(out.recordedById).toBeTruthy()
    expect(await endLeave(here.ownNurse, { ...(await seenOf(stay.id)), at: hoursAgo(1) }, uuid())).toMatchObject(done)
    expect(await stored(stay.id)).toMatchObject({ onLeaveSince: null, status: 'ON_WARD' })
    expect(await outcomesOf('stay.leave', stay.id)).toEqual(['done', 'done'])
  })

  test('is not for another ward, reception, another hospital or a caseworker', async () => {
    const { who, stay } = await admitted()
    expect(await leave(here.otherNurse, stay.id)).toEqual(refused('not_found'))
    expect(await leave(here.receptionNurse, stay.id)).toEqual(refused('forbidden'))
    expect(await leave(far.ownNurse, stay.id)).toEqual(refused('not_found'))
    expect(await leave(here.flow, stay.id)).toEqual(refused('forbidden'))
    expect(await eventsOf(stay.id)).toHaveLength(4)
    expect(who.id).toBe(stay.patientId)
  })

  test('ends with the stay', async () => {
    const { stay } = await admitted()
    await leave(here.ownNurse, stay.id)
    await stayEvents(admin, { stay, events: [{ kind: 'DISCHARGED', at: new Date(), unitId: here.own.id }] })
    expect(await stored(stay.id)).toMatchObject({ onLeaveSince: null, status: 'DISCHARGED' })
  })
})

describe('putting right', () => {
  const correct = async (session: Session, stay: string, kind: StayEventKind, at: Date) =>
    correctTime(session, { ...(await seenOf(stay)), event: (await eventOf(stay, kind)).id, at }, uuid())

  test('the time: the old event stays as a fact, the state follows the new one', async () => {
    const { stay } = await admitted()
    expect(await correct(here.ownNurse, stay.id, 'ARRIVED', hoursAgo(6))).toMatchObject(done)
    const events = await eventsOf(stay.id)
    expect(events.filter(({ kind }) => kind === 'ARRIVED')).toHaveLength(2)
    expect((await stored(stay.id)).arrivedAt).toEqual((await eventOf(stay.id, 'ARRIVED')).at)
    expect(await eventOf(stay.id, 'ARRIVED')).toMatchObject({ reason: 'WRONG_TIME', unitId: here.desk.id })
    expect(await outcomesOf('stay.correct', stay.id)).toEqual(['done'])
  })

  test('what the nurse in reception saw of the arrival is kept', async () => {
    const who = await patientOf(here)
    const id = await arrive(here.receptionNurse, who.identityNumber)
    const before = await stored(id)
    const arrived = await eventOf(id, 'ARRIVED')
    expect(arrived).toMatchObject({
      recordedById: here.receptionist.id,
      recordedRole: 'NURSE',
      recordedUnitId: here.desk.id,
    })
    const input = { ...(await seenOf(id)), event: arrived.id, at: hoursAgo(1) }
    expect(await correctArrival(here.ownNurse, input, uuid())).toEqual(refused('forbidden'))
    expect(await correctArrival(far.receptionNurse, input, uuid())).toEqual(refused('not_found'))
    expect(await correctArrival(here.receptionNurse, { ...input, at: hoursAgo(25) }, uuid())).toEqual(
      refused('too_far'),
    )
    expect(await correctArrival(here.receptionNurse, input, uuid())).toMatchObject(done)
    expect(await stored(id)).toMatchObject({
      arrivedAt: input.at,
      urgency: before.urgency,
      arrivalMode: before.arrivalMode,
    })
    expect(await outcomesOf('arrival.correct', id)).toEqual(['too_far', 'done'])
    // Whoever was second sees who was first, and what stood before.
    const { givenName, familyName } = await admin.person.findUniqueOrThrow({ where: { id: here.receptionist.id } })
    expect(await readArrival(here.receptionNurse, { stay: id })).toMatchObject({
      value: {
        arrivedAt: input.at,
        arrival: { seen: 2, corrected: { by: `${givenName} ${familyName}`, before: before.arrivedAt } },
      },
    })
  })

  test('a time before the arrival, and one that is still to come, change nothing', async () => {
    const { stay } = await admitted()
    expect(await correct(here.ownNurse, stay.id, 'ON_WARD', hoursAgo(6))).toEqual(refused('before_arrival'))
    expect(await correct(here.ownNurse, stay.id, 'ON_WARD', inMinutes(5))).toEqual(refused('in_future'))
    expect(await eventsOf(stay.id)).toHaveLength(4)
  })

  test('the ward: the record closes for the one that never had the patient, and opens for the other', async () => {
    const { who, stay } = await admitted()
    const input = { ...(await seenOf(stay.id)), event: (await eventOf(stay.id, 'ON_WARD')).id, ward: here.other.id }
    expect(await correctWard(here.ownNurse, { ...input, ward: far.own.id }, uuid())).toEqual(refused('no_ward'))
    expect(await correctWard(here.ownNurse, input, uuid())).toMatchObject(done)
    expect(await stored(stay.id)).toMatchObject({ unitId: here.other.id, onWardAt: stay.onWardAt })
    expect(await seen(here.ownNurse, 'TREAT', who)).toEqual([])
    expect(await seen(here.otherNurse, 'TREAT', who)).toContain('stay')
  })

  test('a discharge that did not happen: the stay goes on; after that it may be cancelled', async () => {
    const { stay } = await admitted({ status: 'DISCHARGED', discharged: hoursAgo(1) })
    expect(await cancelStay(here.ownNurse, { ...(await seenOf(stay.id)), reason: 'WRONG_PERSON' }, uuid())).toEqual(
      refused('closed_cancel'),
    )
    const take = async () =>
      voidEvent(
        here.ownNurse,
        { ...(await seenOf(stay.id)), event: (await eventOf(stay.id, 'DISCHARGED')).id, reason: 'DID_NOT_HAPPEN' },
        uuid(),
      )
    expect(await take()).toMatchObject(done)
    expect(await stored(stay.id)).toMatchObject({ status: 'READY_FOR_DISCHARGE', dischargedAt: null })
    expect(
      await cancelStay(here.ownNurse, { ...(await seenOf(stay.id)), reason: 'WRONG_PERSON' }, uuid()),
    ).toMatchObject(done)
  })

  test('two at once: one wins, the other is told and sees what the first wrote and who', async () => {
    const { who, stay } = await admitted()
    const second = await staff(admin, { role: 'HEAD_NURSE', unit: here.own })
    const other = await signIn(second.issuer, second.subject)
    const event = (await eventOf(stay.id, 'ARRIVED')).id
    const about = await seenOf(stay.id)
    const answers = await Promise.all([
      correctTime(here.ownNurse, { ...about, event, at: hoursAgo(6) }, uuid()),
      correctTime(other, { ...about, event, at: hoursAgo(7) }, uuid()),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers).toContainEqual(refused('changed'))
    expect(await admin.stayEvent.count({ where: { stayId: stay.id, kind: 'ARRIVED' } })).toBe(2)
    expect((await outcomesOf('stay.correct', stay.id)).toSorted()).toEqual(['changed', 'done'])
    const page = await openStay(here.ownNurse, { id: who.id, stay: stay.id })
    const events = page.ok ? page.value.stay.events : []
    expect(events.filter(({ turn }) => turn > about.seen)).toMatchObject([
      { kind: 'ARRIVED', by: expect.any(String), replacesId: event },
    ])
  })

  test('the same form twice is one correction', async () => {
    const { stay } = await admitted()
    const input = { ...(await seenOf(stay.id)), event: (await eventOf(stay.id, 'ARRIVED')).id, at: hoursAgo(6) }
    const key = uuid()
    expect(await correctTime(here.ownNurse, input, key)).toMatchObject(done)
    expect(await correctTime(here.ownNurse, input, key)).toMatchObject(done)
    expect(await admin.stayEvent.count({ where: { stayId: stay.id } })).toBe(5)
  })
})

describe('cancelling a stay on a ward', () => {
  test('closes what it opened in the same transaction, and the run with it', async () => {
    const who = await patientOf(here)
    const id = await arrive(here.receptionNurse, who.identityNumber, { fastTrack: true })
    const run = await admin.fastTrack.findUniqueOrThrow({ where: { stayId: id } })
    const yes = { run: run.id, version: String(run.version) }
    await answerFastTrack(here.ownNurse, answerInput.parse({ ...yes, answer: 'NOW', minutes: '', refusal: '' }), uuid())
    await receivePatient(here.ownNurse, receiveInput.parse({ ...yes, version: String(run.version + 1) }), uuid())
    expect(await cancelStay(here.ownNurse, { ...(await seenOf(id)), reason: 'WRONG_PERSON' }, uuid())).toMatchObject(
      done,
    )
    expect(await stored(id)).toMatchObject({ status: 'CANCELLED' })
    const grants = await admin.accessGrant.findMany({ where: { patientId: who.id, sourceId: id } })
    expect(grants).toEqual([])
    expect(await eventOf(id, 'CANCELLED')).toMatchObject({ reason: 'WRONG_PERSON' })
    expect(await outcomesOf('stay.cancel', id)).toEqual(['done'])
  })

  test('an open run ends with it, and a patient who was here by this stay alone is seen no more', async () => {
    const { who, stay } = await admitted()
    expect(await seen(here.ownNurse, 'TREAT', who)).toContain('patient')
    await cancelStay(here.ownNurse, { ...(await seenOf(stay.id)), reason: 'DID_NOT_HAPPEN' }, uuid())
    expect(await seen(here.ownNurse, 'TREAT', who)).toEqual([])
    expect(await openStay(here.ownNurse, { id: who.id, stay: stay.id })).toEqual(refused('not_found'))
  })
})

describe('a move', () => {
  test('takes the record along; the ward before keeps it for the minute of undoing, and no longer', async () => {
    const { who, stay } = await admitted()
    expect(await move(here.ownNurse, stay.id, here.other.id)).toMatchObject(done)
    expect(await stored(stay.id)).toMatchObject({ status: 'ON_WARD', unitId: here.other.id, onWardAt: stay.onWardAt })
    expect(await seen(here.otherNurse, 'TREAT', who)).toContain('stay')
    const grant = await admin.accessGrant.findFirstOrThrow({ where: { patientId: who.id, principalId: here.own.id } })
    expect(grant.validUntil?.getTime()).toBeLessThan(Date.now() + 3 * 60_000)
    // It may undo and nothing else.
    expect(await leave(here.ownNurse, stay.id)).toEqual(refused('not_here'))
    const event = (await eventOf(stay.id, 'ON_WARD')).id
    expect(await undoEvent(here.otherNurse, { stay: stay.id, event }, uuid())).toEqual(refused('not_to_undo'))
    // At the ward, and not by the errand of an emergency.
    const undo = asRuntimeRole(
      here.ownNurse,
      'ETREAT',
      (tx) => tx.$executeRaw`
        INSERT INTO stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id, reason, replaces_id)
        VALUES (${uuid()}::uuid, ${stay.id}::uuid, ${who.id}::uuid, 'VOIDED', now(), ${here.other.id}::uuid, door.session_id(), 'UNDONE', ${event}::uuid)`,
    )
    await expect(undo).rejects.toThrow(/undo_errand/)
    expect(await undoEvent(here.ownNurse, { stay: stay.id, event }, uuid())).toMatchObject(done)
    expect(await stored(stay.id)).toMatchObject({ unitId: here.own.id })
    expect(await seen(here.otherNurse, 'TREAT', who)).toEqual([])
    expect(await outcomesOf('stay.undo', stay.id)).toEqual(['not_to_undo', 'done'])
  })

  test('of somebody who is ready leaves the patient ready', async () => {
    const { stay } = await admitted()
    await stayEvents(admin, { stay, events: [{ kind: 'READY_FOR_DISCHARGE', at: hoursAgo(2), unitId: here.own.id }] })
    await move(here.ownNurse, stay.id, here.other.id)
    expect(await stored(stay.id)).toMatchObject({ status: 'READY_FOR_DISCHARGE', unitId: here.other.id })
  })

  test('shows on the board of the ward that the patient came to', async () => {
    const who = await patientOf(here)
    const stay = await aStay(admin, { patient: who, ward: here.own, arrived: hoursAgo(5) })
    await move(here.ownNurse, stay.id, here.other.id)
    const board = await readWardBoard(here.otherNurse, {})
    expect(board.ok && board.value.rows.map(({ patientId }) => patientId)).toContain(who.id)
  })
})

describe('undoing', () => {
  test('a leave leaves it taken back, and says so', async () => {
    const { stay } = await admitted()
    await leave(here.ownNurse, stay.id)
    const { id } = await eventOf(stay.id, 'LEAVE_STARTED')
    expect(await undoEvent(here.ownNurse, { stay: stay.id, event: id }, uuid())).toMatchObject(done)
    expect(await stored(stay.id)).toMatchObject({ onLeaveSince: null })
    expect((await eventsOf(stay.id)).at(-1)).toMatchObject({ kind: 'VOIDED', reason: 'UNDONE', replacesId: id })
  })

  test('a correction brings back what stood before it', async () => {
    const { stay } = await admitted()
    const first = await eventOf(stay.id, 'ON_WARD')
    await correctTime(here.ownNurse, { ...(await seenOf(stay.id)), event: first.id, at: hoursAgo(3) }, uuid())
    const { id } = await eventOf(stay.id, 'ON_WARD')
    expect(await undoEvent(here.ownNurse, { stay: stay.id, event: id }, uuid())).toMatchObject(done)
    expect((await stored(stay.id)).onWardAt).toEqual(first.at)
  })

  test('a corrected arrival: what reception saw of it is there again', async () => {
    const { stay } = await admitted({ mode: 'AMBULANCE' })
    const first = await eventOf(stay.id, 'ARRIVED')
    const about = await seenOf(stay.id)
    await correctTime(here.ownNurse, { ...about, event: first.id, at: hoursAgo(6) }, uuid())
    const { id } = await eventOf(stay.id, 'ARRIVED')
    expect(await undoEvent(here.ownNurse, { stay: stay.id, event: id }, uuid())).toMatchObject(done)
    expect(await stored(stay.id)).toMatchObject({ arrivedAt: first.at, arrivalMode: 'AMBULANCE' })
  })

  test('after the minute is refused by the rule and by the wall', async () => {
    const { who, stay } = await admitted()
    await leave(here.ownNurse, stay.id)
    const { id, unitId } = await eventOf(stay.id, 'LEAVE_STARTED')
    expect(await undoEvent(here.ownNurse, { stay: stay.id, event: id }, uuid(), inMinutes(1.1))).toEqual(
      refused('undo_late'),
    )
    await admin.$transaction([
      admin.$executeRaw`SET LOCAL session_replication_role = replica`,
      admin.$executeRaw`UPDATE stay_event SET recorded_at = recorded_at - interval '2 minutes' WHERE id = ${id}::uuid`,
    ])
    const forged = event({
      kind: 'LEAVE_STARTED',
      stay: stay.id,
      patient: who.id,
      unit: unitId ?? '',
      replaces: id,
      reason: 'UNDONE',
    })
    expect(await injected(here.ownNurse, forged)).toMatch(wall)
  })
})

describe('a death', () => {
  const died = async (stay: string, at = hoursAgo(1)) =>
    recordDeath(here.ownNurse, { ...(await seenOf(stay)), at, sure: 'yes' }, uuid())

  test('ends the stay and VIP status; put right by the minute it moves with it', async () => {
    const who = await patientOf(here)
    const stay = await aStay(admin, { patient: who, ward: here.own, arrived: hoursAgo(5) })
    expect(await died(stay.id)).toMatchObject(done)
    const { id, at } = await eventOf(stay.id, 'DIED')
    expect(await admin.patient.findUnique({ where: { id: who.id } })).toMatchObject({ deceasedAt: at })
    const later = inMinutes(10, at)
    expect(
      await correctTime(here.ownNurse, { ...(await seenOf(stay.id)), event: id, at: later }, uuid()),
    ).toMatchObject(done)
    expect(await admin.patient.findUnique({ where: { id: who.id } })).toMatchObject({ deceasedAt: later })
    expect(await admin.vipCase.findFirst({ where: { patientId: who.id } })).toMatchObject({
      status: 'ENDED',
      endCause: 'DEATH',
      endedAt: later,
    })
    expect(await outcomesOf('stay.death', stay.id)).toEqual(['done'])
  })

  test('of somebody else is taken back: the patient lives and lies on the ward; status and card stay ended', async () => {
    const who = await patientOf(here)
    const stay = await aStay(admin, { patient: who, ward: here.own, arrived: hoursAgo(5) })
    await died(stay.id)
    const input = {
      ...(await seenOf(stay.id)),
      event: (await eventOf(stay.id, 'DIED')).id,
      reason: 'WRONG_PERSON' as const,
    }
    expect(await undoEvent(here.ownNurse, { stay: stay.id, event: input.event }, uuid())).toEqual(
      refused('not_to_undo'),
    )
    expect(await voidEvent(here.otherNurse, input, uuid())).toEqual(refused('not_found'))
    expect(await voidEvent(here.ownNurse, input, uuid())).toMatchObject(done)
    expect(await stored(stay.id)).toMatchObject({ status: 'ON_WARD', deceasedAt: null })
    expect(await admin.patient.findUnique({ where: { id: who.id } })).toMatchObject({ deceasedAt: null })
    expect(await admin.vipCase.findFirst({ where: { patientId: who.id } })).toMatchObject({ status: 'ENDED' })
    expect(await admin.card.findFirst({ where: { patientId: who.id } })).toMatchObject({ status: 'REVOKED' })
  })

  test('that a register told stands, whatever is put right in a stay', async () => {
    const who = await patient(admin)
    const stay = await aStay(admin, { patient: who, ward: here.own, arrived: hoursAgo(5) })
    await died(stay.id)
    const told = hoursAgo(2)
    await admin.$executeRaw`UPDATE patient SET deceased_at = ${told}, version = version + 1 WHERE id = ${who.id}::uuid`
    const event = (await eventOf(stay.id, 'DIED')).id
    await voidEvent(here.ownNurse, { ...(await seenOf(stay.id)), event, reason: 'DID_NOT_HAPPEN' }, uuid())
    expect(await admin.patient.findUnique({ where: { id: who.id } })).toMatchObject({ deceasedAt: told })
  })
})

describe('readmitted by mistake', () => {
  const twice = async (ward = here.own) => {
    const who = await patient(admin)
    const first = await aStay(admin, {
      patient: who,
      ward,
      reception: here.desk,
      status: 'DISCHARGED',
      arrived: daysAgo(3),
      discharged: hoursAgo(9),
    })
    const second = await aStay(admin, { patient: who, ward: here.own, reception: here.desk, arrived: hoursAgo(5) })
    return { who, first, second }
  }
  test.each(['the same ward', 'another ward'])('the stay before goes on, also where it was on %s', async (where) => {
    const { who, first, second } = await twice(where === 'another ward' ? here.other : here.own)
    expect(await joinStays(here.ownNurse, await seenOf(second.id), uuid())).toMatchObject(done)
    expect(await stored(second.id)).toMatchObject({ status: 'CANCELLED' })
    expect(await stored(first.id)).toMatchObject({
      dischargedAt: null,
      status: 'READY_FOR_DISCHARGE',
      unitId: here.own.id,
    })
    expect(await seen(here.ownNurse, 'TREAT', who)).toContain('stay')
    expect(await outcomesOf('stay.join', second.id)).toEqual(['done'])
  })
  test('not where the stay before ended a week ago, nor by another ward', async () => {
    const { second } = await twice()
    expect(await joinStays(here.otherNurse, await seenOf(second.id), uuid())).toEqual(refused('not_found'))
    const { stay } = await admitted()
    expect(await joinStays(here.ownNurse, await seenOf(stay.id), uuid())).toEqual(refused('no_earlier'))
  })
})

/** A statement that somebody with a valid session could inject. */
const injected = (
  session: Session,
  work: (tx: Transaction) => Promise<unknown>,
  purpose: 'TREAT' | 'ETREAT' = 'TREAT',
) =>
  asRuntimeRole(session, purpose, work).then(
    () => 'went through',
    (error: unknown) => String(error),
  )
const wall = /may not|row-level security|permission denied/
type Forged = {
  kind: StayEventKind
  stay: string
  patient: string
  unit: string
  at?: Date
  replaces?: string
  reason?: string
}
const event =
  ({ kind, stay, patient: who, unit, at = new Date(), replaces, reason }: Forged) =>
  (tx: Transaction) =>
    tx.$executeRaw`INSERT INTO stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id, replaces_id, reason)
      VALUES (${uuid()}::uuid, ${stay}::uuid, ${who}::uuid, ${kind}::stay_event_kind, ${at}::timestamptz, ${unit}::uuid, (SELECT door.session_id()),
        ${replaces ?? null}::uuid, ${reason ?? null}::stay_event_reason)`

describe('an injected statement cannot forge a correction', () => {
  const forge = async (given: Partial<Forged>, session = here.ownNurse) => {
    const { who, stay } = await admitted()
    return injected(session, event({ kind: 'ON_WARD', stay: stay.id, patient: who.id, unit: here.own.id, ...given }))
  }
  test('that goes through when it is true', async () => {
    const { who, stay } = await admitted()
    const { id } = await eventOf(stay.id, 'ON_WARD')
    const about = {
      kind: 'ON_WARD',
      stay: stay.id,
      patient: who.id,
      unit: here.own.id,
      replaces: id,
      reason: 'WRONG_TIME',
    } as const
    expect(await injected(here.ownNurse, event({ ...about, at: hoursAgo(2) }))).toBe('went through')
    // What is put right is put right once.
    expect(await injected(here.ownNurse, event({ ...about, at: hoursAgo(1) }))).toMatch(/unique|duplicate/i)
  })

  test('of another stay, of another kind, before the arrival, in the future, or at a ward of another hospital', async () => {
    const { who, stay } = await admitted()
    const strange = await admitted()
    const { id } = await eventOf(stay.id, 'ON_WARD')
    const about = {
      kind: 'ON_WARD',
      stay: stay.id,
      patient: who.id,
      unit: here.own.id,
      replaces: id,
      reason: 'WRONG_TIME',
    } as const
    const forged: Partial<Forged>[] = [
      { replaces: (await eventOf(strange.stay.id, 'ON_WARD')).id },
      { stay: strange.stay.id, patient: strange.who.id },
      { kind: 'DISCHARGED' },
      { at: hoursAgo(6) },
      { at: inMinutes(10) },
      { unit: far.own.id },
      { unit: here.desk.id },
    ]
    for (const given of forged)
      expect(await injected(here.ownNurse, event({ ...about, at: hoursAgo(2), ...given }))).toMatch(wall)
    for (const session of [here.otherNurse, far.ownNurse, here.receptionNurse])
      expect(await injected(session, event({ ...about, at: hoursAgo(2) }))).toMatch(wall)
    expect(await injected(here.ownNurse, event({ ...about, at: hoursAgo(2) }), 'ETREAT')).toMatch(wall)
  })

  test('that takes back how a stay began, or a cancelling, or says no reason', async () => {
    const { who, stay } = await admitted()
    for (const kind of ['ARRIVED', 'ON_WARD'] as const) {
      const { id, unitId } = await eventOf(stay.id, kind)
      const about = {
        kind: 'VOIDED',
        stay: stay.id,
        patient: who.id,
        unit: unitId ?? '',
        replaces: id,
        reason: 'DID_NOT_HAPPEN',
      } as const
      expect(await injected(here.ownNurse, event(about))).toMatch(wall)
    }
    await leave(here.ownNurse, stay.id)
    const { id } = await eventOf(stay.id, 'LEAVE_STARTED')
    expect(
      await injected(
        here.ownNurse,
        event({ kind: 'VOIDED', stay: stay.id, patient: who.id, unit: here.own.id, replaces: id }),
      ),
    ).toMatch(wall)
  })

  test('or an event of another kind: a discharge, an arrival, a leave from elsewhere or before the ward, a move to nowhere', async () => {
    expect(await forge({ kind: 'DISCHARGED' })).toMatch(wall)
    expect(await forge({ kind: 'ARRIVED' })).toMatch(wall)
    expect(await forge({ kind: 'LEAVE_STARTED', unit: here.other.id })).toMatch(wall)
    expect(await forge({ kind: 'LEAVE_STARTED', at: hoursAgo(4.5) })).toMatch(wall)
    expect(await forge({ kind: 'LEAVE_ENDED' })).toMatch(wall)
    expect(await forge({ kind: 'ON_WARD', unit: far.own.id, reason: 'NO_BED' })).toMatch(wall)
    expect(await forge({ kind: 'ON_WARD', unit: here.other.id })).toMatch(wall)
    expect(await forge({ kind: 'CANCELLED' })).toMatch(wall)
    expect(await forge({ kind: 'DIED' }, here.otherNurse)).toMatch(wall)
    expect(await forge({ kind: 'ON_WARD', reason: 'REGISTERED_TWICE' })).toMatch(wall)
  })

  test('or the name of somebody else', async () => {
    const { who, stay } = await admitted()
    const named = (tx: Transaction) =>
      tx.$executeRaw`INSERT INTO stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id, recorded_by_id)
        VALUES (${uuid()}::uuid, ${stay.id}::uuid, ${who.id}::uuid, 'LEAVE_STARTED', now(), ${here.own.id}::uuid, (SELECT door.session_id()), ${here.receptionist.id}::uuid)`
    expect(await injected(here.ownNurse, named)).toMatch(wall)
  })
})

test('an arrival that was put right is looked into once by the log controller', async () => {
  const who = await patientOf(here)
  const id = await arrive(here.receptionNurse, who.identityNumber)
  const input = { ...(await seenOf(id)), event: (await eventOf(id, 'ARRIVED')).id, at: hoursAgo(1) }
  await correctArrival(here.receptionNurse, input, uuid())
  await asRuntimeRole(
    here.receptionNurse,
    'ETREAT',
    (tx) =>
      tx.$executeRaw`INSERT INTO stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id, reason)
      VALUES (${uuid()}::uuid, ${id}::uuid, ${who.id}::uuid, 'CANCELLED', now(), ${here.desk.id}::uuid, (SELECT door.session_id()), 'WRONG_PERSON')`,
  )
  const controller = await staff(admin, { role: 'LOG_CONTROLLER', organisation: here.trust })
  const [row] = await asRuntimeRole(
    await signIn(controller.issuer, controller.subject),
    'CONTROL',
    (tx) => tx.$queryRaw<{ answer: { rows: { patientId: string }[] } }[]>`SELECT door.arrival_flags(100, 0) AS answer`,
  )
  expect(row?.answer.rows.filter(({ patientId }) => patientId === who.id)).toHaveLength(1)
  // And the patient can come again, under the right name.
  const again = arrivalOf({ lookUp: await lookUp(here.receptionNurse, who.identityNumber) })
  expect(await registerArrival(here.receptionNurse, again, uuid())).toMatchObject(done)
})

test('a fast track started by mistake is stopped by reception: the ward is left in peace, the arrival goes on', async () => {
  const who = await patientOf(here)
  const id = await arrive(here.receptionNurse, who.identityNumber, { fastTrack: true })
  const run = await admin.fastTrack.findUniqueOrThrow({ where: { stayId: id } })
  const input = receiveInput.parse({ run: run.id, version: String(run.version) })
  expect(await withdrawFastTrack(here.ownNurse, input, uuid())).toEqual(refused('forbidden'))
  expect(await withdrawFastTrack(far.receptionNurse, input, uuid())).toEqual(refused('not_found'))
  expect(await withdrawFastTrack(here.receptionNurse, { ...input, version: 9 }, uuid())).toEqual(refused('changed'))
  expect(await withdrawFastTrack(here.receptionNurse, input, uuid())).toMatchObject(done)
  expect(await admin.fastTrack.findUniqueOrThrow({ where: { id: run.id } })).toMatchObject({ status: 'CANCELLED' })
  expect(await stored(id)).toMatchObject({ status: 'ARRIVED' })
  const grounds = await admin.accessGrant.findMany({ where: { patientId: who.id, ground: 'FAST_TRACK' } })
  expect(grounds).toEqual([])
  expect(await startFastTrack(here.receptionNurse, { stay: id }, uuid())).toEqual(refused('withdrawn'))
  expect((await outcomesOf('fast_track.withdraw', run.id)).toSorted()).toEqual(['changed', 'done'])
})
