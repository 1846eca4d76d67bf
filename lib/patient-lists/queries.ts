import 'server-only'
import { dayOf, now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import { findForEmergency } from '#lib/emergency-access/queries'
import { env } from '#lib/env'
import { hasDeadlines, type View } from '#lib/patient-lists/rules'
import {
  type ListAnswer,
  listAnswer,
  type ListFilter,
  type ListSort,
  nearDays,
  pageSize,
} from '#lib/patient-lists/schema'
import { decideNumber, type NumberRefusal } from '#lib/patients/rules'
import type { CheckInput } from '#lib/patients/schema'
import { type Actor, may } from '#lib/permissions'
import { type LookRefusal, reading } from '#lib/reading'
import { ok, refuse, type Result } from '#lib/result'
import type { Session } from '#lib/session'
import { Prisma } from '#prisma/generated/client'

/** The patients somebody has to do with, one page; one statement however many they are. */
export const listPatients = reading<View, ListAnswer>({
  act: 'patient.list',
  load: loadList,
  shows: ({ rows }) =>
    rows.map(({ id, unsigned: missing }) => ({
      patientId: id,
      shown: ['name', 'place', 'status', 'phase', 'stays', ...(missing ? ['agreement'] : [])],
    })),
})

const kept: Record<ListFilter, Prisma.Sql> = {
  alle: Prisma.sql`true`,
  inne: Prisma.sql`here IS NOT NULL AND "deceasedAt" IS NULL`,
  ustabil: Prisma.sql`phase->>'phase' = 'UNSTABLE' AND "deceasedAt" IS NULL`,
  frist: Prisma.sql`deadline IS NOT NULL`,
}
const order: Record<ListSort, Prisma.Sql> = {
  navn: Prisma.sql`sort_name`,
  fase: Prisma.sql`coalesce(phase->>'phase', '')`,
  akutte: Prisma.sql`acute6`,
  akutte12: Prisma.sql`acute12`,
  frist: Prisma.sql`coalesce(deadline->>'on', '9999')`,
}

async function loadList(tx: Transaction, { role }: Actor, { filter, sort, down, page }: View): Promise<ListAnswer> {
  const time = now()
  const direction = down ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const [row] = await tx.$queryRaw<[{ answer: unknown }]>`
    WITH mine AS MATERIALIZED (
      SELECT patient_id, bool_or(ground <> 'FAST_TRACK') AS whole FROM access_grant WHERE effect = 'ALLOW' GROUP BY 1),
    ${facts(time)}, ${deadlines(hasDeadlines(role), dayOf(time))},
    listed AS MATERIALIZED (
      SELECT p.id, p.given_name || ' ' || p.family_name AS name, p.birth_date AS "birthDate", p.deceased_at AS "deceasedAt", m.whole,
        lower(p.family_name || ' ' || p.given_name) COLLATE "nb-x-icu" AS sort_name,
        EXISTS (SELECT FROM access_grant b WHERE b.patient_id = p.id AND b.effect = 'BLOCK_STATUS') AS "statusBlocked",
        to_jsonb(h) - 'patient_id' AS here, v.wards, to_jsonb(f) - 'patient_id' AS phase,
        coalesce(a.six, 0) AS acute6, coalesce(a.twelve, 0) AS acute12, to_jsonb(d) - 'patient_id' AS deadline
      FROM patient p JOIN mine m ON m.patient_id = p.id
      LEFT JOIN here h ON h.patient_id = p.id LEFT JOIN vip v ON v.patient_id = p.id LEFT JOIN phase f ON f.patient_id = p.id
      LEFT JOIN acute a ON a.patient_id = p.id LEFT JOIN deadline d ON d.patient_id = p.id AND p.deceased_at IS NULL),
    counts AS (
      SELECT count(*) AS alle, count(*) FILTER (WHERE ${kept.inne}) AS inne, count(*) FILTER (WHERE ${kept.ustabil}) AS ustabil,
        count(*) FILTER (WHERE ${kept.frist}) AS frist FROM listed),
    page AS (
      SELECT listed.*, row_number() OVER (ORDER BY "deceasedAt" IS NOT NULL, ${order[sort]} ${direction}, sort_name, id) AS place
      FROM listed WHERE ${kept[filter]} ORDER BY place LIMIT ${pageSize}::int
      OFFSET (SELECT least(${page}::int - 1, greatest(count(*) - 1, 0) / ${pageSize}::int) * ${pageSize}::int FROM listed WHERE ${kept[filter]}))
    SELECT jsonb_build_object('counts', (SELECT to_jsonb(counts) FROM counts),
      'rows', (SELECT coalesce(jsonb_agg(to_jsonb(page) - 'sort_name' - 'place' || jsonb_build_object('unsigned', ${unsigned}) ORDER BY place), '[]') FROM page)) AS answer`
  return listAnswer.parse(row.answer)
}

/** Whose names are missing under the agreement that waits for them; null when none does. Asked of the rows of a page only. */
const unsigned = Prisma.sql`
  (SELECT jsonb_agg(DISTINCT w.party) FROM agreement a CROSS JOIN unnest(enum_range(NULL::agreement_party)) w (party)
   WHERE a.patient_id = page.id AND a.status IN ('FROZEN', 'PARTLY_SIGNED')
     AND NOT EXISTS (SELECT FROM agreement_signature s WHERE s.agreement_id = a.id AND s.party = w.party))`

/** Where each patient is, at which wards with VIP status, in what phase, and how often acutely ill. */
const facts = (time: Date) => Prisma.sql`
  here AS (
    SELECT DISTINCT ON (s.patient_id) s.patient_id, s.status, u.name AS unit, s.on_leave_since AS "leaveSince",
      coalesce(CASE s.status WHEN 'READY_FOR_DISCHARGE' THEN s.ready_at WHEN 'ON_WARD' THEN s.on_ward_at END, s.arrived_at, s.admitted_at) AS since
    FROM stay s JOIN mine USING (patient_id) LEFT JOIN unit u ON u.id = s.unit_id
    WHERE s.status IN ('ON_WARD', 'READY_FOR_DISCHARGE')
      OR s.status IN ('ARRIVED', 'IN_RECEPTION') AND s.arrived_at > ${time}::timestamptz - interval '24 hours'
    ORDER BY s.patient_id, coalesce(s.on_ward_at, s.arrived_at, s.admitted_at) DESC),
  vip AS (
    SELECT c.patient_id, array_agg(u.name ORDER BY u.name) AS wards, min(c.review_on) AS review
    FROM vip_case c JOIN mine USING (patient_id) JOIN unit u ON u.id = c.ward_id
    WHERE c.status IN ('ACTIVE', 'UNDER_REVIEW') GROUP BY 1),
  phase AS (
    SELECT DISTINCT ON (patient_id) patient_id, f.phase, since FROM phase_record f JOIN mine USING (patient_id)
    WHERE until IS NULL ORDER BY patient_id, since DESC),
  acute AS (
    SELECT patient_id, count(*) FILTER (WHERE began >= ${time}::timestamptz - interval '6 months') AS six, count(*) AS twelve
    FROM (SELECT patient_id, coalesce(admitted_at, arrived_at, on_ward_at) AS began FROM stay JOIN mine USING (patient_id)
      WHERE urgency IN ('IMMEDIATE', 'WITHIN_6_HOURS', 'WITHIN_24_HOURS') AND status NOT IN ('CANCELLED', 'EXPECTED')
        -- Somebody who went home from reception was not admitted.
        AND NOT (status = 'DISCHARGED' AND coalesce(on_ward_at, admitted_at, discharged_at) IS NULL)) s
    WHERE began >= ${time}::timestamptz - interval '12 months' GROUP BY 1)`

/** The first thing that runs out: a consent that no later one takes the place of, or VIP status to be looked at anew. */
const deadlines = (wanted: boolean, today: string) => Prisma.sql`
  deadline AS (
    SELECT DISTINCT ON (patient_id) patient_id, kind, day AS "on", about FROM (
      SELECT n.patient_id, n.kind::text AS kind, (n.valid_until AT TIME ZONE 'Europe/Oslo')::date AS day, o.name AS about
      FROM (SELECT DISTINCT ON (patient_id, kind, organisation_id) patient_id, kind, organisation_id, valid_until
            FROM consent JOIN mine USING (patient_id) WHERE ${wanted}::boolean AND status = 'ACTIVE' AND kind IN ('ACCESS', 'PLAN')
            ORDER BY patient_id, kind, organisation_id, valid_until DESC NULLS FIRST) n
      LEFT JOIN organisation o ON o.id = n.organisation_id
      UNION ALL SELECT patient_id, 'REVIEW', review, array_to_string(wards, ', ') FROM vip WHERE ${wanted}::boolean) due
    WHERE day <= ${today}::date + ${nearDays}::int ORDER BY patient_id, day, kind)`

const lookFor = (asker: { mayBreakGlass: boolean }) =>
  reading<CheckInput, string[]>({
    act: 'patient.find',
    load: async (tx, actor, { query }) => {
      asker.mayBreakGlass = may(actor, 'emergency.find')
      const number = query.by === 'number' ? query.number : null
      const [name, birthDate] = query.by === 'name' ? [query.name, query.birthDate] : [null, null]
      const found = await tx.$queryRaw<{ id: string }[]>`
      SELECT p.id FROM patient p WHERE p.id IN (SELECT patient_id FROM access_grant WHERE effect = 'ALLOW')
        AND (p.identity_number = ${number}::char(11) OR p.birth_date = ${birthDate}::date
          AND door.words_of(${name}) <@ door.words_of(p.given_name || ' ' || p.family_name)) LIMIT 2`
      return found.length ? found.map(({ id }) => id) : null
    },
    // Of several nothing is told, not even who they are.
    shows: ([id, another]) => (id && !another ? [{ patientId: id, shown: ['name'] }] : []),
  })

/**
 * The one patient among the actor's own that a number, or a name and a birth date, fits. A whole number of somebody else
 * leads those who may break the glass to the page for that, whether or not anybody has it.
 */
export async function findPatient(
  session: Session,
  input: CheckInput,
): Promise<Result<{ id: string; own: boolean }, LookRefusal | 'many' | NumberRefusal>> {
  const decision = decideNumber(input, env().DEPLOYMENT, dayOf(now()))
  if (!decision.ok) return decision
  const asker = { mayBreakGlass: false }
  const found = await lookFor(asker)(session, input)
  if (!found.ok && found.refusal === 'not_found' && asker.mayBreakGlass && input.query.by === 'number')
    return findElsewhere(session, input)
  if (!found.ok) return found
  const [id, another] = found.value
  return id && !another ? ok({ id, own: true }) : refuse('many')
}

async function findElsewhere(session: Session, input: CheckInput) {
  const found = await findForEmergency(session, input)
  if (found.ok) return ok({ ...found.value, own: false })
  return refuse(found.refusal === 'number_only' ? 'not_found' : found.refusal)
}
