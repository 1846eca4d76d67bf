import { execFileSync } from 'node:child_process'
import pg from 'pg'
import { createRoles, type RolePasswords } from '#prisma/roles'

/** The connections of one installation, one for each role. */
export type Urls = { admin: string; migrate: string; app: string; login: string; auditor: string; worker: string }

/** The URLs of a database on the server that `adminUrl` points at. */
export function urlsOf(adminUrl: string, database: string, passwords: RolePasswords): Urls {
  const as = (user?: keyof RolePasswords) => {
    const url = new URL(adminUrl)
    url.pathname = `/${database}`
    if (user) [url.username, url.password] = [user, encodeURIComponent(passwords[user])]
    return url.href
  }
  return {
    admin: as(),
    migrate: as('app_migrate'),
    app: as('app_rt'),
    login: as('app_login'),
    auditor: as('app_auditor'),
    worker: as('app_worker'),
  }
}

/** Roles, an own database if it is missing, and all migrations. The kind of installation is written once. */
export async function prepareDatabase(adminUrl: string, name: string, passwords: RolePasswords, kind: 'DEMO' | 'TEST') {
  await createRoles(adminUrl, passwords)
  const server = new pg.Client(adminUrl)
  await server.connect()
  const { rowCount } = await server.query('SELECT FROM pg_database WHERE datname = $1', [name])
  if (!rowCount) await server.query(`CREATE DATABASE ${server.escapeIdentifier(name)} OWNER app_owner`)
  await server.end()

  const urls = urlsOf(adminUrl, name, passwords)
  const database = new pg.Client(urls.admin)
  await database.connect()
  await database.query('ALTER SCHEMA public OWNER TO app_owner')
  prisma(['migrate', 'deploy'], urls.migrate)
  await database.query('INSERT INTO deployment (kind) VALUES ($1) ON CONFLICT DO NOTHING', [kind])
  await database.end()
  return urls
}

/** Runs the Prisma CLI with our own schema engine. Throws with what it printed. */
export function prisma(command: string[], migrateUrl: string) {
  const env = {
    ...process.env,
    MIGRATE_DATABASE_URL: migrateUrl,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
  return execFileSync(
    process.execPath,
    ['node_modules/prisma/build/index.js', ...command, '--config', 'prisma/prisma.config.ts'],
    {
      env,
      stdio: 'pipe',
    },
  ).toString()
}
