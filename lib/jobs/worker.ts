import 'server-only'
import { setTimeout } from 'node:timers/promises'
import { Logger, parseCronItems, run } from 'graphile-worker'
import pg from 'pg'
import { ZodError } from 'zod'
import { workerEnv } from '#lib/env'
import { mailJob } from '#lib/jobs/schema'
import { log } from '#lib/log'
import { createSender } from '#lib/mails/sender'
import { remindAll } from '#lib/tasks/service'

/** Words of a library may hold what a job was about; that something went wrong stands in the log by our own jobs. */
const logger = new Logger(() => (level) => {
  if (level === 'error' || level === 'warning') log.event('jobs: a job or its line failed', { level })
})

type Told = { began: () => void; waits: () => void }

/**
 * Runs the jobs until asked to stop: mails as they come, and each minute what is due. One worker works at a time; another
 * waits until the first is gone, and then takes over what it left, also when it was killed. It outlives the database.
 * @param told of what it does: `began`, or `waits` while another one is at work
 */
export async function work(signal: AbortSignal, told: Told) {
  for await (const _ of withPauses(2_000, signal))
    await live(signal, told).catch((error: unknown) => {
      if (error instanceof ZodError) throw error
      log.failure(error)
    })
}

/** Again and again until asked to stop, with a pause of so many milliseconds between. */
async function* withPauses(pause: number, signal: AbortSignal) {
  while (!signal.aborted) {
    yield
    // oxlint-disable-next-line no-await-in-loop -- the pause is what the loop is for
    await setTimeout(pause, undefined, { signal }).catch(() => {})
  }
}

/** Until asked to stop, or until the line to the database is gone. */
async function live(signal: AbortSignal, { began, waits }: Told) {
  const pool = new pg.Pool({
    connectionString: workerEnv().WORKER_DATABASE_URL,
    max: 6,
    application_name: 'samlop worker',
    options: '-c TimeZone=UTC',
  })
  // Without listeners a connection that breaks would end the process.
  pool.on('error', (error) => log.failure(error))
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    const turn = await takeTurn(pool, signal, waits)
    if (!turn) return
    const send = createSender(pool)
    const runner = await run({
      pgPool: pool,
      logger,
      concurrency: 2,
      pollInterval: 2_000,
      noHandleSignals: true,
      parsedCronItems: parseCronItems([
        { task: 'remind', match: '* * * * *', options: { backfillPeriod: 0, maxAttempts: 1 } },
      ]),
      taskList: {
        send_mail: (payload, { job }) => send(mailJob.parse(payload).id, job.attempts >= job.max_attempts),
        remind: () => remindAll(pool),
      },
    })
    began()
    const lost = new Promise<void>((resolve) => turn.once('end', resolve).once('error', () => resolve()))
    const asked = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    await Promise.race([lost, asked, runner.promise])
    await runner.stop().catch(() => {})
    turn.release(true)
  } finally {
    await pool.end().catch(() => {})
  }
}

/** Waits for the lock that one worker holds while it lives, and frees the jobs that the one before held when it ended. */
async function takeTurn(pool: pg.Pool, signal: AbortSignal, waits: () => void) {
  const client = await pool.connect()
  let told = false
  for await (const _ of withPauses(1_000, signal)) {
    const { rows } = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended('samlop worker', 0)) AS mine",
    )
    if (rows[0]?.mine) {
      await client.query(`SELECT graphile_worker.force_unlock_workers(ARRAY(
        SELECT DISTINCT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL))`)
      return client
    }
    if (!told) waits()
    told = true
  }
  client.release()
  return null
}
