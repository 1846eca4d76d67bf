import 'server-only'
import { db } from '#lib/db'
import { expectedMigrations } from '#lib/env'
import { isStopping } from '#lib/shutdown'

/** What keeps this process from doing its work; words of our own that tell nothing about what is behind them. */
export type MissingPart = 'database' | 'migrations' | 'audit' | 'stopping'
type Known = { at: number; missing: readonly MissingPart[]; running: Promise<readonly MissingPart[]> | null }

const kept = globalThis as { samlopHealth?: Known }
const patience = 2_000
const keptFor = 1_000

/**
 * Which parts are missing; none when this process can do its work. The database is asked at most once a second and by one
 * question at a time, so that nobody can wear it out by asking. Answers within two seconds and never throws.
 */
export function missingParts(): Promise<readonly MissingPart[]> {
  const known = (kept.samlopHealth ??= { at: 0, missing: [], running: null })
  if (isStopping()) return Promise.resolve(['stopping'])
  if (Date.now() - known.at < keptFor) return Promise.resolve(known.missing)
  known.running ??= ask().then((missing) => {
    Object.assign(known, { at: Date.now(), missing, running: null })
    return missing
  })
  return Promise.race([known.running, tooLong()])
}

async function ask(): Promise<readonly MissingPart[]> {
  try {
    const [row] = await db().$queryRaw<[{ missing: MissingPart[] }]>`
      SELECT door.not_ready(${expectedMigrations()}::text[]) AS missing`
    return row.missing
  } catch {
    return ['database']
  }
}

const tooLong = () =>
  new Promise<readonly MissingPart[]>((resolve) => {
    setTimeout(() => resolve(['database']), patience).unref()
  })
