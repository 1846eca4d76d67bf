import type { FlagQuery } from '#lib/log-flags/schema'

/** The address of a list of flags, as short as it can be. */
export function flagsAddress({ vis, side = 1 }: Pick<FlagQuery, 'vis'> & { side?: number }) {
  const query = new URLSearchParams()
  if (vis !== 'apne') query.set('vis', vis)
  if (side > 1) query.set('side', String(side))
  return query.size ? `/control?${query}` : '/control'
}
