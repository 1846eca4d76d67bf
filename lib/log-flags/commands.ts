import 'server-only'
import { v7 as uuid } from 'uuid'
import { command } from '#lib/command'
import { loadFlag } from '#lib/log-flags/queries'
import type { DecideInput } from '#lib/log-flags/schema'
import { ok, type Result } from '#lib/result'

/** Adds what the controller made of a flag; a later decision is added and takes the place of none. */
export const decideFlag = command({
  act: 'control.decide',
  load: async (tx, _actor, input: DecideInput) => {
    const flag = await loadFlag(tx, input.flag)
    return flag && { id: flag.id, input }
  },
  decide: (): Result<null, never> => ok(null),
  save: async (tx, { id, input: { seen, finding, text } }) => {
    const [row] = await tx.$queryRaw<[{ rows: number }]>`
      SELECT door.decide_flag(${uuid()}::uuid, ${id}::uuid, ${seen}::int, ${finding}::log_flag_finding, ${text}) AS rows`
    return row.rows
  },
})
