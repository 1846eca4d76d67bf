import type { Canaries } from '#tests/support/matrix/canaries'
import type { Places } from '#tests/support/matrix/places'
import type { Subject } from '#tests/support/matrix/subjects'
import type { Visitor } from '#tests/support/matrix/visitors'
import type { ActorKey, Situation } from '#tests/security/policy'

/** What the runner walks through: everybody signed in, and one patient of each situation. */
export type Matrix = {
  canaries: Canaries
  at: Places
  ids: ReadonlyMap<string, string>
  visitors: Record<ActorKey, Visitor>
  subjects: Record<Situation, Subject>
  /** The look-ups that were answered so far, by actor and patient. */
  lookUps: Map<string, string>
  /** Lets the limiter forget whom somebody looked at: here everybody looks at everybody, and it has tests of its own. */
  forget: () => Promise<unknown>
}
/** What was tried, how often, and what came out otherwise than the policy says. */
export class Ledger {
  cells = 0
  requests = 0
  readonly wrong: string[] = []
  readonly expected = new Map<string, { calls: number; allowed: number }>()

  cell(name: string, problem: string | null) {
    this.cells += 1
    if (problem) this.wrong.push(`${name}: ${problem}`)
  }
  called(act: string, allowed: boolean) {
    this.requests += 1
    const [name = ''] = act.split(':')
    const so = this.expected.get(name) ?? { calls: 0, allowed: 0 }
    this.expected.set(name, { calls: so.calls + 1, allowed: so.allowed + (allowed ? 1 : 0) })
  }
}

const many = 4
/** Does one after the other, so many at a time. */
export async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>, atOnce = many) {
  const left = [...items]
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
