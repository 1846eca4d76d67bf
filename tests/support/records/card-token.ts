import { createHash, createPrivateKey, randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toBase32, writeCardText } from '#lib/cards/schema'
import { publishKey, signToken } from '#lib/cards/token'

/** What an Ed25519 key begins with (PKCS #8, RFC 8410). */
const head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A key that can be known beforehand. */
export const keyFrom = (words: string) =>
  createPrivateKey({
    key: Buffer.concat([head, createHash('sha256').update(words).digest()]),
    format: 'der',
    type: 'pkcs8',
  })

const testKey = keyFrom('only for tests')

/** The key of tests, in a file as the app wants it. */
export function testCardKeyFile() {
  const file = join(tmpdir(), 'samlop-test-card.pem')
  const own = `${file}.${process.pid}`
  writeFileSync(own, testKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  renameSync(own, file)
  return file
}

/** The key of this installation: the demo's where it has one. */
function cardKey() {
  const file = process.env['CARD_KEY_FILE']
  return file ? createPrivateKey(readFileSync(file, 'utf8')) : testKey
}

/** What stands on a card, made anew from what the database has of it. */
export const signedToken = (card: { id: string; validUntil: Date }, key = cardKey()) =>
  signToken(key, { id: card.id, validUntil: card.validUntil.toISOString().slice(0, 10) })
export const keyName = () => publishKey(cardKey()).name

/** A card from before tokens were signed: nothing but chance. */
export const formerToken = () => toBase32(randomBytes(16))

/** The text that the scanner reads. */
export const printed = (token: string) => (token.length === 26 ? `SL1${token}` : writeCardText(token))
