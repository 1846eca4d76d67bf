import { memoryOf } from '#tests/bench/cpu'
import type { openDriver } from '#tests/bench/load'
import type { Options } from '#tests/bench/options'
import type { Scenario } from '#tests/bench/scenarios'
import type { Site } from '#tests/bench/site'
import { answers } from '#tests/support/world/answers'

export type Memory = { name: string; requests: number; megabytes: number }

/** Memory of a fresh server after so many requests, ten at a time. */
export async function memoryAfter(
  site: Site,
  scenarios: readonly Scenario[],
  { drive }: ReturnType<typeof openDriver>,
  { memory: count }: Options,
): Promise<Memory[]> {
  if (!count) return []
  const found: Memory[] = []
  await Promise.all([site.floor.stop(), site.app.stop()])
  for (const [name, begin] of [
    ['page', site.startFloor],
    ['VIP-oppslag, action', site.startApp],
  ] as const) {
    const server = begin()
    await answers(server.url)
    const requests = (await scenarios.find((one) => one.name === name)?.prepare()) ?? []
    const many = Array.from({ length: count }, (_, turn) => requests[turn % requests.length]).flatMap(
      (one) => one ?? [],
    )
    const { used } = await drive({ url: server.url, requests: many, atOnce: 10, seconds: 120, once: true })
    found.push({ name, requests: used, megabytes: memoryOf(server.pid) })
    await server.stop()
  }
  return found
}
