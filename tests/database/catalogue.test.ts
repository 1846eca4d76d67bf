import { expect, test } from 'vitest'
import { admin } from '#tests/support/admin'
import { prisma } from '#tests/support/world/database'

const ours = "('public', 'auth', 'audit')"
const logins = ['app_rt', 'app_login', 'app_auditor', 'app_worker']

/** SECURITY DEFINER functions, and who may call each. A new one is a new row here, seen by a reviewer. */
const definers = {
  app_rt: [
    'access_log',
    'acting_role',
    'add_measure',
    'add_person',
    'answer_measure',
    'answer_meeting',
    'approve_criteria',
    'approve_template',
    'arrival_flags',
    'arriving',
    'audit_append',
    'audit_refresh',
    'authenticated_at',
    'begin_criteria',
    'begin_import',
    'begin_request',
    'begin_review',
    'begin_template',
    'call_meeting',
    'cancel_meeting',
    'candidates',
    'card_state',
    'change_measure',
    'change_membership',
    'change_task',
    'comment_minutes',
    'confirm_meeting',
    'criteria_in_force',
    'criteria_side',
    'decide_flag',
    'decide_status',
    'decline_recommendation',
    'dismiss_candidate',
    'due_tasks',
    'emergency_facts',
    'end_emergency',
    'end_membership',
    'end_own_sessions',
    'end_promise',
    'end_session',
    'end_status',
    'end_tasks',
    'ended_cards',
    'escalate_task',
    'fast_track_figures',
    'give_membership',
    'give_notices',
    'give_task',
    'grounds',
    'import_batch',
    'imported_subjects',
    'inbox_count',
    'invite_to_meeting',
    'is_candidate',
    'is_opened',
    'keep_import',
    'keep_session_alive',
    'known_by',
    'log_flag',
    'log_flags',
    'move_meeting',
    'not_ready',
    'open_block',
    'open_emergency',
    'organisation_id',
    'own_sessions',
    'patient_of_number',
    'person_id',
    'principals',
    'propose_criteria',
    'propose_template',
    'purpose',
    'recommend',
    'recommend_here',
    'recommending_here',
    'record_attendance',
    'record_no_gp',
    'record_patient_answer',
    'record_view',
    'register_arrival',
    'remind_meetings',
    'remind_task',
    'remove_participant',
    'session_id',
    'set_candidate_list',
    'set_criteria_party',
    'set_fast_track_target',
    'set_initiator',
    'set_unit_phones',
    'shut_out',
    'sign_minutes',
    'signing',
    'tell_meeting',
    'template_in_force',
    'unit_id',
    'unsent_mails',
    'verify_agreement',
    'vip_check',
    'who_am_i',
    'withdraw_criteria',
    'withdraw_template',
    'write_criteria',
    'write_minutes',
    'write_note',
    'write_statement',
    'write_template',
    'write_view',
  ],
  app_login: ['begin_service', 'note_authentication', 'organisation_by_number', 'renew_session', 'sign_in'],
  app_auditor: [],
  app_worker: ['mail_failed', 'mail_sent', 'mail_to_send', 'organisations_to_remind'],
  nobody: [
    'administered',
    'agreement_side',
    'arrival_here',
    'calls_meetings',
    'candidate_list_of',
    'candidates_now',
    'clear_context',
    'count_signatures',
    'count_unrelated',
    'derive_stays',
    'emergency_now',
    'end_agreements',
    'end_answer_task',
    'end_asking',
    'end_cards',
    'end_case_tasks',
    'end_emergencies',
    'end_follow_up',
    'end_own_task',
    'enqueue',
    'first_initiators',
    'first_template',
    'flag_kin',
    'flags_to_control',
    'grant_emergencies',
    'has_candidates',
    'has_promised',
    'has_relation',
    'has_staging',
    'hold_import',
    'home_of',
    'importer',
    'initiators_here',
    'is_approved_template',
    'is_asked',
    'is_at_desk',
    'is_citizen_of',
    'is_first_ward',
    'is_of_ward',
    'is_soon',
    'keep_agreement',
    'keep_agreement_template',
    'keep_card',
    'keep_decline',
    'keep_event',
    'keep_fact',
    'keep_grants',
    'keep_grants_of_stays',
    'keep_meeting',
    'keep_meeting_time',
    'keep_number',
    'keep_outbox',
    'keep_reservation',
    'keep_run',
    'keep_scan',
    'keep_signature',
    'keep_signed_text',
    'keep_start',
    'keep_step',
    'keeps_meeting',
    'leads_meeting',
    'led_meeting',
    'lies_here',
    'list_setting',
    'looked_up',
    'make_first_initiators',
    'make_first_template',
    'may_decide',
    'may_initiate',
    'may_tell',
    'meeting_lacks',
    'minutes_content',
    'open_all_until',
    'open_case',
    'open_to',
    'open_until',
    'own_seat',
    'own_tasks',
    'propose_times',
    'queue_mails',
    'rebuild_grants',
    'recipients_of_stay',
    'register_patients',
    'reminds',
    'seat',
    'session_of',
    'signing_object',
    'tell',
    'tell_case',
    'tell_of_changes',
    'tell_of_end',
    'tell_of_inbox',
    'tell_of_stays',
    'watch',
    'weigh',
    'works_with',
    'write_audit',
    'write_stay_notices',
  ],
}

