import 'server-only'
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { v5 as named, v7 as uuid } from 'uuid'

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

/**
 * The id of one sending, or null when the key was not made for this session. A page with many forms gives each a name of
 * its own after the key, so that each has its own id.
 */
export function checkFormKey({ secret }: Session, key: unknown): string | null {
  const [id = '', signature = '', form] = typeof key === 'string' ? key.split('.') : []
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(secret, id))]
  if (!/^[0-9a-f-]{36}$/.test(id) || given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  if (form === undefined) return id
  return /^[\w-]{1,64}$/.test(form) ? named(form, id) : null
}
