import { setTimeout } from 'node:timers/promises'
import { writerText } from '#lib/audit/text'
import type { createWriter, Taken } from '#lib/audit/writer'
import { now } from '#lib/clock'
import { log } from '#lib/log'

const minute = 60_000
type Take = ReturnType<typeof createWriter>

/**
 * One checkpoint at each full minute until it is asked to stop; nothing that fails ends it.
 * @param complain for who watches the program; the log gets the same without words
 */
export async function writeEveryMinute(take: Take, complain: (line: string) => void, signal: AbortSignal) {
  const attempt = createAttempt(take, complain)
  while (!signal.aborted) {
    await attempt()
    await setTimeout(minute - (now().getTime() % minute), undefined, { signal }).catch(() => {})
  }
}

/** Takes one and tells of what went wrong, and of what works again. Answers null when there is no new one. */
export function createAttempt(take: Take, complain: (line: string) => void) {
  const down = new Set<string>()

  function tell({ alarms, directories, number }: Taken) {
    for (const alarm of alarms) {
      const { kind, ...figures } = alarm
      log.alarm(`audit checkpoint: ${kind}`, { ...figures, checkpoint: number })
      complain(writerText.alarm(alarm))
      if (kind === 'directory') down.add(alarm.directory)
    }
    for (const directory of directories.filter((name) => down.delete(name))) {
      log.event('audit checkpoint: directory is back', { directory, checkpoint: number })
      complain(writerText.back(directory))
    }
  }

  let answers = true
  return async function attempt(always = false): Promise<Taken | null> {
    try {
      const taken = await take(always)
      if (!answers) complain(writerText.databaseBack)
      answers = true
      if (taken) tell(taken)
      return taken
    } catch (error) {
      answers = false
      complain(writerText.noDatabase(log.failure(error)))
      return null
    }
  }
}
