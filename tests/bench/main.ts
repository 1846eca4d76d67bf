import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpuOf } from '#tests/bench/cpu'
import { coldStarts } from '#tests/bench/cold-start'
import { doorCosts } from '#tests/bench/doors'
import { openDriver } from '#tests/bench/load'
import { memoryAfter } from '#tests/bench/memory'
import { readOptions } from '#tests/bench/options'
import { report } from '#tests/bench/report'
import { runRounds } from '#tests/bench/rounds'
import { scenariosOf } from '#tests/bench/scenarios'
import { openSite, type Site } from '#tests/bench/site'
import { sizesOf } from '#tests/bench/sizes'
import { freePort, makeTemplate } from '#tests/support/test-database'
import { dieTogether } from '#tests/support/world/die-together'
import { startPostgres } from '#tests/support/world/postgres'

const options = readOptions(process.argv.slice(2))
const directory = mkdtempSync(join(tmpdir(), 'samlop-bench-'))
chmodSync(directory, 0o755)
const say = (text: string) => process.stderr.write(`${text}\n`)

// Durable, as in production: a look-up that is not on the disk has not been written down.
const postgres = await startPostgres({ directory, port: await freePort(), password: 'bench', durable: true })
dieTogether(postgres.child, directory)
const driver = openDriver()
const sites: Site[] = []
try {
  await makeTemplate(postgres.adminUrl)
  for (const patients of options.sizes) {
    say(`Fyller ${patients} pasienter …`)
    sites.push(await openSite(postgres.adminUrl, patients))
  }
  const measured = []
  for (const site of sites) {
    say(`Logger inn (${site.patients}) …`)
    measured.push({ site, scenarios: await scenariosOf(site) })
    await site.closeDoor()
  }
  const databaseCpu = () => cpuOf(postgres.child.pid ?? 0)
  const rows = await runRounds({ measured, driver, options, databaseCpu, say })
  const [first] = measured
  if (!first) throw new Error('Nothing to measure')
  say('Størrelser, dører, oppstart …')
  const result = {
    at: new Date().toISOString(),
    node: process.version,
    options,
    rows,
    sizes: await sizesOf(first.site, first.scenarios),
    doors: options.only ? [] : await doorCosts(sites, databaseCpu, options),
    cold: options.only ? [] : await coldStarts(first.site, first.scenarios, options),
    memory: options.only ? [] : await memoryAfter(first.site, first.scenarios, driver, options),
  }
  if (options.json) writeFileSync(options.json, JSON.stringify(result, undefined, 1))
  console.log(report(result))
} finally {
  driver.close()
  await Promise.all(sites.map((site) => site.stop()))
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
}
process.exit(0)
