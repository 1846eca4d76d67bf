import 'server-only'
import { appendAudit, type Entry } from '#lib/audit'
import { inTransaction, sqlState, type Transaction } from '#lib/db'
import { type Act, type Actor, purposeOf } from '#lib/permissions'
import type { Session } from '#lib/session'

/** Our own code, so that a role that may not connect is not taken for somebody who signed out. */
export const sessionEnded = 'SL001'

/** Thrown when the session was revoked, timed out, or its person or membership no longer counts. */
export class SessionEnded extends Error {}

/** Emergency look-ups that are too many are answered a second later, and wait without a connection or a lock. */
export const slowly = () => new Promise<void>((resolve) => setTimeout(resolve, 1_000))

/**
 * What both doors share: begin as somebody, do the work, write it down, commit. The work answers with its audit entry,
 * and a look with what is said instead when the limiter refuses it.
 */
export async function inRequest<T>(
  session: Session,
  act: Act,
  work: (tx: Transaction, actor: Actor) => Promise<{ answer: T; entry: Omit<Entry, 'act'>; limited?: T }>,
): Promise<T> {
  try {
    const done = await inTransaction(async (tx) => {
      const [row] = await tx.$queryRaw<[{ actor: Actor }]>`
        SELECT door.begin_request(${session.secret}, ${purposeOf(act)}::auth.purpose) AS actor`
      const { answer, entry, limited = answer } = await work(tx, row.actor)
      const verdict = await appendAudit(tx, { act, ...entry })
      return { answer: verdict === 'limited' ? limited : answer, slow: verdict === 'slow' }
    })
    if (done.slow) await slowly()
    return done.answer
  } catch (error) {
    throw isSessionEnded(error) ? new SessionEnded() : error
  }
}

export const isSessionEnded = (error: unknown) => sqlState(error) === sessionEnded
