import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npmRun } from './build'
import type { Children, Env } from './children'
import { connected } from './connection'
import { prepareDatabase, urlsOf } from './database'
import { fingerprint, textOf } from './fingerprint'
import type { Keys } from './keys'
import type { Settings } from './settings.mjs'
import { unchanged } from './steps.mjs'

export const database = 'samlop'
const migrations = [join('prisma', 'migrations'), join('prisma', 'roles.ts')]
const demoWorld = [join('prisma', 'seed.ts'), join('tests', 'support', 'demo-world')]
const admissions = join('prisma', 'mappings', 'mimic-iii-demo-admissions.csv')
const seed = [process.execPath, '--conditions=react-server', '--import', 'tsx', join('prisma', 'seed.ts')]

/** The steps that fill the database, each done once for a database and what goes into it. */
export function filling(world: Settings, children: Children, adminUrl: string, keys: Keys) {
  const source = join(world.stamps, 'source')
  const urls = urlsOf(adminUrl, database, keys.passwords)

  async function once(name: string, print: string, work: () => Promise<unknown>) {
    const stamp = join(world.stamps, name)
    if (textOf(stamp) === `${print} ${await identityOf(adminUrl)}`) return unchanged
    await work()
    writeFileSync(stamp, `${print} ${await identityOf(adminUrl)}`)
  }

  return {
    urls,
    migrate: () =>
      once('migrated', fingerprint(migrations, JSON.stringify(keys.passwords)), () =>
        prepareDatabase(adminUrl, database, keys.passwords, 'DEMO'),
      ),
    /** A world that is there is not made over when its source changes; only who signs in where is kept up to date. */
    seed: (env: Env) =>
      once('seeded', `${env['HELSEID_ISSUER']}`, async () => {
        await children.run('seed', seed, { ...env, ADMIN_URL: urls.admin })
        await once('world', '', async () => writeFileSync(source, fingerprint(demoWorld)))
      }),
    isOld: () => textOf(source) !== fingerprint(demoWorld),
    /** The seed comes once more, for what it says about imported patients. */
    importAdmissions: (env: Env) =>
      once('imported', fingerprint([admissions]), async () => {
        await children.run('import', npmRun('import:stays', '--', admissions, '--mapping', 'mimic'), env)
        await children.run('seed', [...seed, '--after-import'], { ...env, ADMIN_URL: urls.admin })
      }),
  }
}

/** Tells one database from the next of the same name on the same address. */
const identityOf = (adminUrl: string) =>
  connected(adminUrl, async (server) => {
    const { rows } = await server.query<{ id: string }>(
      "SELECT system_identifier || '/' || oid AS id FROM pg_control_system(), pg_database WHERE datname = $1",
      [database],
    )
    return rows[0]?.id ?? 'none'
  })
