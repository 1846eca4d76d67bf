import 'server-only'
import { v7 as uuid } from 'uuid'
import { command } from '#lib/command'
import { SessionEnded } from '#lib/request'
import { ok, type Result } from '#lib/result'
import type { Session } from '#lib/session'

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
