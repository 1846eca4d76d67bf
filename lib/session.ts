import 'server-only'
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { v5 as named, v7 as uuid } from 'uuid'

declare const proven: unique symbol

/** Who signed in, sealed by a key of ours, and as which of the memberships: the same each time the same person comes back. */
export type Owner = { readonly identity: string; readonly membership: string | null }

/** The secret of a session row, and whose forms it may send. Neither leaves the server except in the encrypted cookie. */
export type Session = { readonly secret: string; readonly owner: Owner; readonly [proven]: true }

/** A 256-bit secret and the hash that the database keeps of it; without an owner it may send its own forms only. */
export function newSession(owner?: Owner) {
  const secret = randomBytes(32).toString('base64url')
  const session = { secret, owner: owner ?? ownOnly(secret) } as Session
  return { session, secretHash: createHash('sha256').update(secret).digest() }
}

export const ownOnly = (secret: string): Owner => ({ identity: secret, membership: null })

const sign = ({ identity, membership }: Owner, id: string) =>
  createHmac('sha256', identity).update(`${membership} ${id}`).digest('base64url')

/**
 * A key for one sending of one form, bound to who is signed in and as what: another person's form is refused, a repeated
 * send has one effect, and what somebody typed can be sent after the same person has signed in again.
 */
export const formKey = ({ owner }: Session, id = uuid()) => `${id}.${sign(owner, id)}`

/** What a page shows of whom it was made for: nothing can be read from it, and it is the same at each sign-in of the same. */
export const pageMark = (session: Session) => formKey(session, '00000000-0000-0000-0000-000000000000')

/**
 * The id of one sending, or null when the key was not made for whoever is signed in now. A page with many forms gives each
 * a name of its own after the key, so that each has its own id.
 */
export function checkFormKey({ owner }: Session, key: unknown): string | null {
  const [id = '', signature = '', form] = typeof key === 'string' ? key.split('.') : []
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(owner, id))]
  if (!/^[0-9a-f-]{36}$/.test(id) || given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  if (form === undefined) return id
  return /^[\w-]{1,64}$/.test(form) ? named(form, id) : null
}
