/** A number that looks like chance and is the same every time. */
export const chance = (id: string) => Number.parseInt(id.slice(-7), 16)

/** A time of the clock, from one hour to the last minute before another. */
export const between = (id: string, from: number, to: number) =>
  `${from + (chance(id) % (to - from))}.${String(chance(id) % 60).padStart(2, '0')}`
