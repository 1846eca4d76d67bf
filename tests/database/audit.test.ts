import { randomInt } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyChains } from '#lib/audit/queries'
import { checkPatient } from '#lib/patients/queries'
import { checkInput } from '#lib/patients/schema'
import type { Session } from '#lib/session'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { sameTransaction } from '#tests/support/checkpoints'
import { reception, ward } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { vipPatient } from '#tests/support/records/vip-patient'

const tamperings = process.env['PROOF'] ? 1_000 : 40
const superuser = new pg.Client(process.env['ADMIN_URL'])
const auditor = new pg.Client(process.env['AUDIT_DATABASE_URL'])
let nurse: Session

beforeAll(async () => {
  await Promise.all([superuser.connect(), auditor.connect()])
  const post = await ward(admin)
  nurse = await as(
    await staff(admin, { role: 'NURSE', unit: await reception(admin, { organisation: { id: post.organisationId } }) }),
  )
  const patients = await Promise.all(Array.from({ length: 12 }, () => vipPatient(admin, { ward: post })))
  for (let turn = 0; turn < 10; turn++)
    await Promise.all(patients.map((who) => checkPatient(nurse, checkInput.parse({ query: who.identityNumber }))))
})
afterAll(() => Promise.all([superuser.end(), auditor.end()]))

test('a chain that nobody touched is whole, also after 120 look-ups twelve at a time', async () => {
  const { rows, first } = await verifyChains(auditor)
  expect(first).toBeNull()
  expect(rows).toBeGreaterThanOrEqual(240)
})

test('the auditor reads the chains and nothing else, and writes nothing', async () => {
  await expect(auditor.query('SELECT * FROM patient')).rejects.toThrow(/permission denied/)
  await expect(auditor.query("UPDATE audit.entry SET outcome = 'x'")).rejects.toThrow(/permission denied/)
})

test('not even a superuser changes or deletes a row without first taking the guard away', async () => {
  for (const table of ['audit.entry', 'audit.subject']) {
    await expect(superuser.query(`UPDATE ${table} SET seq = seq`)).rejects.toThrow(/refused/)
    await expect(superuser.query(`DELETE FROM ${table}`)).rejects.toThrow(/refused/)
    await expect(superuser.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/refused/)
  }
})

/** What somebody with all rights might try; each is rolled back after the verifier has looked. */
const attempts: ((table: string, key: string, id: string) => string)[] = [
  (table, key, id) =>
    `UPDATE ${table} SET ${table === 'audit.entry' ? "outcome = outcome || 'x'" : "ground = ground || 'x'"} WHERE ${key} = '${id}'`,
  (table, key, id) => `DELETE FROM ${table} WHERE ${key} = '${id}'`,
  (table, key, id) => `UPDATE ${table} SET hash = sha256(hash) WHERE ${key} = '${id}'`,
  (table, key, id) => `UPDATE ${table} SET seq = seq + 1000000 WHERE ${key} = '${id}'`,
  (table, key, id) => `UPDATE ${table} SET previous_hash = sha256(previous_hash) WHERE ${key} = '${id}'`,
  () => `UPDATE audit.head SET seq = seq - 1 WHERE seq > 1`,
  () => `DELETE FROM audit.head WHERE seq > 0`,
]

test(`${tamperings} random tamperings by a superuser are all found`, async () => {
  const rows = [
    ...(await superuser.query("SELECT 'audit.entry' AS table, 'id' AS key, id::text FROM audit.entry")).rows,
    ...(
      await superuser.query(
        "SELECT 'audit.subject' AS table, 'entry_id' AS key, entry_id::text AS id FROM audit.subject",
      )
    ).rows,
  ] as { table: string; key: string; id: string }[]
  let undetected = 0
  for (let turn = 0; turn < tamperings; turn++) {
    const row = rows[randomInt(rows.length)]
    const attempt = attempts[randomInt(attempts.length)]
    if (!row || !attempt) continue
    await superuser.query("SET session_replication_role = 'replica'")
    await superuser.query('BEGIN')
    await superuser.query(attempt(row.table, row.key, row.id))
    const { first } = await verifyChains(sameTransaction(superuser))
    if (!first) undetected++
    await superuser.query('ROLLBACK')
  }
  expect(undetected).toBe(0)
}, 600_000)

test('the first bad row is named', async () => {
  const { rows } = await superuser.query('SELECT id, shard, seq FROM audit.entry ORDER BY shard, seq OFFSET 3 LIMIT 1')
  await superuser.query("SET session_replication_role = 'replica'")
  await superuser.query('BEGIN')
  await superuser.query("UPDATE audit.entry SET act = 'patient.open' WHERE id = $1", [rows[0].id])
  const { first } = await verifyChains(sameTransaction(superuser))
  await superuser.query('ROLLBACK')
  expect(first).toEqual({
    shard: rows[0].shard,
    seq: BigInt(rows[0].seq),
    kind: 'entry',
    id: rows[0].id,
    fault: 'changed_row',
  })
})
