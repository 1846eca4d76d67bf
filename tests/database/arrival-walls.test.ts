import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { leaveReception } from '#lib/arrivals/commands'
import type { Transaction } from '#lib/db'
import type { Session } from '#lib/session'
import { asRuntimeRole } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { arrive, hospital, type Hospital, outcomesOf, patientOf } from '#tests/support/hospital'
import { hoursAgo, minutesAgo } from '#tests/support/records/moments'
import { citizen } from '#tests/support/records/people'
import { stay as aStay } from '#tests/support/records/stays'
import { triage as aTriage } from '#tests/support/records/triage'
import type { Purpose } from '#prisma/generated/enums'

let here: Hospital
let far: Hospital
beforeAll(async () => {
  here = await hospital()
  far = await hospital()
})

/** A statement that somebody with a valid session could inject. */
const injected = (session: Session, purpose: Purpose, work: (tx: Transaction) => Promise<unknown>) =>
  asRuntimeRole(session, purpose, work).then(
    () => 'went through',
    (error: unknown) => String(error),
  )
const wall = /may not|row-level security|only a board/

async function waiting({ fastTrack = true } = {}) {
  const who = await patientOf(here)
  const id = await arrive(here.receptionNurse, who.identityNumber, { fastTrack })
  const run = fastTrack ? await admin.fastTrack.findUniqueOrThrow({ where: { stayId: id } }) : null
  return { who, id, run }
}

describe('an injected statement cannot open a patient by a run', () => {
  const runFor = (who: { id: string }, stayId: string, wards: { ward: string; vip: string; desk: string }) => ({
    ...{ id: uuid(), stayId, patientId: who.id, organisationId: here.trust.id, receptionId: wards.desk },
    ...{ wardId: wards.ward, vipWardId: wards.vip, targetMinutes: 30, startedAt: new Date(), askedAt: new Date() },
  })

  test('begun for the ward of another trust, or for one that is not the own', async () => {
    const { who, id } = await waiting({ fastTrack: false })
    for (const ward of [far.own.id, here.other.id]) {
      const data = runFor(who, id, { ward, vip: ward, desk: here.desk.id })
      expect(await injected(here.receptionNurse, 'ETREAT', (tx) => tx.fastTrack.create({ data }))).toMatch(wall)
    }
  })

  test('begun by a ward, about a stay that is over', async () => {
    const who = await patientOf(here)
    const old = await aStay(admin, { patient: who, ward: here.own, status: 'DISCHARGED' })
    const data = runFor(who, old.id, { ward: here.own.id, vip: here.own.id, desk: here.own.id })
    expect(await injected(here.ownNurse, 'TREAT', (tx) => tx.fastTrack.create({ data }))).toMatch(wall)
  })

  test('moved by the ward that is asked, or to a ward of another trust', async () => {
    const { run } = await waiting()
    const move = (wardId: string) => (tx: Transaction) =>
      tx.$executeRaw`UPDATE fast_track SET ward_id = ${wardId}::uuid, status = 'ASKED', deviation = 'NO_ANSWER', move_on = current_date,
        version = version + 1 WHERE id = ${run?.id}::uuid`
    expect(await injected(here.ownNurse, 'TREAT', move(here.other.id))).toMatch(wall)
    expect(await injected(here.receptionNurse, 'ETREAT', move(far.own.id))).toMatch(wall)
    expect(await injected(here.receptionNurse, 'ETREAT', move(here.desk.id))).toMatch(wall)
  })

  test('answered or received by reception, or received without the patient being there', async () => {
    const { run } = await waiting()
    const become = (status: string) => (tx: Transaction) =>
      tx.$executeRawUnsafe(
        `UPDATE fast_track SET status = '${status}', received_at = CASE WHEN '${status}' = 'RECEIVED' THEN now() END, version = version + 1 WHERE id = '${run?.id}'`,
      )
    expect(await injected(here.receptionNurse, 'ETREAT', become('ACCEPTED'))).toMatch(wall)
    expect(await injected(here.ownNurse, 'TREAT', become('RECEIVED'))).toMatch(wall)
  })
})

