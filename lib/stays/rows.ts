import type { Client } from 'pg'
import { isLost } from '#lib/bulk'
import { log } from '#lib/log'
import { SessionEnded } from '#lib/request'
import type { Session } from '#lib/session'
import { finishImport, importBatch } from '#lib/stays/batches'
import type { CsvRecord } from '#lib/stays/csv'
import { cellsOf, type Export, isUnchanged } from '#lib/stays/export'
import { readStay, type World } from '#lib/stays/reader'
import { linesIn, reject, type Refused, type Rejects } from '#lib/stays/rejects'
import type { ImportPlace, Progress } from '#lib/stays/place'
import { columnsOf, type Mapping, type StopCause, type Summary } from '#lib/stays/schema'
import { newSeen, note, type Seen } from '#lib/stays/seen'
import { stagingLine } from '#lib/stays/staging'

type Job = {
  mapping: Mapping
  client: Client
  session: Session
  opened: Export
  place: ImportPlace
  rejects: Rejects
  world: World
  progress?: (line: number, lines: number) => void
  signal?: AbortSignal
}
/** Written for the database while it takes the batch before. */
type Row = { line: number; staged: string; record: CsvRecord }
/** Rows of the file that belong to one transaction. */
type Batch = { read: number; line: number; rows: Row[]; refused: Refused[] }
type State = Job & {
  summary: Summary
  seen: Seen
  /** The last line that stands in the database, or that needs nothing there. */
  line: number
  failures: number
}

const batchSize = 1_000
/** So many batches in a row may fail before the fault is taken to be elsewhere. */
const patience = 3
const counted = ['new', 'changed', 'unchanged', 'registered', 'marked'] as const

class FileChanged extends Error {}

/**
 * All rows of an opened export, in batches that are imported as a whole or not at all; the next one is read while the
 * database takes the one before.
 */
export async function importRows(job: Job): Promise<Summary> {
  const state = begin(job)
  const { opened, place, signal, summary } = state
  const before = await linesIn(job.rejects)
  let batch: Batch = { read: 0, line: state.line, rows: [], refused: [] }
  let running = Promise.resolve()
  for await (const record of opened.records) {
    if ('cells' in record && record.cells.every((cell) => cell === '')) continue
    if (record.line <= place.line) {
      pass(state, record, before)
      continue
    }
    judge(state, record, batch)
    if (batch.read < batchSize) continue
    await running
    if (summary.stoppedAfter !== undefined || signal?.aborted) break
    // The next batch is read while the database works; sooner, and this one would wait for it on its way there.
    await new Promise<void>((taken) => {
      running = send(state, batch, taken)
      // It is waited for above; until then a failure must not count as one that nobody takes.
      running.then(taken, taken)
    })
    batch = { read: 0, line: batch.line, rows: [], refused: [] }
  }
  await running
  if (signal?.aborted && summary.stoppedAfter === undefined) stop(state, 'asked')
  if (summary.stoppedAfter === undefined) await send(state, batch)
  if (summary.stoppedAfter === undefined) await finish(state)
  return summary
}

function begin(job: Job): State {
  const { opened, mapping, place } = job
  const known = [...columnsOf(mapping), ...mapping.ignored, '']
  const { read, changed, unchanged, registered, marked, rejected, otherFile } = place
  const counts = { read, new: place.new, changed, unchanged, registered, marked, rejected, otherFile }
  const unread = opened.columns.filter((column) => !known.includes(column))
  const summary: Summary = { ...counts, unread, endsWithLineBreak: opened.endsWithLineBreak }
  if (place.resumed && place.line > 0) summary.resumedAfter = place.line
  return { ...job, summary, seen: newSeen(), line: Math.max(place.line, opened.headerLine), failures: 0 }
}

/** A row that an earlier run has done; only that it stood there must be known. */
function pass({ opened, mapping, seen }: State, record: CsvRecord, refused: ReadonlySet<number>) {
  if (refused.has(record.line)) return
  const cells = cellsOf(record, opened.columns)
  if (!('code' in cells)) note(seen, cells.get(mapping.externalId) ?? '', record.line)
}

