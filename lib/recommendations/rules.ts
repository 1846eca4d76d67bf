import { type Caller, initiatorsFor, wardAskedOf } from '#lib/meeting-proposals/rules'
import type { Proposal, Somebody } from '#lib/meeting-proposals/schema'
import { ok, refuse, type Result } from '#lib/result'
import type { RecommendHereInput, RecommendingHere, RecommendInput } from '#lib/recommendations/schema'
import type { CaseStatus } from '#prisma/generated/enums'

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
  const stands = standing(proposal.cases.find(here)?.status)
  if (stands) return refuse(stands)
  const dueAt = new Date(time.getTime() + answerDays * day)
  return ok({ to, ward: ward.id, dueAt, askedAt: asked ? input.askedAt : null })
}

/** Reception asks somebody of the own hospital about the one who stands there. */
export function decideRecommendingHere(
  { status, initiators, mine }: RecommendingHere,
  input: Pick<RecommendHereInput, 'to'>,
  time: Date,
): Result<{ dueAt: Date }, RecommendRefusal> {
  if (!initiators.some(({ id }) => id === input.to)) return refuse('not_offered')
  if (mine?.status === 'OPEN') return refuse('already_asked')
  const stands = standing(status)
  return stands ? refuse(stands) : ok({ dueAt: new Date(time.getTime() + answerDays * day) })
}

/** What makes a recommendation needless, by how far the case has come at the hospital. */
export function standing(status: CaseStatus | null | undefined) {
  if (status === 'MEETING_CALLED') return 'already_called'
  return status === 'ACTIVE' || status === 'UNDER_REVIEW' ? 'already_vip' : null
}

export type DeclineRefusal = 'not_yours'

/** Only the one who was asked answers, and once. */
export const decideDecline = (open: { toMe: boolean }): Result<null, DeclineRefusal> =>
  open.toMe ? ok(null) : refuse('not_yours')
