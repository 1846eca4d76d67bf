import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * A copy of the build in which each of its files says something else in one place.
 * @throws when no file says it
 */
export function otherBuild(part: string, instead: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'samlop-build-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  for (const name of readdirSync('.').filter((one) => one !== '.next' && !one.startsWith('.git')))
    symlinkSync(resolve(name), join(folder, name))
  cpSync('.next', join(folder, '.next'), {
    recursive: true,
    filter: (path) => !/\.next\/(cache|dev|types)/.test(path),
  })
  const chunks = join(folder, '.next/server/chunks')
  const files = readdirSync(chunks, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  const changed = files.filter((file) => {
    const text = readFileSync(join(chunks, file), 'utf8')
    if (text.includes(part)) writeFileSync(join(chunks, file), text.replaceAll(part, instead))
    return text.includes(part)
  })
  if (changed.length) return { folder, remove }
  remove()
  throw new Error(`The build does not say ${part}`)
}
