import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { readArrival } from '#lib/arrivals/queries'
import type { Session } from '#lib/session'
import { clearSafety, recordColour, recordNews2 } from '#lib/triage/commands'
import { clearInput, newsInput } from '#lib/triage/schema'
import { writeMoment } from '#lib/dates'
import { asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { arrive, hospital, type Hospital, outcomesOf, patientOf } from '#tests/support/hospital'
import { minutesAgo } from '#tests/support/records/moments'
import { staff } from '#tests/support/records/people'

let here: Hospital
let nurse: Session
beforeAll(async () => {
  here = await hospital()
  nurse = here.receptionNurse
})

const calm = {
  respiration: '16',
  saturation: '97',
  scale: 'ONE',
  oxygen: 'no',
  systolic: '124',
  pulse: '78',
  consciousness: 'ALERT',
  temperature: '37,0',
}
const news = (stay: string, values: object = {}) => newsInput.parse({ stay, ...calm, ...values })
const unstable = { respiration: '26' }
const cleared = (stay: string, at = new Date()) =>
  clearInput.parse({ stay, clearedBy: 'Lege Legesen', clearedRole: 'CONSULTANT', clearedAt: writeMoment(at) })
const arrived = async (given = {}) => arrive(nurse, (await patientOf(here, given)).identityNumber)

describe('triage', () => {
  test('is stored with its score, moves the patient from arrived to seen to, and is written down', async () => {
    const stay = await arrived()
    expect(await recordNews2(nurse, news(stay, { pulse: '95' }), uuid())).toMatchObject({ ok: true })
    expect(await admin.triage.findFirstOrThrow({ where: { stayId: stay } })).toMatchObject({ score: 1, unsafe: false })
    expect(await admin.stay.findUniqueOrThrow({ where: { id: stay } })).toMatchObject({ status: 'IN_RECEPTION' })
    expect(await outcomesOf('triage.record', stay)).toEqual(['done'])
  })

  test('keeps the record open beyond the two hours that it would have closed after', async () => {
    const stay = await arrived()
    const until = async () =>
      (await admin.accessGrant.findFirstOrThrow({ where: { sourceId: stay, ground: 'ARRIVAL' } })).validUntil
    const hours = async () => Math.round((((await until())?.getTime() ?? 0) - Date.now()) / 3_600_000)
    expect(await hours()).toBe(2)
    await recordColour(nurse, { stay, colour: 'GREEN' }, uuid())
    expect(await hours()).toBe(24)
  })

  test('is for reception alone, and for patients who are there', async () => {
    const stay = await arrived()
    expect(await recordNews2(here.ownNurse, news(stay), uuid())).toEqual({ ok: false, refusal: 'forbidden' })
    const elsewhere = await hospital()
    expect(await recordNews2(elsewhere.receptionNurse, news(stay), uuid())).toEqual({ ok: false, refusal: 'not_found' })
    expect(await admin.triage.count({ where: { stayId: stay } })).toBe(0)
  })

  test('by NEWS2 is refused under sixteen and in pregnancy; the colour is taken', async () => {
    const child = await arrived({ birthDate: `${new Date().getFullYear() - 9}-03-05` })
    expect(await recordNews2(nurse, news(child), uuid())).toEqual({ ok: false, refusal: 'too_young' })
    expect(await recordColour(nurse, { stay: child, colour: 'YELLOW' }, uuid())).toMatchObject({ ok: true })
    const stay = await arrived()
    expect(await recordNews2(nurse, news(stay, { pregnant: 'yes' }), uuid())).toEqual({
      ok: false,
      refusal: 'pregnant',
    })
  })

  test('in the name of somebody else, or for another patient, is refused by the database', async () => {
    const stay = await arrived()
    const row = await admin.stay.findUniqueOrThrow({ where: { id: stay } })
    const stranger = await patientOf(here)
    const colleague = await staff(admin, { role: 'NURSE', unit: here.desk })
    for (const [patientId, recordedById] of [
      [row.patientId, colleague.id],
      [stranger.id, here.receptionist.id],
    ] as const) {
      const data = {
        id: uuid(),
        stayId: stay,
        patientId,
        unitId: here.desk.id,
        kind: 'COLOUR',
        colour: 'GREEN',
        unsafe: false,
        recordedById,
        measuredAt: new Date(),
      } as const
      await expect(asRuntimeRole(nurse, 'ETREAT', (tx) => tx.triage.create({ data }))).rejects.toThrow(
        /row-level security|may not be written/,
      )
    }
  })
})

describe('treat first', () => {
  test.each([
    ['a three in one parameter', unstable],
    ['five in all', { saturation: '93', systolic: '100', pulse: '95' }],
  ])('is what %s says', async (_name, values) => {
    const stay = await arrived()
    await recordNews2(nurse, news(stay, values), uuid())
    expect(await readArrival(nurse, { stay })).toMatchObject({
      ok: true,
      value: { triage: { unsafe: true, clearance: null } },
    })
  })

  test('and so does red', async () => {
    const stay = await arrived()
    await recordColour(nurse, { stay, colour: 'RED' }, uuid())
    expect(await admin.triage.findFirstOrThrow({ where: { stayId: stay } })).toMatchObject({ unsafe: true })
  })

  test('comes down by a name, a role and a time; a second time there is nothing to clear', async () => {
    const stay = await arrived()
    await recordNews2(nurse, news(stay, unstable), uuid())
    const results = await Promise.all([1, 2].map(() => clearSafety(nurse, cleared(stay), uuid())))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results).toContainEqual({ ok: false, refusal: 'nothing_to_clear' })
    expect(await readArrival(nurse, { stay })).toMatchObject({
      ok: true,
      value: { triage: { clearance: { clearedBy: 'Lege Legesen', clearedRole: 'CONSULTANT' } } },
    })
  })

  test('is not cleared by somebody who spoke before the triage', async () => {
    const stay = await arrived()
    await recordNews2(nurse, news(stay, unstable), uuid())
    expect(await clearSafety(nurse, cleared(stay, minutesAgo(10)), uuid())).toEqual({
      ok: false,
      refusal: 'cleared_time',
    })
  })

  test('comes down by new values, and up again by worse ones', async () => {
    const stay = await arrived()
    const standing = async () => {
      const read = await readArrival(nurse, { stay })
      return read.ok && Boolean(read.value.triage?.unsafe && !read.value.triage.clearance)
    }
    const seen = []
    for (const values of [unstable, {}, unstable]) {
      await recordNews2(nurse, news(stay, values), uuid())
      seen.push(await standing())
    }
    expect(seen).toEqual([true, false, true])
  })
})