/** Policies without a relation to a patient: the register, what is one's own, the verifier, and what narrows errands. */
const withoutRelation = [
  'access_block not_in_emergency',
  'access_grant own_grants',
  'agreement_template readable',
  'agreement_template_approval readable',
  'candidate_list_setting own',
  'card not_in_emergency',
  'command_receipt own_receipts',
  'command_receipt own_receipts_new',
  'consent not_in_emergency',
  'criteria_approval readable',
  'criteria_item readable',
  'criteria_party readable',
  'criteria_version readable',
  'deployment signed_in',
  'deployment verify',
  'entry verify',
  'fast_track not_in_emergency',
  'fast_track_step not_in_emergency',
  'head verify',
  'initiator_role signed_in',
  'membership staff_register',
  'notice reader',
  'notice reader_change',
  'organisation signed_in',
  'person representatives',
  'person staff_register',
  'safety_clearance not_in_emergency',
  'stay_event undo_errand',
  'subject verify',
  'task receiver',
  'triage not_in_emergency',
  'unit signed_in',
  'unit_phone_change own',
]

test('the schema and the migrations say the same', () => {
  const url = process.env['MIGRATE_DATABASE_URL'] ?? ''
  expect(prisma(['migrate', 'status'], url)).toMatch('up to date')
  const drift = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--exit-code']
  expect(prisma(drift, url)).toMatch('No difference')
}, 90_000)

test('a column that is not in the schema is found', async () => {
  await admin.$executeRaw`ALTER TABLE unit ADD COLUMN forgotten text`
  const drift = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--exit-code']
  expect(() => prisma(drift, process.env['MIGRATE_DATABASE_URL'] ?? '')).toThrow(/Command failed/)
  await admin.$executeRaw`ALTER TABLE unit DROP COLUMN forgotten`
}, 90_000)

test('the roles that sign in are nobody special and own nothing', async () => {
  const roles = await admin.$queryRaw<{ rolname: string; special: boolean; owns: bigint; member: bigint }[]>`
    SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS special,
           (SELECT count(*) FROM pg_class WHERE relowner = r.oid) + (SELECT count(*) FROM pg_proc WHERE proowner = r.oid)
             + (SELECT count(*) FROM pg_namespace WHERE nspowner = r.oid) AS owns,
           (SELECT count(*) FROM pg_auth_members WHERE member = r.oid) AS member
    FROM pg_roles r WHERE rolname = ANY (${logins})`
  expect(roles).toHaveLength(4)
  for (const role of roles) expect(role).toMatchObject({ special: false, owns: 0n, member: 0n })
})

