import { diffWordsWithSpace } from 'diff'
import { ok, refuse, type Result } from '#lib/result'
import type { Criteria, SharedVersion } from '#lib/criteria/schema'

export type Part = { kind: 'same' | 'added' | 'removed'; text: string }
/** One criterion as it was and is; `changed` has both in its parts. */
export type Change = { kind: 'same' | 'added' | 'removed' | 'changed'; text: string; parts: Part[] }

const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])

/** How much of the words two texts share, from 0 to 1. */
function likeness(one: string, other: string) {
  const [left, right] = [words(one), words(other)]
  const shared = [...left].filter((word) => right.has(word)).length
  return shared / Math.max(left.size, right.size, 1)
}

/** What became of a text, word by word. */
export const partsOf = (before: string, after: string): Part[] =>
  diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))

/** A criterion that shares at least half its words with one that is gone is that one in new words. */
const alike = 0.5

/** What became of each criterion, in the order of the new ones; those that are gone stand last. */
export function compareItems(before: readonly string[], after: readonly string[]): Change[] {
  const gone = before.filter((text) => !after.includes(text))
  const changes = after.map((text): Change => {
    if (before.includes(text)) return { kind: 'same', text, parts: [] }
    const [nearest] = gone
      .map((old) => ({ old, near: likeness(old, text) }))
      .filter(({ near }) => near >= alike)
      .toSorted((one, other) => other.near - one.near)
    if (!nearest) return { kind: 'added', text, parts: [] }
    gone.splice(gone.indexOf(nearest.old), 1)
    return { kind: 'changed', text, parts: partsOf(nearest.old, text) }
  })
  return [...changes, ...gone.map((text): Change => ({ kind: 'removed', text, parts: [] }))]
}

/** How many of each kind, for a line that sums it up. */
export const countChanges = (changes: readonly Change[]) => ({
  added: changes.filter(({ kind }) => kind === 'added').length,
  removed: changes.filter(({ kind }) => kind === 'removed').length,
  changed: changes.filter(({ kind }) => kind === 'changed').length,
})

/** A draft is written by one of the parties' administrators, and only as long as nobody else has written meanwhile. */
export function decideWrite(
  draft: Pick<SharedVersion, 'status' | 'version'>,
  seen: number,
): Result<null, 'not_draft' | 'written_meanwhile'> {
  if (draft.status !== 'DRAFT') return refuse('not_draft')
  return draft.version === seen ? ok(null) : refuse('written_meanwhile')
}

export function decidePropose(
  draft: Criteria,
  seen: number,
): Result<null, 'not_draft' | 'written_meanwhile' | 'nothing_written'> {
  const decision = decideWrite(draft, seen)
  if (!decision.ok) return decision
  return draft.items.length > 0 ? ok(null) : refuse('nothing_written')
}

/** What a municipality has approved is replaced by a newer version and never taken back. */
export function decideWithdraw(
  { status, version, approvals, trustId }: SharedVersion,
  seen: number,
): Result<null, 'withdrawn' | 'approved' | 'written_meanwhile'> {
  if (status === 'WITHDRAWN') return refuse('withdrawn')
  if (approvals.some(({ organisationId }) => organisationId !== trustId)) return refuse('approved')
  return version === seen ? ok(null) : refuse('written_meanwhile')
}

/** The newest proposal alone is approved, once by each party. */
export function decideApprove(
  { status, approvals, number }: SharedVersion,
  newest: number | null,
  organisation: string | undefined,
): Result<null, 'not_proposed' | 'superseded' | 'approved_before'> {
  if (status !== 'PROPOSED') return refuse('not_proposed')
  if (newest !== null && newest > number) return refuse('superseded')
  return approvals.some(({ organisationId }) => organisationId === organisation) ? refuse('approved_before') : ok(null)
}

/** What a version is held against: the one that is asked for, or the one that was proposed before it. */
export function besideOf<One extends SharedVersion>(all: readonly One[], { id, number }: One, asked?: string) {
  const others = all.filter((one) => one.id !== id && one.status !== 'DRAFT')
  const before = others.find((one) => one.number < number && one.status === 'PROPOSED')
  return { others, against: others.find((one) => one.id === asked) ?? before ?? null }
}
