-- Who comes instead of another takes the seat: the part, what it was needed for, and what the other was to lead. The other is
-- out, is told so, and reads no longer what the invitation opened. Who only proposes somebody keeps the seat until then.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE OR REPLACE FUNCTION door.invite_to_meeting(meeting uuid, seen int, seats jsonb, agreement jsonb, instead_of uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting; gone public.meeting_participant; new_id uuid := (seats->0->>'id')::uuid; at timestamptz := date_trunc('milliseconds', now());
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  m := door.led_meeting(c, meeting, seen);
  IF m.id IS NULL THEN RETURN 0; END IF;
  IF instead_of IS NOT NULL THEN
    SELECT * INTO gone FROM public.meeting_participant p WHERE p.id = instead_of AND p.meeting_id = m.id AND p.removed_at IS NULL
      AND p.capacity <> 'PATIENT' AND (p.person_id IS NULL OR p.person_id NOT IN (m.called_by_id, m.chair_id)) FOR UPDATE;
    IF gone.id IS NULL OR jsonb_array_length(seats) <> 1 THEN
      RAISE EXCEPTION 'this seat may not be taken so' USING ERRCODE = 'insufficient_privilege';
    END IF;
    seats := jsonb_build_array(jsonb_build_object('partFrom', gone.part_from, 'partMinutes', gone.part_minutes) || jsonb_strip_nulls(seats->0)
      || jsonb_build_object('neededFor', coalesce(nullif(seats->0->>'neededFor', ''), gone.needed_for)));
  END IF;
  PERFORM door.seat(c, m, seats, nullif(agreement, 'null'), door.access_after(coalesce(m.ends_at, (SELECT max(ends_at) FROM public.meeting_time t WHERE t.meeting_id = m.id))));
  IF gone.id IS NOT NULL THEN
    UPDATE public.meeting_participant p SET deputy_id = new_id, answer = 'DEPUTY', answered_at = coalesce(p.answered_at, at), removed_at = at, version = p.version + 1
    WHERE p.id = gone.id;
    UPDATE public.meeting_agenda_item i SET presenter_id = new_id, version = i.version + 1 WHERE i.meeting_id = m.id AND i.presenter_id = gone.id;
    PERFORM door.open_until(gone.id, now());
  END IF;
  UPDATE public.meeting SET sequence = sequence + 1, version = version + 1 WHERE id = m.id;
  RETURN 1;
END $$;

CREATE OR REPLACE FUNCTION door.tell_meeting(meeting uuid, notice text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  c auth.transaction_context; m public.meeting; p record; ids uuid[]; calendar jsonb; comes boolean; kind text; mails int := 0;
  at timestamptz := date_trunc('milliseconds', now());
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO m FROM public.meeting WHERE id = meeting;
  IF m.id IS NULL OR c.xid IS NULL OR door.may_tell(c, m.patient_id) IS NOT TRUE THEN
    RAISE EXCEPTION 'this meeting may not be told of' USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR p IN
    SELECT q.id, q.person_id, q.invited_at, q.removed_at, q.answer, q.part_from, q.part_minutes, coalesce(q.email, w.email) AS address,
      w.id IS NOT NULL AND door.is_citizen_of(w.id, m.patient_id) AS citizen, l.calendar AS last
    FROM public.meeting_participant q
    LEFT JOIN public.person w ON w.id = q.person_id AND w.disabled_at IS NULL
    LEFT JOIN LATERAL (SELECT o.calendar FROM public.outbox o
      WHERE o.kind = 'INVITATION' AND o.calendar->>'participant' = q.id::text ORDER BY (o.calendar->>'sequence')::int DESC LIMIT 1) l ON true
    WHERE q.meeting_id = m.id
  LOOP
    comes := p.removed_at IS NULL AND m.status <> 'CANCELLED';
    -- Who is out is told once: in the transaction that takes them out, or with the file that takes it off the calendar.
    CONTINUE WHEN NOT comes AND (p.last IS NULL AND p.removed_at <> at OR p.last->>'method' = 'CANCEL'
      OR EXISTS (SELECT FROM public.notice n WHERE n.object_id = m.id AND n.person_id = p.person_id AND n.kind IN ('MEETING_CANCELLED', 'MEETING_LEFT')
        AND n.told_at > p.invited_at));
    kind := CASE WHEN p.removed_at IS NOT NULL THEN 'MEETING_LEFT' WHEN NOT comes THEN 'MEETING_CANCELLED' WHEN p.invited_at = at THEN 'MEETING_CALLED' ELSE notice END;
    ids := '{}';
    IF p.person_id IS DISTINCT FROM c.person_id AND p.person_id IS NOT NULL THEN
      INSERT INTO public.notice (id, kind, patient_id, object_id, person_id, citizen, told_by_id, told_at)
      VALUES (gen_random_uuid(), kind, m.patient_id, m.id, p.person_id, p.citizen, c.person_id, clock_timestamp())
      RETURNING ARRAY[id] INTO ids;
    END IF;
    CONTINUE WHEN p.address IS NULL;
    calendar := CASE WHEN comes AND m.starts_at IS NOT NULL OR NOT comes AND p.last IS NOT NULL THEN jsonb_build_object(
      'uid', m.id, 'participant', p.id, 'method', CASE WHEN comes THEN 'REQUEST' ELSE 'CANCEL' END,
      'sequence', greatest(m.sequence, (p.last->>'sequence')::int + 1),
      'startsAt', CASE WHEN comes THEN to_jsonb(m.starts_at + make_interval(mins => coalesce(p.part_from, 0))) ELSE p.last->'startsAt' END,
      'endsAt', CASE WHEN comes THEN to_jsonb(CASE WHEN p.part_minutes IS NULL THEN m.ends_at
        ELSE m.starts_at + make_interval(mins => coalesce(p.part_from, 0) + p.part_minutes) END) ELSE p.last->'endsAt' END) END;
    -- Whoever acts gets the file and no other mail; whoever was given a task about it a moment ago has been written to.
    CONTINUE WHEN calendar IS NULL AND (p.person_id IS NOT DISTINCT FROM c.person_id OR EXISTS (
      SELECT FROM public.outbox o JOIN public.task t ON t.id = o.task_id AND t.object_id = m.id
      WHERE o.person_id = p.person_id AND o.queued_at >= now()));
    INSERT INTO public.outbox (id, kind, notice_id, person_id, address, citizen, calendar, sender_id, organisation_id, queued_at)
    VALUES (gen_random_uuid(), CASE WHEN calendar IS NULL THEN 'NOTICE' ELSE 'INVITATION' END::public.outbox_kind, ids[1], p.person_id, p.address, p.citizen,
      calendar, c.person_id, c.organisation_id, clock_timestamp());
    mails := mails + 1;
  END LOOP;
  RETURN mails;
END $$;

-- Seats that were taken before this are given up as well.
WITH gone AS (
  UPDATE public.meeting_participant p SET removed_at = date_trunc('milliseconds', now()), version = p.version + 1
  WHERE p.deputy_id IS NOT NULL AND p.removed_at IS NULL RETURNING p.id)
SELECT door.open_until(gone.id, now()) FROM gone;

RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
