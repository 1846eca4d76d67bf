-- What was to be done because of a status falls away with it, whoever ends it: by minutes, by the patient's wish, or by death.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE FUNCTION door.end_case_tasks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.recommendation SET status = 'WITHDRAWN', version = version + 1 WHERE case_id = NEW.id AND status = 'OPEN';
  UPDATE public.task t SET status = 'CANCELLED', outcome = 'CANCELLED', ended_at = clock_timestamp(), ended_by_id = door.person_id(), version = t.version + 1
  WHERE t.patient_id = NEW.patient_id AND t.status = 'OPEN' AND (t.kind IN ('REVIEW_STATUS', 'ISSUE_CARD') AND t.object_id = NEW.id
    OR t.kind IN ('COMPLETE_AGREEMENT', 'SIGN_AGREEMENT') AND t.object_id IN (SELECT a.id FROM public.agreement a WHERE a.case_id = NEW.id)
    OR t.kind = 'ANSWER_RECOMMENDATION' AND t.object_id IN (SELECT r.id FROM public.recommendation r WHERE r.case_id = NEW.id));
  RETURN NULL;
END $$;
-- As before, but that what a review ends with is open to whoever signs it already while signing.
CREATE OR REPLACE FUNCTION door.sign_minutes(minutes uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  c auth.transaction_context; e public.minutes; m public.meeting; d public.meeting_decision; a public.status_answer; v public.vip_case; consent uuid;
  at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO e FROM public.minutes o WHERE o.id = minutes;
  SELECT * INTO m FROM public.meeting o WHERE o.id = e.meeting_id FOR UPDATE;
  IF NOT door.leads_meeting(c, m) THEN RAISE EXCEPTION 'these minutes may not be signed' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF m.status <> 'HELD' OR EXISTS (SELECT FROM public.minutes o WHERE o.meeting_id = m.id AND o.edition > e.edition)
     OR e.content <> door.minutes_content(m.id) THEN
    RETURN 0;
  END IF;
  SELECT * INTO v FROM public.vip_case o WHERE o.id = m.case_id FOR UPDATE;
  SELECT * INTO d FROM public.meeting_decision o WHERE o.meeting_id = m.id ORDER BY o.ordinal DESC LIMIT 1;
  IF m.purpose IN ('VIP_DECISION', 'EVALUATION') AND (d.id IS NULL OR door.may_decide(m, d.outcome, d.ward_id, d.review_on, d.criteria_version_id) IS NOT TRUE) THEN
    RAISE EXCEPTION 'the meeting may not decide this' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.minutes_signature (minutes_id, meeting_id, patient_id, signed_by_id, signed_at) VALUES (e.id, m.id, m.patient_id, c.person_id, at);
  UPDATE public.meeting o SET status = 'MINUTES_SIGNED', version = o.version + 1 WHERE o.id = m.id;

  PERFORM set_config('samlop.meeting', m.id::text, true), set_config('samlop.reason', coalesce(d.reason, ''), true);
  IF d.outcome = 'YES' THEN
    SELECT * INTO a FROM public.status_answer o WHERE o.meeting_id = m.id ORDER BY o.recorded_at DESC, o.id DESC LIMIT 1;
    consent := gen_random_uuid();
    INSERT INTO public.consent (id, patient_id, kind, representation_id, organisation_id, method, recorded_by_id, given_at)
    VALUES (consent, m.patient_id, 'VIP_STATUS', a.representation_id, m.trust_id, a.method, a.recorded_by_id, a.given_at);
    UPDATE public.vip_case o SET status = 'ACTIVE', ward_id = d.ward_id, consent_id = consent, active_at = at, review_on = d.review_on, version = o.version + 1 WHERE o.id = v.id;
  ELSIF d.outcome = 'NO' THEN
    UPDATE public.vip_case o SET status = 'DECIDED_NO', version = o.version + 1 WHERE o.id = v.id;
  ELSIF d.outcome = 'POSTPONED' AND m.purpose = 'VIP_DECISION' THEN
    UPDATE public.vip_case o SET status = 'POSTPONED', review_on = d.review_on, version = o.version + 1 WHERE o.id = v.id;
  ELSIF d.outcome IN ('CONTINUE', 'END', 'POSTPONED') THEN
    IF v.status = 'ACTIVE' THEN UPDATE public.vip_case o SET status = 'UNDER_REVIEW', version = o.version + 1 WHERE o.id = v.id; END IF;
    IF d.outcome = 'END' THEN
      -- The status opened the record to some of them; they read what was signed as long as the others do.
      INSERT INTO public.care_relation (id, patient_id, kind, organisation_id, unit_id, person_id, valid_from, valid_until)
      -- From the beginning of this transaction, so that who signs can still tell the others.
      SELECT p.id, p.patient_id, 'INVITED', p.organisation_id, p.unit_id, p.person_id, date_trunc('milliseconds', now()), at + interval '14 days' FROM public.meeting_participant p
      WHERE p.meeting_id = m.id AND p.removed_at IS NULL AND p.organisation_id IS NOT NULL AND p.person_id IS NOT NULL ON CONFLICT DO NOTHING;
      UPDATE public.vip_case o SET status = 'ENDED', ended_at = at, end_cause = 'REVIEW', version = o.version + 1 WHERE o.id = v.id;
    ELSIF d.outcome = 'CONTINUE' THEN
      UPDATE public.vip_case o SET status = 'ACTIVE', review_on = d.review_on, version = o.version + 1 WHERE o.id = v.id;
    ELSE
      UPDATE public.vip_case o SET review_on = d.review_on, version = o.version + 1 WHERE o.id = v.id;
    END IF;
  END IF;
  PERFORM set_config('samlop.meeting', '', true), set_config('samlop.reason', '', true);

  UPDATE public.meeting_measure o SET status = CASE WHEN o.agreed_at IS NULL THEN 'ASKED' ELSE 'ACCEPTED' END::public.measure_status,
    answered_at = o.agreed_at, promised_at = at, version = o.version + 1 WHERE o.meeting_id = m.id AND o.status = 'DRAFT';
  INSERT INTO public.plan_draft_item (id, meeting_id, patient_id, kind, ordinal, text, made_at)
  SELECT gen_random_uuid(), m.id, m.patient_id, 'GOAL', row_number() OVER (ORDER BY min(o.added_at)), o.goal, at
  FROM public.meeting_measure o WHERE o.meeting_id = m.id AND o.promised_at = at AND o.goal IS NOT NULL GROUP BY o.goal;
  INSERT INTO public.plan_draft_item (id, meeting_id, patient_id, kind, ordinal, text, goal_id, measure_id, made_at)
  SELECT gen_random_uuid(), m.id, m.patient_id, 'MEASURE', row_number() OVER (ORDER BY o.added_at, o.id), o.text, g.id, o.id, at
  FROM public.meeting_measure o LEFT JOIN public.plan_draft_item g ON g.meeting_id = m.id AND g.kind = 'GOAL' AND g.text = o.goal
  WHERE o.meeting_id = m.id AND o.promised_at = at;
  RETURN 1;
END $$;

REVOKE ALL ON FUNCTION door.end_case_tasks FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.end_case_tasks TO app_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER end_case_tasks AFTER UPDATE ON vip_case FOR EACH ROW
  WHEN (NEW.status = 'ENDED' AND OLD.status <> 'ENDED') EXECUTE FUNCTION door.end_case_tasks();
