import 'server-only'
import { dayOf, now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import { monthsBefore, type ToldStay, toldStays } from '#lib/patient-pages/rules'
import {
  type PatientHeader,
  patientHeader,
  type PatientOverview,
  patientOverview,
  type PatientParams,
  stayRows,
} from '#lib/patient-pages/schema'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'

type Answer = [{ answer: unknown }]
export type OpenedPatient = { header: PatientHeader; overview: PatientOverview; stays: ToldStay[] }
export type OpenedStays = Pick<OpenedPatient, 'header' | 'stays'>

/** One patient as this request may know the patient: three statements, whatever there is to show. */
export async function loadPatient(tx: Transaction, actor: Actor, id: string): Promise<OpenedPatient | null> {
  const header = await findHeader(tx, actor, id)
  if (!header) return null
  return { header, overview: await findOverview(tx, header), stays: await findStays(tx, id) }
}

/** The parts of the record that the page of a patient shows, by their codes. */
export const shownOfPatient = ({ header }: OpenedPatient) => [
  ...shownOf(header),
  'own_page',
  'critical_notes',
  'care_team',
  'stays',
]

export const openPatient = reading<PatientParams, OpenedPatient>({
  act: 'patient.read',
  load: (tx, actor, { id }) => loadPatient(tx, actor, id),
  shows: (patient) => [{ patientId: patient.header.id, shown: shownOfPatient(patient) }],
})

export const openStays = reading<PatientParams, OpenedStays>({
  act: 'patient.stays',
  load: async (tx, actor, { id }) => {
    const header = await findHeader(tx, actor, id)
    return header && { header, stays: await findStays(tx, id) }
  },
  shows: ({ header }) => [{ patientId: header.id, shown: [...shownOf(header), 'stays'] }],
})

/** What the header of a patient's page tells. */
export const shownOf = ({ home, wards }: PatientHeader) => [
  ...(home ? ['municipality'] : []),
  ...(wards.some(({ agreement }) => agreement) ? ['agreement'] : []),
  'name',
  'status',
  'phase',
  'card',
  'consents',
]

/** The patient as each of the pages says it; null when the actor has nothing to do with the patient. */
export async function findHeader(tx: Transaction, { organisation }: Actor, id: string): Promise<PatientHeader | null> {
  const today = dayOf(now())
  const [row] = await tx.$queryRaw<Answer | []>`
    SELECT jsonb_build_object('id', p.id, 'name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date, 'deceasedAt', p.deceased_at,
      'home', CASE WHEN own.home OR p.address_protection = 'NONE' THEN m.name END,
      'protection', CASE WHEN own.home THEN p.address_protection ELSE 'NONE' END,
      'hidden', NOT own.home AND p.address_protection <> 'NONE',
      'whole', EXISTS (SELECT FROM access_grant g WHERE g.patient_id = p.id AND g.effect = 'ALLOW' AND g.ground <> 'FAST_TRACK'),
      'statusBlocked', EXISTS (SELECT FROM access_grant g WHERE g.patient_id = p.id AND g.effect = 'BLOCK_STATUS'),
      'phase', (SELECT jsonb_build_object('phase', f.phase, 'since', f.since) FROM phase_record f
                WHERE f.patient_id = p.id AND f.until IS NULL ORDER BY f.since DESC LIMIT 1),
      'wards', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'phone', u.phone, 'trust', o.name, 'since', c.active_at,
                  'review', c.review_on, 'hasCard', EXISTS (SELECT FROM card k WHERE k.case_id = c.id AND k.status = 'ISSUED' AND k.valid_until >= ${today}::date),
                  'agreement', CASE WHEN reads.agreements THEN coalesce((
                    SELECT jsonb_build_object('status', a.status, 'missing', (SELECT coalesce(jsonb_agg(w.party ORDER BY w.party), '[]')
                        FROM unnest(enum_range(NULL::agreement_party)) w (party)
                        WHERE NOT EXISTS (SELECT FROM agreement_signature s WHERE s.agreement_id = a.id AND s.party = w.party)))
                    FROM agreement a WHERE a.case_id = c.id AND a.status IN ('DRAFT', 'FROZEN', 'PARTLY_SIGNED', 'SIGNED')
                    ORDER BY a.status = 'DRAFT' LIMIT 1), '{"status": "NONE", "missing": []}') END)
                  ORDER BY c.active_at), '[]')
                FROM vip_case c JOIN unit u ON u.id = c.ward_id JOIN organisation o ON o.id = c.trust_id
                WHERE c.patient_id = p.id AND c.status IN ('ACTIVE', 'UNDER_REVIEW')),
      'consentUntil', (SELECT min((n.valid_until AT TIME ZONE 'Europe/Oslo')::date) FROM (
                SELECT DISTINCT ON (kind, organisation_id) valid_until FROM consent
                WHERE patient_id = p.id AND status = 'ACTIVE' AND kind IN ('ACCESS', 'PLAN')
                ORDER BY kind, organisation_id, valid_until DESC NULLS FIRST) n),
      'practice', gp.name,
      'doctors', (SELECT coalesce(jsonb_agg(d.given_name || ' ' || d.family_name ORDER BY d.family_name), '[]')
                FROM membership e JOIN person d ON d.id = e.person_id
                WHERE e.organisation_id = gp.id AND e.role = 'GP' AND (gp.person_id IS NULL OR gp.person_id = d.id)
                  AND e.valid_from <= now() AND (e.valid_until IS NULL OR now() < e.valid_until))) AS answer
    FROM patient p
    LEFT JOIN organisation m ON m.id = p.municipality_id
    -- To whom agreements are open at all, as their policies say it.
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = p.id AND g.effect = 'ALLOW'
        AND g.ground NOT IN ('RECEPTION', 'ARRIVAL', 'FLOW', 'FAST_TRACK', 'BREAK_GLASS')) AS agreements) reads
    CROSS JOIN LATERAL (SELECT coalesce(p.municipality_id = ${organisation?.id ?? null}::uuid, false) AS home) own
    LEFT JOIN LATERAL (SELECT o.id, o.name, r.person_id FROM care_relation r JOIN organisation o ON o.id = r.organisation_id
      WHERE r.patient_id = p.id AND r.kind = 'GP_LIST' AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)
      ORDER BY r.valid_from DESC LIMIT 1) gp ON true
    WHERE p.id = ${id}::uuid AND EXISTS (SELECT FROM access_grant g WHERE g.patient_id = p.id AND g.effect = 'ALLOW')`
  return row ? patientHeader.parse(row.answer) : null
}

/** A protected address is not told by who in the municipality to call either. */
async function findOverview(tx: Transaction, { id, hidden }: PatientHeader): Promise<PatientOverview> {
  const [row] = await tx.$queryRaw<Answer>`
    SELECT jsonb_build_object(
      'ownPage', (SELECT to_jsonb(o) - 'patient_id' - 'edition' FROM own_page o WHERE o.patient_id = ${id}::uuid ORDER BY o.edition DESC LIMIT 1),
      'notes', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'text', n.text, 'writtenOn', n.written_on,
                  'author', coalesce(a.given_name || ' ' || a.family_name, 'Ukjent')) ORDER BY n.kind, n.written_on DESC), '[]')
                FROM critical_note n LEFT JOIN person a ON a.id = n.author_id WHERE n.patient_id = ${id}::uuid AND n.ended_at IS NULL),
      'relations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'organisation', o.name, 'unit', u.name,
                  'phone', coalesce(u.phone, o.phone), 'people', (
                    SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('name', d.given_name || ' ' || d.family_name, 'phone', d.phone)), '[]')
                    FROM membership e JOIN person d ON d.id = e.person_id
                    WHERE e.organisation_id = r.organisation_id AND (r.unit_id IS NULL OR e.unit_id = r.unit_id)
                      AND (r.person_id = d.id OR r.person_id IS NULL AND e.role::text = CASE r.kind WHEN 'GP_LIST' THEN 'GP' WHEN 'MUNICIPALITY_CASE' THEN 'CASEWORKER' END)
                      AND e.valid_from <= now() AND (e.valid_until IS NULL OR now() < e.valid_until)))
                  ORDER BY r.kind, r.valid_from), '[]')
                FROM care_relation r JOIN organisation o ON o.id = r.organisation_id LEFT JOIN unit u ON u.id = r.unit_id
                WHERE r.patient_id = ${id}::uuid AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)
                  AND NOT (${hidden}::boolean AND o.kind = 'MUNICIPALITY')),
      'reservedSince', (SELECT r.recorded_at FROM list_reservation r WHERE r.patient_id = ${id}::uuid AND r.ended_at IS NULL),
      'representatives', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'name', d.given_name || ' ' || d.family_name, 'phone', d.phone)
                  ORDER BY r.kind, r.valid_from), '[]')
                FROM representation r LEFT JOIN person d ON d.id = r.person_id
                WHERE r.patient_id = ${id}::uuid AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until))) AS answer`
  return patientOverview.parse(row.answer)
}

/** The stays of two years, newest first, and what came so shortly before that it counts for readmission. */
async function findStays(tx: Transaction, id: string) {
  const [row] = await tx.$queryRaw<Answer>`
    SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.start DESC, s.id DESC), '[]') AS answer FROM (
      SELECT s.id, s.unit_id AS "unitId", u.name AS unit, coalesce(u.kind = 'RECEPTION', false) AS "atReception", o.name AS trust, s.urgency,
        s.status IN ('ON_WARD', 'READY_FOR_DISCHARGE') OR s.status IN ('ARRIVED', 'IN_RECEPTION') AND s.arrived_at > ${now()}::timestamptz - interval '24 hours' AS open, coalesce(s.admitted_at, s.arrived_at, s.on_ward_at) AS start, s.arrived_at AS "arrivedAt",
        s.on_ward_at AS "onWardAt", s.discharged_at AS "dischargedAt", s.deceased_at AS "deceasedAt"
      FROM stay s JOIN organisation o ON o.id = s.organisation_id LEFT JOIN unit u ON u.id = s.unit_id
      WHERE s.patient_id = ${id}::uuid AND s.status NOT IN ('EXPECTED', 'CANCELLED')
        AND coalesce(s.admitted_at, s.arrived_at, s.on_ward_at) IS NOT NULL
        AND (s.status <> 'DISCHARGED' OR coalesce(s.discharged_at, s.deceased_at) >= ${monthsBefore(now(), 26)}::timestamptz)
      ORDER BY start DESC, s.id DESC LIMIT 500) s`
  return toldStays(stayRows.parse(row.answer))
}
