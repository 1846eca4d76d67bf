const patience = 12_000

/** The answer, or a failure when nobody has answered in twelve seconds: a silent line is an answer too. */
export function inTime<T>(work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('no answer in time')), patience)
    }),
  ])
}
