import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { signedBytes, toBase32 } from '#lib/cards/schema'

/** The public half of a card key (Ed25519), as its 32 bytes. */
const publicBytes = (key: KeyObject) => Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url')

/** The key as it is published: its name, which stands in each token, and its 32 bytes as base64url. */
export function publishKey(key: KeyObject) {
  const bytes = publicBytes(key)
  return { name: createHash('sha256').update(bytes).digest('hex').slice(0, 4), x: bytes.toString('base64url') }
}

type Told = { id: string; validUntil: string }

/**
 * The token of a card: format, key, card and last day, signed. Ed25519 has one signature for one text, so that the same card
 * always has the same token and nothing secret need be stored.
 */
export function signToken(key: KeyObject, { id, validUntil }: Told): string {
  const told = Buffer.alloc(signedBytes)
  told[0] = 1
  told.write(publishKey(key).name, 1, 'hex')
  told.write(id.replaceAll('-', ''), 3, 'hex')
  told.writeUInt16BE(Date.parse(validUntil) / 86_400_000, 19)
  return toBase32(Buffer.concat([told, sign(null, told, key)]))
}

/** What a card is found by, 32 bytes. */
export const tokenHash = (token: string) => new Uint8Array(createHash('sha256').update(token).digest())
