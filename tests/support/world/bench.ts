import { join } from 'node:path'
import { build, generate } from './build'
import { buildEnvironment, plainEnvironment } from './environment'
import { readKeys } from './keys'
import { settings } from './settings.mjs'
import { steps, total } from './steps.mjs'
import { supervise } from './supervise'

const [, , ...flags] = process.argv.slice(2)
const world = settings()
const step = steps(total.bench, 2)
const program = ['--conditions=react-server', '--import', 'tsx', join('tests', 'bench', 'main.ts')]

await supervise(world, 130, async (children) => {
  const keys = readKeys(world.keys)
  await step('Lager databaseklienten', () => generate(children))
  await step('Bygger appen', () => build(children, keys))
  const floor = [process.execPath, 'node_modules/next/dist/bin/next', 'build', join('tests', 'bench', 'floor')]
  await step('Bygger gulvet', () => children.run('floor', floor, buildEnvironment(keys)))
  // A runner of its own, so that all it starts goes with it.
  const words = [process.execPath, ...program, ...flags]
  const env = { ...plainEnvironment(), BENCH_LOGS: world.logs, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: keys.actionsKey }
  await step('Måler', () => children.run('bench', words, env, 'screen'), { loud: true })
})
