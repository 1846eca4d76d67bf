const parts = { timeZone: 'Europe/Oslo' } as const
const date = new Intl.DateTimeFormat('nb-NO', { ...parts, day: '2-digit', month: '2-digit', year: 'numeric' })
const time = new Intl.DateTimeFormat('nb-NO', { ...parts, hour: '2-digit', minute: '2-digit' })

/** `21.11.2026`, of a moment or of a day given as `YYYY-MM-DD`. */
export const showDate = (value: Date | string) => date.format(new Date(value))

/** `kl. 14.05`, with a no-break space. */
export const showTime = (value: Date) => `kl.\u00a0${time.format(value).replace(':', '.')}`

/** `21.11.2026 kl. 14.05`. */
export const showMoment = (value: Date) => `${showDate(value)} ${showTime(value)}`

/** Whole years between two days, both `YYYY-MM-DD`. */
export function ageOn(birthDate: string, today: string) {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}
