import { hears, listen } from '#lib/live'
import type { Actor } from '#lib/permissions'
import type { Session } from '#lib/session'
import { endAtStop, isStopping } from '#lib/shutdown'
import { actorOf, currentSession } from '#lib/signed-in'

const beat = 10_000

/**
 * Tells an open page that something it shows may have changed: no names, no ids. One stream serves all pages of a browser.
 * It ends with the session, and opening it does not keep the session alive.
 */
export async function GET(request: Request) {
  if (isStopping()) return new Response(null, { status: 503 })
  const session = await currentSession()
  const actor = session && (await actorOf(session))
  if (!session || !actor) return new Response(null, { status: 401 })
  const headers = {
    'Content-Type': 'text/event-stream; charset=utf-8',
    // Compression would keep small messages back.
    'Cache-Control': 'private, no-store, no-transform',
    'X-Accel-Buffering': 'no',
  }
  return new Response(streamOf(session, actor, request.signal), { headers })
}

/** What the boards and what the inbox of this actor go by. */
const topicsOf = ({ unit, organisation, sessionId, personId }: Actor) => ({
  boards: new Set([unit?.id, organisation?.id, sessionId]),
  inbox: new Set([unit?.id, organisation?.id, personId].map((id) => `inbox ${id}`)),
})

function streamOf(session: Session, actor: Actor, signal: AbortSignal) {
  const encoder = new TextEncoder()
  const topics = topicsOf(actor)
  let stop = () => {}
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: string) => controller.enqueue(encoder.encode(`event: ${event}\ndata: ${Date.now()}\n\n`))
      const close = (reason?: string) => {
        stop()
        if (reason) send(reason)
        controller.close()
      }
      const attend = async () => {
        const still = await actorOf(session).catch(() => undefined)
        // The database does not answer: the page finds that out by hearing nothing.
        if (still === undefined || !hears()) return
        if (!still || still.unit?.id !== actor.unit?.id || still.role !== actor.role) return close('ended')
        send('beat')
      }
      const forget = listen((topic) => {
        if (topic === actor.sessionId) void attend()
        else if (topic === null || topics.boards.has(topic)) send('change')
        if (topic === null || topics.inbox.has(topic)) send('inbox')
      })
      const timer = setInterval(() => void attend(), beat)
      const leave = () => close()
      stop = () => {
        stop = () => {}
        clearInterval(timer)
        forget()
        stay()
        signal.removeEventListener('abort', leave)
      }
      const stay = endAtStop(leave)
      signal.addEventListener('abort', leave)
      controller.enqueue(encoder.encode('retry: 1000\n\n'))
      send('beat')
    },
    cancel: () => stop(),
  })
}
