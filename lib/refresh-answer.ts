import 'server-only'
import { log } from '#lib/log'
import { SessionEnded } from '#lib/request'
import type { LookRefusal } from '#lib/reading'
import type { Result } from '#lib/result'
import { checkFormKey, type Session } from '#lib/session'
import { currentSession } from '#lib/signed-in'

type Read = (session: Session, input: object, how: { refresh: true }) => Promise<Result<unknown, LookRefusal>>

const empty = (status: number) => new Response(null, { status })

/**
 * What a page shows that refreshes itself. It says so in a header that no link and no form of another site can set, and
 * it does not keep the session alive.
 */
export async function answerRefresh(request: Request, read: Read): Promise<Response> {
  if (request.headers.get('x-refresh') !== '1') return empty(400)
  const session = await currentSession()
  // A page that was opened as somebody else, or as something else, gets nothing of who is signed in now.
  if (!session || !checkFormKey(session, request.headers.get('x-form-key'))) return empty(401)
  try {
    const answer = await read(session, {}, { refresh: true })
    return answer.ok ? Response.json(answer.value) : empty(answer.refusal === 'forbidden' ? 403 : 404)
  } catch (error) {
    if (error instanceof SessionEnded) return empty(401)
    log.failure(error)
    return empty(503)
  }
}
