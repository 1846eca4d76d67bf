import 'server-only'
import { v7 as uuid } from 'uuid'
import { type Ending, loadArriving, loadEnding } from '#lib/arrivals/queries'
import { decideArrival, decideEnd } from '#lib/arrivals/rules'
import { now } from '#lib/clock'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import { cancelRun, saveStart } from '#lib/fast-tracks/commands'
import { loadStart } from '#lib/fast-tracks/queries'
import { decideStart } from '#lib/fast-tracks/rules'
import type { Actor } from '#lib/permissions'
import { appendStayEvent } from '#lib/stays/commands'

/** Registers an arrival, and starts the fast track with it when asked to. The same patient twice is one stay. */
export const registerArrival = command({
  act: 'arrival.register',
  load: loadArriving,
  decide: decideArrival,
  save: async (tx, { id }, { isNew, input }, actor) => {
    const { lookUp, at, urgency, mode, fastTrack } = input
    if (isNew)
      await tx.$queryRaw`SELECT door.register_arrival(${lookUp}::uuid, ${id}::uuid, ${uuid()}::uuid, ${at}::timestamptz,
        ${urgency}::urgency, ${mode}::arrival_mode)`
    return fastTrack ? startWith(tx, id, actor) : 1
  },
})

/** Where it may not start the page of the stay says why; the arrival stands. */
async function startWith(tx: Transaction, stay: string, actor: Actor) {
  const time = now()
  const loaded = await loadStart(tx, actor, { stay })
  const decision = loaded && decideStart(loaded, {}, time)
  return loaded && decision?.ok && decision.value.wardId ? saveStart(tx, loaded, decision.value.wardId, actor, time) : 1
}

type End = 'CANCELLED' | 'LEFT_RECEPTION'

/** Ends a stay that is in reception. The run first: when the stay has ended, nobody in reception sees it any more. */
const ending =
  (kind: End) =>
  async (tx: Transaction, { id, patientId, fastTrack }: Ending, _change: null, actor: Actor) => {
    const at = now()
    if (fastTrack) await cancelRun(tx, { ...fastTrack, stayId: id, patientId }, actor, at)
    return appendStayEvent(tx, actor, {
      stayId: id,
      patientId,
      kind,
      at,
      ...(kind === 'CANCELLED' && { reason: 'WRONG_PERSON' }),
    })
  }

/** The wrong patient: the stay ends as cancelled and closes what the arrival opened. */
export const cancelArrival = command({
  act: 'arrival.cancel',
  load: loadEnding,
  decide: decideEnd,
  save: ending('CANCELLED'),
})

/** The patient went home, or to a ward by another way. */
export const leaveReception = command({
  act: 'arrival.leave',
  load: loadEnding,
  decide: decideEnd,
  save: ending('LEFT_RECEPTION'),
})
