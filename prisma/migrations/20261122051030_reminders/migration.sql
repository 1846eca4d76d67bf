-- The clock of duties: a program that acts for one organisation at a time reminds of what is due and lifts what stays undone.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Whose clock a task goes by: of the organisation or unit that has it, of where its holder works, or of who gave it.
CREATE FUNCTION door.home_of(t public.task) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(t.organisation_id, (SELECT u.organisation_id FROM public.unit u WHERE u.id = t.unit_id),
    (SELECT m.organisation_id FROM public.membership m WHERE m.person_id = CASE WHEN t.citizen THEN t.given_by_id ELSE t.holder_id END
      AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until) ORDER BY m.valid_from, m.id LIMIT 1),
    (SELECT m.organisation_id FROM public.membership m WHERE m.person_id = t.given_by_id ORDER BY m.valid_from, m.id LIMIT 1))
$$;

CREATE FUNCTION door.is_soon(m public.meeting) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.status = 'CONFIRMED' AND m.starts_at > now() AND m.starts_at <= now() + interval '24 hours'
    AND NOT EXISTS (SELECT FROM public.notice n WHERE n.object_id = m.id AND n.kind = 'MEETING_SOON' AND n.told_at > m.starts_at - interval '25 hours')
$$;

-- The numbers of the organisations whose clock has something to say.
CREATE FUNCTION door.organisations_to_remind() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.organisation_number::text FROM public.organisation o WHERE o.id IN (
    SELECT door.home_of(t) FROM public.task t WHERE t.status = 'OPEN' AND t.due_at <= now() AND t.escalated_at IS NULL
    UNION SELECT m.organisation_id FROM public.meeting m WHERE m.status = 'CONFIRMED' AND door.is_soon(m))
$$;

-- Whether this request is such a program's, and for which organisation.
CREATE FUNCTION door.reminds() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT organisation_id FROM auth.transaction_context
  WHERE xid = pg_current_xact_id_if_assigned()::text::bigint AND role = 'SERVICE' AND 'task.remind' = ANY (acts)
$$;

-- What is past its time and not yet lifted, the oldest first.
CREATE FUNCTION door.due_tasks() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'dueAt', d.due_at, 'remindedAt', d.reminded_at,
    'escalatedAt', d.escalated_at, 'snoozedUntil', d.snoozed_until, 'version', d.version,
    'holder', coalesce(p.given_name || ' ' || p.family_name, u.name, o.name)) ORDER BY d.due_at, d.id), '[]')
  FROM (SELECT t.* FROM public.task t WHERE door.reminds() IS NOT NULL AND t.status = 'OPEN' AND t.due_at <= now() AND t.escalated_at IS NULL
          AND door.home_of(t) = door.reminds() ORDER BY t.due_at, t.id LIMIT 200) d
  LEFT JOIN public.person p ON p.id = d.holder_id AND NOT d.citizen
  LEFT JOIN public.unit u ON u.id = d.unit_id
  LEFT JOIN public.organisation o ON o.id = d.organisation_id
$$;

