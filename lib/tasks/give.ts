import 'server-only'
import { v7 as uuid } from 'uuid'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'
import { type NewTask, type TaskObject, taskOutcome } from '#lib/tasks/schema'

/**
 * Gives somebody a task, inside the transaction of what it comes from; a person or role is also written to by mail. The
 * same that is open for the same receiver stays as it is. Answers whether it is new.
 * The actor needs a relation to the patient when it is called: give tasks before what takes the relation away.
 */
export async function giveTask(tx: Transaction, _actor: Actor, task: NewTask): Promise<boolean> {
  const { to } = task
  const row = JSON.stringify({
    id: uuid(),
    kind: task.kind,
    patient_id: task.patientId,
    object_id: task.objectId,
    holder_id: 'personId' in to ? to.personId : null,
    unit_id: 'unitId' in to ? to.unitId : null,
    organisation_id: 'organisationId' in to ? to.organisationId : null,
    role: 'role' in to ? (to.role ?? null) : null,
    due_at: task.dueAt,
    text: task.text ?? null,
  })
  const [given] = await tx.$queryRaw<[{ fresh: boolean }]>`SELECT door.give_task(${row}::jsonb) AS fresh`
  return given.fresh
}

/**
 * Ends what is open of a kind about an object, whoever has it.
 * @param outcome a code of what came of it; `CANCELLED` when it fell away
 * @returns how many tasks ended
 */
export async function endTasks(tx: Transaction, _actor: Actor, { kind, objectId }: TaskObject, outcome: string) {
  const code = taskOutcome.parse(outcome)
  const [ended] = await tx.$queryRaw<[{ rows: number }]>`
    SELECT door.end_tasks(${kind}, ${objectId}::uuid, ${code}) AS rows`
  return ended.rows
}
