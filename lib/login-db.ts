import 'server-only'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { env } from '#lib/env'
import { log } from '#lib/log'
import type { Identity, Proven } from '#lib/openid'
import type { Act } from '#lib/permissions'
import { newSession, type Session } from '#lib/session'

const kept = globalThis as { samlopLogin?: pg.Pool }

/** The role that can make sessions, and therefore become anybody: only the sign-in routes and programs import this. */
function pool() {
  if (kept.samlopLogin) return kept.samlopLogin
  const made = new pg.Pool({
    connectionString: env().LOGIN_DATABASE_URL,
    max: 2,
    connectionTimeoutMillis: 2_000,
    allowExitOnIdle: true,
  })
  // Without a listener an idle connection that breaks would end the process.
  made.on('error', (error) => log.failure(error))
  return (kept.samlopLogin = made)
}

/** A new session for the person behind the identity, or null when nobody is known by that name. */
export async function beginSession(identity: Identity & Partial<Proven>): Promise<Session | null> {
  const { issuer, subject, citizen, authenticatedAt } = identity
  const { session, secretHash } = newSession()
  const { rows } = await pool().query<{ known: boolean }>('SELECT door.sign_in($1, $2, $3, $4, $5, $6) AS known', [
    uuid(),
    secretHash,
    issuer,
    subject,
    citizen,
    uuid(),
  ])
  if (!rows[0]?.known) return null
  if (authenticatedAt) await pool().query('SELECT door.note_authentication($1, $2)', [secretHash, authenticatedAt])
  return session
}

/** The session of the same person under a new secret, after they proved again who they are; null when it is another's. */
export async function renewSession(before: Session, { issuer, subject, authenticatedAt }: Proven) {
  const { session, secretHash } = newSession(before.owner)
  const { rows } = await pool().query<{ renewed: boolean }>(
    'SELECT door.renew_session($1, $2, $3, $4, $5, $6) AS renewed',
    [before.secret, secretHash, issuer, subject, authenticatedAt, uuid()],
  )
  return rows[0]?.renewed ? session : null
}

/** A session for a program that acts for one organisation; null when the number is nobody's. */
export async function beginService(organisationNumber: string, acts: readonly Act[]): Promise<Session | null> {
  const { session, secretHash } = newSession()
  const { rowCount } = await pool().query(
    `SELECT door.begin_service($1, $2, id, $3, $4) FROM door.organisation_by_number($5) AS id WHERE id IS NOT NULL`,
    [uuid(), secretHash, acts, uuid(), organisationNumber],
  )
  return rowCount ? session : null
}
