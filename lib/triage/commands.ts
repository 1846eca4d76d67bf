import 'server-only'
import { v7 as uuid } from 'uuid'
import { now } from '#lib/clock'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'
import { appendStayEvent } from '#lib/stays/commands'
import { type Loaded, loadTriaging } from '#lib/triage/queries'
import { decideClear, decideColour, decideNews2, type TriageChange } from '#lib/triage/rules'

/** The triage, and with the first one that the patient is being seen to. */
async function saveTriage(
  tx: Transaction,
  { id: stayId, patientId, status }: Loaded,
  change: TriageChange,
  actor: Actor,
) {
  const at = now()
  const by = { unitId: actor.unit?.id ?? '', recordedById: actor.personId ?? '' }
  await tx.triage.create({ data: { id: uuid(), stayId, patientId, ...by, ...change, measuredAt: at, recordedAt: at } })
  if (status === 'ARRIVED') await appendStayEvent(tx, actor, { stayId, patientId, kind: 'IN_RECEPTION', at })
  return 1
}

export const recordNews2 = command({ act: 'triage.record', load: loadTriaging, decide: decideNews2, save: saveTriage })
export const recordColour = command({
  act: 'triage.record',
  load: loadTriaging,
  decide: decideColour,
  save: saveTriage,
})

export const clearSafety = command({
  act: 'triage.clear',
  load: loadTriaging,
  decide: decideClear,
  save: async (tx, { id: stayId, patientId }, change, actor) => {
    const about = { stayId, patientId, recordedById: actor.personId ?? '' }
    await tx.safetyClearance.create({ data: { id: uuid(), ...about, ...change } })
    return 1
  },
})
