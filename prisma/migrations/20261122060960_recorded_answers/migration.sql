-- Whoever leads a meeting writes down what is answered for a patient who does not sign in: who said it, how, and when. What was
-- answered in Samløp stands, and an answer in Samløp takes the place of one that was written down.

ALTER TABLE meeting_participant ADD COLUMN answer_method consent_method, ADD COLUMN answer_by_id uuid, ADD COLUMN answer_recorded_by_id uuid,
  ADD CONSTRAINT meeting_participant_answer_by_id_fkey FOREIGN KEY (answer_by_id) REFERENCES representation (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT meeting_participant_answer_recorded_by_id_fkey FOREIGN KEY (answer_recorded_by_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CHECK ((answer_method IS NULL) = (answer_recorded_by_id IS NULL)),
  ADD CHECK (answer_method IS NOT NULL AND capacity = 'PATIENT' AND answer IN ('YES', 'NO') OR answer_method IS NULL AND answer_by_id IS NULL);

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- {participant, seen, said, representation, method, givenAt, suits}: answers the number of rows; none when the patient has
-- answered in Samløp.
CREATE FUNCTION door.record_patient_answer(given jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting; p public.meeting_participant; r record; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO r FROM jsonb_to_record(given) AS x(participant uuid, seen int, said public.participant_answer, representation uuid,
    method public.consent_method, "givenAt" timestamptz, suits uuid[]);
  SELECT * INTO p FROM public.meeting_participant o WHERE o.id = r.participant;
  m := door.led_meeting(c, p.meeting_id, (SELECT o.version FROM public.meeting o WHERE o.id = p.meeting_id));
  IF m.id IS NULL THEN RETURN 0; END IF;
  IF p.capacity <> 'PATIENT' OR r.said NOT IN ('YES', 'NO') OR r.method IS NULL OR (r."givenAt" <= now()) IS NOT TRUE
     OR r.representation IS NOT NULL AND NOT EXISTS (SELECT FROM public.representation s WHERE s.id = r.representation AND s.patient_id = m.patient_id
       AND s.valid_from <= now() AND (s.valid_until IS NULL OR now() < s.valid_until)) THEN
    RAISE EXCEPTION 'this answer may not be written down' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.meeting_participant o SET answer = r.said, answered_at = r."givenAt", answer_note = NULL, answer_method = r.method,
    answer_by_id = r.representation, answer_recorded_by_id = c.person_id, version = o.version + 1
  WHERE o.id = p.id AND o.version = r.seen AND (o.answer = 'NONE' OR o.answer_method IS NOT NULL);
  GET DIAGNOSTICS rows = ROW_COUNT;
  IF rows = 1 THEN
    INSERT INTO public.meeting_time_answer AS a (time_id, participant_id, patient_id, possible)
    SELECT t.id, p.id, p.patient_id, t.id = ANY (r.suits) FROM public.meeting_time t
    WHERE t.meeting_id = m.id AND t.round = (SELECT max(round) FROM public.meeting_time WHERE meeting_id = m.id)
    ON CONFLICT (time_id, participant_id) DO UPDATE SET possible = EXCLUDED.possible, version = a.version + 1;
    UPDATE public.task t SET status = 'DONE', outcome = r.said::text, ended_at = clock_timestamp(), ended_by_id = c.person_id, version = t.version + 1
    WHERE t.kind = 'ANSWER_MEETING' AND t.object_id = m.id AND t.status = 'OPEN' AND t.holder_id = p.person_id;
  END IF;
  RETURN rows;
END $$;

CREATE OR REPLACE FUNCTION door.answer_meeting(participant uuid, seen int, said public.participant_answer, note text, suits uuid[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; p public.meeting_participant; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  p := door.own_seat(c, participant);
  IF p.id IS NULL OR said NOT IN ('YES', 'NO', 'DEPUTY') THEN
    RAISE EXCEPTION 'this is for somebody else to answer' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.meeting_participant o SET answer = said, answered_at = date_trunc('milliseconds', now()), answer_note = note,
    answer_method = NULL, answer_by_id = NULL, answer_recorded_by_id = NULL, version = o.version + 1
  WHERE o.id = p.id AND o.version = seen;
  GET DIAGNOSTICS rows = ROW_COUNT;
  IF rows = 1 THEN
    INSERT INTO public.meeting_time_answer AS a (time_id, participant_id, patient_id, possible)
    SELECT t.id, p.id, p.patient_id, t.id = ANY (suits) FROM public.meeting_time t
    WHERE t.meeting_id = p.meeting_id AND t.round = (SELECT max(round) FROM public.meeting_time WHERE meeting_id = p.meeting_id)
    ON CONFLICT (time_id, participant_id) DO UPDATE SET possible = EXCLUDED.possible, version = a.version + 1;
    PERFORM door.end_own_task(c, 'ANSWER_MEETING', p.meeting_id, said::text);
  END IF;
  RETURN rows;
END $$;

CREATE OR REPLACE FUNCTION door.move_meeting(meeting uuid, seen int, times jsonb, new_place text, new_video text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting; new_round int; last timestamptz; one boolean := jsonb_array_length(times) = 1; at timestamptz := date_trunc('milliseconds', now());
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  m := door.led_meeting(c, meeting, seen);
  IF m.id IS NULL THEN RETURN 0; END IF;
  SELECT max(round) + 1 INTO new_round FROM public.meeting_time WHERE meeting_id = m.id;
  last := door.propose_times(m, times, new_round);
  UPDATE public.meeting SET status = CASE WHEN one THEN 'CONFIRMED' ELSE 'CALLED' END::public.meeting_status,
    starts_at = CASE WHEN one THEN (times->0->>'startsAt')::timestamptz END, ends_at = CASE WHEN one THEN last END,
    place = new_place, video_url = new_video, sequence = sequence + 1, version = version + 1 WHERE id = m.id;
  UPDATE public.meeting_participant p SET answer = 'NONE', answered_at = NULL, answer_note = NULL,
    answer_method = NULL, answer_by_id = NULL, answer_recorded_by_id = NULL, version = p.version + 1
  WHERE p.meeting_id = m.id AND p.removed_at IS NULL AND p.answer IN ('YES', 'NO') AND p.person_id IS DISTINCT FROM c.person_id;
  INSERT INTO public.meeting_time_answer (time_id, participant_id, patient_id, possible)
  SELECT t.id, p.id, m.patient_id, true FROM public.meeting_time t, public.meeting_participant p
  WHERE t.meeting_id = m.id AND t.round = new_round AND p.meeting_id = m.id AND p.removed_at IS NULL AND p.person_id = c.person_id;
  PERFORM door.open_all_until(m.id, door.access_after(last));
  RETURN 1;
END $$;

REVOKE ALL ON FUNCTION door.record_patient_answer FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.record_patient_answer TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
