/** The one place that asks for the time. */
export const now = () => new Date()

const osloDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' })

/** The calendar day in Norway, as `YYYY-MM-DD`. */
export const dayOf = (time: Date) => osloDay.format(time)
