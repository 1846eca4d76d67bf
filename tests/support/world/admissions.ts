import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { npmRun } from './build'
import type { Children, Env } from './children'
import { connected } from './connection'
import { unchanged } from './steps.mjs'

const file = 'prisma/mappings/mimic-iii-demo-admissions.csv'

/** Imports the shipped admissions, once for each database. */
export async function importAdmissions(children: Children, stamp: string, adminUrl: string, env: Env) {
  const content = createHash('sha256').update(readFileSync(file)).digest('hex')
  const print = `${await identityOf(adminUrl)} ${content}`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return unchanged
  await children.run('import', npmRun('import:stays', '--', file, '--mapping', 'mimic'), env)
  writeFileSync(stamp, print)
}

/** Tells one database from the next of the same name on the same address. */
const identityOf = (adminUrl: string) =>
  connected(adminUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      "SELECT system_identifier || '/' || oid AS id FROM pg_control_system(), pg_database WHERE datname = current_database()",
    )
    return rows[0]?.id
  })
