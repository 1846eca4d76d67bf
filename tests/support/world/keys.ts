import { createHash, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newSealKey } from './seal-key'

/** Everything secret of this installation, made at the first call and the same ever after. */
export function readKeys(directory: string) {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const clientAssertionKeyFile = join(directory, 'client-assertion.json')
  const clientKeysFile = join(directory, 'client-keys.json')
  const key = once(clientAssertionKeyFile, newSigningKey)
  once(clientKeysFile, () => ({ keys: [publicHalf(key)] }))
  const checkpoint = {
    keyFile: join(directory, 'checkpoint.pem'),
    publicKeyFile: join(directory, 'checkpoint-public.pem'),
  }
  makeCheckpointKey(checkpoint)
  const sealKeyFile = join(directory, 'seal.p12')
  whole(sealKeyFile, newSealKey)
  const cardKeyFile = join(directory, 'card.pem')
  whole(cardKeyFile, newEd25519)
  return {
    cardKeyFile,
    clientAssertionKeyFile,
    clientKeysFile,
    sealKeyFile,
    checkpoint,
    passwords: passwordsOf(join(directory, 'passwords.json')),
    ...once(join(directory, 'secrets.json'), newSecrets),
  }
}

export type Keys = ReturnType<typeof readKeys>

const secret = (bytes: number) => randomBytes(bytes).toString('base64url')

const newPasswords = () => ({
  postgres: secret(24),
  app_migrate: secret(24),
  app_rt: secret(24),
  app_login: secret(24),
  app_auditor: secret(24),
  app_worker: secret(24),
})

/** A role that came after the installation gets a password of its own; the others keep theirs. */
function passwordsOf(file: string) {
  const kept = once(file, newPasswords)
  const all = { ...newPasswords(), ...kept }
  if (Object.keys(kept).length < Object.keys(all).length) replace(file, `${JSON.stringify(all, undefined, 2)}\n`)
  return all
}

/** The key of the server actions must be the same when the app is built and in every process that runs it. */
const newSecrets = () => ({ nextAuthSecret: secret(48), actionsKey: randomBytes(32).toString('base64') })

function newSigningKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { crv, kty, x, y, d } = privateKey.export({ format: 'jwk' })
  // The name of the key is its RFC 7638 thumbprint, which wants the members in this order.
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
  return { kty, crv, x, y, d, kid, alg: 'ES256', use: 'sig' }
}

const publicHalf = ({ kty, crv, x, y, kid, alg, use }: ReturnType<typeof newSigningKey>) => ({
  kty,
  crv,
  x,
  y,
  kid,
  alg,
  use,
})

const newEd25519 = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** The public half is made from the private one, so that a kill between the two does not leave a pair that does not fit. */
function makeCheckpointKey({ keyFile, publicKeyFile }: { keyFile: string; publicKeyFile: string }) {
  whole(keyFile, newEd25519)
  const half = createPublicKey(readFileSync(keyFile, 'utf8'))
  whole(publicKeyFile, () => half.export({ type: 'spki', format: 'pem' }).toString())
}

/** The content of a file, which is made whole or not at all if it is missing. */
function once<T>(file: string, make: () => T): T {
  whole(file, () => `${JSON.stringify(make(), undefined, 2)}\n`)
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

function whole(file: string, make: () => string | Buffer) {
  if (!existsSync(file)) replace(file, make())
}

function replace(file: string, content: string | Buffer) {
  writeFileSync(`${file}.new`, content, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
