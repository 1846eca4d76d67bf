import { setTimeout } from 'node:timers/promises'
import { type Children, createChildren } from './children'
import { Failure } from './failure.mjs'
import type { Settings } from './settings.mjs'

/**
 * Does the work, and afterwards, or when somebody asks us to stop, or when a child dies, stops all that was started.
 * @param askedCode what to answer when we were asked to stop
 */
export async function supervise(world: Settings, askedCode: number, work: (children: Children) => Promise<void>) {
  const children = createChildren(world)
  let asked = false
  const asking = new Promise<void>((resolve) => {
    const stop = () => resolve(void (asked = true))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
    process.on('disconnect', stop)
  })
  const accident = new Promise<never>((_, reject) => {
    process.on('uncaughtException', reject)
    // Nobody reads what we print any more.
    process.stdout.on('error', reject)
  })

  let code = 0
  try {
    await Promise.race([work(children), asking, accident, children.death])
  } catch (error) {
    // A signal that ended a program of ours may not have reached our own handlers yet.
    await setTimeout(100)
    if (!asked) console.error(error instanceof Failure ? error.message : (error as Error).stack)
    code = 1
  }
  if (asked) process.stdout.write('\nStopper …\n')
  await children.stop()
  process.exit(asked ? askedCode : code)
}
