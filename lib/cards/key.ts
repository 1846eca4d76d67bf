import 'server-only'
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { publishKey, signToken, tokenHash } from '#lib/cards/token'
import { cardEnv } from '#lib/env'

let kept: KeyObject | undefined

/** The key that signs cards, read once. Throws when the file is missing or holds another kind of key. */
function cardKey(): KeyObject {
  if (kept) return kept
  const key = createPrivateKey(readFileSync(cardEnv().CARD_KEY_FILE, 'utf8'))
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('The card key is not Ed25519')
  return (kept = key)
}

export const publishedCardKey = () => publishKey(cardKey())

/** The token of a new card, what it is found by, and which key signed it. */
export function newToken(card: { id: string; validUntil: string }) {
  const token = signToken(cardKey(), card)
  return { tokenHash: tokenHash(token), keyName: publishedCardKey().name }
}

/** The token of a card that was made before; null when another key, or none, signed it, so that the card cannot be shown. */
export const tokenAgain = ({ keyName, ...card }: { id: string; validUntil: string; keyName: string | null }) =>
  keyName === publishedCardKey().name ? signToken(cardKey(), card) : null

/** What stands before the text of a card in the QR code; after `#` no server is told. */
export const cardAddress = () => new URL('/k#', cardEnv().NEXTAUTH_URL).href
