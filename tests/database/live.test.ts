import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { v7 as uuid } from 'uuid'
import { hears, listen } from '#lib/live'
import { endSession } from '#lib/sessions/commands'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { arrive, hospital, type Hospital, patientOf } from '#tests/support/hospital'
import { staff } from '#tests/support/records/people'

let here: Hospital
let stop = () => {}
beforeAll(async () => {
  here = await hospital()
})
afterEach(() => stop())

/** Everything that is heard from now on. */
async function hearing() {
  const heard: (string | null)[] = []
  stop = listen((topic) => void heard.push(topic))
  await vi.waitFor(() => expect(hears()).toBe(true), 5_000)
  heard.length = 0
  return heard
}

test('an arrival tells its reception, its ward and its hospital, by ids alone, and nobody else', async () => {
  const heard = await hearing()
  await arrive(here.receptionNurse, (await patientOf(here)).identityNumber, { fastTrack: true })
  await vi.waitFor(
    () => expect(heard).toEqual(expect.arrayContaining([here.desk.id, here.own.id, here.trust.id])),
    2_000,
  )
  expect(new Set(heard)).toEqual(new Set([here.desk.id, here.own.id, here.trust.id]))
})

test('what is refused or rolled back tells nobody', async () => {
  const heard = await hearing()
  await expect(arrive(here.ownNurse, (await patientOf(here)).identityNumber)).rejects.toThrow('forbidden')
  await new Promise((resolve) => setTimeout(resolve, 300))
  // The patient's status itself was made by the test and is told of; no arrival is.
  expect(heard).not.toContain(here.desk.id)
})

test('the end of a session is told to its stream', async () => {
  const nurse = await as(await staff(admin, { role: 'NURSE', unit: here.own }))
  const { id } = await admin.session.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  const heard = await hearing()
  await endSession(nurse, {}, uuid())
  await vi.waitFor(() => expect(heard).toContain(id), 2_000)
})

test('a line that was cut is found again, and the pages are told that anything may have changed', async () => {
  const heard = await hearing()
  await admin.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'samlop live' AND datname = current_database()`
  await vi.waitFor(() => expect(heard).toContain(null), 5_000)
  expect(hears()).toBe(true)
  await arrive(here.receptionNurse, (await patientOf(here)).identityNumber)
  await vi.waitFor(() => expect(heard).toContain(here.desk.id), 2_000)
})
