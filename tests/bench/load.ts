import { type ChildProcess, spawn } from 'node:child_process'

/** One request, and how a right answer is told from a wrong one. */
export type Sent = {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
  status: number
  /** Must stand in the answer's headers or body. */
  holds: string
}
export type Job = {
  url: string
  requests: Sent[]
  atOnce: number
  seconds: number
  /** Each request has its effect once and is not sent again. */
  once: boolean
}
/** Times in milliseconds, of right answers alone. */
export type Answer = { times: number[]; seconds: number; wrong: number; example: string; used: number }

/** A process that drives load, so that its work is not counted as the server's. */
export function openDriver() {
  const driver: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/driver.ts'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    drive: (job: Job) =>
      new Promise<Answer>((resolve, reject) => {
        driver.once('message', resolve)
        driver.once('exit', reject)
        driver.send(job)
      }).finally(() => driver.removeAllListeners('exit')),
    close: () => driver.disconnect(),
  }
}
