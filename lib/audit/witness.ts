import { addLine, directoryName, newestIn, publishKey } from '#lib/audit/directories'
import type { Checkpoint } from '#lib/audit/schema'

export type Held = { line: string; told: Checkpoint }
export type Witness = ReturnType<typeof createWitness>

/**
 * A party's directory as the writer knows it.
 * @param patience milliseconds it may take; what hangs is left alone until it comes back, so that nothing piles up
 */
export function createWitness(directory: string, patience: number) {
  let busy = false

  async function within<T>(work: () => Promise<T>): Promise<T> {
    if (busy) throw failure('EBUSY')
    busy = true
    const done = work().finally(() => (busy = false))
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(failure('ETIMEDOUT')), patience)
    })
    return Promise.race([done, late]).finally(() => clearTimeout(timer))
  }

  const witness = {
    name: directoryName(directory),
    /** The last number that we know to be there. */
    written: 0,

    /** The newest checkpoint in it; null when it cannot be read now. */
    newest: (accept: (line: string) => Checkpoint | undefined): Promise<Held | undefined | null> =>
      within(() => newestIn(directory, accept)).catch(() => null),

    /**
     * Adds a checkpoint to the file of a day, and the public key where it is missing. Throws with the code of the failure.
     * @param day begins with YYYY-MM-DD
     */
    add: (day: string, { line, told }: Held, publicKey: string) =>
      within(async () => {
        await addLine(directory, day, line)
        witness.written = told.number
        await publishKey(directory, told.key, publicKey)
      }),
  }
  return witness
}

const failure = (code: string) => Object.assign(new Error(code), { code })
