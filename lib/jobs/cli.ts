import { ZodError } from 'zod'
import { loadDemoSettings } from '#lib/env'
import { workerText } from '#lib/jobs/text'
import { work } from '#lib/jobs/worker'
import { log } from '#lib/log'

const say = (line: string) => void process.stdout.write(`${line}\n`)
const complain = (line: string) => void process.stderr.write(`${line}\n`)

function stopSignal() {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
  return controller.signal
}

function explain(error: unknown): string {
  if (error instanceof ZodError) return workerText.settings(error.issues.map(({ path }) => path.join('.')).join(', '))
  return workerText.failed(log.failure(error))
}

/** `npm run worker`: sends mails and reminds until it is asked to stop; 1 when it could not go on. */
async function main() {
  loadDemoSettings()
  const began = () => {
    log.event('jobs: started')
    say(workerText.started)
  }
  await work(stopSignal(), { began, waits: () => say(workerText.waits) })
  say(workerText.stopped)
  return 0
}

// Pools of connections would keep the program waiting, so it does not wait for them.
process.exit(
  await main().catch((error: unknown) => {
    complain(explain(error))
    return 1
  }),
)
