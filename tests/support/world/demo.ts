import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { importAdmissions } from './admissions'
import { answers } from './answers'
import { build, generate } from './build'
import type { Children } from './children'
import { prepareDatabase } from './database'
import { addressOf, appEnvironment, issuersOf, providerEnvironment } from './environment'
import { type Keys, readKeys } from './keys'
import { checkNamedServer, dropDatabase } from './named-server'
import { startPostgres } from './postgres'
import { settings } from './settings.mjs'
import { secondsSince, steps, total, unchanged } from './steps.mjs'
import { supervise } from './supervise'

const [name = 'demo', from = String(Date.now()), ...flags] = process.argv.slice(2)
const world = settings()
const database = 'samlop'
const step = steps(total.demo, 2)
const tsx = ['--conditions=react-server', '--import', 'tsx']
const next = join('node_modules', 'next', 'dist', 'bin', 'next')

await supervise(world, 0, async (children) => {
  if (world.adminUrl) await checkNamedServer(world.adminUrl, database)
  if (flags.includes('--reset')) await reset()
  const keys = await step('Lager nøkler og passord', () => readKeys(world.keys))
  await step('Lager databaseklienten', () => generate(children))
  await step('Bygger appen', () => (name === 'dev' ? unchanged : build(children, keys)))
  const adminUrl = await step('Starter PostgreSQL', () => world.adminUrl ?? ownServer(children, keys))
  const urls = await step('Klargjør databasen', () => prepareDatabase(adminUrl, database, keys.passwords, 'DEMO'))
  const env = appEnvironment(world, keys, urls)
  await step('Legger inn demoverdenen', () =>
    children.run('seed', [process.execPath, ...tsx, 'prisma/seed.ts'], { ...env, ADMIN_URL: urls.admin }),
  )
  await step('Importerer innleggelser', () => importAdmissions(children, world.stamp, urls.admin, env))
  await step('Starter innloggingen', async () => {
    const program = [process.execPath, '--import', 'tsx', 'tests/support/identity-provider/main.ts']
    children.start('identity-provider', program, providerEnvironment(world, keys, urls))
    for (const issuer of Object.values(issuersOf(world))) await answers(`${issuer}/.well-known/openid-configuration`)
  })
  await step('Starter appen', async () => {
    const how = name === 'dev' ? 'dev' : 'start'
    const words = [process.execPath, next, how, '-p', String(world.ports.PORT)]
    children.start('app', words, { ...env, NODE_ENV: name === 'dev' ? 'development' : 'production' })
    await answers(addressOf(world))
  })
  const { peopleToSignInAs } = await import('./sign-in-list')
  console.log(
    `\nSamløp er oppe på ${addressOf(world)} etter ${secondsSince(Number(from))}. Disse kan du logge inn som:\n`,
  )
  console.log(await peopleToSignInAs(urls.admin, issuersOf(world)))
  console.log(`\nÅpne ${addressOf(world)} og logg inn. Ctrl-C stopper alt; «npm run demo -- --reset» begynner på nytt.`)
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

/** Everything but the record of who has the folder. */
async function reset() {
  if (world.adminUrl) await dropDatabase(world.adminUrl, database)
  for (const entry of readdirSync(world.data).map((file) => join(world.data, file)))
    if (entry !== world.record) rmSync(entry, { recursive: true, force: true })
}
