/** Fewer than this could tell who it was. */
const least = 5

/** A count as it may be shown, or null when it is too small. */
export const countShown = (n: number) => (n < least ? null : n)

export type Share = number | 'too_few' | 'few' | 'all_but_few'

/** A share in whole per cent; when few are within, or few are outside, only that, since a share would tell their number. */
export function shareShown(part: number, of: number): Share {
  const rest = of - part
  if (of < least) return 'too_few'
  if (part < least) return 'few'
  if (rest > 0 && rest < least) return 'all_but_few'
  return Math.round((100 * part) / of)
}

/** The middle of so many values, or null when they are too few. */
export const medianShown = (median: number | null, of: number) =>
  median === null || of < least ? null : Math.round(median)
