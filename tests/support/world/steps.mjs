/** What a step answers when there was nothing to do. */
export const unchanged = 'uendret'

/** How many steps each program has, the installation included. */
export const total = { demo: 9, verify: 12, gallery: 5, bench: 5 }

/** @param {number} from */
export const secondsSince = (from) => `${((Date.now() - from) / 1000).toFixed(1).replace('.', ',')} s`

/**
 * Prints numbered steps with their times.
 * @param {number} count
 * @param {number} [first]
 * @param {(text: string) => void} [print]
 */
export function steps(count, first = 1, print = (text) => process.stdout.write(text)) {
  let number = first
  /**
   * @template T
   * @param {string} label
   * @param {() => T | Promise<T>} work
   * @param {{ loud?: boolean }} [how] loud: what runs prints lines of its own
   */
  return async function step(label, work, { loud = false } = {}) {
    const place = `${number++}/${count} ${label}`
    const from = Date.now()
    print(loud ? `\n${place} …\n` : `${place} … `)
    try {
      const result = await work()
      const time = result === unchanged ? unchanged : secondsSince(from)
      print(loud ? `${place}: ${time}\n` : `${time}\n`)
      return result
    } catch (error) {
      if (!loud) print('\n')
      throw error
    }
  }
}
