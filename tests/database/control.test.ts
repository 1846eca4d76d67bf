import { beforeEach, describe, expect, test } from 'vitest'
import { listArrivalFlags } from '#lib/arrival-flags/queries'
import { flagListInput } from '#lib/arrival-flags/schema'
import type { Session } from '#lib/session'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { newId } from '#tests/support/records/ids'
import { hoursAgo, inMinutes, minutesAgo } from '#tests/support/records/moments'
import { reception as aReception } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { endedSession } from '#tests/support/records/sessions'
import { triage } from '#tests/support/records/triage'

type Place = Awaited<ReturnType<typeof aReception>>
let reception: Place
let sessionId: string
let controller: Session

beforeEach(async () => {
  reception = await aReception(admin)
  const nurse = await staff(admin, { role: 'NURSE', unit: reception, givenName: 'Hanne', familyName: 'Prøve' })
  const work = await endedSession(admin, { person: nurse, membership: { id: nurse.membershipId } })
  sessionId = work.id
  controller = await as(await staff(admin, { role: 'LOG_CONTROLLER', organisation: { id: reception.organisationId } }))
})

type Arrival = { at?: Date; patient?: { id: string }; cancelled?: boolean; source?: string }

/** An arrival that a nurse registered in reception, as the app writes it. */
async function arrival({ at = hoursAgo(3), patient, cancelled = false, source = 'samlop' }: Arrival = {}) {
  const who = patient ?? (await aPatient(admin))
  const id = newId()
  const about = { stayId: id, patientId: who.id, unitId: reception.id, sessionId }
  await admin.stay.create({
    data: {
      id,
      patientId: who.id,
      organisationId: reception.organisationId,
      source,
      externalId: id,
      urgency: 'IMMEDIATE',
    },
  })
  await admin.stayEvent.create({ data: { id: newId(), kind: 'ARRIVED', at, recordedAt: at, ...about } })
  if (cancelled)
    await admin.stayEvent.create({ data: { id: newId(), kind: 'CANCELLED', at: inMinutes(5, at), ...about } })
  return admin.stay.findUniqueOrThrow({ where: { id } })
}

const open = async (given: object = {}, of = controller) => {
  const list = await listArrivalFlags(of, flagListInput.parse(given))
  if (!list.ok) throw new Error(list.refusal)
  return list.value
}

describe('arrivals to look into', () => {
  test('one that was cancelled, with who registered it, where and when', async () => {
    const stay = await arrival({ at: minutesAgo(20), cancelled: true })
    expect(await open()).toMatchObject({
      total: 1,
      rows: [
        {
          id: stay.id,
          patientId: stay.patientId,
          name: 'Kari Nordmann',
          by: 'Hanne Prøve',
          unit: reception.name,
          why: 'CANCELLED',
        },
      ],
    })
  })

  test('one without triage within two hours, on both sides of the limit', async () => {
    await arrival({ at: minutesAgo(119) })
    expect(await open()).toMatchObject({ total: 0, rows: [] })
    await arrival({ at: minutesAgo(121) })
    expect((await open()).rows.map(({ why }) => why)).toEqual(['WITHOUT_TRIAGE'])
  })

  test('one whose triage came too late, and none whose triage came in time', async () => {
    const late = await arrival()
    await triage(admin, { stay: late, measuredAt: inMinutes(121, hoursAgo(3)) })
    const inTime = await arrival()
    await triage(admin, { stay: inTime, measuredAt: inMinutes(30, hoursAgo(3)) })
    expect((await open()).rows.map(({ id }) => id)).toEqual([late.id])
  })

  test('none of the journal system, and none of another hospital', async () => {
    await arrival({ source: 'journal' })
    await arrival()
    const elsewhere = { id: (await aReception(admin)).organisationId }
    expect(await open()).toMatchObject({ total: 1 })
    expect(
      await open({}, await as(await staff(admin, { role: 'LOG_CONTROLLER', organisation: elsewhere }))),
    ).toMatchObject({ total: 0 })
  })

  test('twenty at a time, the newest first; a page too far is the last', async () => {
    for (let one = 0; one < 22; one++) await arrival({ at: minutesAgo(200 + one) })
    const first = await open()
    expect([first.rows.length, first.total, first.page]).toEqual([20, 22, 1])
    expect(first.rows.map(({ at }) => at.getTime())).toEqual(
      first.rows.map(({ at }) => at.getTime()).toSorted((a, b) => b - a),
    )
    expect(await open({ page: '77' })).toMatchObject({ page: 2, rows: [{}, {}] })
    for (const page of ['0', 'x', '-3', ['1', '2']]) expect(await open({ page })).toMatchObject({ page: 1 })
  })
})

test('each patient on the list is written down once; nobody but the log controller opens it', async () => {
  const patient = await aPatient(admin)
  await arrival({ patient, cancelled: true })
  await arrival({ patient, cancelled: true, at: hoursAgo(5) })
  await open()
  const entries = await admin.auditEntry.findMany({
    where: { act: 'control.arrivals', organisationId: reception.organisationId },
    include: { subjects: true },
  })
  expect(entries).toMatchObject([
    {
      outcome: 'seen',
      purpose: 'CONTROL',
      subjects: [{ patientId: patient.id, ground: 'CONTROL', shown: ['name', 'arrival'] }],
    },
  ])
  for (const role of ['NURSE', 'HEAD_NURSE', 'ORG_ADMIN', 'FLOW_COORDINATOR'] as const) {
    const other = await as(await staff(admin, { role, unit: reception }))
    expect(await listArrivalFlags(other, { page: 1 })).toEqual({ ok: false, refusal: 'forbidden' })
  }
})