describe('an injected statement cannot forge a fact', () => {
  const event = (kind: string, stay: string, patient: string, unit: string) => (tx: Transaction) =>
    tx.$executeRawUnsafe(`INSERT INTO stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id)
      VALUES ('${uuid()}', '${stay}', '${patient}', '${kind}', now(), '${unit}', (SELECT door.session_id()))`)

  test('a ward that said no puts the patient on itself', async () => {
    const { who, id } = await waiting()
    await admin.$executeRaw`UPDATE fast_track SET status = 'REFUSED', refusal = 'NO_BED', version = version + 1 WHERE stay_id = ${id}::uuid`
    expect(await injected(here.ownNurse, 'TREAT', event('ON_WARD', id, who.id, here.own.id))).toMatch(wall)
  })

  test('a ward cancels a stay that is over', async () => {
    const who = await patientOf(here)
    const old = await aStay(admin, { patient: who, ward: here.own, status: 'DISCHARGED' })
    expect(await injected(here.ownNurse, 'TREAT', event('CANCELLED', old.id, who.id, here.own.id))).toMatch(wall)
  })

  test('the patient, the flow coordinator, or another patient’s stay clears the red band; or somebody long ago', async () => {
    const self = await citizen(admin)
    const who = await patientOf(here, { personId: self.id })
    const id = await arrive(here.receptionNurse, who.identityNumber, { fastTrack: true })
    const stayRow = await admin.stay.findUniqueOrThrow({ where: { id } })
    const red = await aTriage(admin, { stay: stayRow, colour: 'RED', unsafe: true })
    const other = await waiting()
    const clear =
      (by: string, given: object = {}) =>
      (tx: Transaction) => {
        const about = { triageId: red.id, stayId: id, patientId: who.id, clearedBy: 'Meg Selv', recordedById: by }
        const said = { clearedRole: 'CONSULTANT' as const, clearedAt: new Date() }
        return tx.safetyClearance.create({ data: { id: uuid(), ...about, ...said, ...given } })
      }
    expect(await injected(await signIn(self.issuer, self.subject, true), 'OWN', clear(self.id))).toMatch(wall)
    expect(
      await injected(here.receptionNurse, 'ETREAT', clear(here.receptionist.id, { clearedAt: hoursAgo(9) })),
    ).toMatch(wall)
    expect(
      await injected(
        here.receptionNurse,
        'ETREAT',
        clear(here.receptionist.id, { stayId: other.id, patientId: other.who.id }),
      ),
    ).toMatch(wall)
    expect(await admin.safetyClearance.count({ where: { triageId: red.id } })).toBe(0)
  })

  test('a triage from the future does not stay the newest', async () => {
    const { who, id } = await waiting()
    const about = {
      id: uuid(),
      stayId: id,
      patientId: who.id,
      unitId: here.desk.id,
      recordedById: here.receptionist.id,
    }
    const said = { kind: 'COLOUR', colour: 'GREEN', unsafe: false } as const
    const data = { ...about, ...said, measuredAt: new Date(), recordedAt: new Date('2031-01-01') }
    await asRuntimeRole(here.receptionNurse, 'ETREAT', (tx) => tx.triage.create({ data }))
    const { recordedAt } = await admin.triage.findUniqueOrThrow({ where: { id: data.id } })
    expect(recordedAt.getTime()).toBeLessThan(Date.now() + 1_000)
  })

  test('a refresh that nobody looked at before, or of something else than a board, hides nothing', async () => {
    const refresh = (entry: object) => (tx: Transaction) =>
      tx.$executeRaw`SELECT door.audit_refresh(${JSON.stringify({ id: uuid(), outcome: 'seen', subjects: [], ...entry })}::jsonb)`
    expect(await injected(here.ownNurse, 'TREAT', refresh({ act: 'patient.read' }))).toMatch(wall)
    const before = await admin.auditEntry.count()
    await asRuntimeRole(here.otherNurse, 'TREAT', refresh({ act: 'board.ward' }))
    // Its own entry, and the one by which these tests commit.
    expect(await admin.auditEntry.count()).toBe(before + 2)
  })
})

describe('somebody who left reception', () => {
  test('is taken off by reception: the stay ends, the run is cancelled, and the next arrival is a new stay', async () => {
    const { who, id } = await waiting()
    expect(await leaveReception(here.receptionNurse, { stay: id }, uuid())).toMatchObject({ ok: true })
    expect(await admin.stay.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'DISCHARGED',
      dischargedAt: null,
    })
    const run = await admin.fastTrack.findUniqueOrThrow({ where: { stayId: id }, include: { steps: true } })
    expect(run.steps.map(({ kind }) => kind).toSorted()).toEqual(['CANCELLED', 'STARTED'])
    expect(await outcomesOf('arrival.leave', id)).toEqual(['done'])
    expect(await leaveReception(here.ownNurse, { stay: id }, uuid())).toEqual({ ok: false, refusal: 'forbidden' })
    expect(await arrive(here.receptionNurse, who.identityNumber)).not.toBe(id)
  })

  test('without anybody saying so has left after a day, and can come again', async () => {
    const who = await patientOf(here)
    const id = await arrive(here.receptionNurse, who.identityNumber, { at: minutesAgo(23 * 60 + 59), fastTrack: true })
    await admin.$transaction([
      admin.$executeRaw`SET LOCAL session_replication_role = replica`,
      admin.$executeRaw`UPDATE stay SET arrived_at = arrived_at - interval '5 minutes' WHERE id = ${id}::uuid`,
    ])
    const again = await arrive(here.receptionNurse, who.identityNumber, { fastTrack: true })
    expect(again).not.toBe(id)
    expect(await admin.stay.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'DISCHARGED' })
    expect(await admin.fastTrack.findUniqueOrThrow({ where: { stayId: id } })).toMatchObject({ status: 'CANCELLED' })
    expect(await admin.fastTrack.findUniqueOrThrow({ where: { stayId: again } })).toMatchObject({ status: 'ASKED' })
  })

  test('and lost the status meanwhile: the run is cancelled and the ward sees nothing more', async () => {
    const { who, run } = await waiting()
    await admin.$executeRaw`UPDATE vip_case SET status = 'ENDED', end_cause = 'PATIENT_WISH', ended_at = now(), version = version + 1 WHERE patient_id = ${who.id}::uuid`
    expect(await admin.fastTrack.findUniqueOrThrow({ where: { id: run?.id ?? '' } })).toMatchObject({
      status: 'CANCELLED',
    })
    const sees = await asRuntimeRole(here.ownNurse, 'TREAT', (tx) => tx.patient.count({ where: { id: who.id } }))
    expect(sees).toBe(0)
  })
})
