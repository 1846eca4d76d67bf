import type { Subject } from '#tests/support/matrix/subjects'
import type { Part } from '#tests/security/policy'

/** What each table tells about a patient: of the stay that the situation tells of, and of everything else. */
const tables: Record<string, { key?: string; here: Part; else: Part; of?: 'stay' | 'case' }> = {
  patient: { key: 'id', here: 'name', else: 'name' },
  own_page: { here: 'words', else: 'words' },
  critical_note: { here: 'words', else: 'words' },
  phase_record: { here: 'words', else: 'words' },
  vip_case: { here: 'status', else: 'traces', of: 'case' },
  card: { here: 'traces', else: 'traces' },
  stay: { here: 'stay', else: 'rest', of: 'stay' },
  stay_event: { here: 'stay', else: 'rest', of: 'stay' },
  triage: { here: 'stay', else: 'rest', of: 'stay' },
  safety_clearance: { here: 'stay', else: 'rest', of: 'stay' },
  fast_track: { here: 'track', else: 'traces', of: 'stay' },
  fast_track_step: { here: 'track', else: 'traces', of: 'stay' },
  care_relation: { here: 'rest', else: 'rest' },
  representation: { here: 'rest', else: 'rest' },
  access_block: { here: 'rest', else: 'rest' },
  consent: { here: 'rest', else: 'rest' },
  list_reservation: { here: 'rest', else: 'rest' },
  recommendation: { here: 'traces', else: 'traces' },
  meeting: { here: 'traces', else: 'traces' },
  meeting_time: { here: 'traces', else: 'traces' },
  meeting_participant: { here: 'traces', else: 'traces' },
  meeting_time_answer: { here: 'traces', else: 'traces' },
  meeting_agreement: { here: 'traces', else: 'traces' },
  meeting_agenda_item: { here: 'traces', else: 'traces' },
  meeting_statement: { here: 'traces', else: 'traces' },
  meeting_view: { here: 'traces', else: 'traces' },
  agreement: { here: 'traces', else: 'traces' },
  agreement_signature: { here: 'traces', else: 'traces' },
  agreement_decline: { here: 'traces', else: 'traces' },
  agreement_scan: { here: 'traces', else: 'traces' },
  meeting_note: { here: 'traces', else: 'traces' },
  status_answer: { here: 'traces', else: 'traces' },
  meeting_decision: { here: 'traces', else: 'traces' },
  meeting_measure: { here: 'traces', else: 'traces' },
  minutes: { here: 'traces', else: 'traces' },
  minutes_comment: { here: 'traces', else: 'traces' },
  minutes_signature: { here: 'traces', else: 'traces' },
  case_event: { here: 'traces', else: 'traces' },
  plan_draft_item: { here: 'traces', else: 'traces' },
}
export const tableNames = Object.keys(tables)

/** Tables that tell of patients and that nobody reads but through the functions of the door. */
export const closedTables = [
  'emergency_access',
  'block_opening',
  'log_flag',
  'imported_subject',
  'auth.unrelated_look',
  'audit.subject',
  'stay_notice',
  'candidate_dismissal',
]

/** Tables that are read by whom a row was given to, whatever the relation; `tests/database/tasks.test.ts` reads them. */
export const receivedTables = ['task', 'notice']

/** What names a row where that is no id. */
const keys: Record<string, string> = {
  own_page: "patient_id || ' ' || edition",
  minutes_signature: 'minutes_id::text',
  meeting_time_answer: "time_id || ' ' || participant_id",
}

/** One line a row: whose it is, and which. A consent to VIP status is a trace of it. */
export const listing = tableNames
  .map((name) => {
    const { key = 'patient_id', of } = tables[name] ?? {}
    const id = keys[name] ?? 'id::text'
    const about =
      of === 'stay'
        ? name === 'stay'
          ? 'id::text'
          : 'stay_id::text'
        : of === 'case'
          ? 'id::text'
          : name === 'consent'
            ? 'kind::text'
            : "''"
    return `SELECT '${name}' AS name, ${key}::text AS patient, ${id} AS id, ${about} AS about FROM ${name}`
  })
  .join(' UNION ALL ')
export type Line = { name: string; patient: string; id: string; about: string }

/** What a row tells: of the stay and the case that the situation tells of, or of everything else. */
export const partOf = ({ name, about }: Line, { stay, case: vip }: Subject): Part => {
  const { here = 'rest', else: other = 'rest' } = tables[name] ?? {}
  if (name === 'consent') return about === 'VIP_STATUS' ? 'traces' : 'rest'
  return about === stay?.id || about === vip?.id ? here : other
}
