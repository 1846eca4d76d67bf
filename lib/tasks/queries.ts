import 'server-only'
import { dayOf, now } from '#lib/clock'
import { db, type Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'
import type { Session } from '#lib/session'
import { type Colleague, type Inbox, inboxAnswer, type InboxQuery } from '#lib/tasks/schema'
import { Prisma } from '#prisma/generated/client'

const size = 20

/** Of the patient no more than the patient's own policies let this actor see. */
const patient = Prisma.sql`CASE WHEN p.id IS NOT NULL THEN
  jsonb_build_object('id', p.id, 'name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date) END`
const nameOf = (person: string) => Prisma.raw(`${person}.given_name || ' ' || ${person}.family_name`)

const awake = Prisma.sql`(t.snoozed_until IS NULL OR t.snoozed_until <= now())`
const mine = Prisma.sql`t.holder_id = (SELECT door.person_id())`
const free = Prisma.sql`t.holder_id IS NULL`

/** Which tasks each view holds, of those the policy lets this actor see. */
const views = (endOfDay: Date) => ({
  alle: Prisma.sql`${awake} AND (${mine} OR ${free})`,
  mine: Prisma.sql`${awake} AND ${mine}`,
  enhet: Prisma.sql`${awake} AND num_nonnulls(t.unit_id, t.organisation_id) = 1`,
  frist: Prisma.sql`${awake} AND (${mine} OR ${free}) AND t.due_at < ${endOfDay}::timestamptz`,
  senere: Prisma.sql`NOT ${awake}`,
  meldinger: Prisma.sql`false`,
})

/** The first moment of tomorrow in Norway. */
function endOfToday(time: Date) {
  const today = dayOf(time)
  const later = new Date(time.getTime() + 36 * 3_600_000)
  // Hour by hour, because a day in which clocks are moved has 23 or 25 of them.
  const start = Math.floor(time.getTime() / 3_600_000) * 3_600_000
  for (let hour = start; hour < later.getTime(); hour += 3_600_000)
    if (dayOf(new Date(hour)) !== today) return new Date(hour)
  return later
}

const tasks = (where: Prisma.Sql, skip: number) => Prisma.sql`
  SELECT coalesce(jsonb_agg(r.row ORDER BY r.place), '[]') FROM (
    SELECT row_number() OVER () AS place, jsonb_build_object('id', t.id, 'kind', t.kind, 'version', t.version, 'objectId', t.object_id,
      'patientId', t.patient_id, 'patient', ${patient}, 'text', t.text, 'dueAt', t.due_at, 'givenAt', t.given_at, 'givenBy', ${nameOf('g')},
      'holder', ${nameOf('h')}, 'mine', coalesce(${mine}, false), 'unit', u.name, 'role', t.role,
      'snoozedUntil', t.snoozed_until, 'snoozeReason', t.snooze_reason) AS row
    FROM (SELECT * FROM task t WHERE t.status = 'OPEN' AND ${where} ORDER BY t.due_at NULLS LAST, t.given_at, t.id LIMIT ${size} OFFSET ${skip}) t
    LEFT JOIN patient p ON p.id = t.patient_id
    LEFT JOIN person g ON g.id = t.given_by_id
    LEFT JOIN person h ON h.id = t.holder_id
    LEFT JOIN unit u ON u.id = t.unit_id
    ORDER BY t.due_at NULLS LAST, t.given_at, t.id) r`

const notices = (skip: number) => Prisma.sql`
  SELECT coalesce(jsonb_agg(r.row ORDER BY r.place), '[]') FROM (
    SELECT row_number() OVER () AS place, jsonb_build_object('id', n.id, 'kind', n.kind, 'objectId', n.object_id, 'patientId', n.patient_id,
      'patient', ${patient}, 'toldAt', n.told_at, 'toldBy', ${nameOf('g')}, 'unread', n.read_at IS NULL) AS row
    FROM (SELECT * FROM notice n ORDER BY n.read_at IS NOT NULL, n.told_at DESC, n.id LIMIT ${size} OFFSET ${skip}) n
    LEFT JOIN patient p ON p.id = n.patient_id
    LEFT JOIN person g ON g.id = n.told_by_id
    ORDER BY NOT (n.read_at IS NULL), n.told_at DESC, n.id) r`

async function load(tx: Transaction, { vis, side }: InboxQuery, time: Date) {
  const where = views(endOfToday(time))
  const counts = Prisma.join(
    (['alle', 'mine', 'enhet', 'frist', 'senere'] as const).map(
      (view) => Prisma.sql`${view}::text, count(*) FILTER (WHERE ${where[view]})`,
    ),
  )
  const skip = (side - 1) * size
  const none = Prisma.sql`SELECT '[]'::jsonb`
  const [row] = await tx.$queryRaw<[{ answer: unknown }]>`
    SELECT jsonb_build_object('counts', (SELECT jsonb_build_object(${counts}) FROM task t WHERE t.status = 'OPEN') || jsonb_build_object('meldinger', (SELECT count(*) FROM notice)),
      'unread', (SELECT count(*) FROM notice WHERE read_at IS NULL),
      'tasks', (${vis === 'meldinger' ? none : tasks(where[vis], skip)}),
      'notices', (${vis === 'meldinger' ? notices(skip) : none}),
      'unsent', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'recipient', m.recipient, 'queuedAt', m.queued_at,
        'givenUp', m.given_up) ORDER BY m.queued_at, m.id), '[]') FROM door.unsent_mails() m)) AS answer`
  return inboxAnswer.parse(row.answer)
}

/** Who else works where the actor does and can be handed a task: of the unit, or of the organisation. */
const colleaguesOf = (tx: Transaction, { personId, organisation, unit }: Actor) =>
  tx.$queryRaw<Colleague[]>`
    SELECT p.id, p.given_name || ' ' || p.family_name AS name FROM person p
    WHERE p.id <> ${personId}::uuid AND EXISTS (SELECT FROM membership m
      WHERE m.person_id = p.id AND m.organisation_id = ${organisation?.id ?? null}::uuid
        AND (${unit?.id ?? null}::uuid IS NULL OR m.unit_id = ${unit?.id ?? null}::uuid)
        AND m.role NOT IN ('LOG_CONTROLLER', 'ORG_ADMIN') AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until))
    ORDER BY p.family_name, p.given_name, p.id LIMIT 200`

/** The actor's inbox, one page of a view; the last one when there are fewer. */
export const listInbox = reading({
  act: 'inbox.list',
  load: async (tx, actor, query: InboxQuery): Promise<Inbox> => {
    const time = now()
    const first = await load(tx, query, time)
    const total = first.counts[query.vis]
    const last = Math.max(1, Math.ceil(total / size))
    const answer = query.side > last ? await load(tx, { ...query, side: last }, time) : first
    const scope = `${actor.sessionId} ${actor.unit?.id ?? ''}`
    const colleagues = await colleaguesOf(tx, actor)
    return {
      ...answer,
      at: time.toISOString(),
      vis: query.vis,
      side: Math.min(query.side, last),
      scope,
      size,
      total,
      colleagues,
    }
  },
  shows: (inbox) => {
    const ids = [...inbox.tasks, ...inbox.notices].flatMap(({ patient: about }) => about?.id ?? [])
    return [...new Set(ids)].map((patientId) => ({ patientId, shown: ['name', 'task'] }))
  },
})

/** A number for menus: what waits and what is unread. Opens nothing. */
export async function countInbox({ secret }: Session): Promise<number> {
  const [row] = await db().$queryRaw<[{ count: number }]>`SELECT door.inbox_count(${secret}) AS count`
  return row.count
}
