import 'server-only'
import { appendAudit, type Entry } from '#lib/audit'
import { inTransaction, sqlState, type Transaction } from '#lib/db'
import { type Act, type Actor, purposeOf } from '#lib/permissions'
import type { Session } from '#lib/session'

/** Our own code, so that a role that may not connect is not taken for somebody who signed out. */
const sessionEnded = 'SL001'

/** Thrown when the session was revoked, timed out, or its person or membership no longer counts. */
export class SessionEnded extends Error {}

/** What both doors share: begin as somebody, do the work, write it down, commit. The work answers with its audit entry. */
export async function inRequest<T>(
  session: Session,
  act: Act,
  work: (tx: Transaction, actor: Actor) => Promise<{ answer: T; entry: Omit<Entry, 'act'> }>,
): Promise<T> {
  try {
    return await inTransaction(async (tx) => {
      const [row] = await tx.$queryRaw<[{ actor: Actor }]>`
        SELECT door.begin_request(${session.secret}, ${purposeOf(act)}::auth.purpose) AS actor`
      const { answer, entry } = await work(tx, row.actor)
      await appendAudit(tx, { act, ...entry })
      return answer
    })
  } catch (error) {
    throw isSessionEnded(error) ? new SessionEnded() : error
  }
}

export const isSessionEnded = (error: unknown) => sqlState(error) === sessionEnded
