-- What becomes of a meeting before it is held: answers, a chosen time, moving, more people, fewer, and cancelling.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- A meeting that is still to come, for whoever called or leads it or may call one where it was called; locked. Nothing when
-- it is no longer as it was seen.
CREATE FUNCTION door.led_meeting(c auth.transaction_context, meeting uuid, seen int) RETURNS public.meeting
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE m public.meeting;
BEGIN
  SELECT * INTO m FROM public.meeting t WHERE t.id = meeting FOR UPDATE;
  IF m.id IS NULL OR c.purpose IS NULL OR c.purpose NOT IN ('TREAT', 'COC') OR NOT door.works_with(c, m.patient_id)
     OR (c.person_id IN (m.called_by_id, m.chair_id) OR m.unit_id = c.unit_id AND c.role = 'HEAD_NURSE'
         AND door.may_initiate(c.role, c.organisation_id, c.unit_id, m.ward_id)) IS NOT TRUE THEN
    RAISE EXCEPTION 'this meeting is led by others' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF m.version <> seen OR m.status NOT IN ('CALLED', 'CONFIRMED') THEN RETURN NULL; END IF;
  RETURN m;
END $$;

-- The invitations open the record until a time.
CREATE FUNCTION door.open_all_until(meeting uuid, until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
  UPDATE public.meeting_participant p SET access_until = until, version = p.version + 1
  WHERE p.meeting_id = meeting AND p.removed_at IS NULL AND p.organisation_id IS NOT NULL AND p.access_until IS DISTINCT FROM until;
  PERFORM door.open_until(p.id, until) FROM public.meeting_participant p WHERE p.meeting_id = meeting AND p.removed_at IS NULL;
END $$;

CREATE FUNCTION door.confirm_meeting(meeting uuid, seen int, chosen uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting; t public.meeting_time;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  m := door.led_meeting(c, meeting, seen);
  SELECT * INTO t FROM public.meeting_time o WHERE o.id = chosen AND o.meeting_id = m.id AND o.starts_at > now();
  IF m.id IS NULL OR t.id IS NULL THEN RETURN 0; END IF;
  UPDATE public.meeting SET status = 'CONFIRMED', starts_at = t.starts_at, ends_at = t.ends_at, sequence = sequence + 1, version = version + 1 WHERE id = m.id;
  PERFORM door.open_all_until(m.id, door.access_after(t.ends_at));
  RETURN 1;
END $$;

-- One new time is the time; of several everybody is asked again, and earlier answers fall.
CREATE FUNCTION door.move_meeting(meeting uuid, seen int, times jsonb, new_place text, new_video text) RETURNS int
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
  UPDATE public.meeting_participant p SET answer = 'NONE', answered_at = NULL, answer_note = NULL, version = p.version + 1
  WHERE p.meeting_id = m.id AND p.removed_at IS NULL AND p.answer IN ('YES', 'NO') AND p.person_id IS DISTINCT FROM c.person_id;
  INSERT INTO public.meeting_time_answer (time_id, participant_id, patient_id, possible)
  SELECT t.id, p.id, m.patient_id, true FROM public.meeting_time t, public.meeting_participant p
  WHERE t.meeting_id = m.id AND t.round = new_round AND p.meeting_id = m.id AND p.removed_at IS NULL AND p.person_id = c.person_id;
  PERFORM door.open_all_until(m.id, door.access_after(last));
  RETURN 1;
END $$;

-- Whoever cancels keeps the record as long as it was; the others' invitations end.
CREATE FUNCTION door.cancel_meeting(meeting uuid, seen int, why text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  m := door.led_meeting(c, meeting, seen);
  IF m.id IS NULL THEN RETURN 0; END IF;
  UPDATE public.meeting SET status = 'CANCELLED', cancelled_at = date_trunc('milliseconds', now()), cancel_reason = why, sequence = sequence + 1,
    version = version + 1 WHERE id = m.id;
  PERFORM door.open_until(p.id, now()) FROM public.meeting_participant p
  WHERE p.meeting_id = m.id AND p.removed_at IS NULL AND p.person_id IS DISTINCT FROM c.person_id;
  RETURN 1;
END $$;

-- More people, with what the patient said to each; one of them may come instead of another.
CREATE FUNCTION door.invite_to_meeting(meeting uuid, seen int, seats jsonb, agreement jsonb, instead_of uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  m := door.led_meeting(c, meeting, seen);
  IF m.id IS NULL THEN RETURN 0; END IF;
  PERFORM door.seat(c, m, seats, nullif(agreement, 'null'), door.access_after(coalesce(m.ends_at, (SELECT max(ends_at) FROM public.meeting_time t WHERE t.meeting_id = m.id))));
  UPDATE public.meeting_participant p SET deputy_id = (seats->0->>'id')::uuid, answer = 'DEPUTY', answered_at = coalesce(p.answered_at, date_trunc('milliseconds', now())), version = p.version + 1
  WHERE p.id = instead_of AND p.meeting_id = m.id AND p.removed_at IS NULL;
  UPDATE public.meeting SET sequence = sequence + 1, version = version + 1 WHERE id = m.id;
  RETURN 1;
END $$;

-- Neither the patient nor whoever leads or called it can be taken out.
CREATE FUNCTION door.remove_participant(meeting uuid, seen int, participant uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; m public.meeting; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  m := door.led_meeting(c, meeting, seen);
  UPDATE public.meeting_participant p SET removed_at = date_trunc('milliseconds', now()), version = p.version + 1
  WHERE p.id = participant AND p.meeting_id = m.id AND p.removed_at IS NULL AND p.capacity <> 'PATIENT'
    AND (p.person_id IS NULL OR p.person_id NOT IN (m.called_by_id, m.chair_id));
  GET DIAGNOSTICS rows = ROW_COUNT;
  IF rows = 1 THEN
    PERFORM door.open_until(participant, now());
    UPDATE public.meeting SET sequence = sequence + 1, version = version + 1 WHERE id = m.id;
  END IF;
  RETURN rows;
END $$;

-- The seat that somebody answers for, of a meeting to come: one's own; for the patient the patient, or who stands for the patient.
CREATE FUNCTION door.own_seat(c auth.transaction_context, participant uuid) RETURNS public.meeting_participant
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.* FROM public.meeting_participant p JOIN public.meeting m ON m.id = p.meeting_id AND m.status IN ('CALLED', 'CONFIRMED')
  WHERE p.id = participant AND p.removed_at IS NULL AND door.works_with(c, p.patient_id) AND CASE
    WHEN c.purpose IN ('TREAT', 'COC') THEN p.person_id = c.person_id AND p.organisation_id = c.organisation_id
    WHEN c.purpose = 'OWN' THEN p.capacity = 'PATIENT'
    WHEN c.purpose = 'PROXY' THEN p.capacity = 'PATIENT' OR p.capacity = 'REPRESENTATIVE' AND p.person_id = c.person_id
    ELSE false END
$$;

CREATE FUNCTION door.answer_meeting(participant uuid, seen int, said public.participant_answer, note text, suits uuid[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; p public.meeting_participant; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  p := door.own_seat(c, participant);
  IF p.id IS NULL OR said NOT IN ('YES', 'NO', 'DEPUTY') THEN
    RAISE EXCEPTION 'this is for somebody else to answer' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.meeting_participant o SET answer = said, answered_at = date_trunc('milliseconds', now()), answer_note = note, version = o.version + 1
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

-- What one person was asked and has done, while others still have it to do.
CREATE FUNCTION door.end_own_task(c auth.transaction_context, kind text, object uuid, outcome text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.task t SET status = 'DONE', outcome = end_own_task.outcome, ended_at = clock_timestamp(), ended_by_id = c.person_id, version = t.version + 1
  WHERE t.kind = end_own_task.kind AND t.object_id = object AND t.status = 'OPEN' AND t.holder_id = c.person_id
$$;

-- In writing instead of coming; counts as taking part.
CREATE FUNCTION door.write_statement(statement uuid, participant uuid, said text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; p public.meeting_participant; at timestamptz := date_trunc('milliseconds', now());
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  p := door.own_seat(c, participant);
  IF p.id IS NULL OR p.capacity = 'PATIENT' THEN
    RAISE EXCEPTION 'this is for somebody else to write' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.meeting_statement (id, meeting_id, patient_id, participant_id, text, written_by_id, sent_at)
  VALUES (statement, p.meeting_id, p.patient_id, p.id, said, c.person_id, at);
  UPDATE public.meeting_participant o SET answer = 'STATEMENT', answered_at = at, version = o.version + 1 WHERE o.id = p.id;
  PERFORM door.end_own_task(c, 'ANSWER_MEETING', p.meeting_id, 'STATEMENT');
  PERFORM door.end_own_task(c, 'WRITE_STATEMENT', p.meeting_id, 'STATEMENT');
  RETURN 1;
END $$;

-- The patient's own view before the meeting, by the patient, or by who stands for the patient under the own name.
CREATE FUNCTION door.write_view(view uuid, participant uuid, said text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; p public.meeting_participant;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  p := door.own_seat(c, participant);
  IF p.id IS NULL OR c.purpose NOT IN ('OWN', 'PROXY') OR p.capacity <> 'PATIENT' THEN
    RAISE EXCEPTION 'this is for somebody else to write' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.meeting_view (id, meeting_id, patient_id, text, written_by_id, helper, written_at)
  VALUES (view, p.meeting_id, p.patient_id, said, c.person_id, CASE WHEN c.purpose = 'PROXY' THEN c.name END, date_trunc('milliseconds', now()));
  RETURN 1;
END $$;

REVOKE ALL ON FUNCTION door.led_meeting, door.open_all_until, door.confirm_meeting, door.move_meeting, door.cancel_meeting, door.invite_to_meeting,
  door.remove_participant, door.own_seat, door.answer_meeting, door.end_own_task, door.write_statement, door.write_view FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.confirm_meeting, door.move_meeting, door.cancel_meeting, door.invite_to_meeting, door.remove_participant,
  door.answer_meeting, door.write_statement, door.write_view TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
