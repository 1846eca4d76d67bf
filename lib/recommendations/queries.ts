import 'server-only'
import type { Transaction } from '#lib/db'
import { recommendingHere } from '#lib/recommendations/schema'

/** What a nurse in reception may know for recommending; null without an arrival there, or when anything is blocked. */
export async function loadRecommendingHere(tx: Transaction, stay: string) {
  const [row] = await tx.$queryRaw<[{ told: unknown }]>`SELECT door.recommending_here(${stay}::uuid) AS told`
  return row.told === null ? null : recommendingHere.parse(row.told)
}
