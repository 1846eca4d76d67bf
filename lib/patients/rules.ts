import type { CheckInput } from '#lib/patients/schema'
import { ok, refuse } from '#lib/result'

/** Where the look-up is sent without JavaScript. Its answer leaves out the board, which nobody has asked for. */
export const answerAddress = '/reception?svar'

export type NumberRefusal = 'real_number' | 'synthetic_number' | 'future_birth'

/**
 * Production takes no invented numbers, every other installation takes only them (synthetic: month + 80). Nobody was born
 * after today.
 */
export function decideNumber({ query }: CheckInput, deployment: 'production' | 'demo' | 'test', today: string) {
  if (query.by === 'name') return query.birthDate > today ? refuse('future_birth') : ok(query)
  if (query.by === 'card' || query.synthetic === (deployment !== 'production')) return ok(query)
  return refuse(query.synthetic ? 'synthetic_number' : 'real_number')
}
