import 'server-only'
import { type Board, boardAnswer } from '#lib/boards/schema'
import { now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'
import { Prisma } from '#prisma/generated/client'

const place = (unit: string) =>
  Prisma.raw(
    `CASE WHEN ${unit}.id IS NOT NULL THEN jsonb_build_object('id', ${unit}.id, 'name', ${unit}.name, 'phone', ${unit}.phone) END`,
  )

/** One patient with the stay that goes on; row-level security decides what of it this actor sees. */
const row = Prisma.sql`
  jsonb_build_object(
    'patientId', p.id, 'name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date,
    'vipWard', ${place('vw')},
    'phase', (SELECT jsonb_build_object('phase', h.phase, 'since', h.since) FROM phase_record h WHERE h.patient_id = p.id AND h.until IS NULL),
    'lastDischargedAt', (SELECT max(e.discharged_at) FROM stay e WHERE e.patient_id = p.id),
    'stay', CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'status', s.status, 'arrivedAt', s.arrived_at,
      'onWardAt', s.on_ward_at, 'onLeaveSince', s.on_leave_since, 'unit', jsonb_build_object('id', su.id, 'name', su.name)) END,
    'triage', (SELECT jsonb_build_object('at', t.recorded_at, 'score', t.score, 'colour', t.colour, 'standing', t.unsafe AND c.id IS NULL)
      FROM triage t LEFT JOIN safety_clearance c ON c.triage_id = t.id
      WHERE t.stay_id = s.id ORDER BY t.recorded_at DESC, t.id DESC LIMIT 1),
    'run', CASE WHEN f.id IS NOT NULL THEN jsonb_build_object('id', f.id, 'version', f.version, 'status', f.status,
      'targetMinutes', f.target_minutes, 'askedAt', f.asked_at, 'answeredAt', f.answered_at, 'expectedAt', f.expected_at,
      'refusal', f.refusal, 'deviation', f.deviation, 'moveOn', f.move_on, 'ward', ${place('fw')}) END
  ) AS row`

const around = Prisma.sql`
  LEFT JOIN unit su ON su.id = s.unit_id
  LEFT JOIN fast_track f ON f.stay_id = s.id AND f.status <> 'CANCELLED'
  LEFT JOIN unit fw ON fw.id = f.ward_id
  LEFT JOIN vip_case v ON v.patient_id = p.id AND v.status IN ('ACTIVE', 'UNDER_REVIEW') AND v.trust_id = `

/** No board shows more; a hospital with so many at once has other worries. */
const most = 300

/** Everybody in the receptions that this actor has to do with, oldest first. */
function waiting(trust: string, at: Date) {
  // From the few grants to their stays, and never through all stays to see which are open.
  return Prisma.sql`
    SELECT ${row} FROM (
      SELECT source_id, bool_or(ground = 'RECEPTION') AS at_desk FROM access_grant
      WHERE ground IN ('RECEPTION', 'FLOW') GROUP BY source_id) g
    JOIN stay s ON s.id = g.source_id JOIN patient p ON p.id = s.patient_id ${around} ${trust}::uuid
    LEFT JOIN unit vw ON vw.id = v.ward_id
    WHERE s.status IN ('ARRIVED', 'IN_RECEPTION') AND s.arrived_at > ${at}::timestamptz - interval '24 hours'
      AND (g.at_desk OR v.id IS NOT NULL)
    ORDER BY s.arrived_at LIMIT ${most}`
}

/** The VIP patients of a ward wherever they are, and those of others who are asked for here or lie here. */
function ofWard(trust: string, at: Date, unit: string) {
  return Prisma.sql`
    SELECT ${row} FROM patient p
    LEFT JOIN LATERAL (
      SELECT * FROM stay o WHERE o.patient_id = p.id AND (o.status IN ('ON_WARD', 'READY_FOR_DISCHARGE')
        OR o.status IN ('ARRIVED', 'IN_RECEPTION') AND o.arrived_at > ${at}::timestamptz - interval '24 hours')
      ORDER BY coalesce(o.arrived_at, o.on_ward_at) DESC LIMIT 1) s ON true
    ${around} ${trust}::uuid
    LEFT JOIN unit vw ON vw.id = v.ward_id
    WHERE p.id IN (SELECT patient_id FROM access_grant WHERE ground IN ('VIP_WARD', 'FAST_TRACK', 'CURRENT_STAY'))
      AND v.id IS NOT NULL AND (v.ward_id = ${unit}::uuid OR s.status IN ('ON_WARD', 'READY_FOR_DISCHARGE') AND s.unit_id = ${unit}::uuid
        OR f.ward_id = ${unit}::uuid AND f.status <> 'RECEIVED')
    ORDER BY s.arrived_at NULLS LAST, p.family_name LIMIT ${most}`
}

/** In one statement: the rows, the hospital's aim, and the wards that may be asked. */
const load =
  (rowsOf: (trust: string, at: Date, unit: string) => Prisma.Sql) =>
  async (tx: Transaction, { organisation, unit, sessionId }: Actor): Promise<Board> => {
    const [at, trust] = [now(), organisation?.id ?? '']
    const found = await tx.$queryRaw`
      SELECT coalesce(o.fast_track_target, 30) AS target,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name) ORDER BY w.name), '[]') FROM unit w
         WHERE w.organisation_id = o.id AND w.kind = 'WARD' AND (w.closed_at IS NULL OR w.closed_at > ${at}::timestamptz)) AS wards,
        (SELECT coalesce(jsonb_agg(found.row), '[]') FROM (${rowsOf(trust, at, unit?.id ?? '')}) found) AS rows
      FROM organisation o WHERE o.id = ${trust}::uuid`
    const [shown] = boardAnswer.parse(found)
    return { ...shown, at: at.toISOString(), unitId: unit?.id ?? null, scope: `${sessionId} ${unit?.id ?? ''}` }
  }

const shows = ({ rows }: Board) => rows.map(({ patientId }) => ({ patientId, shown: ['board'] }))

export const readReceptionBoard = reading({ act: 'board.reception', load: load(waiting), shows })
export const readFlowBoard = reading({ act: 'board.flow', load: load(waiting), shows })
export const readWardBoard = reading({ act: 'board.ward', load: load(ofWard), shows })
