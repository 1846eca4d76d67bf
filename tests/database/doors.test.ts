import { expect, test, vi } from 'vitest'
import { inTransaction, sqlState, type Transaction } from '#lib/db'
import { inRequest, SessionEnded } from '#lib/request'
import { newSession } from '#lib/session'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { reception, ward as aWard } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'

type Work = (tx: Transaction) => Promise<unknown>

test('two that wait for each other both come through: the one that is stopped is tried again', async () => {
  let tries = 0
  const locking = (first: number, second: number) =>
    inTransaction(async (tx) => {
      tries++
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${first}::bigint)`
      await new Promise((resolve) => setTimeout(resolve, 200))
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${second}::bigint)`
      return first
    })
  expect(await Promise.all([locking(1, 2), locking(2, 1)])).toEqual([1, 2])
  expect(tries).toBe(3)
})

test('a conflict is tried three times and then told', async () => {
  const work = vi.fn<Work>((tx) => tx.$executeRaw`SELECT door.no_such_thing()`)
  const conflict = vi.fn<Work>((tx) =>
    tx.$executeRawUnsafe("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$"),
  )
  await expect(inTransaction(conflict)).rejects.toSatisfy((error) => sqlState(error) === '40001')
  expect(conflict).toHaveBeenCalledTimes(3)
  await expect(inTransaction(work)).rejects.toThrow(/does not exist/)
  expect(work).toHaveBeenCalledTimes(1)
})

test('a look that fails leaves nothing, and the next one is not troubled by it', async () => {
  const post = await aWard(admin)
  const nurse = await as(
    await staff(admin, { role: 'NURSE', unit: await reception(admin, { organisation: { id: post.organisationId } }) }),
  )
  const before = await admin.auditEntry.count()
  await expect(inRequest(nurse, 'patient.check', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await admin.auditEntry.count()).toBe(before)
  expect(
    await inRequest(nurse, 'patient.check', (_, actor) =>
      Promise.resolve({ answer: actor.role, entry: { outcome: 'seen' } }),
    ),
  ).toBe('NURSE')
  expect(await admin.auditEntry.count()).toBe(before + 1)
})

test('a session that nobody has is told apart from a fault', async () => {
  const never = inRequest(newSession().session, 'patient.check', () =>
    Promise.resolve({ answer: 1, entry: { outcome: 'seen' } }),
  )
  await expect(never).rejects.toBeInstanceOf(SessionEnded)
})
