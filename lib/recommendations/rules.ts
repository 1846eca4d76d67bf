import { type Caller, initiatorsFor, wardAskedOf } from '#lib/meeting-proposals/rules'
import type { Proposal, Somebody } from '#lib/meeting-proposals/schema'
import { ok, refuse, type Result } from '#lib/result'
import type { RecommendInput } from '#lib/recommendations/schema'

export type RecommendRefusal =
  | 'deceased'
  | 'not_offered'
  | 'needs_agreement'
  | 'asked_later'
  | 'already_asked'
  | 'already_called'
  | 'already_vip'

/** Days within which a recommendation is to be answered. */
export const answerDays = 7
const day = 86_400_000

export type Recommending = { to: Somebody; ward: string; dueAt: Date; askedAt: Date | null }

/** One recommends through somebody who may call a meeting; of another organisation only when the patient has said yes. */
export function decideRecommending(
  proposal: Proposal,
  input: Pick<RecommendInput, 'to' | 'agreement' | 'askedAt'>,
  time: Date,
  caller: Caller,
): Result<Recommending, RecommendRefusal> {
  if (proposal.deceased) return refuse('deceased')
  const to = initiatorsFor(caller, proposal).find(({ id }) => id === input.to)
  const ward = to && wardAskedOf(to, proposal)
  if (!to || !ward) return refuse('not_offered')
  const asked = input.agreement !== 'NOT_ASKED'
  if (to.organisationId !== caller.organisation?.id && !asked) return refuse('needs_agreement')
  if (asked && input.askedAt > time) return refuse('asked_later')
  const here = ({ trustId }: { trustId: string }) => trustId === ward.trustId
  if (proposal.recommendations.some((one) => one.fromMe && here(one))) return refuse('already_asked')
  const status = proposal.cases.find(here)?.status
  if (status === 'MEETING_CALLED') return refuse('already_called')
  if (status === 'ACTIVE' || status === 'UNDER_REVIEW') return refuse('already_vip')
  const dueAt = new Date(time.getTime() + answerDays * day)
  return ok({ to, ward: ward.id, dueAt, askedAt: asked ? input.askedAt : null })
}

export type DeclineRefusal = 'not_yours'

/** Only the one who was asked answers, and once. */
export const decideDecline = (open: { toMe: boolean }): Result<null, DeclineRefusal> =>
  open.toMe ? ok(null) : refuse('not_yours')
