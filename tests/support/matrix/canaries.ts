import { createHash } from 'node:crypto'
import type { Part, Situation } from '#tests/security/policy'

/**
 * What a canary gives away: a part of a record, who looked at it, what somebody wrote who opened it by break-glass, or
 * what no page may ever show, such as an identity number.
 */
export type Leak = Part | 'looker' | 'reason' | 'never'
export type Seen = { about: Situation; leak: Leak; what: string }

const letters = 'abcdefghijklmnopqrstuvwxyz'
const shape = /Kq[a-z]{14}|(?<!\d)\d{11}(?!\d)/g

/** Words that stand in one patient's record and nowhere else, and who is given away by each. */
export class Canaries {
  readonly #known = new Map<string, Seen>()

  /** A word for one field of one patient; the same name gives another word in each run of the tests. */
  word(about: Situation, leak: Leak, what: string): string {
    const bytes = createHash('sha256').update(`${process.pid} ${about} ${what} ${this.#known.size}`).digest()
    const text = `Kq${[...bytes.subarray(0, 14)].map((byte) => letters[byte % 26]).join('')}`
    this.#known.set(text, { about, leak, what })
    return text
  }

  number(about: Situation, identityNumber: string) {
    this.#known.set(identityNumber, { about, leak: 'never', what: 'identity number' })
  }

  get size() {
    return this.#known.size
  }

  /** Every patient that these bytes give away, and what of each. */
  in(text: string): Seen[] {
    return [...new Set(text.match(shape))].flatMap((word) => this.#known.get(word) ?? [])
  }
}
