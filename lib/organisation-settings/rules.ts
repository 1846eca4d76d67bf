import type { ListInput, PhonesInput, Settings } from '#lib/organisation-settings/schema'
import { ok, refuse, type Result } from '#lib/result'

/** A hospital says from how many stays somebody stands on the list, the others do not; nobody overwrites another's edition. */
export function decideList(
  { kind, list, people }: Settings,
  { seen, acute6, acute12, responsible }: ListInput,
): Result<null, 'needs_limits' | 'no_limits' | 'limits_crossed' | 'conflict' | 'not_responsible'> {
  if ((list?.edition ?? 0) !== seen) return refuse('conflict')
  const limits = acute6 !== undefined && acute12 !== undefined
  if (kind === 'HEALTH_TRUST' && !limits) return refuse('needs_limits')
  if (kind !== 'HEALTH_TRUST' && (acute6 !== undefined || acute12 !== undefined)) return refuse('no_limits')
  if (limits && acute12 < acute6) return refuse('limits_crossed')
  return responsible && !people.some(({ id }) => id === responsible) ? refuse('not_responsible') : ok(null)
}

/** New numbers of a unit of the own organisation, other than those that stand and were seen. */
export function decidePhones(
  { units }: Pick<Settings, 'units'>,
  { unit, seen, phone, nightPhone }: PhonesInput,
): Result<null, 'unknown_unit' | 'conflict' | 'same_phones'> {
  const now = units.find(({ id }) => id === unit)
  if (!now) return refuse('unknown_unit')
  if (now.edition !== seen) return refuse('conflict')
  return (now.phone ?? undefined) === phone && (now.nightPhone ?? undefined) === nightPhone
    ? refuse('same_phones')
    : ok(null)
}
