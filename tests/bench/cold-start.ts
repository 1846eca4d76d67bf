import type { Sent } from '#tests/bench/load'
import type { Options } from '#tests/bench/options'
import type { Scenario } from '#tests/bench/scenarios'
import type { Site } from '#tests/bench/site'

/** Milliseconds from the start of the process to the first right answer, floor and ours in turn. */
export type Cold = { floor: number; app: number }

export async function coldStarts(site: Site, scenarios: readonly Scenario[], { times }: Options): Promise<Cold[]> {
  const first = async (name: string) => (await scenarios.find((one) => one.name === name)?.prepare())?.[0]
  const [bare, vip] = [await first('page'), await first('VIP-oppslag, hel side')]
  if (!bare || !vip) return []
  // A form is taken only at the address it came from, so each start has the address of the one before.
  await Promise.all([site.floor.stop(), site.app.stop()])
  const rounds: Cold[] = []
  for (let turn = 0; turn < times; turn += 1)
    rounds.push({ floor: await start(site.startFloor, bare), app: await start(site.startApp, vip) })
  return rounds
}

async function start(begin: Site['startApp'], sent: Sent) {
  const from = performance.now()
  const server = begin()
  try {
    for (;;) {
      const answer = await fetch(new URL(sent.path, server.url), {
        method: sent.method,
        headers: sent.headers,
        ...(sent.body && { body: sent.body }),
      }).catch(() => null)
      const text = await answer?.text()
      if (answer?.status === sent.status && text?.includes(sent.holds)) return performance.now() - from
      if (performance.now() - from > 30_000) throw new Error(`${sent.path} does not come up (${answer?.status})`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  } finally {
    await server.stop()
  }
}
