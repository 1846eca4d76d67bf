import { daysBetween } from '#lib/dates'
import { ok, refuse, type Result } from '#lib/result'

/** Nobody is put off for longer than this many days. */
export const furthestDays = 365

/** Tomorrow at the earliest, within a year. Both are days as `YYYY-MM-DD`. */
export function decideDismiss(lookAgain: string, today: string): Result<null, 'too_early' | 'too_late'> {
  const days = daysBetween(today, lookAgain)
  if (days < 1) return refuse('too_early')
  return days > furthestDays ? refuse('too_late') : ok(null)
}

/** The address of a page of the list. */
export const pageAddress = (page: number) => (page > 1 ? `/candidates?side=${page}` : '/candidates')

/** Which page is shown: the last one when there are fewer than were asked for. */
export const shownPage = (asked: number, total: number, size: number) =>
  Math.min(asked, Math.max(1, Math.ceil(total / size)))
