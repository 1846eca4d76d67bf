import { z } from 'zod'
import type { Sex, StayEventKind, UnitKind, Urgency } from '#prisma/generated/enums'

/** The times that a row can tell; each becomes one event. */
export type Moment = Exclude<
  StayEventKind,
  'IN_RECEPTION' | 'LEAVE_STARTED' | 'LEAVE_ENDED' | 'READY_WITHDRAWN' | 'VOIDED'
>
export type Moments = Partial<Record<Moment, Date>>

export type ImportedPatient = {
  identityNumber: string
  givenName: string
  familyName: string
  /** `YYYY-MM-DD` */
  birthDate: string
  sex: Sex
  municipalityNumber?: string
}

/** Somebody invented for a subject of an export without names, and by how many whole days its times are moved. */
export type InventedPerson = { patient: ImportedPatient; shiftDays: number }
/** When a subject's stays began and ended, before any moving. */
export type Span = { first: Date; last: Date }

type UnitFrom = { column: string } | { resh: number }
type Coded<Value> = { column: string; codes: Readonly<Record<string, Value>> }

export type NamedPatients = {
  identityNumber: string
  givenName: string
  familyName: string
  birthDate: string
  sex: Coded<Sex>
  municipalityNumber: string
}
export type InventedPatients = {
  subject: string
  /** @param taken identity numbers that already belong to other subjects */
  invent: (subject: string, span: Span, now: Date, taken: ReadonlySet<string>) => InventedPerson
}

/** What the columns and codes of one kind of export mean. Its name is also the name of the source in the database. */
export type Mapping = {
  name: string
  /** The zone of times that carry no offset. */
  zone: string
  /** The one organisation that this export belongs to; otherwise it is named at the start. */
  organisationNumber?: string
  externalId: string
  moments: Partial<Record<Moment, string>>
  urgency: Coded<Urgency>
  ward: UnitFrom
  reception: UnitFrom
  patients: NamedPatients | InventedPatients
  /** Whoever was admitted without an arrival came straight to the ward. */
  directToWard: boolean
  /** Columns that may be left out of the file. */
  optional: readonly string[]
  /** Columns that are known and on purpose not read. */
  ignored: readonly string[]
}

/** The columns that a mapping reads, in the order they are explained. */
export function columnsOf({ externalId, moments, urgency, ward, reception, patients }: Mapping): string[] {
  const units = [ward, reception].flatMap((from) => ('column' in from ? [from.column] : []))
  const { sex, ...named } = 'sex' in patients ? patients : { sex: undefined, subject: patients.subject }
  const who = [...Object.values(named), ...(sex ? [sex.column] : [])]
  return [externalId, ...who, ...units, ...Object.values(moments), urgency.column]
}

/** The unit is known by its RESH number. */
export type KnownUnits = ReadonlyMap<number, { id: string; kind: UnitKind }>

export type StayToImport = {
  externalId: string
  urgency: Urgency
  patient: ImportedPatient
  subject?: { name: string; shiftDays: number }
  events: { kind: Moment; at: Date; unitId?: string }[]
}

/** What the database answers about one batch. */
export const batchAnswer = z.strictObject({
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  registered: z.int(),
  marked: z.int(),
  /** The lines of stays that were another patient's before. */
  conflicts: z.array(z.int()),
  patients: z.array(z.uuid()),
})
export type BatchAnswer = z.output<typeof batchAnswer>

/** Why a row is not imported; `text.ts` says it in words. */
export type ProblemCode =
  | 'not_a_time'
  | 'no_clock'
  | 'no_such_time'
  | 'summer_gap'
  | 'summer_twice'
  | 'not_a_day'
  | 'no_such_day'
  | 'missing'
  | 'too_long'
  | 'unreadable'
  | 'mixed_encoding'
  | 'unknown_code'
  | 'unknown_unit'
  | 'not_a_ward'
  | 'not_a_reception'
  | 'no_start'
  | 'no_span'
  | 'too_early'
  | 'in_future'
  | 'before_birth'
  | 'bad_number'
  | 'help_number'
  | 'real_number'
  | 'synthetic_number'
  | 'other_birth_date'
  | 'bad_municipality'
  | 'too_few_columns'
  | 'too_many_columns'
  | 'open_quote'
  | 'stray_quote'
  | 'line_too_long'
  | 'duplicate'
  | 'other_patient'
  | 'batch_failed'

/** An empty column means the whole line. */
export type Problem = { column: string; code: ProblemCode; detail?: string }

/** Why a whole file is not imported. */
export type StopCode =
  | 'no_file'
  | 'is_directory'
  | 'not_a_file'
  | 'unreadable_file'
  | 'empty'
  | 'bad_header'
  | 'missing_columns'
  | 'repeated_columns'
  | 'no_organisation'
  | 'other_organisation'
  | 'unknown_organisation'
  | 'not_a_hospital'
  | 'missing_units'
  | 'invents_in_production'
  | 'rejects_are_the_file'
  | 'rejects_unwritable'

export type Summary = {
  read: number
  new: number
  changed: number
  unchanged: number
  registered: number
  marked: number
  rejected: number
  /** Columns that the mapping does not know. */
  unread: string[]
  endsWithLineBreak: boolean
  /** The line after which nothing more was tried, when it did not come to the end, and why. */
  stoppedAfter?: number
  cause?: StopCause
  /** The line that an interrupted run had come to, when this one went on from there. */
  resumedAfter?: number
  /** The file is another than when it was interrupted, so that all of it was read again. */
  otherFile: boolean
}
/** Asked to, the session was ended, the database was lost or refused too much, or the file was changed underway. */
export type StopCause = 'asked' | 'session_ended' | 'lost' | 'refused' | 'file_changed'
export type Outcome = { ok: true; summary: Summary } | { ok: false; stop: StopCode; detail?: string }
