import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'
import type { StayToImport } from '#lib/stays/schema'

/** The table of the connection that a batch is sent to. */
export const staging = `pg_temp.staged_stay (line, id, external_id, urgency, patient_id, identity_number, given_name, family_name,
  birth_date, sex, municipality_number, subject, shift_days, event_ids, kinds, times, units)`

/** A stay as a line of PostgreSQL's text format, in the order of the columns above, with new ids. */
export function stagingLine(line: number, { externalId, urgency, patient, subject, events }: StayToImport) {
  const list = (values: readonly string[]) => `{${values.join(',')}}`
  const cells = [
    String(line),
    uuid(),
    quote(externalId),
    urgency,
    uuid(),
    patient.identityNumber,
    quote(patient.givenName),
    quote(patient.familyName),
    patient.birthDate,
    patient.sex,
    patient.municipalityNumber ?? nothing,
    subject ? quote(subject.name) : nothing,
    subject ? String(subject.shiftDays) : nothing,
    list(events.map(() => uuid())),
    list(events.map(({ kind }) => kind)),
    list(events.map(({ at }) => at.toISOString())),
    list(events.map(({ unitId }) => unitId ?? 'NULL')),
  ]
  return `${cells.join('\t')}\n`
}

/** Randomness is fetched for a thousand ids at once. */
const pool = Buffer.alloc(16_000)
let used = pool.length
function uuid() {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 16
  return v7({ random: pool.subarray(used - 16, used) })
}

const nothing = '\\N'
const signs: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const quote = (text: string) => text.replace(/[\\\t\n\r]/g, (sign) => signs[sign] ?? sign)
