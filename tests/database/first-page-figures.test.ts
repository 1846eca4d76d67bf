import { beforeEach, expect, test } from 'vitest'
import { openFastTrackFigures } from '#lib/quality/queries'
import type { Session } from '#lib/session'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { fastTrack } from '#tests/support/records/fast-tracks'
import { day, daysAgo, inDays, inMinutes } from '#tests/support/records/moments'
import { reception as aReception, ward as aWard } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { stay as aStay } from '#tests/support/records/stays'

type Place = Awaited<ReturnType<typeof aWard>>
let ward: Place
let reception: Place
let physician: Session

beforeEach(async () => {
  ward = await aWard(admin)
  const organisation = { id: ward.organisationId }
  reception = await aReception(admin, { organisation })
  physician = await as(await staff(admin, { role: 'COLLABORATION_PHYSICIAN', organisation }))
})

const figures = async (of = physician) => {
  const shown = await openFastTrackFigures(of, {})
  if (!shown.ok) throw new Error(shown.refusal)
  return shown.value
}
const arrived = async (at: Date) =>
  aStay(admin, { patient: await aPatient(admin), ward, reception, status: 'IN_RECEPTION', arrived: at })
/** Received so many minutes after arrival; the target is 30. */
async function received(minutes: number, at = daysAgo(5)) {
  const stay = await arrived(at)
  const steps = [{ kind: 'RECEIVED' as const, at: inMinutes(minutes, at) }]
  return fastTrack(admin, { stay, ward, startedAt: inMinutes(2, at), steps })
}

test('counts what was started and received, how fast, and at which ward', async () => {
  for (const minutes of [10, 20, 30, 31, 90]) await received(minutes)
  await fastTrack(admin, { stay: await arrived(daysAgo(2)), ward, status: 'CANCELLED' })
  expect(await figures()).toMatchObject({
    started: 6,
    received: 5,
    cancelled: 1,
    within: 3,
    ownWard: 5,
    medianMinutes: 30,
    deviations: {},
    refusals: {},
  })
})

test('counts why not: the refusals of wards, and why another ward was chosen', async () => {
  const other = await aWard(admin, { organisation: { id: ward.organisationId } })
  const at = daysAgo(3)
  await fastTrack(admin, {
    stay: await arrived(at),
    ward,
    steps: [
      { kind: 'REFUSED', at: inMinutes(12, at), refusal: 'NO_BED' },
      { kind: 'REDIRECTED', at: inMinutes(15, at), to: other, deviation: 'WARD_REFUSED', moveOn: day(inDays(2)) },
      { kind: 'REFUSED', at: inMinutes(20, at), refusal: 'NO_STAFF' },
    ],
  })
  expect(await figures()).toMatchObject({
    ownWard: 0,
    deviations: { WARD_REFUSED: 1 },
    refusals: { NO_BED: 1, NO_STAFF: 1 },
  })
})

test('leaves out what is older than ninety days, and other trusts', async () => {
  await received(20, daysAgo(91))
  await received(20, daysAgo(89))
  expect(await figures()).toMatchObject({ started: 1 })
  const elsewhere = { id: (await aWard(admin)).organisationId }
  const other = await as(await staff(admin, { role: 'COLLABORATION_PHYSICIAN', organisation: elsewhere }))
  expect(await figures(other)).toMatchObject({ started: 0, medianMinutes: null })
})

test('is for the collaboration physician, and the look is written down without a patient', async () => {
  await received(20)
  await figures()
  const entries = await admin.auditEntry.findMany({
    where: { act: 'quality.fast_track', organisationId: ward.organisationId },
    include: { subjects: true },
  })
  expect(entries).toMatchObject([{ outcome: 'seen', purpose: 'QUALITY', subjects: [] }])
  for (const role of ['NURSE', 'GP', 'LOG_CONTROLLER', 'ORG_ADMIN'] as const)
    expect(await openFastTrackFigures(await as(await staff(admin, { role, unit: ward })), {})).toEqual({
      ok: false,
      refusal: 'forbidden',
    })
})
