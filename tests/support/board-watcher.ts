import { setTimeout } from 'node:timers/promises'
import type { Browser } from '#tests/support/by-hand'

/** A board that nobody touches: hears the stream, opens it again when it ends, and fetches itself when told of a change. */
export function watchBoard({ ask, key }: Browser) {
  const fresh: number[] = []
  let going = true
  const leaving = new AbortController()

  async function fetchBoard() {
    const headers = { 'X-Refresh': '1', 'X-Form-Key': key }
    const whole = await ask('/api/boards/reception', { headers, signal: AbortSignal.timeout(8_000) })
      // The line may break in the middle of the answer too.
      .then(async (answer) => answer.ok && Boolean(await answer.json()))
      .catch(() => false)
    if (whole) {
      fresh.push(Date.now())
    } else if (going) {
      // As the page does it: nobody will tell when the database answers again.
      await setTimeout(2_000)
      await fetchBoard()
    }
  }

  async function listen() {
    const stream = (await ask('/api/events', { signal: leaving.signal })).body?.getReader()
    const text = new TextDecoder()
    void fetchBoard()
    for (;;) {
      const part = await stream?.read()
      if (!part || part.done) return
      if (text.decode(part.value).includes('event: change')) void fetchBoard()
    }
  }

  const all = (async () => {
    while (going) {
      await listen().catch(() => {})
      if (going) await setTimeout(500)
    }
  })()

  return {
    /** How long after a moment the board had fetched itself anew. */
    async freshAfter(moment: number, patience = 20_000) {
      for (const end = Date.now() + patience; Date.now() < end; await setTimeout(20)) {
        const first = fresh.find((at) => at > moment)
        if (first) return first - moment
      }
      throw new Error('The board does not come back')
    },
    async stop() {
      going = false
      leaving.abort()
      await all
    },
  }
}
