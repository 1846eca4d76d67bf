import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { join } from 'node:path'
import { Failure } from './failure.mjs'
import { forget, remember } from './record.mjs'
import { unchanged } from './steps.mjs'

/** @typedef {import('./settings.mjs').Settings} Settings */

/**
 * Installs what the lock file names, unless that is what was installed last.
 * @param {Settings} settings
 */
export async function install({ root, record }) {
  const stamp = join(root, 'node_modules', '.samlop-stamp')
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lockHash(root)) return unchanged
  // Not `npm ci`: it refuses a lock file that was made on another operating system. Development packages come along whatever NODE_ENV says.
  const words = ['install', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  const [command, ...before] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm']
  const child = spawn(command ?? 'npm', [...before, ...words], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.resume()
  if (child.pid) remember(record, 'npm', child.pid)
  const code = await new Promise((resolve) => child.once('exit', resolve).once('error', resolve))
  if (child.pid) forget(record, child.pid)
  if (code !== 0)
    throw new Failure('Installasjonen av pakker (npm install) feilet. Er nettet til pakkeregisteret åpent?')
  fs.writeFileSync(stamp, lockHash(root))
}

/** @param {string} root */
const lockHash = (root) => {
  const hash = createHash('sha256')
    .update(process.version.split('.')[0] ?? '')
    .update(process.arch)
  return hash.update(fs.readFileSync(join(root, 'package-lock.json'))).digest('hex')
}
