import { TZDate } from '@date-fns/tz/date'
import { dayOf, now } from '#lib/clock'

const minute = 60_000

export const inMinutes = (minutes: number, from = now()) => new Date(from.getTime() + minutes * minute)
export const inHours = (hours: number, from = now()) => inMinutes(60 * hours, from)
/** So many times 24 hours, whatever the clock is put back or forward. */
export const inDays = (days: number, from = now()) => inHours(24 * days, from)
export const minutesAgo = (minutes: number) => inMinutes(-minutes)
export const hoursAgo = (hours: number) => inHours(-hours)
export const daysAgo = (days: number) => inDays(-days)

/** So many days from today, at a time of the Norwegian clock such as `14.05`. */
export function dayAt(days: number, clock: string) {
  const [hours = 0, minutes = 0] = clock.split('.').map(Number)
  const today = new TZDate(now().getTime(), 'Europe/Oslo')
  const then = new TZDate(today.getFullYear(), today.getMonth(), today.getDate() + days, hours, minutes, 'Europe/Oslo')
  return new Date(then.getTime())
}

/** What a column of days takes: the day in Norway, or a day given as `YYYY-MM-DD`. */
export const day = (value: Date | string) => new Date(typeof value === 'string' ? value : dayOf(value))
