import 'server-only'
import pino from 'pino'
import { v7 as uuid } from 'uuid'

const logger = pino({
  base: undefined,
  level: process.env['LOG_LEVEL'] ?? 'info',
  timestamp: pino.stdTimeFunctions.isoTime,
})

/** Words of an error may hold what somebody typed, so only its kind, its code and where it arose are kept. */
function harmless(error: unknown) {
  if (!(error instanceof Error)) return { kind: typeof error }
  const { code } = error as { code?: unknown }
  return { kind: named(error.name), code: named(code), state: stateOf(error), where: whereOf(error) }
}

/** What PostgreSQL called it, as Prisma passes it on. */
function stateOf(error: Error) {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } }
  return named(meta?.driverAdapterError?.cause?.originalCode)
}

/** A name that a program gave, and nothing else. */
const named = (word: unknown) => (typeof word === 'string' && /^\w{1,60}$/.test(word) ? word : undefined)

/** The lines after the words, which may look like lines themselves. */
function whereOf({ stack = '', message }: Error) {
  const at = stack.indexOf(message)
  if (at === -1) return undefined
  const lines = stack.slice(at + message.length).split('\n')
  return lines.filter((line) => line.startsWith('    at ')).slice(0, 8)
}

const newReference = () => uuid().slice(-8)

export const log = {
  /**
   * Writes the failure without personal data and answers a reference that a person can read aloud.
   * @param about codes and names of our own: the reference, when the person has been told one already, and the route
   */
  failure(error: unknown, about: { reference?: string; route?: string; method?: string } = {}): string {
    const reference = about.reference ?? newReference()
    logger.error({ ...about, reference, ...harmless(error) }, 'failure')
    return reference
  },

  /** Something that whoever runs the installation should know of; figures and codes only. Answers a reference. */
  alarm(what: string, figures: Record<string, number | string> = {}): string {
    const reference = newReference()
    logger.error({ ...figures, reference }, what)
    return reference
  },

  /** What the process does, such as starting and stopping. */
  event: (what: string, figures: Record<string, number | string> = {}) => logger.info(figures, what),

  /** What a library prints by itself: its words are not ours to trust, only that it spoke and of what kind. */
  stray(level: 'error' | 'warn' | 'info' | 'debug', words: readonly unknown[]) {
    const errors = words.filter((word) => word instanceof Error)
    // These have been written down by the request they ended.
    if (errors.some((error) => 'digest' in error)) return
    const [first] = errors
    const about = first ? harmless(first) : { kind: 'words', where: whereOf(new Error('words')) }
    logger[level](about, 'printed by a library')
  },
}
