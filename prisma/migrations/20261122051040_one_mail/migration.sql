-- One mail is enough for one thing, and whoever is taken out of a meeting has nothing to answer.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE OR REPLACE FUNCTION door.tell_meeting(meeting uuid, notice text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  c auth.transaction_context; m public.meeting; p record; ids uuid[]; calendar jsonb; comes boolean; mails int := 0;
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
    comes := p.removed_at IS NULL AND p.answer <> 'DEPUTY' AND m.status <> 'CANCELLED';
    -- Somebody who had no file, or has one that says it is off, is not told once more that it is.
    CONTINUE WHEN NOT comes AND (p.last IS NULL AND (p.removed_at IS NOT NULL OR p.answer = 'DEPUTY') OR p.last->>'method' = 'CANCEL'
      OR EXISTS (SELECT FROM public.notice n WHERE n.object_id = m.id AND n.person_id = p.person_id AND n.kind = 'MEETING_CANCELLED'
        AND n.told_at > p.invited_at));
    ids := '{}';
    IF p.person_id IS DISTINCT FROM c.person_id AND p.person_id IS NOT NULL THEN
      INSERT INTO public.notice (id, kind, patient_id, object_id, person_id, citizen, told_by_id, told_at)
      VALUES (gen_random_uuid(), CASE WHEN comes THEN notice ELSE 'MEETING_CANCELLED' END, m.patient_id, m.id, p.person_id, p.citizen, c.person_id, clock_timestamp())
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


-- Who no longer takes part has nothing to answer.
CREATE FUNCTION door.end_answer_task() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.task SET status = 'CANCELLED', outcome = 'CANCELLED', ended_at = clock_timestamp(), ended_by_id = door.person_id(), version = version + 1
  WHERE kind = 'ANSWER_MEETING' AND object_id = NEW.meeting_id AND holder_id = NEW.person_id AND status = 'OPEN';
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION door.end_answer_task TO app_owner;
RESET ROLE;
CREATE TRIGGER end_answer_task AFTER UPDATE ON meeting_participant FOR EACH ROW
  WHEN (NEW.person_id IS NOT NULL AND NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL) EXECUTE FUNCTION door.end_answer_task();
REVOKE CREATE ON SCHEMA door FROM app_definer;
