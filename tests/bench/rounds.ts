import { cpuOf } from '#tests/bench/cpu'
import type { openDriver } from '#tests/bench/load'
import type { Options } from '#tests/bench/options'
import type { Scenario } from '#tests/bench/scenarios'
import type { Site } from '#tests/bench/site'
import { type Round, roundOf } from '#tests/bench/statistics'

export type Row = { patients: number; atOnce: number; name: string; floor?: string; rounds: Round[]; example: string }

type Given = {
  measured: { site: Site; scenarios: Scenario[] }[]
  driver: ReturnType<typeof openDriver>
  options: Options
  databaseCpu: () => number
  say: (text: string) => void
}

/** Round after round of everything, floor and ours next to each other, so that what slows the machine slows both. */
export async function runRounds({ measured, driver, options, databaseCpu, say }: Given): Promise<Row[]> {
  const rows = new Map<string, Row>()
  const chosen = measured.map(({ site, scenarios }) => ({
    site,
    scenarios: scenarios.filter(({ of, name }) => of === 'floor' || !options.only || name.includes(options.only)),
  }))
  async function once(site: Site, scenario: Scenario, atOnce: number, seconds: number) {
    const server = scenario.of === 'floor' ? site.floor : site.app
    const requests = await scenario.prepare()
    const before = [cpuOf(server.pid), databaseCpu()]
    const answer = await driver.drive({ url: server.url, requests, atOnce, seconds, once: scenario.once ?? false })
    const [serverCpu, database] = [cpuOf(server.pid) - (before[0] ?? 0), databaseCpu() - (before[1] ?? 0)]
    await scenario.after?.()
    return { round: roundOf({ ...answer, serverCpu, databaseCpu: database }), example: answer.example }
  }

  say('Varmer opp …')
  for (const { site, scenarios } of chosen)
    for (const scenario of scenarios) await once(site, scenario, 10, Math.min(options.seconds, 1.5))
  for (let turn = 1; turn <= options.rounds; turn += 1) {
    say(`Runde ${turn} av ${options.rounds} …`)
    for (const atOnce of options.levels)
      for (const { site, scenarios } of chosen)
        for (const scenario of scenarios) {
          const { round, example } = await once(site, scenario, atOnce, options.seconds)
          const key = `${site.patients} ${atOnce} ${scenario.name}`
          const row = rows.get(key) ?? {
            ...{ patients: site.patients, atOnce, name: scenario.name, rounds: [], example },
            ...(scenario.floor && { floor: scenario.floor }),
          }
          row.rounds.push(round)
          row.example ||= example
          rows.set(key, row)
        }
  }
  return [...rows.values()]
}
