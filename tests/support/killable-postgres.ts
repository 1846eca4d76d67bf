import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '#tests/support/test-database'
import { dieTogether } from '#tests/support/world/die-together'
import { startPostgres } from '#tests/support/world/postgres'

/** A PostgreSQL that keeps what it has said yes to (fsync and synchronous commit), and that can be killed outright. */
export async function killablePostgres() {
  const directory = mkdtempSync(join(tmpdir(), 'samlop-kill-'))
  chmodSync(directory, 0o755)
  const options = { directory, port: await freePort(), password: randomBytes(16).toString('hex'), durable: true }
  const start = async () => {
    const started = await startPostgres(options)
    // Its folder goes along only when the runner is killed: a death of the server lets go of the watch.
    dieTogether(started.child, directory)
    return started
  }
  let running = await start()
  return {
    adminUrl: running.adminUrl,
    /** SIGKILL to the postmaster and to all its backends, which lead groups of their own. */
    async kill() {
      const { pid = 0 } = running.child
      const all = [pid, ...childrenOf(pid)]
      for (const one of all) killOutright(one)
      while (all.some(isAlive)) await setTimeout(10)
    },
    /** Started again on the same data; answers when it takes connections. */
    async again() {
      running = await start()
    },
    async stop() {
      await running.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

const processes = () =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))

const childrenOf = (parent: number) =>
  processes().flatMap(([pid, ppid]) => (Number(ppid) === parent ? [Number(pid)] : []))

/** A dead process may stay listed until somebody asks for its code. */
const isAlive = (pid: number) => processes().some(([one, , state]) => Number(one) === pid && !state?.startsWith('Z'))

function killOutright(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}
