import { log } from '#lib/log'
import { SessionEnded } from '#lib/request'
import type { Session } from '#lib/session'
import { importBatch } from '#lib/stays/commands'
import type { CsvRecord } from '#lib/stays/csv'
import { cellsOf, type Export } from '#lib/stays/export'
import { readStay, type World } from '#lib/stays/reader'
import { reject, type Rejects } from '#lib/stays/rejects'
import { columnsOf, type Mapping, type Problem, type StayToImport, type Summary } from '#lib/stays/schema'

type Job = {
  mapping: Mapping
  session: Session
  opened: Export
  rejects: Rejects
  world: World
  progress?: (line: number, lines: number) => void
  signal?: AbortSignal
}
type Waiting = { record: CsvRecord; stay: StayToImport }
type State = Job & {
  summary: Summary
  waiting: Waiting[]
  /** The line where each stay of this file stood. */
  seen: Map<string, number>
  failures: number
}

/** Small enough for the time that a statement and its locks may take. */
const batchSize = 250
/** So many batches in a row may fail before the fault is taken to be elsewhere. */
const patience = 3

/** All rows of an opened export, in batches that are imported as a whole or not at all. */
export async function importRows(job: Job): Promise<Summary> {
  const { opened, mapping, progress, signal } = job
  const known = [...columnsOf(mapping), ...mapping.ignored, '']
  const counts = { read: 0, new: 0, changed: 0, unchanged: 0, registered: 0, marked: 0, rejected: 0 }
  const unread = opened.columns.filter((column) => !known.includes(column))
  const summary: Summary = { ...counts, unread, endsWithLineBreak: opened.endsWithLineBreak }
  const state: State = { ...job, summary, waiting: [], seen: new Map(), failures: 0 }

  let line = opened.headerLine
  for await (const record of opened.records) {
    if ('cells' in record && record.cells.every((cell) => cell === '')) continue
    line = record.line
    summary.read += 1
    await take(state, record)
    if (state.waiting.length === batchSize) await flush(state)
    if (summary.read % batchSize === 0) progress?.(line, opened.lines)
    if (summary.stoppedAfter !== undefined) return summary
    if (signal?.aborted) {
      await flush(state)
      summary.stoppedAfter ??= line
      return summary
    }
  }
  await flush(state)
  return summary
}

async function take(state: State, record: CsvRecord) {
  const { opened, mapping, world, seen } = state
  const cells = cellsOf(record, opened.columns)
  if ('code' in cells) return refuse(state, record, [cells])
  const stay = readStay(cells, mapping, world)
  if (Array.isArray(stay)) return refuse(state, record, stay)
  const before = seen.get(stay.externalId)
  if (before !== undefined)
    return refuse(state, record, [{ column: mapping.externalId, code: 'duplicate', detail: String(before) }])
  // A copy, because a piece of a text keeps all of the text in memory.
  seen.set(Buffer.from(stay.externalId).toString(), record.line)
  state.waiting.push({ record, stay })
}

async function flush(state: State) {
  const { session, mapping, summary, waiting } = state
  const batch = waiting.splice(0)
  const [first] = batch
  if (!first) return
  try {
    const { conflicts, ...counts } = await importBatch(
      session,
      mapping.name,
      batch.map(({ stay }) => stay),
    )
    for (const key of ['new', 'changed', 'unchanged', 'registered', 'marked'] as const) summary[key] += counts[key]
    state.failures = 0
    await refuseSome(
      state,
      batch.filter(({ stay }) => conflicts.includes(stay.externalId)),
      'other_patient',
    )
  } catch (error) {
    if (error instanceof SessionEnded) {
      summary.read -= batch.length
      summary.stoppedAfter = first.record.line - 1
      return
    }
    state.failures += 1
    await refuseSome(state, batch, 'batch_failed', log.failure(error))
    if (state.failures === patience) summary.stoppedAfter = batch.at(-1)?.record.line
  }
}

async function refuseSome(state: State, rows: Waiting[], code: Problem['code'], detail?: string) {
  const column = code === 'other_patient' ? state.mapping.externalId : ''
  for (const { record } of rows) await refuse(state, record, [{ column, code, ...(detail && { detail }) }])
}

async function refuse({ summary, rejects }: State, record: CsvRecord, problems: Problem[]) {
  summary.rejected += 1
  await reject(rejects, record, problems)
}