-- Reminds whoever has it, once. Answers the number of rows.
CREATE FUNCTION door.remind_task(task uuid, seen int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE t public.task;
BEGIN
  UPDATE public.task o SET reminded_at = clock_timestamp(), version = o.version + 1
  WHERE o.id = task AND o.version = seen AND o.status = 'OPEN' AND o.due_at <= now() AND o.reminded_at IS NULL AND door.home_of(o) = door.reminds()
  RETURNING * INTO t;
  IF t.id IS NULL THEN RETURN 0; END IF;
  IF t.holder_id IS NOT NULL THEN PERFORM door.give_notices('TASK_DUE', t.patient_id, t.id, ARRAY[t.holder_id]); END IF;
  RETURN 1;
END $$;

-- Lifts what was not done after the reminder: whoever gave it is told, and the flow coordinators of the trust get it to
-- follow up when that is asked for and they are there. Answers the number of rows.
CREATE FUNCTION door.escalate_task(task uuid, seen int, to_flow boolean, words text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE t public.task; trust uuid;
BEGIN
  UPDATE public.task o SET escalated_at = clock_timestamp(), version = o.version + 1
  WHERE o.id = task AND o.version = seen AND o.status = 'OPEN' AND o.reminded_at IS NOT NULL AND o.escalated_at IS NULL AND door.home_of(o) = door.reminds()
  RETURNING * INTO t;
  IF t.id IS NULL THEN RETURN 0; END IF;
  IF t.given_by_id IS NOT NULL THEN PERFORM door.give_notices('TASK_LATE', t.patient_id, t.id, ARRAY[t.given_by_id]); END IF;
  IF to_flow THEN
    SELECT coalesce(
      (SELECT v.trust_id FROM public.vip_case v WHERE v.patient_id = t.patient_id AND v.status <> 'ENDED' ORDER BY v.id DESC LIMIT 1),
      (SELECT o.id FROM public.organisation o WHERE o.id = door.reminds() AND o.kind = 'HEALTH_TRUST')) INTO trust;
    IF EXISTS (SELECT FROM public.membership m WHERE m.organisation_id = trust AND m.role = 'FLOW_COORDINATOR'
        AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)) THEN
      PERFORM door.give_task(jsonb_build_object('id', gen_random_uuid(), 'kind', 'FOLLOW_UP', 'patient_id', t.patient_id, 'object_id', t.id,
        'organisation_id', trust, 'role', 'FLOW_COORDINATOR', 'text', words, 'due_at', now() + interval '1 day'));
    END IF;
  END IF;
  RETURN 1;
END $$;

-- The day before, everybody who takes part is reminded of a meeting. Answers of how many meetings.
CREATE FUNCTION door.remind_meetings() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.meeting; told int := 0;
BEGIN
  FOR m IN SELECT * FROM public.meeting q WHERE q.organisation_id = door.reminds() AND q.status = 'CONFIRMED' AND door.is_soon(q) ORDER BY q.id FOR NO KEY UPDATE LOOP
    PERFORM door.give_notices('MEETING_SOON', m.patient_id, m.id, ARRAY(SELECT p.person_id FROM public.meeting_participant p
      WHERE p.meeting_id = m.id AND p.person_id IS NOT NULL AND p.removed_at IS NULL AND p.answer NOT IN ('NO', 'DEPUTY')));
    told := told + 1;
  END LOOP;
  RETURN told;
END $$;

-- That a meeting is off is told once, also to those who get no mail.
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
    -- Whoever acts gets the file and no other mail.
    CONTINUE WHEN calendar IS NULL AND p.person_id IS NOT DISTINCT FROM c.person_id;
    INSERT INTO public.outbox (id, kind, notice_id, person_id, address, citizen, calendar, sender_id, organisation_id, queued_at)
    VALUES (gen_random_uuid(), CASE WHEN calendar IS NULL THEN 'NOTICE' ELSE 'INVITATION' END::public.outbox_kind, ids[1], p.person_id, p.address, p.citizen,
      calendar, c.person_id, c.organisation_id, clock_timestamp());
    mails := mails + 1;
  END LOOP;
  RETURN mails;
END $$;


-- What is followed up has been done or fell away: there is nothing to follow up any more.
CREATE FUNCTION door.end_follow_up() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.task SET status = 'DONE', outcome = 'ORIGINAL_ENDED', ended_at = NEW.ended_at, ended_by_id = NEW.ended_by_id, version = version + 1
  WHERE kind = 'FOLLOW_UP' AND object_id = NEW.id AND status = 'OPEN';
  RETURN NULL;
END $$;

-- Only what is open is ever worked with.
CREATE OR REPLACE FUNCTION door.own_tasks(c auth.transaction_context) RETURNS SETOF public.task
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.* FROM public.task t
  WHERE t.status = 'OPEN' AND t.citizen = (c.purpose IN ('OWN', 'PROXY'))
    AND (t.holder_id = c.person_id OR (t.unit_id = c.unit_id OR t.organisation_id = c.organisation_id) AND (t.role IS NULL OR t.role = c.role))
    AND (t.patient_id IS NULL OR 'PATIENT_BLOCK' = ANY (door.grounds_of(c.purpose)) AND NOT EXISTS (
      SELECT FROM public.access_grant g WHERE g.patient_id = t.patient_id AND g.effect IN ('BLOCK', 'BLOCK_STATUS')
        AND (g.principal_id = ANY (c.principals) OR g.principal_id = c.organisation_id)
        AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until)))
$$;

