import { showDate } from '#lib/dates'
import { monthsBefore, type ToldStay } from '#lib/patient-pages/rules'

const day = 86_400_000
const monthNames = ['jan', 'feb', 'mars', 'april', 'mai', 'juni', 'juli', 'aug', 'sep', 'okt', 'nov', 'des'] as const
const others = 'Andre avdelinger'

/** Sizes of the drawings; the narrow one is drawn for phones and not shrunken, the full one takes the whole page. */
const sizes = {
  full: { width: 1268, right: 1258, pitch: 56, nameWidth: 7.4, monthWidth: 46, days: true },
  wide: { width: 880, right: 870, pitch: 56, nameWidth: 7.4, monthWidth: 46, days: true },
  narrow: { width: 328, right: 322, pitch: 68, nameWidth: 0, monthWidth: 44, days: false },
} as const
export type Size = keyof typeof sizes

export type Asked = {
  stays: readonly ToldStay[]
  vip: { name: string; since: string } | null
  time: Date
  months: number
  lanes: number
}
type Mark = {
  id: string
  x: number
  y: number
  width: number
  acute: boolean
  tail: { from: number; until: number } | null
  /** Where the triangle stands, and its words where there is room for them. */
  readmission: { x: number; label: { x: number; end: boolean; days: number } | null } | null
}
export type Drawing = {
  width: number
  height: number
  left: number
  right: number
  bottom: number
  months: { x: number; label: string | null }[]
  lanes: { name: string; y: number }[]
  marks: Mark[]
  vip: { x: number; box: number; boxWidth: number; label: string } | null
  today: { x: number; y: number | null; label: string }
}

/** The ward of the VIP status first, then those with most stays; what there is no room for is drawn together. */
export function lanesOf(stays: readonly ToldStay[], vip: string | null, most: number): string[] {
  const counts = new Map<string, number>()
  for (const { unit, atReception } of stays) {
    const name = atReception ? null : unit
    if (name && name !== vip) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const wards = [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'nb')).map(([name]) => name)
  const named = vip ? [vip, ...wards] : wards
  const elsewhere = stays.some(({ unit, atReception }) => atReception || !unit)
  if (named.length <= most && !elsewhere) return named.length ? named : [others]
  return [...named.slice(0, most - 1), others]
}

/** Where everything stands in the drawing; pure, so that it can be checked without a picture. */
export function drawingOf(size: Size, { stays, vip, time, months, lanes: most }: Asked): Drawing {
  const { width, right, pitch, nameWidth, monthWidth, days } = sizes[size]
  const begin = monthsBefore(time, months).getTime()
  const shown = stays.filter(({ until }) => until === null || until >= begin)
  const names = lanesOf(shown, vip?.name ?? null, most)
  const longest = Math.max(...names.map((name) => name.length))
  const left = nameWidth ? Math.min(240, Math.round(longest * nameWidth) + 14) : 6
  const todayX = right - 18
  const x = (at: number) => round(left + ((Math.max(at, begin) - begin) / (time.getTime() - begin)) * (todayX - left))
  const lanes = names.map((name, index) => ({ name, y: 96 + index * pitch }))
  const yOf = ({ unit, atReception }: ToldStay) =>
    (lanes.find(({ name }) => !atReception && name === unit) ?? lanes.at(-1) ?? { y: 96 }).y
  const bottom = 96 + (lanes.length - 1) * pitch + 34
  const open = shown.find((stay) => stay.open)
  const vipX = vip && x(Date.parse(vip.since))
  return {
    width,
    height: bottom + 40,
    left,
    right,
    bottom,
    months: monthsOf(begin, time.getTime(), x, monthWidth, months > 12),
    lanes,
    marks: marksOf(shown, { x, yOf, until: time.getTime(), right, avoid: vipX, days }),
    vip: vip && vipX !== null ? vipBox(vipX, vip.since, size, right) : null,
    today: { x: todayX, y: open ? yOf(open) : null, label: open?.atReception ? 'I dag: i mottak' : 'I dag' },
  }
}

const round = (value: number) => Math.round(value * 10) / 10

function vipBox(x: number, since: string, size: Size, right: number) {
  const date = showDate(since)
  const label = `VIP fra ${size !== 'narrow' ? date : date.slice(0, 6)}`
  const boxWidth = size !== 'narrow' ? 150 : 112
  return { x, box: Math.min(x - 1, right - boxWidth), boxWidth, label }
}

/** A line at each first of a month, and as many names as there is room for; January has its year when there are two. */
function monthsOf(begin: number, end: number, x: (at: number) => number, monthWidth: number, years: boolean) {
  const perMonth = (x(end) - x(begin)) / ((end - begin) / (30.4 * day))
  const step = [1, 2, 3, 6].find((months) => months * perMonth >= monthWidth) ?? 12
  const lines: Drawing['months'] = []
  for (let first = nextFirst(begin); first <= end; first = nextFirst(first)) {
    const [month, at] = [new Date(first).getUTCMonth(), x(first)]
    const name = `${monthNames[month] ?? ''}${years && month === 0 ? ` ${new Date(first).getUTCFullYear()}` : ''}`
    const room = month % step === 0 && x(end) - at > monthWidth / 2
    lines.push({ x: at, label: room ? name : null })
  }
  return lines
}

function nextFirst(after: number) {
  const date = new Date(after)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

type Room = {
  x: (at: number) => number
  yOf: (stay: ToldStay) => number
  until: number
  right: number
  avoid: number | null
  days: boolean
}

function marksOf(stays: readonly ToldStay[], { x, yOf, until, right, avoid, days }: Room): Mark[] {
  const taken = new Map<number, [number, number][]>()
  const triangles = stays
    .filter(({ readmission }) => readmission !== null)
    .map((stay) => ({ y: yOf(stay), x: x(stay.from) }))
  return stays.map((stay) => {
    const [from, y] = [x(stay.from), yOf(stay)]
    const end = x(Math.min(stay.until ?? until, until))
    const width = round(Math.max(6, end - from))
    const gone = stay.until !== null && !stay.deceasedAt
    const tail =
      gone && stay.until !== null
        ? { from: round(from + width), until: Math.min(x(stay.until + 30 * day), right) }
        : null
    if (stay.readmission === null) return { id: stay.id, x: from, y, width, acute: stay.acute, tail, readmission: null }

    const middle = round(from + width / 2)
    const lane = taken.get(y) ?? []
    const isFree = (a: number, b: number) =>
      a >= 0 &&
      b <= right &&
      !(avoid !== null && avoid > a && avoid < b) &&
      lane.every(([c, d]) => b < c || a > d) &&
      triangles.every((other) => other.y !== y || other.x === from || other.x < a - 8 || other.x > b + 8)
    const spans = [
      { x: middle + 10, end: false, from: middle + 8, until: middle + 66 },
      { x: middle - 10, end: true, from: middle - 66, until: middle - 8 },
    ]
    const span = days ? spans.find((one) => isFree(one.from, one.until)) : undefined
    if (span) taken.set(y, [...lane, [span.from, span.until]])
    const label = span ? { x: span.x, end: span.end, days: stay.readmission } : null
    return { id: stay.id, x: from, y, width, acute: stay.acute, tail, readmission: { x: middle, label } }
  })
}