test('they can make nothing anywhere', async () => {
  const may = await admin.$queryRawUnsafe<unknown[]>(`
    SELECT r, n.nspname FROM unnest(ARRAY['${logins.join("','")}']) r, pg_namespace n
    WHERE n.nspname IN ('public', 'auth', 'audit', 'door') AND has_schema_privilege(r, n.oid, 'CREATE')`)
  expect(may).toEqual([])
})

test('row-level security is on and forced on every table', async () => {
  const tables = await admin.$queryRawUnsafe<{ relname: string; walls: boolean }[]>(`
    SELECT relname, relrowsecurity AND relforcerowsecurity AS walls FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname IN ${ours} AND relkind IN ('r', 'p', 'v', 'm') AND relname <> '_prisma_migrations'`)
  expect(tables.length).toBeGreaterThan(25)
  expect(tables.filter((table) => !table.walls)).toEqual([])
})

test('each table has one policy for the definer functions; every other policy needs a relation, or stands on the list', async () => {
  const policies = await admin.$queryRaw<
    { tablename: string; policyname: string; roles: string[]; condition: string | null }[]
  >`
    SELECT tablename::text, policyname::text, roles::text[], coalesce(qual, with_check) AS condition FROM pg_policies WHERE schemaname IN ('public', 'auth', 'audit')`
  const definer = policies.filter((policy) => policy.roles.includes('app_definer'))
  expect(definer.map((policy) => policy.policyname).filter((name) => name !== 'definer')).toEqual([])
  expect(new Set(definer.map((policy) => policy.tablename)).size).toBe(definer.length)

  const others = policies.filter((policy) => !policy.roles.includes('app_definer'))
  const bare = others.filter(
    (policy) => !(/^relation/.test(policy.policyname) && /access_grant/.test(policy.condition ?? '')),
  )
  expect(bare.map((policy) => `${policy.tablename} ${policy.policyname}`).toSorted()).toEqual(withoutRelation)
  expect(others.filter((policy) => policy.roles.includes('public'))).toEqual([])
})

test('functions that run as somebody else have a fixed search path and are called by the listed roles only', async () => {
  const functions = await admin.$queryRaw<
    { name: string; config: string[] | null; callers: string[]; everybody: boolean }[]
  >`
    SELECT proname::text AS name, proconfig::text[] AS config,
           ARRAY(SELECT r FROM unnest(ARRAY['app_rt', 'app_login', 'app_auditor', 'app_worker']) r WHERE has_function_privilege(r, p.oid, 'EXECUTE')) AS callers,
           EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = 0) OR proacl IS NULL AS everybody
    FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
    WHERE prosecdef AND nspname IN ('public', 'auth', 'audit', 'door')`
  const free = functions.filter((f) => f.everybody || !f.config?.includes('search_path=pg_catalog, pg_temp'))
  expect(free).toEqual([])
  const calledBy = (role: string) =>
    functions
      .filter((f) => f.callers.includes(role))
      .map((f) => f.name)
      .toSorted()
  for (const role of logins) expect(calledBy(role)).toEqual(definers[role as keyof typeof definers])
  expect(
    functions
      .filter((f) => !f.callers.length)
      .map((f) => f.name)
      .toSorted(),
  ).toEqual(definers.nobody)
})

test('no table can be emptied or deleted from by a role that signs in', async () => {
  const may = await admin.$queryRawUnsafe<unknown[]>(`
    SELECT r, c.relname FROM unnest(ARRAY['${logins.join("','")}']) r, pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname IN ${ours} AND relkind = 'r' AND has_table_privilege(r, c.oid, 'DELETE, TRUNCATE, TRIGGER, REFERENCES')`)
  expect(may).toEqual([])
})

test('sessions, contexts and the audit are out of reach for the runtime role', async () => {
  const may = await admin.$queryRaw<unknown[]>`
    SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname IN ('auth', 'audit') AND relkind = 'r'
      AND (has_table_privilege('app_rt', c.oid, 'SELECT, INSERT, UPDATE') OR has_any_column_privilege('app_rt', c.oid, 'SELECT, INSERT, UPDATE'))`
  expect(may).toEqual([])
})
