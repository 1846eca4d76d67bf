import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { cancelArrival, registerArrival } from '#lib/arrivals/commands'
import { readArrival } from '#lib/arrivals/queries'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { arrivalOf, arrive, hospital, type Hospital, lookUp, outcomesOf, patientOf } from '#tests/support/hospital'
import { block } from '#tests/support/records/relations'
import { daysAgo, hoursAgo, inMinutes, minutesAgo } from '#tests/support/records/moments'
import { reception } from '#tests/support/records/organisations'
import { patient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { stay } from '#tests/support/records/stays'

let here: Hospital
beforeAll(async () => {
  here = await hospital()
})

const stayBy = (id: string) => admin.stay.findUniqueOrThrow({ where: { id }, include: { stayEvents: true } })

describe('an arrival', () => {
  test('becomes a stay with its time, urgency and how the patient came, and is written down', async () => {
    const who = await patientOf(here)
    const id = await arrive(here.receptionNurse, who.identityNumber, { at: minutesAgo(12) })
    expect(await stayBy(id)).toMatchObject({
      patientId: who.id,
      status: 'ARRIVED',
      source: 'samlop',
      urgency: 'IMMEDIATE',
      arrivalMode: 'AMBULANCE',
      unitId: here.desk.id,
      stayEvents: [{ kind: 'ARRIVED', urgency: 'IMMEDIATE', mode: 'AMBULANCE' }],
    })
    expect(await outcomesOf('arrival.register', id)).toEqual(['done'])
    const [subject] = await admin.auditSubject.findMany({
      where: { patientId: who.id, entry: { act: 'arrival.register' } },
    })
    expect(subject).toMatchObject({ ground: 'RECEPTION' })
  })

  test('opens what helps in an emergency, under that errand alone, and to this reception alone', async () => {
    const who = await patientOf(here)
    const id = await arrive(here.receptionNurse, who.identityNumber)
    const read = await readArrival(here.receptionNurse, { stay: id })
    expect(read).toMatchObject({
      ok: true,
      value: { ward: { id: here.own.id }, ownPage: { helps: expect.any(String) } },
    })
    const notes = (purpose: 'TREAT' | 'ETREAT') =>
      asRuntimeRole(here.receptionNurse, purpose, (tx) => tx.criticalNote.count({ where: { patientId: who.id } }))
    expect([await notes('ETREAT'), await notes('TREAT')]).toEqual([1, 0])
    const elsewhere = await as(
      await staff(admin, { role: 'NURSE', unit: await reception(admin, { organisation: here.trust }) }),
    )
    expect(await readArrival(elsewhere, { stay: id })).toEqual({ ok: false, refusal: 'not_found' })
    expect(await readArrival(here.ownNurse, { stay: id })).toEqual({ ok: false, refusal: 'forbidden' })
  })

  test('registered by two receptions at once is one stay', async () => {
    const who = await patientOf(here)
    const second = await as(await staff(admin, { role: 'NURSE', unit: here.desk }))
    const look = await Promise.all([here.receptionNurse, second].map((nurse) => lookUp(nurse, who.identityNumber)))
    const results = await Promise.all(
      [here.receptionNurse, second].map((nurse, turn) =>
        registerArrival(nurse, arrivalOf({ lookUp: look[turn] ?? '' }), uuid()),
      ),
    )
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(await admin.stay.count({ where: { patientId: who.id } })).toBe(1)
    const ids = results.map((result) => result.ok && result.value.id)
    expect(ids[0]).toBe(ids[1])
  })

  test('registered in another reception of the hospital is told so', async () => {
    const who = await patientOf(here)
    await arrive(here.receptionNurse, who.identityNumber)
    const far = await as(
      await staff(admin, { role: 'NURSE', unit: await reception(admin, { organisation: here.trust }) }),
    )
    const look = await lookUp(far, who.identityNumber)
    expect(await registerArrival(far, arrivalOf({ lookUp: look }), uuid())).toEqual({
      ok: false,
      refusal: 'arrived_elsewhere',
    })
  })

  test('the same sending twenty times is one stay and one answer', async () => {
    const who = await patientOf(here)
    const [input, key] = [arrivalOf({ lookUp: await lookUp(here.receptionNurse, who.identityNumber) }), uuid()]
    const results = await Promise.all(
      Array.from({ length: 20 }, () => registerArrival(here.receptionNurse, input, key)),
    )
    const ids = new Set(results.map((result) => result.ok && result.value.id))
    expect(ids.size).toBe(1)
    expect(await admin.stay.count({ where: { patientId: who.id } })).toBe(1)
  })

  test.each([
    ['in_future', inMinutes(5)],
    ['too_long_ago', hoursAgo(25)],
  ] as const)('%s is refused and nothing is stored', async (refusal, at) => {
    const who = await patientOf(here)
    const input = arrivalOf({ at, lookUp: await lookUp(here.receptionNurse, who.identityNumber) })
    expect(await registerArrival(here.receptionNurse, input, uuid())).toEqual({ ok: false, refusal })
    expect(await admin.stay.count({ where: { patientId: who.id } })).toBe(0)
  })

  test('before the last discharge is refused', async () => {
    const who = await patientOf(here)
    await stay(admin, {
      patient: who,
      ward: here.own,
      status: 'DISCHARGED',
      arrived: daysAgo(2),
      discharged: hoursAgo(3),
    })
    const look = await lookUp(here.receptionNurse, who.identityNumber)
    const at = hoursAgo(4)
    expect(await registerArrival(here.receptionNurse, arrivalOf({ at, lookUp: look }), uuid())).toEqual({
      ok: false,
      refusal: 'before_discharge',
    })
  })

  test('of somebody on a ward here, or who is dead, is refused', async () => {
    const inside = await patientOf(here)
    await stay(admin, { patient: inside, ward: here.own, status: 'ON_WARD' })
    const dead = await patient(admin, { deceasedAt: daysAgo(3) })
    for (const [who, refusal] of [
      [inside, 'admitted'],
      [dead, 'deceased'],
    ] as const) {
      const look = await lookUp(here.receptionNurse, who.identityNumber)
      expect(await registerArrival(here.receptionNurse, arrivalOf({ lookUp: look }), uuid())).toEqual({
        ok: false,
        refusal,
      })
    }
  })

  test("cannot be registered by anybody else's look-up, by one of a blocked patient, or by none", async () => {
    const who = await patientOf(here)
    const colleague = await as(await staff(admin, { role: 'NURSE', unit: here.desk }))
    const hers = await lookUp(colleague, who.identityNumber)
    const hidden = await patientOf(here)
    await block(admin, { patient: hidden, organisationId: here.trust.id })
    const blocked = await lookUp(here.receptionNurse, hidden.identityNumber)
    for (const look of [hers, blocked, uuid()])
      expect(await registerArrival(here.receptionNurse, arrivalOf({ lookUp: look }), uuid())).toEqual({
        ok: false,
        refusal: 'not_found',
      })
    expect(await registerArrival(here.ownNurse, arrivalOf({ lookUp: hers }), uuid())).toEqual({
      ok: false,
      refusal: 'forbidden',
    })
  })

  test('of an injected statement that skips the rule is refused by the database', async () => {
    const who = await patientOf(here)
    const forged = asRuntimeRole(
      here.receptionNurse,
      'ETREAT',
      (tx) =>
        tx.$queryRaw`SELECT door.register_arrival(${uuid()}::uuid, ${uuid()}::uuid, ${uuid()}::uuid, now(), 'IMMEDIATE', NULL)`,
    )
    await expect(forged).rejects.toThrow(/nobody was looked up/)
    expect(await admin.stay.count({ where: { patientId: who.id } })).toBe(0)
  })
})

describe('an arrival that is cancelled', () => {
  test('closes what it opened, stops the run, and can come again', async () => {
    const who = await patientOf(here)
    const id = await arrive(here.receptionNurse, who.identityNumber, { fastTrack: true })
    expect(await cancelArrival(here.receptionNurse, { stay: id }, uuid())).toMatchObject({ ok: true })
    expect(await stayBy(id)).toMatchObject({ status: 'CANCELLED' })
    expect(await admin.fastTrack.findUniqueOrThrow({ where: { stayId: id } })).toMatchObject({ status: 'CANCELLED' })
    expect(await readArrival(here.receptionNurse, { stay: id })).toEqual({ ok: false, refusal: 'not_found' })
    expect(await outcomesOf('arrival.cancel', id)).toEqual(['done'])
    expect(await arrive(here.receptionNurse, who.identityNumber)).not.toBe(id)
  })

  test('twice is refused the second time, and a ward may not', async () => {
    const who = await patientOf(here)
    const id = await arrive(here.receptionNurse, who.identityNumber)
    expect(await cancelArrival(here.ownNurse, { stay: id }, uuid())).toEqual({ ok: false, refusal: 'forbidden' })
    const results = await Promise.all([1, 2].map(() => cancelArrival(here.receptionNurse, { stay: id }, uuid())))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results).toContainEqual({ ok: false, refusal: 'not_found' })
  })
})
