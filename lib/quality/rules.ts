/** Fewer than this could tell who it was. */
const least = 5

/** A count as it may be shown, or null when it is too small. */
export const countShown = (n: number) => (n < least ? null : n)

/** A share in whole per cent, or null when those within or those outside are so few that it would tell their number. */
export function shareShown(part: number, of: number): number | null {
  const rest = of - part
  if (of < least || part < least || (rest > 0 && rest < least)) return null
  return Math.round((100 * part) / of)
}

/** The middle of so many values, or null when they are too few. */
export const medianShown = (median: number | null, of: number) =>
  median === null || of < least ? null : Math.round(median)
