import 'server-only'
import pino from 'pino'
import { v7 as uuid } from 'uuid'

const logger = pino({ base: undefined, level: process.env['LOG_LEVEL'] ?? 'info' })

/** Words of an error may hold what somebody typed, so only its kind, its code and where it arose are kept. */
function harmless(error: unknown) {
  if (!(error instanceof Error)) return { kind: typeof error }
  const { code } = error as { code?: unknown }
  const where = error.stack?.split('\n').filter((line) => line.startsWith('    at '))
  return { kind: error.name, code, where: where?.slice(0, 8) }
}

export const log = {
  /** Writes the failure without personal data and answers a reference that a person can read aloud. */
  failure(error: unknown): string {
    const reference = uuid().slice(-8)
    logger.error({ reference, ...harmless(error) }, 'failure')
    return reference
  },
}
