import { tzOffset } from '@date-fns/tz'

export type TimeProblem = 'not_a_time' | 'no_clock' | 'no_such_time' | 'summer_gap' | 'summer_twice'
export type DayProblem = 'not_a_day' | 'no_such_day'

const clock = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,6}))?)?`
const norwegian = String.raw`(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})`
const iso = String.raw`(?<isoYear>\d{4})-(?<isoMonth>\d{2})-(?<isoDay>\d{2})`
const dayText = new RegExp(`^(?:${norwegian}|${iso})$`)
const timeText = new RegExp(`^(?<date>[\\d.-]+)(?:T|\\s+(?:kl\\.?\\s*)?)${clock}\\s*(?<offset>Z|[+-]\\d{2}(?::?\\d{2})?)?$`, 'i')

/** A calendar day written `31.12.2025` or `2025-12-31`, as `YYYY-MM-DD`. */
export function readDay(text: string): string | DayProblem {
  const found = dayText.exec(text)?.groups
  if (!found) return 'not_a_day'
  const part = (name: string, width: number) => (found[name] ?? found[`iso${name[0]?.toUpperCase()}${name.slice(1)}`] ?? '').padStart(width, '0')
  const day = `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`
  // The calendar itself is asked: an impossible day comes back as another one.
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : 'no_such_day'
}

/**
 * A moment written `31.12.2025 14:05` or `2025-12-31T14:05`, with or without seconds and offset. Without an offset it is
 * wall-clock time in the zone; an hour that the zone skipped or had twice is a problem and never guessed.
 */
export function readTime(text: string, zone: string): Date | TimeProblem {
  if (dayText.test(text)) return 'no_clock'
  const found = timeText.exec(text)
  if (!found) return 'not_a_time'
  const [, date = '', hour = '', minute = '', second = '0', fraction = '0', offset] = found
  const day = readDay(date)
  if (day === 'not_a_day') return 'not_a_time'
  if (day === 'no_such_day' || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return 'no_such_time'

  const milliseconds = Math.trunc(Number(`0.${fraction}`) * 1_000)
  const wall = Date.parse(`${day}T${hour.padStart(2, '0')}:${minute}:${second.padStart(2, '0')}Z`) + milliseconds
  if (offset) return withOffset(wall, offset)
  const moments = momentsAt(wall, zone)
  if (moments.length > 1) return 'summer_twice'
  return moments[0] ?? 'summer_gap'
}

function withOffset(wall: number, offset: string): Date | TimeProblem {
  if (offset.toUpperCase() === 'Z') return new Date(wall)
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(':', ''))]
  if (hours > 14 || minutes > 59) return 'no_such_time'
  const ahead = (hours * 60 + minutes) * 60_000
  return new Date(offset.startsWith('-') ? wall + ahead : wall - ahead)
}

/** The moments at which clocks in the zone showed this: one, none in the gap of spring, two in the repeated hour of autumn. */
function momentsAt(wall: number, zone: string): Date[] {
  const day = 24 * 60 * 60_000
  const offsets = new Set([wall - day, wall + day].map((around) => tzOffset(zone, new Date(around))))
  return [...offsets]
    .map((offset) => new Date(wall - offset * 60_000))
    .filter((moment) => moment.getTime() + tzOffset(zone, moment) * 60_000 === wall)
}
