import 'server-only'
import { v7 as uuid } from 'uuid'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import { isOpen, loadFacts } from '#lib/emergency-access/queries'
import { decideBlock, decideOpening } from '#lib/emergency-access/rules'
import type { EndInput, OpenBlockInput, OpenInput } from '#lib/emergency-access/schema'
import type { Actor } from '#lib/permissions'
import { ok, type Result } from '#lib/result'

/** Opens one patient's record for this session, four hours at most; it stands in the log controller's queue at once. */
export const openEmergency = command({
  act: 'emergency.open',
  load: async (tx, _actor, input: OpenInput) => {
    const facts = await loadFacts(tx, input.patient)
    return facts && { id: facts.open?.id ?? uuid(), patientId: input.patient, facts, input }
  },
  decide: ({ facts }) => decideOpening(facts),
  save: async (tx, { id, patientId, input }) => {
    const [row] = await tx.$queryRaw<[{ rows: number }]>`
      SELECT door.open_emergency(${id}::uuid, ${patientId}::uuid, ${input.reason}::emergency_reason, ${input.text}) AS rows`
    return row.rows
  },
})

async function loadOpen<Input extends { patient: string }>(tx: Transaction, _actor: Actor, input: Input) {
  const facts = await loadFacts(tx, input.patient)
  return isOpen(facts) ? { id: facts.open.id, patientId: input.patient, facts, input } : null
}

/** The separate step of a physician, with a reason of its own: what the patient had blocked until now. */
export const openBlock = command({
  act: 'emergency.open_block',
  load: loadOpen<OpenBlockInput>,
  decide: ({ facts }) => decideBlock(facts),
  save: async (tx, { id, input }) => {
    const [row] = await tx.$queryRaw<[{ rows: number }]>`
      SELECT door.open_block(${id}::uuid, ${input.reason}::block_reason, ${input.text}) AS rows`
    return row.rows
  },
})

export const endEmergency = command({
  act: 'emergency.end',
  load: loadOpen<EndInput>,
  decide: (): Result<null, never> => ok(null),
  save: async (tx, { id }) => {
    const [row] = await tx.$queryRaw<[{ rows: number }]>`SELECT door.end_emergency(${id}::uuid) AS rows`
    return row.rows
  },
})
