import 'server-only'
import type { Pool } from 'pg'
import { now } from '#lib/clock'
import { log } from '#lib/log'
import { beginService } from '#lib/login-db'
import { inRequest } from '#lib/request'
import type { Session } from '#lib/session'
import { escalations, stepOf } from '#lib/tasks/rules'
import { dueTasks } from '#lib/tasks/schema'
import { followUpText } from '#lib/tasks/text'

/** Reminds of what is due and lifts what stays undone, for each organisation in a session of its own. */
export async function remindAll(pool: Pool, time = now()) {
  const { rows } = await pool.query<{ number: string }>('SELECT door.organisations_to_remind() AS number')
  for (const { number } of rows) {
    // oxlint-disable-next-line no-await-in-loop -- one organisation after the other
    const session = await beginService(number, ['task.remind'])
    // oxlint-disable-next-line no-await-in-loop
    if (session) await within(session, () => remind(session, time))
  }
}

async function within(session: Session, work: () => Promise<unknown>) {
  try {
    await work()
  } finally {
    await inRequest(session, 'task.remind', async (tx) => {
      await tx.$executeRaw`SELECT door.end_session()`
      return { answer: null, entry: { outcome: 'session_ended' } }
    }).catch((error: unknown) => log.failure(error))
  }
}

/** One round for the organisation of the session. Answers what came of it, in figures. */
export const remind = (session: Session, time = now()) =>
  inRequest(session, 'task.remind', async (tx) => {
    const [{ tasks }] = await tx.$queryRaw<[{ tasks: unknown }]>`SELECT door.due_tasks() AS tasks`
    const done = { reminded: 0, escalated: 0, meetings: 0 }
    for (const task of dueTasks.parse(tasks)) {
      const step = stepOf(task, time)
      if (step === 'REMIND') {
        // oxlint-disable-next-line no-await-in-loop -- one statement after the other in one transaction
        const [{ rows }] = await tx.$queryRaw<[{ rows: number }]>`
          SELECT door.remind_task(${task.id}::uuid, ${task.version}::int) AS rows`
        done.reminded += rows
      }
      if (step === 'ESCALATE') {
        const flow = escalations[task.kind]?.to === 'FLOW_COORDINATOR'
        // oxlint-disable-next-line no-await-in-loop
        const [{ rows }] = await tx.$queryRaw<[{ rows: number }]>`
          SELECT door.escalate_task(${task.id}::uuid, ${task.version}::int, ${flow}::boolean, ${followUpText(task)}) AS rows`
        done.escalated += rows
      }
    }
    const [{ meetings }] = await tx.$queryRaw<[{ meetings: number }]>`SELECT door.remind_meetings() AS meetings`
    done.meetings = meetings
    return { answer: done, entry: { outcome: 'done', facts: done } }
  })
