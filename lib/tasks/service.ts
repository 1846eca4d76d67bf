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
    // oxlint-disable-next-line no-await-in-loop -- as above
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
    const due = dueTasks.parse(tasks)
    const toRemind = due.filter((task) => stepOf(task, time) === 'REMIND')
    const toEscalate = due
      .filter((task) => stepOf(task, time) === 'ESCALATE')
      .map((task) => ({ ...task, flow: escalations[task.kind]?.to === 'FLOW_COORDINATOR', text: followUpText(task) }))
    const [done] = await tx.$queryRaw<[{ reminded: number; escalated: number; meetings: number }]>`
      SELECT (SELECT coalesce(sum(door.remind_task(t.id, t.version)), 0)::int
                FROM jsonb_to_recordset(${JSON.stringify(toRemind)}::jsonb) AS t(id uuid, version int)) AS reminded,
             (SELECT coalesce(sum(door.escalate_task(t.id, t.version, t.flow, t.text)), 0)::int
                FROM jsonb_to_recordset(${JSON.stringify(toEscalate)}::jsonb)
                  AS t(id uuid, version int, flow boolean, text text)) AS escalated,
             door.remind_meetings() AS meetings`
    return { answer: done, entry: { outcome: 'done', facts: done } }
  })