-- How many tasks wait for whoever is signed in, and how much is unread: a number for menus, which opens nothing.
CREATE FUNCTION door.inbox_count(secret text) RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s door.signed_in; c auth.transaction_context; waiting int; unread int;
BEGIN
  SELECT * INTO s FROM door.session_of(secret);
  IF s.person_id IS NULL THEN RETURN 0; END IF;
  c.person_id := s.person_id;
  c.role := s.role;
  c.organisation_id := s.organisation_id;
  c.unit_id := s.unit_id;
  c.purpose := (door.purposes_of(s.role))[1];
  c.principals := door.principals_of(s.role, c.purpose, s.person_id, s.unit_id, s.organisation_id);
  SELECT count(*) INTO waiting FROM door.own_tasks(c) t
  WHERE (t.holder_id IS NULL OR t.holder_id = c.person_id) AND (t.snoozed_until IS NULL OR t.snoozed_until <= now());
  SELECT count(*) INTO unread FROM public.notice n
  WHERE n.person_id = c.person_id AND n.read_at IS NULL AND n.citizen = (c.purpose IN ('OWN', 'PROXY'))
    AND (n.patient_id IS NULL OR 'PATIENT_BLOCK' = ANY (door.grounds_of(c.purpose)) AND NOT EXISTS (
      SELECT FROM public.access_grant g WHERE g.patient_id = n.patient_id AND g.effect IN ('BLOCK', 'BLOCK_STATUS')
        AND (g.principal_id = ANY (c.principals) OR g.principal_id = c.organisation_id)
        AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until)));
  RETURN waiting + unread;
END $$;

-- The inbox has topics of its own, so that boards do not fetch themselves for a task.
CREATE OR REPLACE FUNCTION door.tell_of_inbox() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'task' THEN
    PERFORM pg_notify('samlop', 'inbox ' || topic) FROM (SELECT unnest(ARRAY[holder_id, unit_id, organisation_id]) FROM changed) AS concerned (topic) WHERE topic IS NOT NULL GROUP BY topic;
    IF TG_OP = 'UPDATE' THEN
      PERFORM pg_notify('samlop', 'inbox ' || holder_id) FROM before WHERE holder_id IS NOT NULL GROUP BY holder_id;
    END IF;
  ELSE
    PERFORM pg_notify('samlop', 'inbox ' || person_id) FROM changed GROUP BY person_id;
  END IF;
  RETURN NULL;
END $$;

-- The inbox refreshes itself as the boards do.
CREATE OR REPLACE FUNCTION door.audit_refresh(entry jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE fresh jsonb; c auth.transaction_context;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  IF entry->>'act' IS NULL OR entry->>'act' NOT IN ('board.reception', 'board.ward', 'board.flow', 'inbox.list') THEN
    RAISE EXCEPTION 'only a board refreshes itself' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT coalesce(jsonb_agg(t), '[]') INTO fresh FROM jsonb_array_elements(coalesce(entry->'subjects', '[]')) t
  WHERE NOT EXISTS (
    SELECT FROM audit.entry e JOIN audit.subject s ON s.entry_id = e.id
    WHERE e.session_id = c.session_id AND e.unit_id IS NOT DISTINCT FROM c.unit_id AND e.role = c.role AND e.act = entry->>'act' AND e.at > now() - interval '8 hours' AND s.patient_id = (t->>'patientId')::uuid);
  -- Nobody new, on a board that was looked at and written down before.
  IF fresh = '[]' AND entry->>'outcome' = 'seen' AND EXISTS (
      SELECT FROM audit.entry e WHERE e.session_id = c.session_id AND e.unit_id IS NOT DISTINCT FROM c.unit_id AND e.role = c.role
        AND e.act = entry->>'act' AND e.outcome = 'seen' AND e.at > now() - interval '8 hours') THEN
    UPDATE auth.transaction_context SET audited = true WHERE xid = c.xid;
  ELSE
    PERFORM door.audit_append(entry || jsonb_build_object('subjects', fresh));
  END IF;
END $$;

GRANT EXECUTE ON FUNCTION door.inbox_count TO app_rt;
GRANT EXECUTE ON FUNCTION door.organisations_to_remind TO app_worker;
GRANT EXECUTE ON FUNCTION door.due_tasks, door.remind_task, door.escalate_task, door.remind_meetings TO app_rt;
GRANT EXECUTE ON FUNCTION door.end_follow_up TO app_owner;
RESET ROLE;
CREATE TRIGGER end_follow_up AFTER UPDATE ON task FOR EACH ROW WHEN (OLD.status = 'OPEN' AND NEW.status <> 'OPEN') EXECUTE FUNCTION door.end_follow_up();
REVOKE CREATE ON SCHEMA door FROM app_definer;
