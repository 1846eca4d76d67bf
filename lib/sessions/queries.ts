import 'server-only'
import type { Transaction } from '#lib/db'
import { reading } from '#lib/reading'
import { type OwnSession, ownSessions } from '#lib/sessions/schema'

/** The sessions of the person who asks, this one first; whose they are is for the database to say. */
export async function findOwnSessions(tx: Transaction): Promise<OwnSession[]> {
  const [row] = await tx.$queryRaw<[{ sessions: unknown }]>`SELECT door.own_sessions() AS sessions`
  return ownSessions.parse(row.sessions)
}

/** Where one is signed in: as what, since when, and when it was last used. */
export const listOwnSessions = reading({
  act: 'session.list',
  load: (tx, _actor, _input: object) => findOwnSessions(tx),
  shows: () => [],
})
