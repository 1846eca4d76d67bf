import type { Look } from '#lib/access-logs/schema'

export type { Act } from '#lib/permissions'

/** The same thing done by the same person for the same reason, several times in a row. */
export type Looks = Look & { times: number; since: Date }

/**
 * A page of at most so many looks, newest first, out of one more than that; and before which moment the next page begins.
 * Looks of the same moment stay together, so that none falls between two pages.
 */
export function pageOf(rows: readonly Look[], size: number): { rows: Look[]; next: Date | null } {
  const extra = rows[size]
  if (!extra) return { rows: [...rows], next: null }
  const page = rows.slice(0, size)
  const together = page.filter(({ at }) => at.getTime() !== extra.at.getTime())
  const kept = together.length > 0 ? together : page
  return { rows: kept, next: kept.at(-1)?.at ?? null }
}

const sameThing = (one: Look, other: Look) =>
  (['name', 'role', 'organisation', 'unit', 'purpose', 'act', 'outcome'] as const).every(
    (key) => one[key] === other[key],
  ) && one.shown.join() === other.shown.join()

/** For the patient: what was done again and again within an hour is said once, with how often and when last. */
export function gather(rows: readonly Look[]): Looks[] {
  const gathered: Looks[] = []
  for (const row of rows) {
    const last = gathered.at(-1)
    if (last && sameThing(last, row) && last.since.getTime() - row.at.getTime() < 3_600_000) {
      last.times += 1
      last.since = row.at
    } else gathered.push({ ...row, times: 1, since: row.at })
  }
  return gathered
}

/** Where the next page of several logs begins: none of them is skipped, though some may say a thing again. */
export const nextOfAll = (logs: readonly { next: Date | null }[]) =>
  logs.reduce<Date | null>((latest, { next }) => (next && (!latest || next > latest) ? next : latest), null)
