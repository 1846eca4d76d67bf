import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** One value for the names and the content of files and whole folders; what is missing counts as empty. */
export function fingerprint(paths: string[], salt = '') {
  const hash = createHash('sha256').update(salt)
  for (const path of paths.flatMap(filesIn).sort()) hash.update(`\0${path}\0`).update(readFileSync(path))
  return hash.digest('hex')
}

/** The content of a small file, or nothing. */
export const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

function filesIn(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)))
}
