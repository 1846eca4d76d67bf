import 'server-only'
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { v7 as uuid } from 'uuid'

declare const proven: unique symbol

/** The secret of a session row. It never leaves the server except in the encrypted cookie. */
export type Session = { readonly secret: string; readonly [proven]: true }

/** A 256-bit secret and the hash that the database keeps of it. */
export function newSession() {
  const secret = randomBytes(32).toString('base64url')
  return { session: { secret } as Session, secretHash: createHash('sha256').update(secret).digest() }
}

const sign = (secret: string, id: string) => createHmac('sha256', secret).update(id).digest('base64url')

/** A key for one sending of one form, bound to this session: another person's form is refused, a repeated send has one effect. */
export const formKey = ({ secret }: Session, id = uuid()) => `${id}.${sign(secret, id)}`

/** The key's id, or null when it was not made for this session. */
export function checkFormKey({ secret }: Session, key: unknown): string | null {
  const [id = '', signature = ''] = typeof key === 'string' ? key.split('.') : []
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(secret, id))]
  return /^[0-9a-f-]{36}$/.test(id) && given.length === expected.length && timingSafeEqual(given, expected) ? id : null
}