function judge({ opened, mapping, world, seen }: State, record: CsvRecord, batch: Batch) {
  batch.read += 1
  batch.line = record.line
  const cells = cellsOf(record, opened.columns)
  if ('code' in cells) return void batch.refused.push({ record, problems: [cells] })
  const stay = readStay(cells, mapping, world)
  if (Array.isArray(stay)) return void batch.refused.push({ record, problems: stay })
  const before = note(seen, stay.externalId, record.line)
  if (before === undefined) {
    const staged = stagingLine(record.line, stay)
    return void batch.rows.push({ line: record.line, staged, record })
  }
  const problem = { column: mapping.externalId, code: 'duplicate', detail: String(before) } as const
  batch.refused.push({ record, problems: [problem] })
}

async function send(state: State, batch: Batch, taken?: () => void) {
  if (batch.rows.length === 0) return refuse(state, batch, batch.refused)
  const { client, session, mapping, place, summary } = state
  const column = mapping.externalId
  let written = state.rejects.written
  try {
    const answer = await importBatch(
      client,
      session,
      { importId: place.id, source: mapping.name, line: batch.line, rows: batch.rows.map(({ staged }) => staged) },
      async ({ conflicts }) => {
        const theirs = batch.rows.filter(({ line }) => conflicts.includes(line))
        const refused = theirs.map(({ record }) => ({ record, problems: [{ column, code: 'other_patient' as const }] }))
        written = await reject(state.rejects, inOrder([...batch.refused, ...refused]))
        if (!(await isUnchanged(state.opened))) throw new FileChanged()
        return progressOf(state, batch, written)
      },
      taken,
    )
    for (const key of counted) summary[key] += answer[key]
    state.failures = 0
    settle(state, batch, written)
    state.line = batch.line
    state.progress?.(batch.line, state.opened.lines)
  } catch (error) {
    const cause = causeOf(error)
    if (cause) return stop(state, cause)
    await giveUp(state, batch, error)
  }
}

/** The whole batch is handed back, and tried again when the file is; too many in a row end the run. */
async function giveUp(state: State, batch: Batch, error: unknown) {
  const problems = [{ column: '', code: 'batch_failed' as const, detail: log.failure(error) }]
  const failed = batch.rows.map(({ record }) => ({ record, problems }))
  await refuse(state, batch, inOrder([...batch.refused, ...failed]))
  state.failures += 1
  if (state.failures === patience) stop(state, 'refused')
}

async function refuse(state: State, batch: Batch, refused: readonly Refused[]) {
  settle(state, batch, await reject(state.rejects, refused))
}

function settle({ rejects, summary }: State, batch: Batch, written: Rejects['written']) {
  rejects.written = written
  summary.read += batch.read
  summary.rejected = written.count
}

async function finish(state: State) {
  const { client, session, place, rejects, opened } = state
  try {
    if (!(await isUnchanged(opened))) throw new FileChanged()
    const rest: Batch = { read: 0, line: state.line, rows: [], refused: [] }
    await finishImport(client, session, place.id, progressOf(state, rest, rejects.written))
  } catch (error) {
    const cause = causeOf(error)
    if (!cause) throw error
    stop(state, cause)
  }
}

function stop({ summary, line }: State, cause: StopCause) {
  summary.stoppedAfter = line
  summary.cause = cause
}

function causeOf(error: unknown): StopCause | null {
  if (error instanceof FileChanged) return 'file_changed'
  if (error instanceof SessionEnded) return 'session_ended'
  return isLost(error) ? 'lost' : null
}

const progressOf = ({ summary }: State, batch: Batch, { count, size, hash }: Rejects['written']): Progress => ({
  line: batch.line,
  read: summary.read + batch.read,
  rejected: count,
  rejectsSize: size,
  rejectsHash: hash.copy().digest('hex'),
})

const inOrder = (refused: Refused[]) => refused.toSorted((one, other) => one.record.line - other.record.line)
