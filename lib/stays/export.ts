import { createHash } from 'node:crypto'
import { type BigIntStats, createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { type CsvRecord, delimiterOf, linesOf, readRecord, recordsOf } from '#lib/stays/csv'
import { readSubject } from '#lib/stays/reader'
import type { ExportFile } from '#lib/stays/place'
import { columnsOf, type Mapping, type Problem, type Span, type StopCode } from '#lib/stays/schema'

const marks: readonly [encoding: string, bytes: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

export type Export = {
  path: string
  file: ExportFile
  /** What the file system said of it before the first byte was read. */
  stats: BigIntStats
  lines: number
  endsWithLineBreak: boolean
  headerLine: number
  columns: string[]
  records: AsyncGenerator<CsvRecord>
  close: () => Promise<unknown>
}
const fileStops: Record<string, StopCode> = {
  ENOENT: 'no_file',
  ENOTDIR: 'no_file',
  EISDIR: 'is_directory',
  EACCES: 'unreadable_file',
  EPERM: 'unreadable_file',
}

/** Opens a file that begins with the names of its columns; they are compared without regard to case. */
export async function openExport(path: string): Promise<Export | { stop: StopCode }> {
  if (path === '-') return { stop: 'not_a_file' }
  try {
    const stats = await stat(path, { bigint: true })
    if (stats.isDirectory()) return { stop: 'is_directory' }
    // A pipe can neither be read twice nor from where an earlier run stopped, and waits for ever when nobody writes.
    if (!stats.isFile()) return { stop: 'not_a_file' }
    const { encoding, hash, ...inspected } = await inspect(path)
    const lines = linesOf(path, encoding)
    let first = await lines.next()
    while (!first.done && first.value.text.trim() === '') first = await lines.next()
    if (first.done) return { stop: 'empty' }
    const delimiter = delimiterOf(first.value.text)
    const header = readRecord([first.value], delimiter)
    const close = () => lines.return(undefined)
    if ('problem' in header) return close().then(() => ({ stop: 'bad_header' }))
    const columns = header.cells.map((name) => name.toLowerCase())
    const records = recordsOf(lines, delimiter, columns.length)
    const pathHash = createHash('sha256')
      .update(await realpath(path))
      .digest()
    const file = { pathHash, hash, size: Number(stats.size) }
    return { ...inspected, path, file, stats, headerLine: header.line, columns, records, close }
  } catch (error) {
    const stop = error instanceof Error && 'code' in error && fileStops[String(error.code)]
    if (!stop) throw error
    return { stop }
  }
}

/** Whether the same file is still there, and nobody has written to it since it was opened. */
export async function isUnchanged({ path, stats }: Export) {
  const now = await stat(path, { bigint: true }).catch(() => null)
  return (['dev', 'ino', 'size', 'mtimeNs', 'ctimeNs'] as const).every((key) => now?.[key] === stats[key])
}

/** The first thing that is wrong with the names of the columns, if any. */
export function checkColumns(columns: readonly string[], mapping: Mapping): { stop: StopCode; detail: string } | null {
  if (columns.some((column) => /[\p{Cc}\uFFFD]/u.test(column))) return { stop: 'bad_header', detail: '' }
  const wanted = columnsOf(mapping)
  const missing = wanted.filter((column) => !columns.includes(column) && !mapping.optional.includes(column))
  if (missing.length > 0) return { stop: 'missing_columns', detail: missing.join(', ') }
  const repeated = wanted.filter((column) => columns.indexOf(column) !== columns.lastIndexOf(column))
  return repeated.length > 0 ? { stop: 'repeated_columns', detail: repeated.join(', ') } : null
}

/** The fields of a record by the names of their columns, or why it has none. */
export function cellsOf(record: CsvRecord, columns: readonly string[]): ReadonlyMap<string, string> | Problem {
  if ('problem' in record) return { column: '', code: record.problem }
  const counts = `${record.cells.length} av ${columns.length}`
  if (record.cells.length < columns.length) return { column: '', code: 'too_few_columns', detail: counts }
  if (record.cells.length > columns.length) return { column: '', code: 'too_many_columns', detail: counts }
  return new Map(columns.map((column, place) => [column, record.cells[place] ?? '']))
}

/** When each subject's stays begin and end; one entry a subject, so only for exports of a size that can be held. */
export async function spansOf(path: string, mapping: Mapping, subjectColumn: string): Promise<Map<string, Span>> {
  const spans = new Map<string, Span>()
  const opened = await openExport(path)
  if ('stop' in opened) return spans
  for await (const record of opened.records) {
    const cells = cellsOf(record, opened.columns)
    if ('code' in cells) continue
    const { subject, first, last } = readSubject(cells, mapping, subjectColumn)
    if (!first || !last) continue
    const before = spans.get(subject) ?? { first, last }
    spans.set(subject, {
      first: before.first < first ? before.first : first,
      last: before.last > last ? before.last : last,
    })
  }
  return spans
}

/**
 * Goes through the file once, in pieces, to learn how to read it: what its byte order mark says, else UTF-8 when all of
 * it is valid, else Windows-1252, which holds every letter of Latin-1; and which file it is.
 */
async function inspect(path: string) {
  let marked: string | undefined
  let isUtf8 = true
  let lines = 0
  let tail: number[] = []
  const hash = createHash('sha256')
  const strict = new TextDecoder('utf-8', { fatal: true })
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    if (tail.length === 0) marked = marks.find(([, mark]) => mark.every((byte, place) => bytes[place] === byte))?.[0]
    isUtf8 &&= isValid(strict, bytes)
    hash.update(bytes)
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1
    tail = [...tail, ...bytes.subarray(-2)].slice(-2)
  }
  isUtf8 &&= isValid(strict)
  // In UTF-16 the last byte of a line break may be a zero.
  const last = tail.findLast((byte) => byte !== 0) ?? 0
  const encoding = marked ?? (isUtf8 ? 'utf-8' : 'windows-1252')
  return { encoding, hash: hash.digest(), lines, endsWithLineBreak: [10, 13].includes(last) }
}

function isValid(strict: TextDecoder, bytes?: Buffer) {
  try {
    strict.decode(bytes, { stream: bytes !== undefined })
    return true
  } catch {
    return false
  }
}
