import 'server-only'
import type { Transaction } from '#lib/db'
import { loadProposal } from '#lib/meeting-proposals/queries'
import type { Proposal } from '#lib/meeting-proposals/schema'
import { leads } from '#lib/meeting-pages/rules'
import {
  meetingList,
  type MeetingList,
  type MeetingParams,
  meetingView,
  type MeetingView,
} from '#lib/meeting-pages/schema'
import { findHeader, loadPatient, type OpenedPatient, shownOf, shownOfPatient } from '#lib/patient-pages/queries'
import type { PatientHeader, PatientParams } from '#lib/patient-pages/schema'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'

type Answer = [{ answer: unknown }]
export type OpenedProposal = { header: PatientHeader; proposal: Proposal }
export type OpenedMeetings = OpenedProposal & MeetingList
/** With what there is to propose, for whoever leads it. */
export type OpenedMeeting = { header: PatientHeader; meeting: MeetingView; actor: Actor; proposal: Proposal | null }
export type OpenedBrief = { meeting: MeetingView; patient: OpenedPatient; actor: Actor }

const shows = ({ header }: { header: PatientHeader }) => [
  { patientId: header.id, shown: [...shownOf(header), 'meetings'] },
]

/** What is needed to call a meeting about a patient, or to recommend one. */
export const openProposal = reading<PatientParams, OpenedProposal>({
  act: 'meeting.prepare',
  load: loadBoth,
  shows,
})

async function loadBoth(tx: Transaction, actor: Actor, { id }: PatientParams) {
  const header = await findHeader(tx, actor, id)
  const proposal = header && (await loadProposal(tx, actor, id))
  return header && proposal ? { header, proposal } : null
}

/** The meetings of a patient, and what was recommended. */
export const openMeetings = reading<PatientParams, OpenedMeetings>({
  act: 'meeting.list',
  load: async (tx, actor, params) => {
    const both = await loadBoth(tx, actor, params)
    return both && { ...both, ...(await listOf(tx, actor, params.id)) }
  },
  shows,
})

async function listOf(tx: Transaction, { personId }: Actor, patient: string): Promise<MeetingList> {
  const [row] = await tx.$queryRaw<Answer>`
    SELECT jsonb_build_object(
      'meetings', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'purpose', m.purpose, 'status', m.status, 'ward', w.name,
          'startsAt', m.starts_at, 'proposed', (SELECT min(t.starts_at) FROM meeting_time t WHERE t.meeting_id = m.id AND t.round =
            (SELECT max(round) FROM meeting_time WHERE meeting_id = m.id)), 'calledAt', m.called_at, 'calledBy', coalesce(c.given_name || ' ' || c.family_name, 'Ukjent'),
          'seats', (SELECT count(*) FROM meeting_participant p WHERE p.meeting_id = m.id AND p.removed_at IS NULL),
          'yes', (SELECT count(*) FROM meeting_participant p WHERE p.meeting_id = m.id AND p.removed_at IS NULL AND p.answer = 'YES'))
          ORDER BY m.called_at DESC), '[]')
        FROM meeting m LEFT JOIN unit w ON w.id = m.ward_id LEFT JOIN person c ON c.id = m.called_by_id WHERE m.patient_id = ${patient}::uuid),
      'recommendations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status, 'version', r.version,
          'from', f.given_name || ' ' || f.family_name, 'to', t.given_name || ' ' || t.family_name, 'toMe', t.id = ${personId}::uuid, 'reason', r.reason,
          'answer', r.answer, 'createdAt', r.created_at, 'dueAt', r.answer_due_at, 'answeredAt', r.answered_at) ORDER BY r.created_at DESC), '[]')
        FROM recommendation r JOIN person f ON f.id = r.from_person_id JOIN person t ON t.id = r.to_person_id
        WHERE r.patient_id = ${patient}::uuid)) AS answer`
  return meetingList.parse(row.answer)
}

