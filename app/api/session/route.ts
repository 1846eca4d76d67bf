import { checkFormKey } from '#lib/session'
import { actorOf, currentSession, extend } from '#lib/signed-in'

const empty = (status: number) => new Response(null, { status })

/** How long there is left, for the page of whoever is signed in. To ask does not make it longer. */
export const GET = (request: Request) => answer(request, false)

/** The same, after fifteen more minutes for somebody who presses keys. */
export const POST = (request: Request) => answer(request, true)

/** Nobody is there, or has not chosen as whom: 401. Another than the page was made for: 403. */
async function answer(request: Request, more: boolean) {
  const session = await currentSession()
  // A header that no link and no form of another site can set.
  const isOurs = session && checkFormKey(session, request.headers.get('x-page')) !== null
  if (isOurs && more) await extend(session)
  const actor = session && (await actorOf(session))
  if (!actor) return empty(401)
  if (isOurs) return Response.json(actor.secondsLeft)
  return empty(actor.mayChoose && !actor.chosen ? 401 : 403)
}
