import { execFileSync } from 'node:child_process'
import fs from 'node:fs'

/** @typedef {{ pid: number, name: string, since: string }} Known a process and when it began, because numbers are given anew */
/** @typedef {{ owner: Known, children: Known[] }} World */

/**
 * When a process began, in the words of the operating system; empty when there is none, or only its remains.
 * @param {number} pid
 */
export function since(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name may hold spaces and brackets, so fields are counted from behind it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' ? '' : (fields[19] ?? '')
    }
    const [state = 'Z', ...start] = ps(pid, 'stat=,lstart=').split(/\s+/)
    return state.startsWith('Z') ? '' : start.join(' ')
  } catch {
    return ''
  }
}

/**
 * @param {number} pid
 * @returns {string} empty when there is no such process
 */
export function commandOf(pid) {
  try {
    return process.platform === 'linux'
      ? fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : ps(pid, 'command=')
  } catch {
    return ''
  }
}

/** @type {(pid: number, columns: string) => string} */
const ps = (pid, columns) =>
  execFileSync('ps', ['-p', String(pid), '-o', columns], { stdio: 'pipe' })
    .toString()
    .trim()

/** @param {Known} known */
export const isAlive = ({ pid, since: then }) => then !== '' && since(pid) === then

/** @type {(pid: number, name: string) => Known} */
const known = (pid, name) => ({ pid, name, since: since(pid) })

/**
 * @param {string} file
 * @returns {World | undefined}
 */
export function readRecord(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Takes the folder for this process, unless somebody alive has it.
 * @param {string} file
 * @param {string} name
 * @returns {Known | undefined} who has it instead
 */
export function claim(file, name) {
  const world = readRecord(file)
  if (world && world.owner.pid !== process.pid && isAlive(world.owner)) return world.owner
  const claimed = { owner: known(process.pid, name), children: world?.children.filter(isAlive) ?? [] }
  if (world || !fs.existsSync(file)) return write(file, claimed, !world) ? undefined : claim(file, name)
  fs.rmSync(file)
  return claim(file, name)
}

/** @type {(file: string, name: string, pid: number) => void} */
export const remember = (file, name, pid) =>
  change(file, (world) => ({ ...world, children: [...world.children, known(pid, name)] }))

/** @type {(file: string, pid: number) => void} */
export const forget = (file, pid) =>
  change(file, (world) => ({ ...world, children: world.children.filter((child) => child.pid !== pid) }))

/** @type {(file: string, next: (world: World) => World) => void} */
function change(file, next) {
  const world = readRecord(file)
  if (world) write(file, next(world))
}

/**
 * All or nothing, so that a kill in the middle leaves the old record.
 * @param {string} file
 * @param {World} world
 * @param {boolean} [onlyNew] answers false if somebody else was first
 */
function write(file, world, onlyNew = false) {
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, `${JSON.stringify(world, undefined, 2)}\n`, { mode: 0o600 })
  if (!onlyNew) return (fs.renameSync(draft, file), true)
  try {
    fs.linkSync(draft, file)
    return true
  } catch {
    return false
  } finally {
    fs.rmSync(draft)
  }
}
