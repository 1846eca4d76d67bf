import type { EmergencyFacts, OpenEmergency } from '#lib/emergency-access/schema'
import { ok, refuse, type Result } from '#lib/result'

export type OpeningRefusal = 'own_record' | 'limited' | 'not_needed' | 'already_open'
export type BlockRefusal = 'nothing_blocked' | 'already_opened'

/** Nobody breaks the glass of the own record, nor where the ordinary work opens the door and nothing is blocked. */
export function decideOpening({ own, limited, known, blocked, open }: EmergencyFacts): Result<null, OpeningRefusal> {
  if (own) return refuse('own_record')
  if (open) return refuse('already_open')
  if (known && !blocked) return refuse('not_needed')
  return limited ? refuse('limited') : ok(null)
}

/** The separate step needs something to open. */
export function decideBlock({ blocked, opened }: OpenEmergency): Result<null, BlockRefusal> {
  if (opened) return refuse('already_opened')
  return blocked ? ok(null) : refuse('nothing_blocked')
}
