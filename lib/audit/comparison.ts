import type { ClientBase } from 'pg'
import { hashesAt, type Point } from '#lib/audit/queries'
import type { FirstFault, Gap, Mark, Rewritten, Window } from '#lib/audit/rules'
import type { Checkpoint } from '#lib/audit/schema'

const batch = 100
/** Longer than this without a checkpoint is a gap: one that should have come did not. */
export const longestPause = 90_000

/** Holds the checkpoints up to what the database has now; memory does not grow with their number. */
export function createComparison(client: ClientBase, fault: FirstFault | null) {
  const chains = Array.from({ length: 16 }, (_, shard) => createChain(shard))
  const gaps: Gap[] = []
  const window: Window = { after: null, before: null }
  let waiting: Checkpoint[] = []
  let last: Checkpoint | undefined
  let count = 0

  async function flush() {
    const points: Point[] = []
    const ends = chains.map(({ seen }) => ({ ...seen }))
    for (const { heads } of waiting)
      heads.forEach(({ seq, hash }, shard) => {
        if (ends[shard]?.seq === seq && ends[shard].hash === hash) return
        ends[shard] = { seq, hash }
        points.push({ shard, seq })
      })
    const found = points.length > 0 ? await hashesAt(client, points) : []
    let next = 0
    for (const { heads, number, at } of waiting)
      heads.forEach((head, shard) => {
        const chain = chains[shard]
        const isNew = chain && !(chain.seen.seq === head.seq && chain.seen.hash === head.hash)
        chain?.take(head, { number, at, seq: head.seq }, isNew ? (found[next++] ?? null) : undefined)
      })
    waiting = []
  }

  return {
    gaps,
    window,
    get last() {
      return last
    },
    get count() {
      return count
    },

    async take(checkpoint: Checkpoint) {
      if (last) gaps.push(...gapBetween(last, checkpoint))
      if (fault) narrow(window, fault, checkpoint)
      last = checkpoint
      count++
      waiting.push(checkpoint)
      if (waiting.length === batch) await flush()
    },

    /** The chains that differ, once all checkpoints are in. */
    async rewritten(): Promise<Rewritten[]> {
      await flush()
      return chains.flatMap((chain) => chain.verdict() ?? [])
    },
  }
}

function gapBetween(before: Checkpoint, after: Checkpoint): Gap[] {
  const pause = Date.parse(after.at) - Date.parse(before.at)
  const gap = { from: before.at, to: after.at, rows: after.count - before.count }
  if (pause < 0) return [{ kind: 'clock', ...gap }]
  return pause > longestPause ? [{ kind: 'gap', ...gap }] : []
}

function narrow(window: Window, { shard, seq }: FirstFault, { heads, number, at }: Checkpoint) {
  const mark = { number, at, seq: heads[shard]?.seq ?? 0 }
  if (BigInt(mark.seq) < seq) window.after = mark
  else window.before ??= mark
}

/** One chain as the checkpoints tell it, beside the hashes that the database has there now. */
function createChain(shard: number) {
  let now: string | null = null
  let good: Mark | null = null
  let bad: { mark: Mark; gone: boolean } | null = null
  let lastBad: Mark | null = null
  let healed: Mark | null = null

  const chain = {
    seen: { seq: -1, hash: '' },

    /** @param found what the database has there; undefined when it is the same place as before */
    take(head: { seq: number; hash: string }, mark: Mark, found: string | null | undefined) {
      if (found !== undefined) now = found
      chain.seen = head
      if (now === head.hash) {
        if (!bad) good = mark
        healed ??= bad && mark
        return
      }
      bad ??= { mark, gone: now === null }
      lastBad = mark
      healed = null
    },

    verdict: (): Rewritten | undefined =>
      bad && lastBad ? { shard, gone: bad.gone, good, bad: bad.mark, lastBad, healed } : undefined,
  }
  return chain
}
