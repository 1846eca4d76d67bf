import 'server-only'
import pg from 'pg'
import { env } from '#lib/env'
import { log } from '#lib/log'

/** Told which unit, organisation or session changed; null when anything may have, because the line was down. */
type Listener = (topic: string | null) => void
type Hub = { listeners: Set<Listener>; client: pg.Client | null; alive: boolean }

const kept = globalThis as { samlopLive?: Hub }
const longestPause = 1_000
const pulse = 10_000

/** One connection of this process listens for all open pages. */
function hub(): Hub {
  if (kept.samlopLive) return kept.samlopLive
  const made: Hub = { listeners: new Set(), client: null, alive: false }
  kept.samlopLive = made
  void connect(made)
  setInterval(() => void check(made), pulse).unref()
  return made
}

async function connect(made: Hub, pause = 250): Promise<void> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: 2_000,
    query_timeout: 5_000,
    application_name: 'samlop live',
  })
  client.on('notification', ({ payload }) => tell(made, payload ?? null))
  client.on('error', () => lose(made, client))
  client.on('end', () => lose(made, client))
  try {
    await client.connect()
    await client.query('LISTEN samlop')
    made.client = client
    made.alive = true
    log.event('hears the database')
    tell(made, null)
  } catch {
    client.removeAllListeners('end')
    await client.end().catch(() => {})
    setTimeout(() => void connect(made, Math.min(pause * 2, longestPause)), pause).unref()
  }
}

function lose(made: Hub, client: pg.Client) {
  if (made.client !== client) return
  made.client = null
  made.alive = false
  log.alarm('hears the database no more')
  client.end().catch(() => {})
  void connect(made)
}

/** A connection may be dead without a word of it. */
async function check(made: Hub) {
  const { client } = made
  if (client) await client.query('SELECT 1').catch(() => lose(made, client))
}

function tell({ listeners }: Hub, topic: string | null) {
  for (const listener of listeners) {
    try {
      listener(topic)
    } catch (error) {
      log.failure(error)
    }
  }
}

/** Listens until the answer is called. */
export function listen(listener: Listener): () => void {
  const { listeners } = hub()
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether changes reach us; while they do not, no page is told that it is up to date. */
export const hears = () => hub().alive