/** One meeting; null when it is about somebody the actor has nothing to do with. */
export async function loadMeeting(tx: Transaction, id: string): Promise<MeetingView | null> {
  const [row] = await tx.$queryRaw<Answer | []>`
    WITH current AS (SELECT t.* FROM meeting_time t WHERE t.meeting_id = ${id}::uuid
      AND t.round = (SELECT max(round) FROM meeting_time WHERE meeting_id = ${id}::uuid)),
    said AS (
      SELECT DISTINCT ON (a.participant_id) a.participant_id, a.agrees, jsonb_build_object('by', s.given_name || ' ' || s.family_name, 'method', a.method,
        'askedBy', coalesce(b.given_name || ' ' || b.family_name, 'Ukjent'), 'askedAt', a.asked_at) AS facts
      FROM meeting_agreement a LEFT JOIN person b ON b.id = a.asked_by_id LEFT JOIN representation r ON r.id = a.representation_id
      LEFT JOIN person s ON s.id = r.person_id WHERE a.meeting_id = ${id}::uuid ORDER BY a.participant_id, a.asked_at DESC, a.id DESC)
    SELECT jsonb_build_object('id', m.id, 'patientId', m.patient_id, 'purpose', m.purpose, 'status', m.status, 'version', m.version,
      'ward', w.name, 'wardId', w.id, 'trust', o.name, 'reasons', m.reasons, 'reason', m.reason, 'calledById', m.called_by_id,
      'calledBy', coalesce(c.given_name || ' ' || c.family_name, (SELECT p.name FROM meeting_participant p WHERE p.meeting_id = m.id AND p.person_id = m.called_by_id LIMIT 1), 'Ukjent'), 'calledAt', m.called_at, 'organisationId', m.organisation_id, 'unitId', m.unit_id,
      'chairId', m.chair_id, 'chair', coalesce(h.given_name || ' ' || h.family_name, 'Ukjent'), 'startsAt', m.starts_at, 'endsAt', m.ends_at, 'place', m.place,
      'videoUrl', m.video_url, 'cancelReason', m.cancel_reason, 'cancelledAt', m.cancelled_at,
      'agreement', (SELECT facts FROM said WHERE participant_id IS NULL AND agrees),
      'times', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'startsAt', t.starts_at, 'endsAt', t.ends_at) ORDER BY t.starts_at), '[]') FROM current t),
      'participants', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'capacity', p.capacity, 'personId', p.person_id, 'name', p.name,
          'organisation', po.name, 'unit', pu.name, 'mailed', p.email IS NOT NULL, 'neededFor', p.needed_for,
          'insteadOf', (SELECT d.name FROM meeting_participant d WHERE d.deputy_id = p.id LIMIT 1), 'mandate', p.mandate,
          'partFrom', p.part_from, 'partMinutes', p.part_minutes, 'answer', p.answer, 'answeredAt', p.answered_at, 'answerNote', p.answer_note,
          'recorded', (SELECT jsonb_build_object('by', s.given_name || ' ' || s.family_name, 'method', p.answer_method,
            'recordedBy', coalesce(b.given_name || ' ' || b.family_name, 'Ukjent')) FROM (SELECT) AS one LEFT JOIN person b ON b.id = p.answer_recorded_by_id
            LEFT JOIN representation r ON r.id = p.answer_by_id LEFT JOIN person s ON s.id = r.person_id WHERE p.answer_method IS NOT NULL),
          'version', p.version, 'agreement', (SELECT facts FROM said WHERE participant_id = p.id AND agrees),
          'suits', (SELECT coalesce(jsonb_agg(a.time_id), '[]') FROM meeting_time_answer a JOIN current t ON t.id = a.time_id WHERE a.participant_id = p.id AND a.possible),
          'statement', (SELECT jsonb_build_object('text', s.text, 'sentAt', s.sent_at, 'by', coalesce(b.given_name || ' ' || b.family_name, p.name))
            FROM meeting_statement s LEFT JOIN person b ON b.id = s.written_by_id
            WHERE s.participant_id = p.id ORDER BY s.sent_at DESC, s.id DESC LIMIT 1)) ORDER BY p.capacity, p.name), '[]')
        FROM meeting_participant p LEFT JOIN organisation po ON po.id = p.organisation_id LEFT JOIN unit pu ON pu.id = p.unit_id
        WHERE p.meeting_id = m.id AND p.removed_at IS NULL),
      'agenda', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'title', i.title, 'minutes', i.minutes, 'presenter', p.name) ORDER BY i.ordinal), '[]')
        FROM meeting_agenda_item i LEFT JOIN meeting_participant p ON p.id = i.presenter_id WHERE i.meeting_id = m.id),
      'view', (SELECT jsonb_build_object('text', v.text, 'helper', v.helper, 'writtenAt', v.written_at) FROM meeting_view v
        WHERE v.meeting_id = m.id ORDER BY v.written_at DESC, v.id DESC LIMIT 1)) AS answer
    FROM meeting m LEFT JOIN unit w ON w.id = m.ward_id JOIN organisation o ON o.id = m.trust_id LEFT JOIN person c ON c.id = m.called_by_id
    LEFT JOIN person h ON h.id = m.chair_id WHERE m.id = ${id}::uuid`
  return row ? meetingView.parse(row.answer) : null
}

/** The meeting before it is held: who, when, what each has answered, and what is missing. */
export const openMeeting = reading<MeetingParams, OpenedMeeting>({
  act: 'meeting.read',
  load: async (tx, actor, { id }) => {
    const meeting = await loadMeeting(tx, id)
    const header = meeting && (await findHeader(tx, actor, meeting.patientId))
    if (!meeting || !header) return null
    const proposal = leads(actor, meeting) ? await loadProposal(tx, actor, meeting.patientId) : null
    return { meeting, header, actor, proposal }
  },
  shows,
})

/** What each participant reads before the meeting. */
export const openBrief = reading<MeetingParams, OpenedBrief>({
  act: 'meeting.brief',
  load: async (tx, actor, { id }) => {
    const meeting = await loadMeeting(tx, id)
    const patient = meeting && (await loadPatient(tx, actor, meeting.patientId))
    return meeting && patient ? { meeting, patient, actor } : null
  },
  shows: ({ patient }) => [{ patientId: patient.header.id, shown: [...shownOfPatient(patient), 'meetings'] }],
})
