import { dayOf } from '#lib/clock'
import { readDay, readTime } from '#lib/local-time'
import { entriesOf, eventsOf, isBornOn, misplacedIn, movedBy, readNumber } from '#lib/stays/rules'
import {
  columnsOf,
  type ImportedPatient,
  type InventedPerson,
  type KnownUnits,
  type Mapping,
  type Moment,
  type Moments,
  type NamedPatients,
  type Problem,
  type ProblemCode,
  type StayToImport,
} from '#lib/stays/schema'
import type { Result } from '#lib/result'

/** What a row is judged against. */
export type World = {
  units: KnownUnits
  deployment: 'production' | 'demo' | 'test'
  now: Date
  /** Who the subjects are, when the mapping invents people. */
  people: ReadonlyMap<string, InventedPerson>
}
export type Cells = ReadonlyMap<string, string>
type Report = (column: string, code: ProblemCode, detail?: string) => undefined
type Row = { cell: (column: string) => string; mapping: Mapping; report: Report }

const day = 86_400_000
const longestId = 100
const longestName = 200
/** Without one of these nothing has begun. */
const starts: readonly Moment[] = ['ARRIVED', 'ADMITTED', 'CANCELLED']

const columns = new WeakMap<Mapping, readonly string[]>()
function readColumns(mapping: Mapping) {
  const known = columns.get(mapping) ?? columnsOf(mapping)
  columns.set(mapping, known)
  return known
}

/** One row as a stay with its events, or everything that is wrong with it. */
export function readStay(cells: Cells, mapping: Mapping, world: World): StayToImport | Problem[] {
  const problems: Problem[] = []
  const row: Row = {
    cell: (column) => cells.get(column) ?? '',
    mapping,
    report: (column, code, detail) => void problems.push({ column, code, ...(detail && { detail }) }),
  }
  checkTexts(row)
  const externalId = readText(row, mapping.externalId, longestId)
  const urgency = readCode(row, mapping.urgency)
  const who = readWho(row, world)
  const moments = movedBy(who?.subject?.shiftDays ?? 0, readMoments(row))
  checkMoments(row, moments, who?.patient.birthDate, world.now)
  const events = eventsOf(moments, { ...readPlaces(row, moments, world), directToWard: mapping.directToWard })
  if (problems.length > 0 || !externalId || !urgency || !who) return problems
  return { externalId, urgency, ...who, events }
}

/** When a subject came and left, as it stands in the row; unreadable times are for `readStay` to report. */
export function readSubject(cells: Cells, mapping: Mapping, subjectColumn: string) {
  const row: Row = { cell: (column) => cells.get(column) ?? '', mapping, report: () => undefined }
  const { ADMITTED: first, DISCHARGED: last } = readMoments(row)
  return { subject: row.cell(subjectColumn), first, last: last ?? first }
}

/** No column that is read may hold signs that cannot be stored, or that show a wrong encoding. */
function checkTexts({ cell, mapping, report }: Row) {
  for (const column of readColumns(mapping)) {
    if (/[\p{Cc}\uFFFD]/u.test(cell(column))) report(column, 'unreadable')
    // What æ, ø, å and their capitals become when UTF-8 is read as Latin-1.
    else if (/Ã[¦¸¥†˜…]/.test(cell(column))) report(column, 'mixed_encoding')
  }
}

function readText({ cell, report }: Row, column: string, longest: number) {
  const text = cell(column)
  if (!text) return report(column, 'missing')
  return text.length > longest ? report(column, 'too_long') : text
}

function readCode<Value>(
  { cell, report }: Row,
  { column, codes }: { column: string; codes: Readonly<Record<string, Value>> },
) {
  const code = cell(column).toUpperCase()
  return Object.hasOwn(codes, code) ? codes[code] : report(column, 'unknown_code', Object.keys(codes).join(', '))
}

/** The value, or nothing once its refusal is reported. */
const accept = <Value>({ report }: Row, column: string, read: Result<Value, ProblemCode>) =>
  read.ok ? read.value : report(column, read.refusal)

