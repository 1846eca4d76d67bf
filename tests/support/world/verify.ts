import { build, generate, npmRun } from './build'
import { chromium } from './chromium'
import { plainEnvironment } from './environment'
import { Failure } from './failure.mjs'
import { readKeys } from './keys'
import { checkNamedServer } from './named-server'
import { poppler } from './poppler'
import { settings } from './settings.mjs'
import { secondsSince, steps, total } from './steps.mjs'
import { supervise } from './supervise'

const [name = 'verify', from = String(Date.now())] = process.argv.slice(2)
const world = settings()
const numbered = steps(total.verify, 2)
const loud = { loud: true }

await supervise(world, 130, async (children) => {
  // The tests use the named server too, unless there is none.
  const { adminUrl } = world
  const env = { ...plainEnvironment(), DATABASE_ADMIN_URL: adminUrl, PROOF: name === 'proof' ? '1' : undefined }
  const script = (label: string, word: string, more = {}) =>
    step(label, () => children.run(word, npmRun(word), { ...env, ...more }, 'screen'), loud)

  if (adminUrl) await checkNamedServer(adminUrl)
  const CHROMIUM = await step('Finner Chromium', () => chromium(children))
  await step('Finner poppler', () => poppler(children))
  await step('Lager databaseklienten', () => generate(children, true))
  await script('Typer', 'typecheck')
  await script('Lint', 'lint')
  await script('Format', 'format:check')
  await script('Regler og arkitektur', 'test')
  await script('Database', 'test:db')
  await step('Bygger appen', () => build(children, readKeys(world.keys), true), loud)
  await script('Sikkerhet i det som er bygd', 'test:build')
  await script('Reiser i nettleseren', 'test:e2e', { CHROMIUM })
  console.log(`\nAlt gikk bra på ${secondsSince(Number(from))}. Neste: «npm run demo» starter Samløp med demoverdenen.`)
})

/** The last line of a run that stopped names the step. */
async function step<T>(label: string, work: () => Promise<T>, how = {}) {
  try {
    return await numbered(label, work, how)
  } catch (error) {
    const reason = error instanceof Failure ? error.message : String((error as Error).stack)
    throw new Failure(`${reason}\nnpm run ${name} stoppet: «${label}» feilet etter ${secondsSince(Number(from))}.`)
  }
}
