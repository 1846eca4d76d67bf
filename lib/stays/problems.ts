import type { DayProblem, TimeProblem } from '#lib/stays/times'

/** Why a row is not imported. */
export type ProblemCode =
  | TimeProblem
  | DayProblem
  | 'missing'
  | 'too_long'
  | 'unreadable'
  | 'mixed_encoding'
  | 'unknown_code'
  | 'unknown_unit'
  | 'not_a_ward'
  | 'not_a_reception'
  | 'no_start'
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

export type Problem = { column: string; code: ProblemCode; detail?: string }

/** Notes a problem and answers nothing, so that a rule can say both in one expression. */
export type Report = (column: string, code: ProblemCode, detail?: string) => undefined
