import 'server-only'
import { command } from '#lib/command'
import { decideArrivalTime, decideTime, decideUndo, decideVoid, decideWard } from '#lib/stay-corrections/rules'
import { saveEvent as save } from '#lib/stay-events/commands'
import { loadStay as load } from '#lib/stay-events/queries'

export const correctTime = command({ act: 'stay.correct', load, decide: decideTime, save })
export const correctWard = command({ act: 'stay.correct', load, decide: decideWard, save })
export const voidEvent = command({ act: 'stay.correct', load, decide: decideVoid, save })
export const undoEvent = command({ act: 'stay.undo', load, decide: decideUndo, save })
/** Reception's own correction of when a patient who is still there came. */
export const correctArrival = command({ act: 'arrival.correct', load, decide: decideArrivalTime, save })
