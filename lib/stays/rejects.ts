import { type FileHandle, open, rm, stat } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'
import type { Problem, StopCode } from '#lib/stays/schema'
import { problemText, rejectColumns } from '#lib/stays/text'

export type Rejects = { count: number; file: FileHandle; path: string }

/**
 * A fresh file for the rows that are refused, made before the first row is read so that none of them has nowhere to go.
 * It holds what the export held, so nobody but its owner may read it.
 */
export async function openRejects(path: string, source: string): Promise<Rejects | StopCode> {
  const [old, read] = await Promise.all([stat(path).catch(() => null), stat(source)])
  if (old && old.ino === read.ino && old.dev === read.dev) return 'rejects_are_the_file'
  if (old && !old.isFile()) return 'rejects_unwritable'
  try {
    await rm(path, { force: true })
    const file = await open(path, 'wx', 0o600)
    await file.write(`\uFEFF${lineOf(rejectColumns)}`)
    return { count: 0, file, path }
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR'].includes(codeOf(error))) return 'rejects_unwritable'
    throw error
  }
}

/** One row of the export, with a line for each thing that is wrong with it. */
export async function reject(rejects: Rejects, { line, text }: { line: number; text: string }, problems: Problem[]) {
  rejects.count += 1
  const rows = problems.map(({ column, code, detail = '' }) => [String(line), column, problemText[code](detail), text])
  await rejects.file.write(rows.map(lineOf).join(''))
}

/** A file without any row is taken away again. */
export async function closeRejects({ count, file, path }: Rejects) {
  await file.close()
  if (count === 0) await rm(path)
}

/** A spreadsheet must not take what stood in an export for a formula. */
const lineOf = (cells: readonly string[]) => stringify([[...cells]], { delimiter: ';', escape_formulas: true })

export const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
