import { idnr } from '@navikt/fnrvalidator'
import type { Report } from '#lib/stays/problems'
import type { ImportedPatient, NamedPatients } from '#lib/stays/schema'
import { readDay } from '#lib/stays/times'

type Cell = (column: string) => string
type Deployment = 'production' | 'demo' | 'test'

const longestName = 200

/** The patient that the columns of a row name, or nothing when any of them cannot be true; what is wrong is reported. */
export function readPatient(cell: Cell, columns: NamedPatients, deployment: Deployment, today: string, report: Report) {
  const identityNumber = readNumber(cell(columns.identityNumber), columns.identityNumber, deployment, report)
  const birthDate = readBirthDate(cell(columns.birthDate), columns.birthDate, today, report)
  if (identityNumber && birthDate && datePart(identityNumber) !== birthDate.slice(2).replaceAll('-', ''))
    return report(columns.birthDate, 'other_birth_date')

  const givenName = readName(cell(columns.givenName), columns.givenName, report)
  const familyName = readName(cell(columns.familyName), columns.familyName, report)
  const { codes, column } = columns.sex
  const sex = codes[cell(column).toUpperCase()] ?? report(column, 'unknown_code', Object.keys(codes).join(', '))
  const municipalityNumber = cell(columns.municipalityNumber)
  if (!/^(\d{4})?$/.test(municipalityNumber)) return report(columns.municipalityNumber, 'bad_municipality')

  if (!identityNumber || !birthDate || !givenName || !familyName || !sex) return undefined
  const patient: ImportedPatient = { identityNumber, birthDate, givenName, familyName, sex }
  return municipalityNumber ? { ...patient, municipalityNumber } : patient
}

/** Production takes no invented numbers (month + 80), every other installation takes only them. */
function readNumber(text: string, column: string, deployment: Deployment, report: Report) {
  if (!text) return report(column, 'missing')
  const number = text.replace(/[\s.-]/g, '')
  const checked = idnr(number)
  if (checked.status === 'invalid') return report(column, 'bad_number')
  if (checked.type === 'hnr' || checked.type === 'dnr-and-hnr') return report(column, 'help_number')
  const synthetic = checked.type === 'tnr' || checked.type === 'dnr-and-tnr'
  if (synthetic === (deployment === 'production')) return report(column, synthetic ? 'synthetic_number' : 'real_number')
  return number
}

function readBirthDate(text: string, column: string, today: string, report: Report) {
  if (!text) return report(column, 'missing')
  const day = readDay(text)
  if (day === 'not_a_day' || day === 'no_such_day') return report(column, day)
  return day < '1880-01-01' || day > today ? report(column, 'no_such_day') : day
}

function readName(text: string, column: string, report: Report) {
  if (!text) return report(column, 'missing')
  return text.length > longestName ? report(column, 'too_long') : text
}

/** Year, month and day in an identity number, without what D-numbers and synthetic numbers add. */
function datePart(number: string) {
  const [day, month, year] = [number.slice(0, 2), number.slice(2, 4), number.slice(4, 6)].map(Number)
  return [year, (month ?? 0) % 80, (day ?? 0) % 40].map((part) => String(part).padStart(2, '0')).join('')
}
