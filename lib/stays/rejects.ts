import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rm, stat } from 'node:fs/promises'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import { codeOf } from '#lib/bulk'
import type { Problem, StopCode } from '#lib/stays/schema'
import { problemText, rejectColumns } from '#lib/stays/text'

/** How much stands in the file: rows of the export, bytes, and the hash of those bytes so far. */
export type Written = { count: number; size: number; hash: Hash }
export type Rejects = { file: FileHandle; path: string; written: Written }
/** A row of the export, and what is wrong with it. */
export type Refused = { record: { line: number; text: string }; problems: readonly Problem[] }
type Before = { rejected: number; rejectsSize: number; rejectsHash: string | null }

const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR', 'ETXTBSY']
/** A spreadsheet must not take what stood in an export for a formula. */
const lineOf = (cells: readonly string[]) => stringify([[...cells]], { delimiter: ';', escape_formulas: true })
const head = `\uFEFF${lineOf(rejectColumns)}`

/** Why rejected rows cannot be written there, if they cannot; writes nothing yet. */
export async function checkRejects(path: string, source: string): Promise<StopCode | null> {
  const [old, read] = await Promise.all([stat(path).catch(() => null), stat(source)])
  if (old && old.ino === read.ino && old.dev === read.dev) return 'rejects_are_the_file'
  if (old && !old.isFile()) return 'rejects_unwritable'
  try {
    await (await open(path, 'a', 0o600)).close()
    return null
  } catch (error) {
    if (unwritable.includes(codeOf(error))) return 'rejects_unwritable'
    throw error
  }
}

/**
 * A fresh file for the rows that are refused, made before the first row is read so that none of them has nowhere to go.
 * It holds what the export held, so nobody but its owner may read it.
 */
export async function newRejects(path: string): Promise<Rejects> {
  await rm(path, { force: true })
  const rejects = {
    path,
    file: await open(path, 'wx', 0o600),
    written: { count: 0, size: 0, hash: createHash('sha256') },
  }
  rejects.written = await append(rejects, head, 0)
  return rejects
}

/**
 * The file of an interrupted run, without what came into it after the last batch that stood; null when it is not as that
 * run left it.
 */
export async function oldRejects(
  path: string,
  { rejected, rejectsSize, rejectsHash }: Before,
): Promise<Rejects | null> {
  if (rejected === 0) return newRejects(path)
  const hash = createHash('sha256')
  const bytes = createReadStream(path, { end: rejectsSize - 1 }) as AsyncIterable<Buffer>
  for await (const piece of bytes) hash.update(piece)
  if (hash.copy().digest('hex') !== rejectsHash) return null
  const file = await open(path, 'r+')
  await file.truncate(rejectsSize)
  return { path, file, written: { count: rejected, size: rejectsSize, hash } }
}

/** The lines of the export that stand in the file. */
export async function linesIn({ path, written }: Rejects): Promise<Set<number>> {
  const lines = new Set<number>()
  if (written.count === 0) return lines
  const rows = createReadStream(path, { end: written.size - 1 }).pipe(parse({ bom: true, delimiter: ';', from: 2 }))
  for await (const [line] of rows as AsyncIterable<string[]>) lines.add(Number(line))
  return lines
}

/**
 * Writes rows of the export, with a line for each thing that is wrong with them, and answers how much stands there then.
 * Written again from the same place until somebody takes that answer for `written`.
 */
export async function reject(rejects: Rejects, rows: readonly Refused[]): Promise<Written> {
  if (rows.length === 0) return rejects.written
  const text = rows.flatMap(({ record, problems }) =>
    problems.map(({ column, code, detail = '' }) =>
      lineOf([String(record.line), column, problemText[code](detail), record.text]),
    ),
  )
  return append(rejects, text.join(''), rows.length)
}

async function append({ file, written: { count, size, hash } }: Rejects, text: string, rows: number): Promise<Written> {
  const bytes = Buffer.from(text)
  await file.truncate(size)
  await file.write(bytes, 0, bytes.length, size)
  // On disk before the batch that counts on it.
  await file.datasync()
  return { count: count + rows, size: size + bytes.length, hash: hash.copy().update(bytes) }
}

/** A file without any row is taken away again. */
export async function closeRejects({ written, file, path }: Rejects) {
  await file.close()
  if (written.count === 0) await rm(path)
}
