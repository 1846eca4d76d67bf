const parts = { timeZone: 'Europe/Oslo' } as const
const date = new Intl.DateTimeFormat('nb-NO', { ...parts, day: '2-digit', month: '2-digit', year: 'numeric' })
const time = new Intl.DateTimeFormat('nb-NO', { ...parts, hour: '2-digit', minute: '2-digit' })

/** `21.11.2026`, of a moment or of a day given as `YYYY-MM-DD`. */
export const showDate = (value: Date | string) => date.format(new Date(value))

/** `kl. 14.05`, with a no-break space. */
export const showTime = (value: Date) => `kl.\u00a0${time.format(value).replace(':', '.')}`

/** `21.11.2026 kl. 14.05`. */
export const showMoment = (value: Date) => `${showDate(value)} ${showTime(value)}`

const wordy = { ...parts, day: 'numeric', month: 'long', year: 'numeric' } as const
const inWords = new Intl.DateTimeFormat('nb-NO', wordy)
const weekdayInWords = new Intl.DateTimeFormat('nb-NO', { ...wordy, weekday: 'long' })

/** `21. november 2026`, as citizens read it. */
export const showDateInWords = (value: Date | string) => inWords.format(new Date(value))

/** `lørdag 21. november 2026 kl. 14.05`, as citizens read it. */
export const showMomentInWords = (value: Date) => `${weekdayInWords.format(value)} ${showTime(value)}`

/** Whole years between two days, both `YYYY-MM-DD`. */
export function ageOn(birthDate: string, today: string) {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** Whole days from one day to another, both `YYYY-MM-DD`; negative when the other is past. */
export const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** `19.11.` of a day in this year, otherwise `19.11.2025`. */
export function showShortDate(value: Date | string, today: string) {
  const whole = showDate(value)
  return whole.endsWith(today.slice(0, 4)) ? whole.slice(0, 6) : whole
}

/** `22.11.2026 14.05`, as a person would write it into a field. */
export const writeMoment = (value: Date | string) =>
  `${showDate(value)} ${time.format(new Date(value)).replace(':', '.')}`

/** `24.11.`, where the year is clear. */
export const showDay = (value: Date | string) => showDate(value).slice(0, 6)

/** `14 min`, `2 t 14 min`, and whole days and nights from two on: `6 døgn`. No-break spaces between number and unit. */
export function showDuration(minutes: number) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours >= 48) return `${Math.floor(hours / 24)}\u00a0døgn`
  if (hours === 0) return `${rest}\u00a0min`
  return rest ? `${hours}\u00a0t ${rest}\u00a0min` : `${hours}\u00a0t`
}
