import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { ZodError } from 'zod'
import { publicKeys } from '#lib/audit/checkpoint'
import { directoryName } from '#lib/audit/directories'
import { createAttempt, writeEveryMinute } from '#lib/audit/program'
import { report } from '#lib/audit/report'
import { verifyText, writerText } from '#lib/audit/text'
import { verifyAudit } from '#lib/audit/verification'
import { createWriter } from '#lib/audit/writer'
import { auditEnv, loadDemoSettings } from '#lib/env'
import { log } from '#lib/log'

const say = (...lines: string[]) => void process.stdout.write(`${lines.join('\n')}\n`)
const complain = (...lines: string[]) => void process.stderr.write(`${lines.join('\n')}\n`)

const couldNot = 3
const exitCodes = { whole: 0, broken: 1, lacking: 2 } as const
/** A reason that is told as it stands. */
class Refusal extends Error {}

/** `npm run audit:verify`: 0 whole, 1 somebody's work found, 2 a part that nothing vouches for, 3 nothing could be verified. */
async function verify(args: string[]): Promise<number> {
  const options = {
    checkpoints: { type: 'string', multiple: true },
    key: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  if (values.help) return (say(verifyText.usage), 0)
  const settings = auditEnv()
  // More directories may follow the first without a word before each.
  const named = values.checkpoints && [...values.checkpoints, ...positionals]
  const directories = named ?? settings.CHECKPOINT_DIRECTORIES
  const keyFile = values.key ?? settings.CHECKPOINT_PUBLIC_KEY_FILE
  if (directories.length > 0 && !keyFile) throw new Refusal(verifyText.noKey)
  const keys = keyFile && directories.length > 0 ? keyed(() => publicKeys(contentOf(keyFile))) : new Map<never, never>()
  const [one, two] = [new pg.Client(settings.AUDIT_DATABASE_URL), new pg.Client(settings.AUDIT_DATABASE_URL)]
  // A connection that breaks is also a query that fails; without this it would end us with the code of a tampering.
  for (const client of [one, two]) client.on('error', () => {})
  await Promise.all([one.connect(), two.connect()])
  const from = Date.now()
  const verification = await verifyAudit([one, two], directories, keys)
  say(...report(verification, Date.now() - from))
  await Promise.all([one.end(), two.end()])
  return exitCodes[verification.verdict]
}

/** `npm run audit:checkpoints`: until it is asked to stop; with `--once` one, and 0 when a directory took it. */
async function checkpoints(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { once: { type: 'boolean' } } })
  const { AUDIT_DATABASE_URL: url, CHECKPOINT_DIRECTORIES: directories, CHECKPOINT_KEY_FILE: keyFile } = auditEnv()
  if (!keyFile || directories.length === 0) throw new Refusal(writerText.missing)
  const names = directories.map(directoryName)
  if (new Set(names).size < names.length) throw new Refusal(writerText.sameName)
  const key = keyed(() => createPrivateKey(contentOf(keyFile)))
  if (key.asymmetricKeyType !== 'ed25519') throw new Refusal(verifyText.badKey)
  const take = createWriter({ url, key, directories })
  if (values.once) {
    const taken = await createAttempt(take, complain)(true)
    return taken && taken.directories.length > 0 ? 0 : 1
  }
  say(writerText.started(names))
  log.event('audit checkpoint: started', { directories: names.length })
  await writeEveryMinute(take, complain, stopSignal())
  return 0
}

function contentOf(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Refusal(verifyText.noFile(file))
  }
}

function keyed<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(verifyText.badKey)
  }
}

function stopSignal() {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
  return controller.signal
}

function explain(error: unknown): string {
  if (error instanceof Refusal) return error.message
  if (error instanceof ZodError) return verifyText.settings(error.issues.map(({ path }) => path.join('.')).join(', '))
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('ERR_PARSE_ARGS')) return verifyText.usage
  return code ? verifyText.noDatabase : verifyText.failed(log.failure(error))
}

const [word, ...args] = process.argv.slice(2)
loadDemoSettings()
// A directory that hangs would keep the program waiting, so it does not wait for it.
process.exit(
  await (word === 'checkpoints' ? checkpoints(args) : verify(args)).catch((error: unknown) => {
    complain(explain(error))
    return couldNot
  }),
)
