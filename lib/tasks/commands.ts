import 'server-only'
import { command } from '#lib/command'
import { dayOf } from '#lib/clock'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'
import { ok } from '#lib/result'
import { mayDelegate, mayMarkDone, maySnooze, mayTake } from '#lib/tasks/rules'
import type { DelegateInput, SnoozeInput, TakeInput } from '#lib/tasks/schema'

type Seen = { task: string; version: number }

/** The task as it stands, if this actor may see it. */
async function load<Input extends Seen>(tx: Transaction, { personId }: Actor, input: Input) {
  const task = await tx.task.findUnique({
    where: { id: input.task },
    select: { id: true, kind: true, patientId: true, holderId: true, status: true, version: true },
  })
  if (!task) return null
  const { patientId, holderId, ...rest } = task
  const about = { ...rest, mine: holderId === personId, held: holderId !== null, seen: input.version }
  return patientId ? { ...about, patientId } : about
}

/** Writes it if it still is as it was seen. */
async function change(tx: Transaction, { id, seen }: { id: string; seen: number }, what: Record<string, unknown>) {
  const [row] = await tx.$queryRaw<[{ rows: number }]>`
    SELECT door.change_task(${id}::uuid, ${seen}::int, ${JSON.stringify(what)}::jsonb) AS rows`
  return row.rows
}

/** Says that the actor does it, whoever had it before. */
export const takeTask = command({
  act: 'inbox.take',
  load: load<TakeInput>,
  decide: mayTake,
  save: (tx, task, _change, { personId }) => change(tx, task, { holder: personId }),
})

/** Hands it to somebody who works at the same place. */
export const delegateTask = command({
  act: 'inbox.delegate',
  load: async (tx: Transaction, actor: Actor, input: DelegateInput) => {
    const task = await load(tx, actor, input)
    if (!task) return null
    const [found] = await tx.$queryRaw<[{ works: boolean }]>`SELECT EXISTS (SELECT FROM membership m
      WHERE m.person_id = ${input.to}::uuid AND m.organisation_id = ${actor.organisation?.id ?? null}::uuid
        AND (${actor.unit?.id ?? null}::uuid IS NULL OR m.unit_id = ${actor.unit?.id ?? null}::uuid)
        AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)) AS works`
    return { ...task, works: found.works }
  },
  decide: (task, { to }, _time, { personId }) => mayDelegate(task, to, personId),
  save: (tx, task, to) => change(tx, task, { holder: to }),
})

/** Puts it off until a day, with the reason. */
export const snoozeTask = command({
  act: 'inbox.snooze',
  load: load<SnoozeInput>,
  decide: (task, { until, reason }, time) => {
    const may = maySnooze(task, until, dayOf(time))
    return may.ok ? ok({ until, reason }) : may
  },
  // In the morning of that day, whose clock exists also when clocks are moved.
  save: (tx, task, { until, reason }) => change(tx, task, { until: `${until} 06:00 Europe/Oslo`, reason }),
})

/** Ends a task of a kind that nothing else ends. */
export const markTaskDone = command({
  act: 'inbox.done',
  load: load<TakeInput>,
  decide: mayMarkDone,
  save: (tx, task) => change(tx, task, { what: 'DONE' }),
})
