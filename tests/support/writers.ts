import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { v5 as named } from 'uuid'
import { act, arrivalForm, type Browser, colourForm, lookUpByHand } from '#tests/support/by-hand'

type Form = Parameters<typeof act>[1]

/** One form that was sent, and what its sender was told: acknowledged, refused, or nothing that can be relied on. */
export type Write = {
  kind: 'arrival' | 'triage'
  browser: Browser
  form: Form
  /** As the receipt is kept under. */
  key: string
  told: 'acknowledged' | 'refused' | 'unknown'
  place: string
  at: number
}

/** Sends a write, for the first time or again with the same key, and notes what was told. */
export async function send(write: Write) {
  try {
    const { status, place } = await act(write.browser, write.form)
    write.told =
      status === 'done' || status === 'led on' ? 'acknowledged' : status === 'unknown' ? 'unknown' : 'refused'
    write.place = place
  } catch {
    write.told = 'unknown'
  }
  write.at = Date.now()
  return write
}

/** All that is sent, and when somebody was answered well, a look-up too. */
function newLedger() {
  const writes: Write[] = []
  const answers: number[] = []
  let serial = 0
  return {
    writes,
    answers,
    async lookUp(browser: Browser, number: string) {
      const found = await lookUpByHand(browser, number, `look${serial++}`).catch(() => null)
      if (found?.status !== 'done') return null
      answers.push(Date.now())
      return found
    },
    async write(kind: Write['kind'], browser: Browser, make: (form: string) => Form) {
      const name = `w${serial++}`
      const [id = ''] = browser.key.split('.')
      const write: Write = { kind, browser, form: make(name), key: named(name, id), told: 'unknown', place: '', at: 0 }
      writes.push(write)
      await send(write)
      if (write.told === 'acknowledged') answers.push(write.at)
      return write
    },
  }
}

/**
 * People who register arrivals and record triage, one form at a time, and without pause while they are answered well.
 * @param numbers identity numbers of patients who have not come yet; each is registered once
 */
export function writersOf(browsers: Browser[], numbers: string[]) {
  const ledger = newLedger()
  const stays: string[] = []
  let going = false

  /** Somebody new comes; answers their stay. */
  async function arrive(browser: Browser, number: string) {
    const found = await ledger.lookUp(browser, number)
    if (!found) return void numbers.push(number)
    const arrival = await ledger.write('arrival', browser, (form) => arrivalForm(found, form, 'yes'))
    if (arrival.told !== 'acknowledged') return undefined
    const stay = arrival.place.split('/').at(-1) ?? ''
    stays.push(stay)
    return stay
  }

  async function work(browser: Browser) {
    let own: string | undefined
    while (going) {
      const number = own && randomInt(6) > 0 ? undefined : numbers.pop()
      if (number) own = await arrive(browser, number)
      // Whoever has no patient of their own works with another's.
      const stay = own ?? stays[randomInt(stays.length || 1)]
      const triage = stay && !number ? await ledger.write('triage', browser, (form) => colourForm(stay, form)) : null
      // Told that it failed, a person reads before sending more.
      const went = triage ? triage.told === 'acknowledged' : own !== undefined
      if (!went) await setTimeout(300)
    }
  }

  return {
    ledger: ledger.writes,
    answers: ledger.answers,
    /** Begins, and answers how to stop; when stopped, nothing is under way. */
    begin() {
      going = true
      const all = Promise.all(browsers.map(work))
      return async () => {
        going = false
        await all
      }
    },
  }
}

/** Each person repeats their own that nobody knows the outcome of, one at a time with the same key, until it is known. */
export async function repeatUnknown(writes: readonly Write[], patience = 180_000) {
  const end = Date.now() + patience
  const people = new Set(writes.map(({ browser }) => browser))
  await Promise.all(
    [...people].map(async (person) => {
      for (const write of writes.filter(({ browser }) => browser === person))
        while (write.told === 'unknown' && Date.now() < end) {
          await send(write)
          if (write.told === 'unknown') await setTimeout(250)
        }
    }),
  )
}

/** How long after a moment the first of some times came; fails when none comes. */
export async function firstAfter(moment: number, times: () => readonly number[], patience = 30_000): Promise<number> {
  for (const end = Date.now() + patience; Date.now() < end; await setTimeout(5)) {
    const later = times().filter((at) => at > moment)
    if (later.length > 0) return Math.min(...later) - moment
  }
  throw new Error('Nothing is answered any more')
}
