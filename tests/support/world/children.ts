import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from './failure.mjs'
import { forget, remember } from './record.mjs'
import { type Settings, shown } from './settings.mjs'
import { stopRecorded } from './stop.mjs'

export type Env = Record<string, string | undefined>
export type Children = ReturnType<typeof createChildren>

/** The processes that one program starts; all of them stand in the record, so that a later start finds what a kill left. */
export function createChildren({ root, record, logs }: Settings) {
  let closed = false
  let tell: (failure: Failure) => void = () => {}
  const death = new Promise<never>((_, reject) => (tell = reject))
  death.catch(() => {})
  const logOf = (name: string) => join(logs, `${name}.log`)

  function begin(name: string, words: string[], env: Env, log?: string) {
    if (closed) throw new Failure('Stoppet.')
    const child = spawnGroup(words, env, root, log)
    note(record, name, child)
    return child
  }

  /** Any end of it before ours is an accident. */
  function last(name: string, child: ChildProcess) {
    child.once('exit', (code, signal) => {
      const how = signal ? `signal ${signal}` : `kode ${code}`
      tell(new Failure(`«${name}» stoppet av seg selv (${how}). Se ${shown(logOf(name))}`))
    })
  }

  return {
    death,
    logOf,

    /** Starts what shall go on until we stop. */
    start: (name: string, words: string[], env: Env) => last(name, begin(name, words, env, logOf(name))),

    /** Takes over what was started elsewhere and shall go on until we stop. */
    adopt(name: string, child: ChildProcess) {
      note(record, name, child)
      last(name, child)
    },

    /** Runs to the end. Throws with the last it said unless it went well. */
    async run(name: string, words: string[], env: Env, output: 'log' | 'screen' = 'log') {
      const log = output === 'log' ? logOf(name) : undefined
      const child = begin(log ? name : 'runner', words, env, log)
      const code = await new Promise((resolve) => child.once('exit', resolve).once('error', resolve))
      if (code !== 0)
        throw new Failure(log ? `${lastLines(log)}«${name}» feilet. Se ${shown(log)}` : `«${name}» feilet.`)
    },

    stop() {
      closed = true
      return stopRecorded(record)
    },
  }
}

/** A process group of its own, so that Ctrl-C reaches it through us only and its own children go with it. */
function spawnGroup([command = process.execPath, ...args]: string[], env: Env, cwd: string, log?: string) {
  if (log) mkdirSync(dirname(log), { recursive: true })
  const output = log ? openSync(log, 'a') : 'inherit'
  const stdio: ['ignore', typeof output, typeof output] = ['ignore', output, output]
  const child = spawn(command, args, { cwd, env: env as NodeJS.ProcessEnv, detached: true, stdio })
  if (typeof output === 'number') closeSync(output)
  return child
}

function note(record: string, name: string, child: ChildProcess) {
  const { pid } = child
  if (!pid) return
  remember(record, name, pid)
  child.once('exit', () => {
    forget(record, pid)
    killGroup(pid)
  })
}

/** What a leader leaves in its group when it ends. */
function killGroup(leader: number) {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // Nobody was left.
  }
}

const lastLines = (file: string) => `${readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n')}\n`
