import 'server-only'
import { missingParts } from '#lib/health'
import { hears } from '#lib/live'
import { log } from '#lib/log'
import { stopGracefully } from '#lib/shutdown'

const kept = globalThis as { samlopOutage?: () => Promise<string | null> }

/**
 * What the process does before its first request: nothing is printed but by our log, signals are obeyed in peace, the
 * connections are warm, and `proxy.ts` can ask whether the database is gone.
 */
export async function start() {
  if (process.env.NODE_ENV !== 'production') return
  for (const level of ['error', 'warn', 'info', 'debug'] as const)
    console[level] = (...words: unknown[]) => log.stray(level, words)
  console.log = console.info
  stopGracefully()
  kept.samlopOutage = outage
  hears()
  const missing = await missingParts()
  log.event('started', missing.length > 0 ? { missing: missing.join() } : {})
}

/** The reference of an outage when the database does not answer, else null. It costs nothing while the live line is up. */
async function outage(): Promise<string | null> {
  if (hears() || !(await missingParts()).includes('database')) return null
  return log.alarm('the database does not answer')
}
