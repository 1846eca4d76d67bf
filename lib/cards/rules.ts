import { fromBase32, signedBytes } from '#lib/cards/schema'
import { ok, refuse, type Result } from '#lib/result'
import type { CardStatus, CaseStatus } from '#prisma/generated/enums'

export type RevokeRefusal = 'not_valid'
export type IssueRefusal = 'not_active' | 'other_ward' | 'has_card' | 'no_card'

/** Only a card that is still valid can be revoked; the others have ended already. */
export function decideRevoke(
  card: { status: CardStatus },
  _input: unknown,
  time: Date,
): Result<{ status: 'REVOKED'; endedAt: Date }, RevokeRefusal> {
  return card.status === 'ISSUED' ? ok({ status: 'REVOKED', endedAt: time }) : refuse('not_valid')
}

const day = 86_400_000
/** The `YYYY-MM-DD` so many days later. */
const later = (date: string, days: number) => new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)

/** A review that comes late must not leave the patient without a card. */
const afterReview = 30
const shortest = 90
const longest = 730

/**
 * The last day of a card: thirty days after the status is to be reviewed, at least ninety days from today and at most two
 * years. Days are `YYYY-MM-DD`.
 */
export function lastDay(reviewOn: string | null, today: string): string {
  const wanted = reviewOn ? later(reviewOn, afterReview) : today
  const [least, most] = [later(today, shortest), later(today, longest)]
  return wanted < least ? least : wanted > most ? most : wanted
}

export type OpenCase = {
  status: CaseStatus
  wardId: string | null
  reviewOn: string | null
  /** The card that has not been ended, also when its last day is past. */
  card: { id: string; version: number; validUntil: string } | null
}
export type Issue = {
  validUntil: string
  ends: { id: string; version: number; status: 'REPLACED' | 'EXPIRED' } | null
}

/** Who has VIP status at one's own ward gets a card; another takes the place of the one that was seen, and of no other. */
export function decideIssue(
  { status, wardId, reviewOn, card }: OpenCase,
  replaces: string,
  unitId: string | undefined,
  today: string,
): Result<Issue, IssueRefusal> {
  if (status !== 'ACTIVE' && status !== 'UNDER_REVIEW') return refuse('not_active')
  if (!wardId || wardId !== unitId) return refuse('other_ward')
  const validUntil = lastDay(reviewOn, today)
  if (!card) return replaces ? refuse('no_card') : ok({ validUntil, ends: null })
  const { id, version } = card
  if (card.validUntil < today) return ok({ validUntil, ends: { id, version, status: 'EXPIRED' } })
  return replaces === id ? ok({ validUntil, ends: { id, version, status: 'REPLACED' } }) : refuse('has_card')
}

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** What a token says of itself; null when it is not a signed one. Whether it is true is for the signature to say. */
export function readToken(token: string) {
  const bytes = fromBase32(token)
  if (bytes.length !== signedBytes + 64 || bytes[0] !== 1) return null
  const [signed, signature] = [bytes.slice(0, signedBytes), bytes.slice(signedBytes)]
  const id = hex(signed.slice(3, 19)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  const days = ((signed[19] ?? 0) << 8) | (signed[20] ?? 0)
  return { signed, signature, keyName: hex(signed.slice(1, 3)), id, validUntil: later('1970-01-01', days) }
}

/** What can be said of a card without asking about it. */
export type Proof = 'genuine' | 'expired' | 'ended' | 'foreign' | 'unreadable'

/** A number to tell cards apart by, for people: the beginning of the hash, as `3F9-A07`. */
export const cardNumber = (hash: string) => `${hash.slice(0, 3)}-${hash.slice(3, 6)}`.toUpperCase()

/** A day's number for the telephone, and the night's when that is another. */
export const phonesOf = ({ phone, nightPhone }: { phone: string | null; nightPhone: string | null }) =>
  phone && nightPhone && phone !== nightPhone ? { day: phone, night: nightPhone } : { always: phone ?? nightPhone }

export type Bucket = { left: number; at: number }
const atOnce = 30
const aSecond = 2

/**
 * Public checks of one process: thirty at once, then two a second. Answers what is left, or null when it is nobody's turn.
 * Times are in milliseconds.
 */
export function takeTurn({ left, at }: Bucket, time: number): Bucket | null {
  const now = Math.min(atOnce, left + ((time - at) / 1_000) * aSecond)
  return now < 1 ? null : { left: now - 1, at: time }
}
export const fullBucket = (time: number): Bucket => ({ left: atOnce, at: time })