function readWho(row: Row, { people, deployment, now }: World) {
  const { patients } = row.mapping
  if ('sex' in patients) {
    const patient = readPatient(row, patients, deployment, now)
    return patient && { patient, subject: undefined }
  }
  const name = row.cell(patients.subject)
  const person = people.get(name)
  if (!person) return row.report(patients.subject, name ? 'no_span' : 'missing')
  return { patient: person.patient, subject: { name, shiftDays: person.shiftDays } }
}

function readPatient(row: Row, columns: NamedPatients, deployment: World['deployment'], now: Date) {
  const { cell, report } = row
  const numberText = readText(row, columns.identityNumber, longestId)
  const identityNumber = numberText && accept(row, columns.identityNumber, readNumber(numberText, deployment))
  const birthText = readText(row, columns.birthDate, longestId)
  const birthDate = birthText && accept(row, columns.birthDate, readDay(birthText))
  if (birthDate && Date.parse(birthDate) > now.getTime() - day && birthDate > dayOf(now))
    report(columns.birthDate, 'in_future')
  else if (identityNumber && birthDate && !isBornOn(identityNumber, birthDate))
    report(columns.birthDate, 'other_birth_date')

  const givenName = readText(row, columns.givenName, longestName)
  const familyName = readText(row, columns.familyName, longestName)
  const sex = readCode(row, columns.sex)
  const municipalityNumber = cell(columns.municipalityNumber)
  if (!/^(\d{4})?$/.test(municipalityNumber)) report(columns.municipalityNumber, 'bad_municipality')
  if (!identityNumber || !birthDate || !givenName || !familyName || !sex) return undefined
  const patient: ImportedPatient = { identityNumber, birthDate, givenName, familyName, sex }
  return municipalityNumber ? { ...patient, municipalityNumber } : patient
}

function readMoments(row: Row): Moments {
  const read: Moments = {}
  for (const [moment, column] of Object.entries(row.mapping.moments) as [Moment, string][]) {
    const text = row.cell(column)
    const time = text && accept(row, column, readTime(text, row.mapping.zone))
    if (time) read[moment] = time
  }
  return read
}

function checkMoments({ cell, mapping, report }: Row, moments: Moments, birthDate: string | undefined, now: Date) {
  const columnOf = (moment: Moment | undefined) => (moment && mapping.moments[moment]) ?? ''
  if (starts.every((moment) => !cell(columnOf(moment)))) report(columnOf('ADMITTED'), 'no_start')
  for (const { moment, code, than } of misplacedIn(moments, now)) report(columnOf(moment), code, columnOf(than))
  if (!birthDate) return
  // Two days later no zone is on that day any more, and the calendar need not be asked.
  const surely = Date.parse(birthDate) + 2 * day
  for (const [moment, at] of entriesOf(moments))
    if (at.getTime() < surely && dayOf(at) < birthDate) report(columnOf(moment), 'before_birth')
}

function readPlaces(row: Row, moments: Moments, { units }: World) {
  const { ward, reception } = row.mapping
  const find = (from: Mapping['ward'], kind: 'WARD' | 'RECEPTION') => {
    const column = 'column' in from ? from.column : ''
    const text = 'column' in from ? row.cell(from.column) : String(from.resh)
    if (!text) return undefined
    const unit = /^\d{1,9}$/.test(text) ? units.get(Number(text)) : undefined
    if (!unit) return row.report(column, 'unknown_unit', text)
    if (unit.kind === kind) return unit.id
    return row.report(column, kind === 'WARD' ? 'not_a_ward' : 'not_a_reception')
  }
  // Whoever only came to the reception belongs to no ward yet.
  const needsWard = moments.ADMITTED ?? moments.ON_WARD
  if (needsWard && 'column' in ward && !row.cell(ward.column)) row.report(ward.column, 'missing')
  return { ward: find(ward, 'WARD'), reception: find(reception, 'RECEPTION') }
}
