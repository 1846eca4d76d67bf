import fs from 'node:fs'
import { join } from 'node:path'
import { commandOf, forget, isAlive, readRecord, since } from './record.mjs'

/** @typedef {import('./record.mjs').Known} Known */
/** @typedef {{ ask: NodeJS.Signals, patience: number, force: NodeJS.Signals }} Manner */

/** A program stops its own children first; PostgreSQL is never killed outright, because that leaves shared memory behind. */
const manners = /** @type {const} */ ({
  program: { ask: 'SIGTERM', patience: 45_000, force: 'SIGKILL' },
  postgres: { ask: 'SIGINT', patience: 20_000, force: 'SIGQUIT' },
  // Test runners take their own servers down on SIGINT, not all of them on SIGTERM.
  runner: { ask: 'SIGINT', patience: 10_000, force: 'SIGKILL' },
  other: { ask: 'SIGTERM', patience: 10_000, force: 'SIGKILL' },
})

/** @param {string} name @returns {Manner} */
const mannerOf = (name) => manners[/** @type {keyof typeof manners} */ (name)] ?? manners.other

/**
 * Stops what the record names: the program, then what it started, PostgreSQL last.
 * @param {string} file
 */
export async function stopRecorded(file) {
  const children = readRecord(file)?.children ?? []
  const rank = (/** @type {Known} */ { name }) => (name === 'program' ? 0 : name === 'postgres' ? 2 : 1)
  for (const turn of [0, 1, 2]) {
    const now = children.filter((child) => child.pid !== process.pid && rank(child) === turn)
    await Promise.all(now.map((child) => stop(child)))
    for (const { pid } of now) forget(file, pid)
  }
}

/** @param {Known} known */
async function stop(known) {
  const { ask, patience, force } = mannerOf(known.name)
  send(known, ask)
  if (await isGone(known, patience)) return
  send(known, force)
  await isGone(known, 5_000)
}

/**
 * To the whole group of a child that leads one.
 * @param {Known} known @param {NodeJS.Signals} signal
 */
function send(known, signal) {
  if (!isAlive(known)) return
  for (const target of [-known.pid, known.pid])
    try {
      process.kill(target, signal)
      return
    } catch {
      // No such group, or gone in the meantime.
    }
}

/** @param {Known} known @param {number} patience */
async function isGone(known, patience) {
  for (const end = Date.now() + patience; isAlive(known); await new Promise((resolve) => setTimeout(resolve, 50)))
    if (Date.now() > end) return false
  return true
}

/**
 * A PostgreSQL that works on our data without being in the record, and the file of one whose number somebody else has now.
 * @param {string} directory
 */
export async function stopStrayPostgres(directory) {
  const file = join(directory, 'cluster', 'postmaster.pid')
  if (!fs.existsSync(file)) return
  const pid = Number(fs.readFileSync(file, 'utf8').split('\n')[0])
  const known = { pid, name: 'postgres', since: since(pid) }
  if (commandOf(pid).includes(join(directory, 'cluster'))) await stop(known)
  // Without a living process PostgreSQL sees for itself that the file is old, and checks that nobody has the data open.
  else if (isAlive(known)) fs.rmSync(file)
}
