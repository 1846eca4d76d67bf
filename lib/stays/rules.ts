import { dayOf } from '#lib/clock'
import { readPatient } from '#lib/stays/person-rules'
import type { Problem, Report } from '#lib/stays/problems'
import type { InventedPerson, KnownUnits, Mapping, Moment, Moments, StayToImport } from '#lib/stays/schema'
import { readTime } from '#lib/stays/times'

export type Cells = Readonly<Record<string, string>>

/** What a row is judged against. */
export type World = {
  units: KnownUnits
  deployment: 'production' | 'demo' | 'test'
  now: Date
  /** Who the subjects are, when the mapping invents people. */
  people?: ReadonlyMap<string, InventedPerson>
}

const day = 24 * 60 * 60_000

/** A later time may not come before an earlier one; the two odd orders that are kept and marked are not listed. */
const order: readonly [Moment, Moment][] = [
  ['ARRIVED', 'ON_WARD'],
  ['ARRIVED', 'READY_FOR_DISCHARGE'],
  ['ADMITTED', 'READY_FOR_DISCHARGE'],
  ['ARRIVED', 'DISCHARGED'],
  ['ADMITTED', 'DISCHARGED'],
  ['ON_WARD', 'DISCHARGED'],
  ['READY_FOR_DISCHARGE', 'DISCHARGED'],
  ['ARRIVED', 'DIED'],
  ['ADMITTED', 'DIED'],
]

/** Without one of these nothing has happened yet. */
const starts: readonly Moment[] = ['ARRIVED', 'ADMITTED', 'CANCELLED']

/** The columns that a mapping reads, in the order they are explained. */
export function columnsOf({ externalId, moments, urgency, ward, reception, patients }: Mapping): string[] {
  const units = [ward, reception].flatMap((from) => ('column' in from ? [from.column] : []))
  if ('subject' in patients) return [externalId, patients.subject, ...units, ...Object.values(moments), urgency.column]
  const { sex, ...named } = patients
  return [externalId, ...Object.values(named), sex.column, ...units, ...Object.values(moments), urgency.column]
}

/** One row as a stay with its events, or everything that is wrong with it. */
export function readStay(cells: Cells, mapping: Mapping, world: World): StayToImport | Problem[] {
  const problems: Problem[] = []
  const report: Report = (column, code, detail) => void problems.push(detail ? { column, code, detail } : { column, code })
  const cell = (column: string) => cells[column] ?? ''

  checkTexts(cell, mapping, report)
  const externalId = readExternalId(cell, mapping, report)
  const urgency = readUrgency(cell, mapping, report)
  const who = readWho(cell, mapping, world, report)
  const moments = moved(readMoments(cell, mapping, report), who?.subject?.shiftDays ?? 0)
  checkMoments(moments, mapping, world, who?.patient.birthDate, report)
  const events = eventsOf(moments, cell, mapping, world, report)

  if (problems.length > 0 || !externalId || !urgency || !who) return problems
  return { externalId, urgency, ...who, events }
}

type Cell = (column: string) => string

/** No column that is read may hold signs that cannot be stored or that show a wrong encoding. */
function checkTexts(cell: Cell, mapping: Mapping, report: Report) {
  for (const column of columnsOf(mapping)) {
    const text = cell(column)
    if (/[\p{Cc}\uFFFD]/u.test(text)) report(column, 'unreadable')
    // What æ, ø, å and their capitals become when UTF-8 is read as Latin-1.
    else if (/Ã[¦¸¥†˜…]/.test(text)) report(column, 'mixed_encoding')
  }
}

function readExternalId(cell: Cell, { externalId }: Mapping, report: Report) {
  const text = cell(externalId)
  if (!text) return report(externalId, 'missing')
  return text.length > 100 ? report(externalId, 'too_long') : text
}

function readUrgency(cell: Cell, { urgency: { column, codes } }: Mapping, report: Report) {
  return codes[cell(column).toUpperCase()] ?? report(column, 'unknown_code', Object.keys(codes).join(', '))
}

function readWho(cell: Cell, { patients }: Mapping, { people, deployment, now }: World, report: Report) {
  if (!('subject' in patients)) {
    const patient = readPatient(cell, patients, deployment, dayOf(now), report)
    return patient && { patient, subject: undefined }
  }
  const name = cell(patients.subject)
  const person = people?.get(name)
  if (!person) return report(patients.subject, 'missing')
  return { patient: person.patient, subject: { name, shiftDays: person.shiftDays } }
}

/** The times of a row as they stand in it. */
export function readMoments(cell: Cell, { moments, zone }: Mapping, report: Report): Moments {
  const read: Moments = {}
  for (const [moment, column] of Object.entries(moments) as [Moment, string][]) {
    const text = cell(column)
    if (!text) continue
    const time = readTime(text, zone)
    if (time instanceof Date) read[moment] = time
    else report(column, time)
  }
  return read
}

/** The same times so many whole days later, or earlier; what lies between two of them stays as it was. */
const moved = (moments: Moments, days: number): Moments =>
  Object.fromEntries(Object.entries(moments).map(([moment, at]) => [moment, new Date(at.getTime() + days * day)]))

function checkMoments(moments: Moments, mapping: Mapping, { now }: World, birthDate: string | undefined, report: Report) {
  const column = (moment: Moment) => mapping.moments[moment] ?? ''
  const given = Object.entries(moments) as [Moment, Date][]
  for (const [moment, at] of given) {
    if (at > now) report(column(moment), 'in_future')
    else if (birthDate && dayOf(at) < birthDate) report(column(moment), 'before_birth')
  }
  for (const [earlier, later] of order) {
    const [first, second] = [moments[earlier], moments[later]]
    if (first && second && second < first) report(column(later), 'too_early', column(earlier))
  }
}

function eventsOf(times: Moments, cell: Cell, mapping: Mapping, world: World, report: Report): StayToImport['events'] {
  if (starts.every((moment) => !cell(mapping.moments[moment] ?? '')))
    report(mapping.moments.ADMITTED ?? '', 'no_start', mapping.moments.ARRIVED)

  const straight = mapping.directToWard && !times.ARRIVED && times.ADMITTED ? { ON_WARD: times.ADMITTED } : {}
  const moments: Moments = { ...straight, ...times }
  const ward = readUnit('ward', cell, mapping, world, report)
  const reception = readUnit('reception', cell, mapping, world, report)
  if (!ward && 'column' in mapping.ward && !cell(mapping.ward.column) && (moments.ADMITTED || moments.ON_WARD))
    report(mapping.ward.column, 'missing')

  const place: Partial<Record<Moment, string | undefined>> = {
    ARRIVED: reception,
    ON_WARD: ward,
    READY_FOR_DISCHARGE: ward,
    DISCHARGED: ward,
  }
  return (Object.entries(moments) as [Moment, Date][]).map(([kind, at]) => {
    const unitId = place[kind]
    return unitId ? { kind, at, unitId } : { kind, at }
  })
}

function readUnit(which: 'ward' | 'reception', cell: Cell, mapping: Mapping, { units }: World, report: Report) {
  const from = mapping[which]
  const column = 'column' in from ? from.column : ''
  const text = 'column' in from ? cell(from.column) : String(from.resh)
  if (!text) return undefined
  const unit = /^\d{1,9}$/.test(text) ? units.get(Number(text)) : undefined
  if (!unit) return report(column, 'unknown_unit', text)
  if (which === 'reception' && unit.kind !== 'RECEPTION') return report(column, 'not_a_reception')
  if (which === 'ward' && unit.kind !== 'WARD') return report(column, 'not_a_ward')
  return unit.id
}
