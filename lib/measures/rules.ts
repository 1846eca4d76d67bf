import { daysBetween } from '#lib/dates'
import { ok, refuse, type Result } from '#lib/result'
import type { MeasureStatus } from '#prisma/generated/enums'

const latest = 1_825

export type AddRefusal = 'due_past' | 'due_far'
/** A deadline is today at the earliest; both days `YYYY-MM-DD`. */
export function mayAdd({ dueOn }: { dueOn: string }, today: string): Result<null, AddRefusal> {
  const days = daysBetween(today, dueOn)
  if (days < 0) return refuse('due_past')
  return days > latest ? refuse('due_far') : ok(null)
}

type Promised = { status: MeasureStatus; organisationId: string | null }
type Whose = { organisation: { id: string } | null; isCitizen: boolean }

/** Whether somebody answers for it: of the organisation that is to do it, or the patient's own side. */
export const isTheirs = ({ organisationId }: Promised, { organisation, isCitizen }: Whose) =>
  organisationId === null ? isCitizen : organisation?.id === organisationId

export type PromiseRefusal = 'not_theirs' | 'not_asked' | 'not_promised'
export function mayAnswer(promise: Promised, whose: Whose): Result<null, PromiseRefusal> {
  if (!isTheirs(promise, whose)) return refuse('not_theirs')
  return promise.status === 'ASKED' ? ok(null) : refuse('not_asked')
}
export function mayEnd(promise: Promised, whose: Whose): Result<null, PromiseRefusal> {
  if (!isTheirs(promise, whose)) return refuse('not_theirs')
  return promise.status === 'ACCEPTED' ? ok(null) : refuse('not_promised')
}

export type PromiseState = 'ASKED' | 'REFUSED' | 'RUNNING' | 'LATE' | 'KEPT' | 'KEPT_LATE' | 'BROKEN'
/** Days `YYYY-MM-DD`. */
type Ledger = { status: MeasureStatus; due: string; ended: string | null }

/** What a promise has come to: on the day itself it is not late yet. */
export function promiseState({ status, due, ended }: Ledger, today: string): PromiseState {
  if (status === 'KEPT') return ended && ended > due ? 'KEPT_LATE' : 'KEPT'
  if (status === 'REFUSED' || status === 'BROKEN') return status
  if (today > due) return 'LATE'
  return status === 'ASKED' ? 'ASKED' : 'RUNNING'
}

const order: readonly PromiseState[] = ['LATE', 'ASKED', 'RUNNING', 'REFUSED', 'BROKEN', 'KEPT_LATE', 'KEPT']
/** What is late first, then what waits for an answer, and by deadline. */
export const byUrgency = <Row extends { state: PromiseState; dueOn: Date }>(rows: readonly Row[]) =>
  rows.toSorted(
    (one, other) =>
      order.indexOf(one.state) - order.indexOf(other.state) || one.dueOn.getTime() - other.dueOn.getTime(),
  )
