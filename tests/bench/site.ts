import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Population, populate } from '#tests/bench/population'
import { clientKeys } from '#tests/support/e2e-app'
import { startIdentityProvider } from '#tests/support/identity-provider/server'
import { copyTemplate, environment, freePort } from '#tests/support/test-database'
import { answers } from '#tests/support/world/answers'
import type { Urls } from '#tests/support/world/database'

export type Server = { name: string; url: string; pid: number; stop: () => Promise<void> }
/** One size of the country: its database, the app, the floor, and who works there. */
export type Site = {
  patients: number
  urls: Urls
  population: Population
  app: Server
  floor: Server
  startApp: () => Server
  startFloor: () => Server
  closeDoor: () => Promise<void>
  stop: () => Promise<void>
}

/** Fills a database of its own and starts what is measured on it. */
export async function openSite(serverUrl: string, patients: number): Promise<Site> {
  const urls = await copyTemplate(serverUrl, `bench_${patients}`)
  const [port, providerPort, floorPort] = [await freePort(), await freePort(), await freePort()]
  const [url, provider] = [`http://localhost:${port}`, `http://localhost:${providerPort}`]
  const population = await populate(urls.admin, patients, `${provider}/helseid`)
  const keys = clientKeys()
  const door = await startIdentityProvider({
    port: providerPort,
    app: url,
    clientIds: { helseid: 'samlop-ansatt', idporten: 'samlop-innbygger' },
    clientKeys: JSON.parse(readFileSync(keys.publicFile, 'utf8')),
    adminUrl: urls.admin,
  })
  const env = { ...environment(urls, url, provider), CLIENT_ASSERTION_KEY_FILE: keys.privateFile, LOG_LEVEL: 'error' }
  const startApp = () => startNext('app', [], port, env)
  const startFloor = () => startNext('floor', ['tests/bench/floor'], floorPort, { FLOOR_DATABASE_URL: urls.admin })
  const [app, floor] = [startApp(), startFloor()]
  const closeDoor = async () => {
    await door.stop()
    rmSync(keys.folder, { recursive: true, force: true })
  }
  await Promise.all([answers(app.url), answers(`${floor.url}/?number=0`)])
  const stop = async () => void (await Promise.all([app.stop(), floor.stop()]))
  return { patients, urls, population, app, floor, startApp, startFloor, closeDoor, stop }
}

function startNext(name: string, folder: string[], port: number, env: Record<string, string>): Server {
  const words = ['node_modules/next/dist/bin/next', 'start', ...folder, '-H', 'localhost', '-p', String(port)]
  const child = spawn(process.execPath, [...profiling(name), ...words], {
    env: { ...process.env, ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', logFor(name)],
  })
  return { name, url: `http://localhost:${port}`, pid: child.pid ?? 0, stop: () => end(child) }
}

/** What a server complains of; nowhere unless somebody named a folder. */
function logFor(name: string) {
  const folder = process.env['BENCH_LOGS']
  if (!folder) return 'ignore'
  mkdirSync(folder, { recursive: true })
  return openSync(join(folder, `bench-${name}.log`), 'a')
}

/** `BENCH_PROFILE` names a folder for a CPU profile of each server, written when it ends. */
function profiling(name: string) {
  const folder = process.env['BENCH_PROFILE']
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}-${Date.now()}.cpuprofile`] : []
}

function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
