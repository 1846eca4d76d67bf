import type { CheckInput } from '#lib/patients/schema'
import { ok, refuse } from '#lib/result'

export type NumberRefusal = 'real_number' | 'synthetic_number'

/** Production takes no invented numbers, every other installation takes only them (synthetic: month + 80). */
export function decideNumber({ query }: CheckInput, deployment: 'production' | 'demo' | 'test') {
  if (query.by === 'card' || query.synthetic === (deployment !== 'production')) return ok(query)
  return refuse(query.synthetic ? 'synthetic_number' : 'real_number')
}
