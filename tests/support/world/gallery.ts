import { join } from 'node:path'
import { build, generate } from './build'
import { chromium } from './chromium'
import { plainEnvironment } from './environment'
import { readKeys } from './keys'
import { checkNamedServer } from './named-server'
import { settings, shown } from './settings.mjs'
import { steps, total } from './steps.mjs'
import { supervise } from './supervise'

const world = settings()
const step = steps(total.gallery, 2)
const program = ['--conditions=react-server', '--import', 'tsx', join('tests', 'support', 'gallery', 'main.ts')]

await supervise(world, 130, async (children) => {
  const { adminUrl } = world
  if (adminUrl) await checkNamedServer(adminUrl)
  const CHROMIUM = await step('Finner Chromium', () => chromium(children))
  await step('Lager databaseklienten', () => generate(children))
  await step('Bygger appen', () => build(children, readKeys(world.keys)))
  // A runner of its own, so that all it starts goes with it.
  const words = [process.execPath, ...program, shown(join(world.data, 'gallery'))]
  const env = { ...plainEnvironment(), DATABASE_ADMIN_URL: adminUrl, CHROMIUM }
  await step('Tar bilder', () => children.run('gallery', words, env, 'screen'), { loud: true })
})
