import { parseArgs } from 'node:util'
import { ZodError } from 'zod'
import { loadDemoSettings } from '#lib/env'
import { log } from '#lib/log'
import { importFile, type Wish } from '#lib/stays/service'
import { programText, stopText, summaryText, usageText } from '#lib/stays/text'
import { standard } from '#prisma/mappings/standard'
import type { Mapping } from '#lib/stays/schema'

// Only the one that invents people needs their generator, which an installation in production does not have.
const mappings: Record<string, () => Promise<Mapping>> = {
  standard: () => Promise.resolve(standard),
  mimic: () => import('#prisma/mappings/mimic').then(({ mimic }) => mimic),
}
const options = {
  mapping: { type: 'string', default: 'standard' },
  organisation: { type: 'string' },
  rejects: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

const nothingDone = 1
const someRejected = 2

const say = (...lines: string[]) => void process.stdout.write(`${lines.join('\n')}\n`)
const complain = (...lines: string[]) => void process.stderr.write(`${lines.join('\n')}\n`)

/** `npm run import:stays -- FILE`: 0 when all of it is in, 2 when some rows were rejected, 1 when nothing could be done. */
async function main(): Promise<number> {
  loadDemoSettings()
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [file] = positionals
  if (values.help) return (say(usageText), 0)
  if (!file || positionals.length > 1) return (complain(programText.oneFile, '', usageText), nothingDone)
  const load = Object.hasOwn(mappings, values.mapping) ? mappings[values.mapping] : undefined
  if (!load) return (complain(programText.unknownMapping(values.mapping, Object.keys(mappings))), nothingDone)

  const started = Date.now()
  const rejects = values.rejects ?? `${file}.avvist.csv`
  const outcome = await importFile({
    file,
    mapping: await load(),
    organisationNumber: values.organisation,
    rejects,
    ...showProgress(),
    signal: stopSignal(),
  })
  if (!outcome.ok) return (complain(stopText[outcome.stop](outcome.detail ?? '')), nothingDone)
  const { summary } = outcome
  say(...summaryText(summary, Date.now() - started, rejects))
  if (process.stderr.isTTY) process.stderr.write('\n')
  if (summary.stoppedAfter === undefined) return summary.rejected > 0 ? someRejected : 0
  return summary.new + summary.changed + summary.unchanged > 0 ? someRejected : nothingDone
}

/** Once a second: on a terminal one line that is written over, elsewhere a line each time. */
function showProgress() {
  let [from, start, shown] = [0, Date.now(), 0]
  return {
    began({ resumed, otherFile, startsOver, line }: Parameters<NonNullable<Wish['began']>>[0]) {
      if (startsOver) complain(programText.startsOver)
      else if (otherFile) complain(programText.otherFile)
      else if (resumed && line > 0) complain(programText.resumed(line))
      ;[from, start] = [line, Date.now()]
    },
    progress(line: number, lines: number) {
      const now = Date.now()
      if (now - shown < 1_000) return
      shown = now
      const rate = ((line - from) * 1_000) / (now - start)
      const text = programText.progress(line, lines, { rate, left: Math.max(0, lines - line) / rate })
      process.stderr.write(process.stderr.isTTY ? `\r\u001B[K${text}` : `${text}\n`)
    },
  }
}

/** Ctrl-C lets the batch that is under way come to its end. */
function stopSignal() {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
  return controller.signal
}

function explain(error: unknown): string {
  if (error instanceof ZodError) return programText.settings(error.issues.map(({ path }) => path.join('.')).join(', '))
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'].includes(code)) return programText.noDatabase
  if (code.startsWith('ERR_PARSE_ARGS')) return usageText
  return programText.failed(log.failure(error))
}

// The pools of connections would keep the program waiting, so it does not wait for them.
process.exit(
  await main().catch((error: unknown) => {
    complain(explain(error))
    return nothingDone
  }),
)
