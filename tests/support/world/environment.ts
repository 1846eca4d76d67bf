import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Env } from './children'
import type { Urls } from './database'
import type { Keys } from './keys'
import type { Settings } from './settings.mjs'

/** What only those who build the database may know. */
const doors = ['ADMIN_URL', 'DATABASE_ADMIN_URL', 'MIGRATE_DATABASE_URL']

/** Our own environment without what a program of ours must not be told by accident. */
export function plainEnvironment(): Env {
  const kept = Object.entries(process.env).filter(([name]) => name !== 'NODE_ENV' && !doors.includes(name))
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: '1' }
}

export const addressOf = ({ ports }: Settings) => `http://localhost:${ports.PORT}`
export const issuersOf = ({ ports }: Settings) => ({
  HELSEID_ISSUER: `http://localhost:${ports.IDENTITY_PORT}/helseid`,
  IDPORTEN_ISSUER: `http://localhost:${ports.IDENTITY_PORT}/idporten`,
})

export const buildEnvironment = ({ actionsKey }: Keys): Env => ({
  ...plainEnvironment(),
  NODE_ENV: 'production',
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey,
})

const clients = { HELSEID_CLIENT_ID: 'samlop-ansatt', IDPORTEN_CLIENT_ID: 'samlop-innbygger' }

/** For the app and the programs beside it: the names that `lib/env.ts` reads. */
export const appEnvironment = (world: Settings, keys: Keys, urls: Urls): Env => ({
  ...plainEnvironment(),
  ...issuersOf(world),
  ...clients,
  DEPLOYMENT: 'demo',
  SAMLOP_DATA: world.data,
  DATABASE_URL: urls.app,
  LOGIN_DATABASE_URL: urls.login,
  NEXTAUTH_URL: addressOf(world),
  NEXTAUTH_SECRET: keys.nextAuthSecret,
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: keys.actionsKey,
  CLIENT_ASSERTION_KEY_FILE: keys.clientAssertionKeyFile,
  SEAL_KEY_FILE: keys.sealKeyFile,
  CARD_KEY_FILE: keys.cardKeyFile,
})

/** For the program that sends mails and reminds. */
export const workerEnvironment = (world: Settings, keys: Keys, urls: Urls): Env => ({
  ...appEnvironment(world, keys, urls),
  WORKER_DATABASE_URL: urls.worker,
  SMTP_URL: `smtp://localhost:${world.ports.SMTP_PORT}`,
  MAIL_FROM: 'samlop@samlop.example',
})

/** For the catcher of mails, in the place of a mail server. */
export const catcherEnvironment = ({ ports }: Settings): Env => ({
  ...plainEnvironment(),
  SMTP_PORT: String(ports.SMTP_PORT),
  MAIL_PORT: String(ports.MAIL_PORT),
})
export const mailPageOf = ({ ports }: Settings) => `http://localhost:${ports.MAIL_PORT}`

/** For the programs of the audit: what the app itself is not told. */
export const auditEnvironment = ({ data }: Settings, keys: Keys, urls: Urls): Env => ({
  ...plainEnvironment(),
  AUDIT_DATABASE_URL: urls.auditor,
  CHECKPOINT_DIRECTORIES: parties.map((party) => join(data, 'checkpoints', party)).join(delimiter),
  CHECKPOINT_KEY_FILE: keys.checkpoint.keyFile,
  CHECKPOINT_PUBLIC_KEY_FILE: keys.checkpoint.publicKeyFile,
})

/** In production each of these stands at its party; here they stand beside each other. */
const parties = ['helse-fjordkyst', 'strandvik']

/** Once, so that a directory that somebody takes away stays away and is missed. */
export function makeCheckpointDirectories({ data }: Settings) {
  const room = join(data, 'checkpoints')
  if (!mkdirSync(room, { recursive: true })) return
  for (const party of parties) mkdirSync(join(room, party))
}

/** For programs that somebody starts by hand beside the demo; `lib/env.ts` finds it. */
export function leaveSettings({ data }: Settings, env: Env) {
  const names = [
    'DEPLOYMENT',
    'DATABASE_URL',
    'LOGIN_DATABASE_URL',
    'AUDIT_DATABASE_URL',
    'CHECKPOINT_DIRECTORIES',
    'CHECKPOINT_KEY_FILE',
    'CHECKPOINT_PUBLIC_KEY_FILE',
    'WORKER_DATABASE_URL',
    'SMTP_URL',
    'MAIL_FROM',
    'NEXTAUTH_URL',
  ]
  writeFileSync(join(data, 'env'), names.map((name) => `${name}=${env[name]}\n`).join(''), { mode: 0o600 })
}

export const providerEnvironment = (world: Settings, keys: Keys, urls: Urls): Env => ({
  ...plainEnvironment(),
  ...issuersOf(world),
  ...clients,
  ADMIN_URL: urls.admin,
  IDENTITY_PORT: String(world.ports.IDENTITY_PORT),
  NEXTAUTH_URL: addressOf(world),
  CLIENT_KEYS_FILE: keys.clientKeysFile,
})
