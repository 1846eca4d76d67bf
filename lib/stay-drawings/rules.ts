import { showDay, showTime } from '#lib/dates'
import { currentOf } from '#lib/stay-courses/rules'
import type { StayDetail, StayEventRow } from '#lib/stay-events/schema'
import type { StayEventKind } from '#prisma/generated/enums'

const hour = 3_600_000

/** Sizes of the drawings; the narrow one is drawn for phones and not shrunken. */
const sizes = {
  wide: { width: 880, right: 862, pitch: 46, nameWidth: 7.6, tickWidth: 54 },
  narrow: { width: 328, right: 318, pitch: 58, nameWidth: 0, tickWidth: 48 },
} as const
export type DrawingSize = keyof typeof sizes

/** A part of a bar: where the patient was, on leave, or ready to leave. */
type Part = { key: string; x: number; y: number; width: number; as: 'here' | 'leave' | 'ready' }
export type StayDrawing = {
  width: number
  height: number
  left: number
  right: number
  bottom: number
  lanes: { name: string; y: number }[]
  ticks: { x: number; label: string | null }[]
  parts: Part[]
  /** Times that do not count any more, on the line at the bottom. */
  struck: number[]
  end: { x: number; label: string }
}

type Timed = { id: string; kind: StayEventKind; time: number; name: string | null }
type Span = { from: number; until: number }

const atPlace: readonly StayEventKind[] = ['ARRIVED', 'IN_RECEPTION', 'ADMITTED', 'ON_WARD']
const ends: readonly StayEventKind[] = ['DISCHARGED', 'DIED', 'CANCELLED', 'LEFT_RECEPTION']
const endText: Partial<Record<StayEventKind, string>> = {
  DISCHARGED: 'Skrevet ut',
  DIED: 'Død',
  CANCELLED: 'Avlyst',
  LEFT_RECEPTION: 'Forlot mottak',
}

const timed = ({ id, kind, at, unit }: StayEventRow): Timed => ({
  id,
  kind,
  time: Date.parse(at),
  name: unit?.name ?? null,
})

/** From each place to the next one, the last until the end. */
function placesOf(events: readonly Timed[], until: number) {
  const changes = events.filter(({ kind, name }) => name && atPlace.includes(kind))
  const stops = changes.filter(({ name }, index) => name !== changes[index - 1]?.name)
  return stops.map(({ id, name, time }, index) => ({
    key: id,
    name: name ?? '',
    span: { from: time, until: Math.min(stops[index + 1]?.time ?? until, until) },
  }))
}

/** From each beginning to its end, or to the end of the stay. */
function spansBetween(
  events: readonly Timed[],
  begin: StayEventKind,
  end: StayEventKind,
  until: number,
): (Span & { key: string })[] {
  return events.flatMap(({ id, kind, time }, index) => {
    if (kind !== begin) return []
    const over = events.slice(index + 1).find((one) => one.kind === end)
    return [{ key: id, from: time, until: Math.min(over?.time ?? until, until) }]
  })
}

const round = (value: number) => Math.round(value * 10) / 10

/** Where everything of one stay stands in its picture; pure, so that it can be checked without one. */
export function drawingOfStay(size: DrawingSize, { events: all }: StayDetail, now: Date): StayDrawing | null {
  const { width, right, pitch, nameWidth, tickWidth } = sizes[size]
  const counting = currentOf(all)
  const events = counting.map(timed).toSorted((a, b) => a.time - b.time)
  const over = events.find(({ kind }) => ends.includes(kind))
  const until = over?.time ?? now.getTime()
  const places = placesOf(events, until)
  const from = Math.min(...events.map(({ time }) => time))
  if (places.length === 0) return null
  const names = [...new Set(places.map(({ name }) => name))]
  const left = nameWidth
    ? Math.min(250, Math.round(Math.max(...names.map(({ length }) => length)) * nameWidth) + 14)
    : 6
  const scale = (right - left - 8) / Math.max(until - from, hour)
  const x = (time: number) => round(left + (Math.min(Math.max(time, from), until) - from) * scale)
  const lanes = names.map((name, index) => ({ name, y: 30 + index * pitch }))
  const laneAt = (time: number) => {
    const place = places.findLast(({ span }) => span.from <= time) ?? places[0]
    return lanes.find(({ name }) => name === place?.name)?.y ?? 30
  }
  const part = (as: Part['as'], key: string, span: Span, y: number): Part => ({
    ...{ key: `${as} ${key}`, as, y, x: x(span.from) },
    width: round(Math.max(5, x(span.until) - x(span.from))),
  })
  // Whoever moves while ready or on leave is so at both wards.
  const along = (as: Part['as'], { key, ...span }: Span & { key: string }) =>
    places
      .map((place) => ({
        place,
        from: Math.max(span.from, place.span.from),
        until: Math.min(span.until, place.span.until),
      }))
      .filter((piece) => piece.until > piece.from)
      .map(({ place, ...piece }) => part(as, `${key} ${place.key}`, piece, laneAt(piece.from)))
  const counted = new Set(counting.map(({ id }) => id))
  const bottom = 30 + (lanes.length - 1) * pitch + (nameWidth ? 26 : 40)
  return {
    ...{ width, left, right, bottom, lanes, height: bottom + 26 },
    ticks: ticksOf(from, until, x, tickWidth),
    parts: [
      ...places.map(({ key, span }) => part('here', key, span, laneAt(span.from))),
      ...spansBetween(events, 'READY_FOR_DISCHARGE', 'READY_WITHDRAWN', until).flatMap((span) => along('ready', span)),
      ...spansBetween(events, 'LEAVE_STARTED', 'LEAVE_ENDED', until).flatMap((span) => along('leave', span)),
    ],
    struck: all.filter(({ id, kind }) => kind !== 'VOIDED' && !counted.has(id)).map(({ at }) => x(Date.parse(at))),
    end: { x: x(until), label: over ? (endText[over.kind] ?? '') : 'Nå' },
  }
}

/** Hours for a short stay, midnights for a long one; as many words as there is room for. */
function ticksOf(from: number, until: number, x: (time: number) => number, tickWidth: number) {
  const hours = (until - from) / hour
  const step = hours <= 8 ? 1 : hours <= 30 ? 6 : 24
  const full = Array.from({ length: Math.ceil(hours) + 1 }, (_, index) => (Math.floor(from / hour) + 1 + index) * hour)
  const clock = (time: number) => showTime(new Date(time)).slice(-5)
  const lines = full.filter((time) => time < until && Number(clock(time).slice(0, 2)) % step === 0)
  const room = Math.ceil((lines.length * tickWidth) / Math.max(1, x(until) - x(from)))
  return lines.map((time, index) => {
    const label = step === 24 ? showDay(new Date(time)) : clock(time)
    return { x: x(time), label: index % Math.max(1, room) === 0 && x(until) - x(time) > tickWidth ? label : null }
  })
}
