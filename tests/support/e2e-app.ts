import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { copyTemplate, environment, freePort } from '#tests/support/test-database'

export type RunningApp = { url: string; adminUrl: string; env: Record<string, string>; stop: () => Promise<void> }

/** The production build, its own database copy and its own identity provider, for one worker. */
export async function startApp(worker: number): Promise<RunningApp> {
  const urls = await copyTemplate(process.env['E2E_ADMIN_URL'] ?? '', `e2e_${worker}`)
  const [port, providerPort] = [await freePort(), await freePort()]
  const [url, provider] = [`http://localhost:${port}`, `http://localhost:${providerPort}`]
  await moveIdentities(urls.admin, provider)
  const keys = clientKeys()
  const env = { ...environment(urls, url, provider), CLIENT_ASSERTION_KEY_FILE: keys.privateFile }
  const children = [
    run(['--import', 'tsx', 'tests/support/identity-provider/main.ts'], {
      ...env,
      IDENTITY_PORT: String(providerPort),
      CLIENT_KEYS_FILE: keys.publicFile,
      ADMIN_URL: urls.admin,
    }),
    run(['node_modules/next/dist/bin/next', 'start', '-H', 'localhost', '-p', String(port)], {
      ...env,
      NODE_ENV: 'production',
    }),
  ]
  await Promise.all([answers(`${provider}/helseid/.well-known/openid-configuration`), answers(url)])
  const stop = async () => {
    await Promise.all(children.map(end))
    rmSync(keys.folder, { recursive: true, force: true })
  }
  return { url, adminUrl: urls.admin, env, stop }
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

/** The key that signs our client assertions, and its public half for the provider. */
export function clientKeys() {
  const folder = mkdtempSync(join(tmpdir(), 'samlop-keys-'))
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = randomUUID()
  const [privateFile, publicFile] = [join(folder, 'private.json'), join(folder, 'public.json')]
  const marks = { kid, alg: 'ES256', use: 'sig' }
  writeFileSync(privateFile, JSON.stringify({ ...privateKey.export({ format: 'jwk' }), ...marks }), { mode: 0o600 })
  writeFileSync(publicFile, JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), ...marks }] }))
  return { folder, privateFile, publicFile }
}

const run = (args: string[], env: Record<string, string>) =>
  spawn(process.execPath, args, {
    env: { ...process.env, E2E_ADMIN_URL: undefined, ...env } as NodeJS.ProcessEnv,
    stdio: 'ignore',
  })

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

async function answers(url: string, patience = 30_000): Promise<void> {
  const response = await fetch(url).catch(() => null)
  if (response?.ok) return
  if (patience <= 0) throw new Error(`${url} does not answer`)
  await new Promise((resolve) => setTimeout(resolve, 100))
  return answers(url, patience - 100)
}
