import { tz } from '@date-fns/tz'
import { addDays, addHours, addMinutes, set } from 'date-fns'
import { dayOf, now } from '#lib/clock'

export const inMinutes = (minutes: number, from = now()) => addMinutes(from, minutes)
export const inHours = (hours: number, from = now()) => addHours(from, hours)
/** So many times 24 hours, whatever the clock is put back or forward. */
export const inDays = (days: number, from = now()) => addHours(from, 24 * days)
export const minutesAgo = (minutes: number) => inMinutes(-minutes)
export const hoursAgo = (hours: number) => inHours(-hours)
export const daysAgo = (days: number) => inDays(-days)

/** So many days from today, at a time of the Norwegian clock such as `14.05`. */
export function dayAt(days: number, clock: string) {
  const [hours = 0, minutes = 0] = clock.split('.').map(Number)
  const norwegian = { in: tz('Europe/Oslo') }
  return new Date(set(addDays(now(), days, norwegian), { hours, minutes, seconds: 0, milliseconds: 0 }, norwegian))
}

/** What a column of days takes: the day in Norway, or a day given as `YYYY-MM-DD`. */
export const day = (value: Date | string) => new Date(typeof value === 'string' ? value : dayOf(value))
