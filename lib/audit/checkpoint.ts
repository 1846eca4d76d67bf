import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { LineFault } from '#lib/audit/rules'
import { type Checkpoint, checkpointSchema } from '#lib/audit/schema'

/** JSON with sorted members and no spaces, so that the same content always has the same bytes (RFC 8785 for what we use). */
export const canonical = (value: unknown): string => JSON.stringify(value, sorted)

const sorted = (_: string, value: unknown) =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** What a key is called in a checkpoint and in the name of its file: the beginning of the SHA-256 of its public half. */
export const keyName = (key: KeyObject): string =>
  createHash('sha256')
    .update(publicHalf(key).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)

export const publicHalf = (key: KeyObject): KeyObject => (key.type === 'private' ? createPublicKey(key) : key)

/** The public keys of a PEM text; several, when the key has been changed over the years. Throws when one is not Ed25519. */
export function publicKeys(pem: string): Map<string, KeyObject> {
  const blocks = pem.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []
  const keys = blocks.map((block) => createPublicKey(block))
  if (keys.some(({ asymmetricKeyType }) => asymmetricKeyType !== 'ed25519')) throw new TypeError('not Ed25519')
  return new Map(keys.map((key) => [keyName(key), key]))
}

/** The line that stands in the directories, without its line break. */
export function writeLine(told: Omit<Checkpoint, 'key' | 'signature' | 'format'>, key: KeyObject): string {
  const content = { format: 'samlop-checkpoint-1', ...told, key: keyName(key) }
  const signature = sign(null, Buffer.from(canonical(content)), key).toString('base64')
  return canonical({ ...content, signature })
}

/** What the next checkpoint calls this one by. */
export const hashOf = (line: string): string => createHash('sha256').update(line).digest('hex')

export type Trust = { keys: ReadonlyMap<string, KeyObject>; deployment: string }

/** The checkpoint of a line, or what is wrong with it. */
export function readLine(line: string, { keys, deployment }: Trust): Checkpoint | LineFault {
  const content = parsed(line)
  if (content === undefined) return 'torn'
  const { success, data } = checkpointSchema.safeParse(content)
  if (!success || canonical(data) !== line || data.heads.reduce((sum, { seq }) => sum + seq, 0) !== data.count)
    return 'changed'
  const key = keys.get(data.key)
  if (!key) return 'unknown_key'
  const { signature, ...signed } = data
  if (!verify(null, Buffer.from(canonical(signed)), key, Buffer.from(signature, 'base64'))) return 'changed'
  return data.deployment === deployment ? data : 'other_deployment'
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
