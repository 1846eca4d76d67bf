import { daysBetween } from '#lib/dates'
import type { DecideInput } from '#lib/decisions/schema'
import { type HoldRefusal, type Lack, mayHold, type Standing } from '#lib/held-meetings/rules'
import { ok, refuse, type Result } from '#lib/result'
import type { CaseStatus, DecisionOutcome, MeetingPurpose, MeetingStatus } from '#prisma/generated/enums'

/** What a meeting can say, by what it is for. */
export const outcomesOf: Record<MeetingPurpose, readonly DecisionOutcome[]> = {
  VIP_DECISION: ['YES', 'NO', 'POSTPONED'],
  EVALUATION: ['CONTINUE', 'END', 'POSTPONED'],
  DISCHARGE_PLANNING: [],
  NETWORK: [],
}
const open: Partial<Record<MeetingPurpose, readonly CaseStatus[]>> = {
  VIP_DECISION: ['MEETING_CALLED'],
  EVALUATION: ['ACTIVE', 'UNDER_REVIEW'],
}
/** Outcomes that are looked at again on a day. */
export const reviewed: readonly DecisionOutcome[] = ['YES', 'CONTINUE', 'POSTPONED']
const latestReview = 730

/** What stands when the decision is made. */
export type Deciding = {
  /** The day in Norway, `YYYY-MM-DD`. */
  today: string
  purpose: MeetingPurpose
  status: MeetingStatus
  startsAt: Date | null
  standing: Standing
  caseStatus: CaseStatus | null
  /** How many decisions there are. */
  decisions: number
  lacks: readonly Lack[]
  /** The newest recorded answer of whoever may give it now. */
  answer: { agrees: boolean } | null
  representations: readonly string[]
  wards: readonly string[]
  /** The criteria that the hospital and the patient's municipality have approved, and how many there are. */
  criteria: { id: string; count: number } | null
}

export type DecideRefusal =
  | HoldRefusal
  | 'conflict'
  | 'not_here'
  | 'case_moved'
  | 'no_review'
  | 'review_past'
  | 'review_far'
  | 'no_ward'
  | 'no_answer'
  | 'patient_said_no'
  | 'not_representative'
  | 'answer_ahead'
  | 'no_criteria'
  | `lacks_${Lack}`

/**
 * The rule of the model: a yes needs the yes of the patient or whoever may say it for the patient, and a meeting at which
 * patient, municipality, GP and hospital are represented. A no of the patient's is binding.
 */
export function decideStatus(now: Deciding, input: DecideInput, time: Date): Result<{ at: Date }, DecideRefusal> {
  const held = mayHold(now, 'leads', time)
  if (!held.ok) return held
  if (!outcomesOf[now.purpose].includes(input.outcome)) return refuse('not_here')
  if (!now.caseStatus || !open[now.purpose]?.includes(now.caseStatus)) return refuse('case_moved')
  if (now.decisions !== input.seen) return refuse('conflict')
  if (input.answer?.by && !now.representations.includes(input.answer.by)) return refuse('not_representative')
  if (input.answer?.givenAt && input.answer.givenAt > time) return refuse('answer_ahead')
  const review = reviewRefusal(input, now.today)
  if (review) return refuse(review)
  const agrees = (input.answer ?? now.answer)?.agrees
  if ((input.outcome === 'YES' || input.outcome === 'CONTINUE') && agrees === false) return refuse('patient_said_no')
  if (input.outcome !== 'YES') return ok({ at: time })
  if (agrees === undefined) return refuse('no_answer')
  if (!input.ward || !now.wards.includes(input.ward)) return refuse('no_ward')
  const [lack] = now.lacks
  if (lack) return refuse(`lacks_${lack}` as const)
  if (!now.criteria || input.met.some((place) => place > (now.criteria?.count ?? 0))) return refuse('no_criteria')
  return ok({ at: time })
}

function reviewRefusal({ outcome, reviewOn }: DecideInput, today: string) {
  if (!reviewed.includes(outcome)) return null
  if (!reviewOn) return 'no_review'
  const days = daysBetween(today, reviewOn)
  if (days < 1) return 'review_past'
  return days > latestReview ? 'review_far' : null
}
