import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { Server, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { log } from '#lib/log'

type Begun = { server: Server; response: ServerResponse }
type Known = { stopping: boolean; answering: Set<ServerResponse>; servers: Set<Server>; streams: Set<() => void> }

const kept = globalThis as { samlopShutdown?: Known }
const known = () =>
  (kept.samlopShutdown ??= { stopping: false, answering: new Set(), servers: new Set(), streams: new Set() })

/** So long new requests are still taken, while those who send them to us learn that they should not. */
const notice = 1_000
const patience = 7_000
/** What is done after an answer has left is short. */
const afterwards = 200

export const isStopping = () => known().stopping

/** Ends an answer that has no end of its own when the process stops; answers how to forget it. */
export function endAtStop(end: () => void): () => void {
  known().streams.add(end)
  return () => void known().streams.delete(end)
}

/**
 * Takes over from Next, which closes its door at once and leaves with a code of failure: what is being answered is
 * answered, streams end so that browsers go elsewhere, and within ten seconds the process leaves with 0.
 */
export function stopGracefully() {
  subscribe('http.server.request.start', (message) => {
    const { server, response } = message as Begun
    const { answering, servers } = known()
    servers.add(server)
    answering.add(response)
    response.once('close', () => answering.delete(response))
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.removeAllListeners(signal).on(signal, () => void stop())
}

async function stop() {
  const { stopping, answering, servers, streams } = known()
  if (stopping) return
  known().stopping = true
  log.event('stopping')
  for (const end of streams) end()
  await setTimeout(notice)
  for (const server of servers) server.close()
  for (const end = Date.now() + patience; answering.size > 0 && Date.now() < end;) await setTimeout(20)
  await setTimeout(afterwards)
  log.event('stopped', { unanswered: answering.size })
  process.exit(0)
}
