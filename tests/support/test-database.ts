import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { testCardKeyFile } from '#tests/support/records/card-token'
import { prepareDatabase, type Urls, urlsOf } from '#tests/support/world/database'
import { startPostgres } from '#tests/support/world/postgres'

export const testPasswords = {
  app_migrate: 'test',
  app_rt: 'test',
  app_login: 'test',
  app_auditor: 'test',
  app_worker: 'test',
}
const template = 'samlop_template'

/** A server for tests: the one that is named, or one of our own in a folder that goes with it. */
export async function startTestServer() {
  const named = process.env['DATABASE_ADMIN_URL']
  if (named) return { adminUrl: named, log: null, stop: async () => {} }
  const directory = mkdtempSync(join(tmpdir(), 'samlop-test-'))
  chmodSync(directory, 0o755)
  const password = randomBytes(16).toString('hex')
  const { adminUrl, stop } = await startPostgres({ directory, port: await freePort(), password, durable: false })
  return {
    adminUrl,
    log: join(directory, 'postgres.log'),
    stop: () => stop().finally(() => rmSync(directory, { recursive: true, force: true })),
  }
}

/** The migrated template, made anew. Nothing stays connected to it. */
export async function makeTemplate(adminUrl: string) {
  await onServer(adminUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`)
  return prepareDatabase(adminUrl, template, testPasswords, 'TEST')
}

/** A copy of the template for one worker. */
export async function copyTemplate(adminUrl: string, name: string): Promise<Urls> {
  await onServer(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await onServer(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template} OWNER app_owner`)
  return urlsOf(adminUrl, name, testPasswords)
}

/** What the app reads from its environment, for a database and an address of the app and the provider. */
export const environment = (urls: Urls, app = 'http://localhost:3000', provider = 'http://localhost:3001') => ({
  DEPLOYMENT: 'test',
  DATABASE_URL: urls.app,
  LOGIN_DATABASE_URL: urls.login,
  AUDIT_DATABASE_URL: urls.auditor,
  WORKER_DATABASE_URL: urls.worker,
  NEXTAUTH_URL: app,
  NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  HELSEID_ISSUER: `${provider}/helseid`,
  HELSEID_CLIENT_ID: 'samlop-ansatt',
  IDPORTEN_ISSUER: `${provider}/idporten`,
  IDPORTEN_CLIENT_ID: 'samlop-innbygger',
  CARD_KEY_FILE: testCardKeyFile(),
})

export function freePort() {
  return new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function onServer(adminUrl: string, statement: string) {
  const server = new pg.Client(adminUrl)
  await server.connect()
  try {
    await server.query(statement)
  } finally {
    await server.end()
  }
}
