import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { v7 as uuid } from 'uuid'
import type { Entry } from '#lib/audit'
import { env } from '#lib/env'
import { log } from '#lib/log'
import { type Act, purposeOf } from '#lib/permissions'
import { SessionEnded, sessionEnded } from '#lib/request'
import type { Session } from '#lib/session'

/** One connection of the runtime role for a program that sends many rows; Prisma has no COPY. */
export async function openBulk(): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    // Nobody stands and waits. A batch takes half a second; on a machine that has much to do it may take many times that.
    connectionTimeoutMillis: 10_000,
    application_name: 'samlop bulk',
    options: '-c TimeZone=UTC -c statement_timeout=30s -c lock_timeout=10s',
  })
  // Without a listener a connection that breaks while nothing is asked of it would end the process.
  client.on('error', (error) => log.failure(error))
  await client.connect()
  return client
}

/** Lost races and locks that somebody else held for long: the same again may go well. */
const again = ['40001', '40P01', '55P03']

/**
 * The same request as `inRequest`, on a connection of one's own: begin as somebody, do the work, write it down, commit.
 * The work is done again, from the start, when it lost a race. Throws `SessionEnded`, and what the work throws.
 */
export async function inBulkRequest<T>(
  client: pg.Client,
  session: Session,
  act: Act,
  work: () => Promise<{ answer: T; entry: Omit<Entry, 'act'> }>,
  attempts = 3,
): Promise<T> {
  try {
    await client.query('BEGIN')
    await client.query('SELECT door.begin_request($1, $2::auth.purpose)', [session.secret, purposeOf(act)])
    const { answer, entry } = await work()
    await client.query('SELECT door.audit_append($1::jsonb)', [JSON.stringify({ id: uuid(), act, ...entry })])
    await client.query('COMMIT')
    return answer
  } catch (error) {
    // A connection that is gone has rolled back by itself.
    await client.query('ROLLBACK').catch(() => {})
    const code = codeOf(error)
    if (code === sessionEnded) throw new SessionEnded()
    if (attempts === 1 || !again.includes(code)) throw error
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 500))
    return inBulkRequest(client, session, act, work, attempts - 1)
  }
}

/** Sends lines in PostgreSQL's text format into a table, with `target` its name and columns as COPY wants them. */
export const copyInto = (client: pg.Client, target: string, lines: string) =>
  pipeline(Readable.from([Buffer.from(lines)]), client.query(from(`COPY ${target} FROM STDIN`)))

export const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Whether the connection is what failed, and not what was asked of it. */
export function isLost(error: unknown) {
  const code = codeOf(error)
  // Connection exceptions, a server that goes down, and a transaction that stood still for too long.
  if (/^(?!EPIPE)[0-9A-Z]{5}$/.test(code)) return /^(08|57P|25P03)/.test(code)
  return error instanceof Error && /onnection|ECONN|EPIPE|ETIMEDOUT/.test(`${error.message} ${code}`)
}
