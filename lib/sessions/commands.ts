import 'server-only'
import { v7 as uuid } from 'uuid'
import { command } from '#lib/command'
import { findOwnMembership } from '#lib/memberships/queries'
import { SessionEnded } from '#lib/request'
import { ok, refuse, type Result } from '#lib/result'
import { newSession, type Session } from '#lib/session'
import { findOwnSessions } from '#lib/sessions/queries'
import { sessionsToEnd } from '#lib/sessions/rules'
import type { ChooseInput, EndOneInput } from '#lib/sessions/schema'

export const endSession = command({
  act: 'session.end',
  load: async (_tx, { sessionId }, _input: object) => ({ id: sessionId }),
  decide: (): Result<null, never> => ok(null),
  save: (tx) => tx.$executeRaw`SELECT door.end_session()`,
})

/** The same for somebody whose session may have ended by itself: to leave twice is no fault. */
export async function signOut(session: Session, input: object = {}, key = uuid()) {
  try {
    return await endSession(session, input, key)
  } catch (error) {
    if (error instanceof SessionEnded) return ok({ id: null })
    throw error
  }
}

/** Nothing secret is part of the input: of it a hash is kept, and the hash of the new secret makes each sending another. */
const change = (before: Session) =>
  command({
    act: 'session.choose',
    load: async (tx, actor, { id, secretHash }: ChooseInput & { secretHash: string }) => {
      // Two choices at once wait for each other here; the later one finds that its session has become another.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${actor.sessionId}, 0))`
      const [row] = await tx.$queryRaw<[{ actor: unknown }]>`SELECT door.who_am_i(${before.secret}) AS actor`
      const membership = await findOwnMembership(tx, actor, { id })
      return membership && { id, secretHash, changed: !row.actor }
    },
    decide: ({ changed }): Result<null, 'already_chosen'> => (changed ? refuse('already_chosen') : ok(null)),
    save: async (tx, { id, secretHash }) => {
      const [row] = await tx.$queryRaw<[{ changed: number }]>`
        SELECT door.change_membership(${id}::uuid, ${Buffer.from(secretHash, 'hex')}) AS changed`
      return row.changed
    },
  })

/**
 * Works on as another of the own memberships. The answer is the session from now on, for its cookie only: the one before
 * opens nothing any more, and no form of it is taken.
 */
export async function chooseMembership(before: Session, { id }: ChooseInput, key: string) {
  const { session, secretHash } = newSession({ ...before.owner, membership: id })
  const result = await change(before)(before, { id, secretHash: secretHash.toString('hex') }, key)
  return result.ok ? ok(session) : result
}

const endOwn = command({
  act: 'session.revoke',
  load: async (tx, { sessionId }, { id = sessionId }: Partial<EndOneInput>) => ({ id, own: await findOwnSessions(tx) }),
  decide: ({ own }, { id }) => sessionsToEnd(own, id),
  save: async (tx, _loaded, ids) => {
    const [row] = await tx.$queryRaw<[{ ended: number }]>`SELECT door.end_own_sessions(${ids}::uuid[]) AS ended`
    return Math.min(1, row.ended)
  },
})

/** Ends one of the own sessions elsewhere; it is refused at its next request. */
export const endOne = (session: Session, input: EndOneInput, key: string) => endOwn(session, input, key)

/** Ends all of them but the one that asks. */
export const endOthers = (session: Session, _input: object, key: string) => endOwn(session, {}, key)
