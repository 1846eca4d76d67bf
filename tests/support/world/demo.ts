import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { answers } from './answers'
import { build, generate } from './build'
import type { Children, Env } from './children'
import type { Urls } from './database'
import {
  addressOf,
  appEnvironment,
  auditEnvironment,
  catcherEnvironment,
  issuersOf,
  leaveSettings,
  mailPageOf,
  makeCheckpointDirectories,
  providerEnvironment,
  workerEnvironment,
} from './environment'
import { database, filling } from './fill'
import { type Keys, readKeys } from './keys'
import { checkNamedServer, dropDatabase } from './named-server'
import { startPostgres } from './postgres'
import { settings, shown } from './settings.mjs'
import { secondsSince, steps, total, unchanged } from './steps.mjs'
import { supervise } from './supervise'

const [name = 'demo', from = String(Date.now()), ...flags] = process.argv.slice(2)
const world = settings()
const address = addressOf(world)
const step = steps(total.demo, 2)

await supervise(world, 0, async (children) => {
  if (world.adminUrl) await checkNamedServer(world.adminUrl, database)
  if (flags.includes('--reset')) await reset()
  mkdirSync(world.stamps, { recursive: true })
  const keys = await step('Lager nøkler og passord', () => readKeys(world.keys))
  await step('Lager databaseklienten', () => generate(children))
  await step('Bygger appen', () => (name === 'dev' ? unchanged : build(children, keys)))
  const adminUrl = await step('Starter PostgreSQL', () => world.adminUrl ?? ownServer(children, keys))
  const { urls, migrate, seed, importAdmissions, isOld } = filling(world, children, adminUrl, keys)
  const env = appEnvironment(world, keys, urls)
  leaveSettings(world, { ...env, ...auditEnvironment(world, keys, urls), ...workerEnvironment(world, keys, urls) })
  await step('Klargjør databasen', migrate)
  await step('Legger inn demoverdenen', () => seed(env))
  await step('Importerer innleggelser', () => importAdmissions(env))
  await step('Starter innloggingen og appen', () => open(children, env, keys, urls))

  const { peopleToSignInAs } = await import('./sign-in-list')
  console.log(`\nSamløp er oppe på ${address} etter ${secondsSince(Number(from))}. Disse kan du logge inn som:\n`)
  console.log(await peopleToSignInAs(urls.admin, issuersOf(world)))
  if (isOld())
    console.log('\nDemoverdenen i databasen er fra en eldre utgave; «npm run demo -- --reset» lager den nye.')
  console.log(`\nE-post som Samløp sender, kan du lese på ${mailPageOf(world)}.`)
  const cards = join(world.data, 'demo-cards.txt')
  if (existsSync(cards)) console.log(`\nKort å lese av i mottaket står i ${shown(cards)}.`)
  console.log(`\nÅpne ${address} og logg inn. Ctrl-C stopper alt; «npm run demo -- --reset» begynner på nytt.`)
  await children.death
})

/** Our own PostgreSQL; its data stay when it stops. */
async function ownServer(children: Children, { passwords }: Keys) {
  const { adminUrl } = await startPostgres({
    directory: world.postgres,
    port: world.ports.POSTGRES_PORT,
    password: passwords.postgres,
    durable: true,
    log: children.logOf('postgres'),
    started: (child) => children.adopt('postgres', child),
  })
  return adminUrl
}

/** Starts what people meet, and waits until it answers. */
async function open(children: Children, env: Env, keys: Keys, urls: Urls) {
  const provider = [process.execPath, '--import', 'tsx', 'tests/support/identity-provider/main.ts']
  children.start('identity-provider', provider, providerEnvironment(world, keys, urls))
  const catcher = [process.execPath, '--import', 'tsx', 'tests/support/mail-catcher/main.ts']
  children.start('mail-catcher', catcher, catcherEnvironment(world))
  const [how, mode] = name === 'dev' ? ['dev', 'development'] : ['start', 'production']
  const app = [
    process.execPath,
    'node_modules/next/dist/bin/next',
    how,
    '-H',
    'localhost',
    '-p',
    String(world.ports.PORT),
  ]
  children.start('app', app, { ...env, NODE_ENV: mode })
  const issuers = Object.values(issuersOf(world)).map((issuer) => `${issuer}/.well-known/openid-configuration`)
  await Promise.all([address, ...issuers].map((page) => answers(page)))
  const program = [process.execPath, '--conditions=react-server', '--import', 'tsx']
  children.start('worker', [...program, 'lib/jobs/cli.ts'], workerEnvironment(world, keys, urls))
  makeCheckpointDirectories(world)
  const checkpoints = [...program, 'lib/audit/cli.ts', 'checkpoints']
  children.start('checkpoints', checkpoints, auditEnvironment(world, keys, urls))
}

/** Everything but the record of who has the folder. */
async function reset() {
  if (world.adminUrl) await dropDatabase(world.adminUrl, database)
  for (const entry of readdirSync(world.data).map((file) => join(world.data, file)))
    if (entry !== world.record) rmSync(entry, { recursive: true, force: true })
}
