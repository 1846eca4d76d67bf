import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { copyTemplate, environment, freePort } from '#tests/support/test-database'
import type { Urls } from '#tests/support/world/database'
import { newSealKey } from '#tests/support/world/seal-key'

export type RunningApp = {
  url: string
  adminUrl: string
  env: Record<string, string>
  stop: () => Promise<void>
  /** All that the app has printed. */
  printed: () => string
  /** Sends the app a signal and answers its code, or the signal it died of. */
  signal: (signal: NodeJS.Signals) => Promise<number | NodeJS.Signals | null>
  /** Starts the app again after it ended, from another folder with a build if one is named. */
  again: (folder?: string) => Promise<void>
}

/**
 * The production build, its own database copy and its own identity provider, for one worker.
 * @param databasePort where the app finds PostgreSQL, when something stands between
 */
export async function startApp(worker: number, { databasePort }: { databasePort?: number } = {}): Promise<RunningApp> {
  const urls = await copyTemplate(process.env['E2E_ADMIN_URL'] ?? '', `e2e_${worker}`)
  const [port, providerPort] = [await freePort(), await freePort()]
  const [url, provider] = [`http://localhost:${port}`, `http://localhost:${providerPort}`]
  await moveIdentities(urls.admin, provider)
  const keys = clientKeys()
  const env = {
    ...environment(through(urls, databasePort), url, provider),
    CLIENT_ASSERTION_KEY_FILE: keys.privateFile,
    SEAL_KEY_FILE: keys.sealFile,
  }
  const identities = run(['--import', 'tsx', 'tests/support/identity-provider/main.ts'], {
    ...env,
    IDENTITY_PORT: String(providerPort),
    CLIENT_KEYS_FILE: keys.publicFile,
    ADMIN_URL: urls.admin,
  })
  const printed: string[] = []
  const begin = (folder?: string) => {
    const command = ['node_modules/next/dist/bin/next', 'start', '-H', 'localhost', '-p', String(port)]
    const child = run(command, { ...env, NODE_ENV: 'production' }, 'pipe', folder)
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => printed.push(String(text)))
    return child
  }
  let child = begin()
  await Promise.all([answers(`${provider}/helseid/.well-known/openid-configuration`), answers(`${url}/api/health`)])
  return {
    ...{ url, adminUrl: urls.admin, env },
    printed: () => printed.join(''),
    signal: (signal) => end(child, signal),
    async again(folder) {
      child = begin(folder)
      await answers(`${url}/api/health`)
    },
    async stop() {
      await Promise.all([end(identities), end(child)])
      rmSync(keys.folder, { recursive: true, force: true })
    },
  }
}

/** The same database by another port. */
function through(urls: Urls, port: number | undefined): Urls {
  const by = (url: string) => (port ? Object.assign(new URL(url), { port: String(port) }).href : url)
  return { ...urls, app: by(urls.app), login: by(urls.login) }
}

/** The template was seeded before this worker's provider had an address. */
async function moveIdentities(adminUrl: string, provider: string) {
  const client = new pg.Client(adminUrl)
  await client.connect()
  await client.query("UPDATE sign_in_identity SET issuer = $1 || regexp_replace(issuer, '^https?://[^/]+', '')", [
    provider,
  ])
  await client.end()
}

/** The key that signs our client assertions, its public half for the provider, and the key of the seal. */
export function clientKeys() {
  const folder = mkdtempSync(join(tmpdir(), 'samlop-keys-'))
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = randomUUID()
  const [privateFile, publicFile] = [join(folder, 'private.json'), join(folder, 'public.json')]
  const marks = { kid, alg: 'ES256', use: 'sig' }
  writeFileSync(privateFile, JSON.stringify({ ...privateKey.export({ format: 'jwk' }), ...marks }), { mode: 0o600 })
  writeFileSync(publicFile, JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), ...marks }] }))
  const sealFile = join(folder, 'seal.p12')
  writeFileSync(sealFile, newSealKey(), { mode: 0o600 })
  return { folder, privateFile, publicFile, sealFile }
}

const run = (args: string[], env: Record<string, string>, output: 'ignore' | 'pipe' = 'ignore', cwd?: string) =>
  spawn(process.execPath, args, {
    ...(cwd && { cwd }),
    env: { ...process.env, E2E_ADMIN_URL: undefined, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', output, output],
  })

function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals | null> {
  const how = () => child.exitCode ?? child.signalCode
  if (how() !== null) return Promise.resolve(how())
  return new Promise((resolve) => {
    child.once('exit', () => resolve(how()))
    child.kill(signal)
  })
}

async function answers(url: string, patience = 30_000): Promise<void> {
  const response = await fetch(url).catch(() => null)
  if (response?.ok) return
  if (patience <= 0) throw new Error(`${url} does not answer`)
  await new Promise((resolve) => setTimeout(resolve, 100))
  return answers(url, patience - 100)
}
