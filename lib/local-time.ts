import { tzOffset } from '@date-fns/tz'
import { ok, refuse, type Result } from '#lib/result'

export type TimeRefusal = 'not_a_time' | 'no_clock' | 'no_such_time' | 'summer_gap' | 'summer_twice'

const dayText = /^(?:(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})|(?<iso>\d{4}-\d{2}-\d{2}))$/
const timeText =
  /^([\d.-]+)(?:T|\s+(?:kl\.?\s*)?)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i
const minute = 60_000
const day = 24 * 60 * minute

/** A calendar day written `31.12.2025` or `2025-12-31`, as `YYYY-MM-DD`. */
export function readDay(text: string): Result<string, 'not_a_day' | 'no_such_day'> {
  const found = dayText.exec(text)?.groups
  if (!found) return refuse('not_a_day')
  const { day: date = '', month = '', year = '', iso } = found
  const written = iso ?? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  // The calendar itself is asked: an impossible day comes back as another one, or as none.
  const time = Date.parse(`${written}T00:00:00Z`)
  return !Number.isNaN(time) && dayIn(time) === written ? ok(written) : refuse('no_such_day')
}

const dayIn = (time: number) => new Date(time).toISOString().slice(0, 10)

/**
 * A moment written `31.12.2025 14:05` or `2025-12-31T14:05`, with or without seconds and offset. Without an offset it is
 * what clocks in the zone showed; an hour that they skipped or showed twice is refused and never guessed.
 */
export function readTime(text: string, zone: string): Result<Date, TimeRefusal> {
  if (dayText.test(text)) return refuse('no_clock')
  const found = timeText.exec(text)
  if (!found) return refuse('not_a_time')
  const [, dateText = '', hours = '', minutes = '', seconds = '0', fraction = '0', offset] = found
  const date = readDay(dateText)
  if (!date.ok) return refuse(date.refusal === 'not_a_day' ? 'not_a_time' : 'no_such_time')
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return refuse('no_such_time')

  const milliseconds = Math.trunc(Number(`0.${fraction}`) * 1_000)
  const wall =
    Date.parse(`${date.value}T${hours.padStart(2, '0')}:${minutes}:${seconds.padStart(2, '0')}Z`) + milliseconds
  if (offset) return withOffset(wall, offset)
  const [moment, another] = momentsAt(wall, zone)
  if (another) return refuse('summer_twice')
  return moment ? ok(moment) : refuse('summer_gap')
}

/** When a day, given as `YYYY-MM-DD`, or the one so many days after it begins in Norway, where clocks are not moved at midnight. */
export function startOfDay(written: string, later = 0): Date {
  const [start] = momentsAt(Date.parse(`${written}T00:00:00Z`) + later * day, 'Europe/Oslo')
  if (!start) throw new RangeError(`${written} has no beginning`)
  return start
}

function withOffset(wall: number, offset: string): Result<Date, 'no_such_time'> {
  if (offset.toUpperCase() === 'Z') return ok(new Date(wall))
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(':', ''))]
  if (hours > 14 || minutes > 59) return refuse('no_such_time')
  const ahead = (hours * 60 + minutes) * minute
  return ok(new Date(offset.startsWith('-') ? wall + ahead : wall - ahead))
}

/** The moments at which clocks in the zone showed this: one, none in the gap of spring, two in the repeated hour of autumn. */
function momentsAt(wall: number, zone: string): Date[] {
  const offsets = new Set([wall - day, wall + day].map((around) => offsetAt(zone, around)))
  return [...offsets]
    .map((offset) => new Date(wall - offset * minute))
    .filter((moment) => moment.getTime() + offsetAt(zone, moment.getTime()) * minute === wall)
}

/** Whole days of a zone whose offset is asked for again and again; null for a day on which clocks are moved. */
const offsets = new Map<string, Map<number, number | null>>()
const mostDays = 20_000

/** Minutes ahead of UTC; asking the calendar costs more than all the rest of reading a time. */
function offsetAt(zone: string, time: number): number {
  const days = offsets.get(zone) ?? new Map<number, number | null>()
  offsets.set(zone, days)
  const place = Math.floor(time / day)
  let offset = days.get(place)
  if (offset === undefined) {
    const [first, last] = [tzOffset(zone, new Date(place * day)), tzOffset(zone, new Date((place + 1) * day))]
    offset = first === last ? first : null
    if (days.size > mostDays) days.clear()
    days.set(place, offset)
  }
  return offset ?? tzOffset(zone, new Date(time))
}
