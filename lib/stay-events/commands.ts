import 'server-only'
import { now } from '#lib/clock'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'
import { loadStay } from '#lib/stay-events/queries'
import {
  decideCancel,
  decideDeath,
  decideJoin,
  decideLeave,
  decideMove,
  decideReturn,
  type Event,
} from '#lib/stay-events/rules'
import type { StayFacts } from '#lib/stay-events/schema'
import { appendStayEvent } from '#lib/stays/commands'

/** One more fact of the stay; the state follows from it. */
export const saveEvent = (tx: Transaction, { id, patientId }: StayFacts, event: Event, actor: Actor) =>
  appendStayEvent(tx, actor, { stayId: id, patientId, ...event })

const load = loadStay
const save = saveEvent

export const startLeave = command({ act: 'stay.leave', load, decide: decideLeave, save })
export const endLeave = command({ act: 'stay.leave', load, decide: decideReturn, save })
export const movePatient = command({ act: 'stay.move', load, decide: decideMove, save })
export const recordDeath = command({ act: 'stay.death', load, decide: decideDeath, save })
/** Registered on the wrong person: what the stay opened closes in the same transaction. */
export const cancelStay = command({ act: 'stay.cancel', load, decide: decideCancel, save })

/** The stay before goes on where the patient is; then this one is cancelled, because it is what opens both to the ward. */
export const joinStays = command({
  act: 'stay.join',
  load,
  decide: decideJoin,
  save: async (tx, stay, { id, unitId, discharge, dischargeUnitId, since, note }, actor) => {
    const about = { patientId: stay.patientId, reason: 'REGISTERED_TWICE', note, at: now() } as const
    const undone = { stayId: id, kind: 'VOIDED', unitId: dischargeUnitId, replacesId: discharge } as const
    await appendStayEvent(tx, actor, { ...about, ...undone })
    if (unitId !== stay.unitId) await appendStayEvent(tx, actor, { ...about, stayId: id, kind: 'ON_WARD', at: since })
    return appendStayEvent(tx, actor, { ...about, stayId: stay.id, kind: 'CANCELLED' })
  },
})
