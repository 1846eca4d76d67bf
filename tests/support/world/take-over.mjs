import fs from 'node:fs'
import { claim, isAlive, readRecord } from './record.mjs'
import { stopRecorded, stopStrayPostgres } from './stop.mjs'

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** @param {string} record */
const isOurs = (record) => readRecord(record)?.owner.pid === process.pid

/**
 * Takes the folder, and clears away what an earlier run that was cut off left behind.
 * @param {import('./settings.mjs').Settings} world
 * @param {string} name
 * @param {boolean} reset also stops the one that has the folder
 * @returns {Promise<string | undefined>} why not
 */
export async function takeOver({ record, postgres }, name, reset) {
  let holder = claim(record, name)
  if (holder && reset) {
    process.kill(holder.pid, 'SIGTERM')
    for (let waited = 0; holder && waited < 60_000; waited += 100) {
      await pause(100)
      holder = claim(record, name)
    }
  }
  if (holder) return `«${holder.name}» kjører allerede her. Stopp den med Ctrl-C, eller: kill ${holder.pid}`
  await stopRecorded(record)
  await stopStrayPostgres(postgres)
}

/** @param {string} record */
export async function stopOurs(record) {
  if (isOurs(record)) await stopRecorded(record)
}

/**
 * Gives the folder back, unless something still runs in it.
 * @param {string} record
 */
export function release(record) {
  if (isOurs(record) && !readRecord(record)?.children.some(isAlive)) fs.rmSync(record)
}
