import type { Flag } from '#lib/arrival-flags/schema'

/** Why the log controller is to look into an arrival. */
export const flagText: Record<Flag['why'], string> = {
  CANCELLED: 'Ankomst avlyst',
  WITHOUT_TRIAGE: 'Ingen triage innen 2 timer',
}
