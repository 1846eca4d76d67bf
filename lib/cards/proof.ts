import { type Proof, readToken } from '#lib/cards/rules'
import type { z } from 'zod'
import { type publishedKey, readCardText } from '#lib/cards/schema'

export type Known = {
  keys: readonly z.output<typeof publishedKey>[]
  /** The first halves of the hashes of cards that were ended before their time, as hexadecimal digits. */
  ended: readonly string[]
  /** `YYYY-MM-DD` in Norway. */
  today: string
}

const bytesOf = (base64url: string) =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))

/** What is checked before a signature is trusted; runs in a browser and in Node, and asks nobody. */
async function isSigned(token: string, keys: Known['keys']) {
  const told = readToken(token)
  const key = told && keys.find(({ name }) => name === told.keyName)
  if (!key) return false
  const publicKey = await crypto.subtle.importKey('raw', bytesOf(key.x), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', publicKey, told.signature, told.signed)
}

/**
 * What can be proven of a card's text without asking about it: that one of these keys signed it, that its last day is not
 * past, and that it is not on the list of the ended. Throws where the browser does not know Ed25519.
 */
export async function proveCard(text: string, { keys, ended, today }: Known): Promise<Proof> {
  const read = readCardText(text)
  if (!read || typeof read === 'string') return 'unreadable'
  const { token } = read
  if (!(await isSigned(token, keys))) return 'foreign'
  if ((readToken(token)?.validUntil ?? '') < today) return 'expired'
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))
  const half = [...hash.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return ended.includes(half) ? 'ended' : 'genuine'
}
