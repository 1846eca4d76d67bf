import 'server-only'
import type { Transaction } from '#lib/db'
import { proposal, type Proposal } from '#lib/meeting-proposals/schema'
import type { Actor } from '#lib/permissions'
import { Prisma } from '#prisma/generated/client'

/** What there is to know before a meeting about a patient is called or recommended; null without a relation to the patient. */
export async function loadProposal(
  tx: Transaction,
  { personId, organisation }: Actor,
  patient: string,
): Promise<Proposal | null> {
  const [row] = await tx.$queryRaw<[{ answer: unknown }] | []>`
    WITH who AS (
      SELECT p.*, p.address_protection <> 'NONE' AND p.municipality_id IS DISTINCT FROM ${organisation?.id ?? null}::uuid AS hidden FROM patient p
      WHERE p.id = ${patient}::uuid AND EXISTS (SELECT FROM access_grant g WHERE g.patient_id = p.id AND g.effect = 'ALLOW'
        AND g.ground NOT IN ('FAST_TRACK', 'BREAK_GLASS', 'RECEPTION', 'ARRIVAL', 'FLOW'))
        AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = p.id AND g.effect <> 'ALLOW')),
    trusts AS (
      SELECT s.organisation_id AS id FROM stay s JOIN who ON who.id = s.patient_id WHERE s.status NOT IN ('EXPECTED', 'CANCELLED')
      UNION SELECT v.trust_id FROM vip_case v JOIN who ON who.id = v.patient_id WHERE v.status <> 'ENDED'
      UNION SELECT o.id FROM organisation o WHERE o.id = ${organisation?.id ?? null}::uuid AND o.kind = 'HEALTH_TRUST'),
    wards AS (
      SELECT u.id, u.name, o.id AS "trustId", o.name AS trust, count(s.id)::int AS stays,
        (count(s.id) FILTER (WHERE s.urgency IN ('IMMEDIATE', 'WITHIN_6_HOURS', 'WITHIN_24_HOURS')))::int AS acute, max(s.arrived_at) AS last
      FROM unit u JOIN organisation o ON o.id = u.organisation_id AND o.kind = 'HEALTH_TRUST'
      LEFT JOIN stay s ON s.unit_id = u.id AND s.patient_id = (SELECT id FROM who) AND s.status NOT IN ('EXPECTED', 'CANCELLED')
      WHERE u.kind = 'WARD' AND (u.closed_at IS NULL OR u.closed_at > now()) AND (o.id IN (SELECT id FROM trusts)
        OR ${organisation?.kind !== 'HEALTH_TRUST'})
      GROUP BY u.id, u.name, o.id, o.name),
    about AS (
      SELECT r.kind, r.organisation_id, r.unit_id, r.person_id FROM care_relation r JOIN who ON who.id = r.patient_id
      JOIN organisation o ON o.id = r.organisation_id
      WHERE r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until) AND NOT (who.hidden AND o.kind = 'MUNICIPALITY')),
    ${peopleOf(personId)}
    SELECT jsonb_build_object('name', who.given_name || ' ' || who.family_name, 'personId', who.person_id, 'deceased', who.deceased_at IS NOT NULL,
      'wards', (SELECT coalesce(jsonb_agg(to_jsonb(w) - 'last' ORDER BY w.acute DESC, w.stays DESC, w.last DESC NULLS LAST, w.name), '[]') FROM wards w),
      'cases', (SELECT coalesce(jsonb_agg(jsonb_build_object('trustId', v.trust_id, 'status', v.status)), '[]') FROM vip_case v
                WHERE v.patient_id = who.id AND v.status <> 'ENDED'),
      'called', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'trustId', t.trust_id)), '[]') FROM meeting t
                WHERE t.patient_id = who.id AND t.purpose = 'VIP_DECISION' AND t.status IN ('DRAFT', 'CALLED', 'CONFIRMED')),
      'people', (SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY p.name, p.id), '[]') FROM people p),
      'representatives', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'personId', r.person_id, 'kind', r.kind,
                  'name', d.given_name || ' ' || d.family_name) ORDER BY r.valid_from), '[]')
                FROM representation r JOIN person d ON d.id = r.person_id
                WHERE r.patient_id = who.id AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)),
      'recommendations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'version', r.version, 'fromMe', r.from_person_id = ${personId}::uuid,
                  'from', f.given_name || ' ' || f.family_name, 'fromPersonId', f.id, 'to', t.given_name || ' ' || t.family_name, 'reason', r.reason,
                  'dueAt', r.answer_due_at, 'trustId', r.trust_id) ORDER BY r.created_at), '[]')
                FROM recommendation r JOIN person f ON f.id = r.from_person_id JOIN person t ON t.id = r.to_person_id
                WHERE r.patient_id = who.id AND r.status = 'OPEN' AND ${personId}::uuid IN (r.from_person_id, r.to_person_id))) AS answer
    FROM who`
  return row ? proposal.parse(row.answer) : null
}

/** Those at work who may be asked: who has to do with the patient, who leads the wards, and who joins hospital and municipality. */
const peopleOf = (personId: string | null) => Prisma.sql`
    people AS (
      SELECT m.id, d.id AS "personId", d.given_name || ' ' || d.family_name AS name, m.role, o.id AS "organisationId", o.name AS organisation,
        o.kind AS "organisationKind", u.id AS "unitId", u.name AS unit, u.kind AS "unitKind", a.kind AS relation,
        EXISTS (SELECT FROM initiator_role i WHERE i.organisation_id = m.organisation_id AND i.role = m.role AND i.enabled
          AND (i.unit_kind IS NULL OR i.unit_kind = u.kind)) AS initiates
      FROM membership m JOIN person d ON d.id = m.person_id AND d.disabled_at IS NULL JOIN organisation o ON o.id = m.organisation_id
      LEFT JOIN unit u ON u.id = m.unit_id
      LEFT JOIN LATERAL (
        SELECT a.kind FROM about a WHERE a.organisation_id = m.organisation_id AND (a.unit_id IS NULL OR a.unit_id = m.unit_id)
          AND (a.person_id = d.id OR a.person_id IS NULL AND CASE a.kind WHEN 'GP_LIST' THEN m.role = 'GP'
            WHEN 'MUNICIPALITY_CASE' THEN m.role = 'CASEWORKER' ELSE m.role IN ('PARTICIPANT', 'NURSE', 'HEAD_NURSE') END)
        ORDER BY a.kind LIMIT 1) a ON true
      WHERE m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until) AND m.role NOT IN ('LOG_CONTROLLER', 'ORG_ADMIN', 'SERVICE')
        AND (a.kind IS NOT NULL OR d.id = ${personId}::uuid
          OR m.unit_id IN (SELECT id FROM wards) AND m.role IN ('HEAD_NURSE', 'PARTICIPANT')
          OR m.organisation_id IN (SELECT "trustId" FROM wards) AND m.role IN ('FLOW_COORDINATOR', 'COLLABORATION_PHYSICIAN')))`

/** Two who call or recommend at once take turns, so that the second sees what the first did. */
export const takeTurn = (tx: Transaction, patient: string) =>
  tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('meeting of ' || ${patient}, 0))`
