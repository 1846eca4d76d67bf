import type { AnswerInput, Clearance, ReceiveInput, RedirectInput } from '#lib/fast-tracks/schema'
import type { Actor } from '#lib/permissions'
import { ok, refuse, type Result } from '#lib/result'
import type { DeviationReason, FastTrackStatus, RefusalReason, StayStatus, UnitKind } from '#prisma/generated/enums'

const minute = 60_000

export type FastTrackRefusal =
  | 'no_status'
  | 'withdrawn'
  | 'ward_closed'
  | 'treat_first'
  | 'left_reception'
  | 'over'
  | 'not_asked'
  | 'changed'
  | 'refused_before'
  | 'same_ward'
  | 'no_ward'
  | 'deviation_missing'
  | 'move_day'
  | 'cleared_time'

/** A triage that says treat first and that nobody has cleared. */
export type Standing = { triageId: string; at: Date } | null

export type Start = {
  stayStatus: StayStatus
  run: FastTrackStatus | null
  vipWard: { id: string; closedAt: Date | null } | null
  standing: Standing
}

/** Fast track never bypasses triage: it does not start while somebody is to be treated first. Started twice is one run. */
export function decideStart(
  { stayStatus, run, vipWard, standing }: Start,
  _input: unknown,
  time: Date,
): Result<{ wardId: string | null }, FastTrackRefusal> {
  if (run === 'CANCELLED') return refuse('withdrawn')
  if (run) return ok({ wardId: null })
  if (stayStatus !== 'ARRIVED' && stayStatus !== 'IN_RECEPTION') return refuse('left_reception')
  if (!vipWard) return refuse('no_status')
  if (vipWard.closedAt && vipWard.closedAt <= time) return refuse('ward_closed')
  if (standing) return refuse('treat_first')
  return ok({ wardId: vipWard.id })
}

export type Run = {
  id: string
  status: FastTrackStatus
  wardId: string
  vipWardId: string
  version: number
  standing: Standing
}

/** Which acts a run allows in each of its states; the pages hide by the same table that refuses. */
export const open: Record<FastTrackStatus, { answer: boolean; receive: boolean; redirect: boolean }> = {
  ASKED: { answer: true, receive: true, redirect: true },
  ACCEPTED: { answer: true, receive: true, redirect: true },
  DELAYED: { answer: true, receive: true, redirect: true },
  REFUSED: { answer: true, receive: false, redirect: true },
  RECEIVED: { answer: false, receive: false, redirect: false },
  CANCELLED: { answer: false, receive: false, redirect: false },
}

/** The columns of a run that an answer, a reception or another ward sets; what no longer holds is emptied. */
export type RunChange = {
  status: FastTrackStatus
  wardId: string
  askedAt?: Date
  answeredAt: Date | null
  expectedAt: Date | null
  refusal: RefusalReason | null
  deviation?: DeviationReason | null
  moveOn?: Date | null
  receivedAt?: Date
  minutes: number | null
  clearance?: Clearance & { triageId: string }
}

const asked = (run: Run, version: number, actor: Pick<Actor, 'unit'>): FastTrackRefusal | null => {
  if (!open[run.status].answer) return 'over'
  if (run.wardId !== actor.unit?.id) return 'not_asked'
  return run.version === version ? null : 'changed'
}

/** Only the ward that is asked now answers, and it may change its mind until the patient is there. */
export function decideAnswer(
  run: Run,
  { version, answer, minutes, refusal }: AnswerInput,
  time: Date,
  actor: Pick<Actor, 'unit'>,
): Result<RunChange, FastTrackRefusal> {
  const problem = asked(run, version, actor)
  if (problem) return refuse(problem)
  const status = ({ NOW: 'ACCEPTED', IN_MINUTES: 'DELAYED', CANNOT: 'REFUSED' } as const)[answer]
  const expectedAt = minutes === null ? null : new Date(time.getTime() + minutes * minute)
  return ok({ status, wardId: run.wardId, answeredAt: time, expectedAt, refusal, minutes })
}

/** The clock stops. While the safety band stands, somebody must have said that the patient may be moved. */
export function decideReceive(
  run: Run,
  { version, clearedBy, clearedRole, clearedAt }: ReceiveInput,
  time: Date,
  actor: Pick<Actor, 'unit'>,
): Result<RunChange, FastTrackRefusal> {
  const problem = asked(run, version, actor)
  if (problem) return refuse(problem)
  if (!open[run.status].receive) return refuse('refused_before')
  const received = {
    status: 'RECEIVED' as const,
    wardId: run.wardId,
    answeredAt: time,
    expectedAt: null,
    refusal: null,
    receivedAt: time,
    minutes: null,
  }
  if (!run.standing) return ok(received)
  if (!clearedBy || !clearedRole || !clearedAt) return refuse('treat_first')
  if (!isClearedInTime(run.standing.at, clearedAt, time)) return refuse('cleared_time')
  return ok({ ...received, clearance: { triageId: run.standing.triageId, clearedBy, clearedRole, clearedAt } })
}

/** Written to the minute, so the minute of the triage itself counts as after it. */
export const isClearedInTime = (triagedAt: Date, clearedAt: Date, time: Date) =>
  clearedAt.getTime() > triagedAt.getTime() - minute && clearedAt.getTime() <= time.getTime() + minute

/** Started by mistake: the run ends, the arrival and its clock go on, and every ward is left in peace. */
export function decideWithdraw(run: Run, { version }: ReceiveInput): Result<RunChange, FastTrackRefusal> {
  if (!open[run.status].redirect) return refuse('over')
  if (run.version !== version) return refuse('changed')
  const emptied = { answeredAt: null, expectedAt: null, refusal: null, minutes: null }
  return ok({ status: 'CANCELLED', wardId: run.wardId, ...emptied })
}

export type Ward = { id: string; kind: UnitKind; organisationId: string; closedAt: Date | null } | null

/** Another ward than the own needs a coded reason and a day for moving; back to the own ward needs neither. */
export function decideRedirect(
  { run, ward, today }: { run: Run; ward: Ward; today: string },
  { version, deviation, moveOn }: RedirectInput,
  time: Date,
  actor: Pick<Actor, 'organisation'>,
): Result<RunChange, FastTrackRefusal> {
  if (!open[run.status].redirect) return refuse('over')
  if (run.version !== version) return refuse('changed')
  if (!ward || ward.kind !== 'WARD' || ward.organisationId !== actor.organisation?.id) return refuse('no_ward')
  if (ward.closedAt && ward.closedAt <= time) return refuse('ward_closed')
  if (ward.id === run.wardId) return refuse('same_ward')
  const again = {
    status: 'ASKED' as const,
    wardId: ward.id,
    askedAt: time,
    answeredAt: null,
    expectedAt: null,
    refusal: null,
    minutes: null,
  }
  if (ward.id === run.vipWardId) return ok({ ...again, deviation: null, moveOn: null })
  if (!deviation || !moveOn) return refuse('deviation_missing')
  const day = Date.parse(moveOn)
  if (day < Date.parse(today) || day > Date.parse(today) + 60 * 24 * 60 * minute) return refuse('move_day')
  return ok({ ...again, deviation, moveOn: new Date(day) })
}
