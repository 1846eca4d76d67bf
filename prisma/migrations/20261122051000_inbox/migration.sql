-- Tasks and notices: who sees them, how they come to be, and the mail that leaves with them. Nobody but the functions of
-- the door writes here, so that a statement of somebody's own can neither give nor end a task it has nothing to do with.

CREATE TYPE task_status AS ENUM ('OPEN', 'DONE', 'CANCELLED');
CREATE TYPE outbox_kind AS ENUM ('TASK', 'NOTICE', 'INVITATION');
CREATE TYPE outbox_status AS ENUM ('QUEUED', 'SENT', 'GIVEN_UP');

ALTER TABLE person ADD COLUMN email text;
ALTER TABLE person ADD CHECK (email ~ '^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$');
GRANT SELECT (email) ON person TO app_rt;

CREATE TABLE task (
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[A-Z][A-Z_]{2,39}$'),
  patient_id uuid,
  object_id uuid NOT NULL,
  holder_id uuid,
  unit_id uuid,
  organisation_id uuid,
  role role,
  citizen boolean NOT NULL DEFAULT false,
  text text CHECK (char_length(text) BETWEEN 1 AND 500),
  due_at timestamptz(3),
  given_by_id uuid,
  given_at timestamptz(3) NOT NULL,
  snoozed_until timestamptz(3),
  snooze_reason text CHECK (char_length(snooze_reason) BETWEEN 1 AND 300),
  status task_status NOT NULL DEFAULT 'OPEN',
  ended_at timestamptz(3),
  ended_by_id uuid,
  outcome text CHECK (outcome ~ '^[A-Z][A-Z_]{1,39}$'),
  reminded_at timestamptz(3),
  escalated_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT task_pkey PRIMARY KEY (id),
  CHECK (num_nonnulls(unit_id, organisation_id) <= 1 AND num_nonnulls(holder_id, unit_id, organisation_id) >= 1),
  CHECK (organisation_id IS NULL OR role IS NOT NULL),
  CHECK ((status = 'OPEN') = (ended_at IS NULL)),
  CHECK ((snoozed_until IS NULL) = (snooze_reason IS NULL))
);
CREATE INDEX task_holder_id_status_idx ON task (holder_id, status);
CREATE INDEX task_unit_id_status_idx ON task (unit_id, status);
CREATE INDEX task_organisation_id_status_idx ON task (organisation_id, status);
CREATE INDEX task_kind_object_id_idx ON task (kind, object_id);
CREATE INDEX task_status_due_at_idx ON task (status, due_at);
ALTER TABLE task ADD CONSTRAINT task_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE task ADD CONSTRAINT task_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES person(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE task ADD CONSTRAINT task_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE task ADD CONSTRAINT task_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE task ADD CONSTRAINT task_given_by_id_fkey FOREIGN KEY (given_by_id) REFERENCES person(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE task ADD CONSTRAINT task_ended_by_id_fkey FOREIGN KEY (ended_by_id) REFERENCES person(id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE notice (
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[A-Z][A-Z_]{2,39}$'),
  patient_id uuid,
  object_id uuid NOT NULL,
  person_id uuid NOT NULL,
  citizen boolean NOT NULL DEFAULT false,
  told_by_id uuid,
  told_at timestamptz(3) NOT NULL,
  read_at timestamptz(3),
  CONSTRAINT notice_pkey PRIMARY KEY (id)
);
CREATE INDEX notice_person_id_read_at_idx ON notice (person_id, read_at);
CREATE INDEX notice_person_id_told_at_idx ON notice (person_id, told_at);
ALTER TABLE notice ADD CONSTRAINT notice_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE notice ADD CONSTRAINT notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE notice ADD CONSTRAINT notice_told_by_id_fkey FOREIGN KEY (told_by_id) REFERENCES person(id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE outbox (
  id uuid NOT NULL,
  kind outbox_kind NOT NULL,
  task_id uuid,
  notice_id uuid,
  person_id uuid,
  address text NOT NULL CHECK (address ~ '^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$'),
  citizen boolean NOT NULL DEFAULT false,
  calendar jsonb,
  sender_id uuid,
  organisation_id uuid,
  queued_at timestamptz(3) NOT NULL,
  status outbox_status NOT NULL DEFAULT 'QUEUED',
  attempts integer NOT NULL DEFAULT 0,
  failure text CHECK (char_length(failure) <= 60),
  sent_at timestamptz(3),
  CONSTRAINT outbox_pkey PRIMARY KEY (id),
  CHECK ((status = 'SENT') = (sent_at IS NOT NULL)),
  CHECK ((kind = 'INVITATION') = (calendar IS NOT NULL))
);
CREATE INDEX outbox_sender_id_status_idx ON outbox (sender_id, status);
CREATE INDEX outbox_status_queued_at_idx ON outbox (status, queued_at);
ALTER TABLE outbox ADD CONSTRAINT outbox_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE outbox ADD CONSTRAINT outbox_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE outbox ADD CONSTRAINT outbox_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE outbox ADD CONSTRAINT outbox_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES person(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE outbox ADD CONSTRAINT outbox_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- The same thing is asked of the same receiver once at a time.
CREATE UNIQUE INDEX one_open_task ON task (kind, object_id, coalesce(unit_id, organisation_id, holder_id), role) NULLS NOT DISTINCT WHERE status = 'OPEN';
CREATE TRIGGER keep_version BEFORE UPDATE ON task FOR EACH ROW EXECUTE FUNCTION keep_version();
CREATE TRIGGER keep_state BEFORE UPDATE ON task FOR EACH ROW EXECUTE FUNCTION keep_state('{"OPEN": ["DONE", "CANCELLED"]}');
CREATE TRIGGER keep_state BEFORE UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION keep_state('{"QUEUED": ["SENT", "GIVEN_UP"], "GIVEN_UP": ["QUEUED", "SENT"]}');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['task', 'notice', 'outbox'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_delete BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY definer ON %I TO app_definer USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO app_definer', t);
  END LOOP;
END $$;

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE FUNCTION door.acting_role() RETURNS public.role
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT role FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint
$$;

-- Whether somebody has to do with a patient as that patient or as somebody near, and not by work.
CREATE FUNCTION door.is_citizen_of(person uuid, patient uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.patient p WHERE p.id = patient AND p.person_id = person)
    OR EXISTS (SELECT FROM public.representation r WHERE r.patient_id = patient AND r.person_id = person)
    OR NOT EXISTS (SELECT FROM public.membership m WHERE m.person_id = person AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until))
$$;

-- Whether this request may give tasks and tell about a patient: a relation and no block, or a program that has it as an act.
CREATE FUNCTION door.may_tell(c auth.transaction_context, patient uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN c.role = 'SERVICE' THEN 'task.remind' = ANY (c.acts)
    WHEN patient IS NULL THEN c.person_id IS NOT NULL
    ELSE door.has_relation(c, patient) AND NOT EXISTS (
      SELECT FROM public.access_grant g WHERE g.patient_id = patient AND g.effect = 'BLOCK'
        AND (g.principal_id = ANY (c.principals) OR g.principal_id = c.organisation_id)
        AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until)) END
$$;

-- The tasks that this request may see and work with; the policy of the table says the same.
CREATE FUNCTION door.own_tasks(c auth.transaction_context) RETURNS SETOF public.task
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.* FROM public.task t
  WHERE t.citizen = (c.purpose IN ('OWN', 'PROXY'))
    AND (t.holder_id = c.person_id OR (t.unit_id = c.unit_id OR t.organisation_id = c.organisation_id) AND (t.role IS NULL OR t.role = c.role))
    AND (t.patient_id IS NULL OR 'PATIENT_BLOCK' = ANY (door.grounds_of(c.purpose)) AND NOT EXISTS (
      SELECT FROM public.access_grant g WHERE g.patient_id = t.patient_id AND g.effect IN ('BLOCK', 'BLOCK_STATUS')
        AND (g.principal_id = ANY (c.principals) OR g.principal_id = c.organisation_id)
        AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until)))
$$;

-- Puts a mail into the outbox for each person that has an address; whoever acts is not written to.
CREATE FUNCTION door.queue_mails(c auth.transaction_context, kind public.outbox_kind, task uuid, persons uuid[], citizen boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.outbox (id, kind, task_id, person_id, address, citizen, sender_id, organisation_id, queued_at)
  SELECT gen_random_uuid(), kind, task, p.id, p.email, citizen, c.person_id, c.organisation_id, clock_timestamp()
  FROM public.person p
  WHERE p.id = ANY (persons) AND p.id IS DISTINCT FROM c.person_id AND p.email IS NOT NULL AND p.disabled_at IS NULL
$$;

-- Gives a task. Answers whether it is new: the same that is open for the same receiver stays as it is.
CREATE FUNCTION door.give_task(task jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c auth.transaction_context; t public.task; near boolean; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  t := jsonb_populate_record(NULL::public.task, task);
  IF c.xid IS NULL OR door.may_tell(c, t.patient_id) IS NOT TRUE THEN
    RAISE EXCEPTION 'this task may not be given' USING ERRCODE = 'insufficient_privilege';
  END IF;
  near := t.holder_id IS NOT NULL AND t.patient_id IS NOT NULL AND door.is_citizen_of(t.holder_id, t.patient_id);
  INSERT INTO public.task (id, kind, patient_id, object_id, holder_id, unit_id, organisation_id, role, citizen, text, due_at, given_by_id, given_at)
  VALUES (t.id, t.kind, t.patient_id, t.object_id, t.holder_id, t.unit_id, t.organisation_id, t.role, near, nullif(btrim(t.text), ''), t.due_at, c.person_id, clock_timestamp())
  ON CONFLICT (kind, object_id, coalesce(unit_id, organisation_id, holder_id), role) WHERE status = 'OPEN' DO NOTHING;
  GET DIAGNOSTICS rows = ROW_COUNT;
  -- A whole unit is not written to; it looks at its list.
  IF rows = 1 THEN
    PERFORM door.queue_mails(c, 'TASK', t.id, CASE
      WHEN t.holder_id IS NOT NULL THEN ARRAY[t.holder_id]
      WHEN t.organisation_id IS NOT NULL THEN ARRAY(SELECT m.person_id FROM public.membership m
        WHERE m.organisation_id = t.organisation_id AND m.role = t.role AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until) LIMIT 20)
      ELSE '{}' END, near);
  END IF;
  RETURN rows = 1;
END $$;

-- Ends what is open of a kind about an object: by somebody who has it, or who has to do with the patient. Answers how many.
CREATE FUNCTION door.end_tasks(kind text, object uuid, outcome text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  UPDATE public.task t SET status = CASE outcome WHEN 'CANCELLED' THEN 'CANCELLED' ELSE 'DONE' END::public.task_status,
    outcome = outcome, ended_at = clock_timestamp(), ended_by_id = c.person_id, version = t.version + 1
  WHERE t.kind = kind AND t.object_id = object AND t.status = 'OPEN'
    AND (door.may_tell(c, t.patient_id) OR t.id IN (SELECT o.id FROM door.own_tasks(c) o WHERE o.kind = kind AND o.object_id = object));
  GET DIAGNOSTICS rows = ROW_COUNT;
  RETURN rows;
END $$;

-- Takes a task over, hands it to somebody who works there too, puts it off, or ends it. Answers the number of rows, which
-- is none when it is no longer as it was seen.
CREATE FUNCTION door.change_task(task uuid, seen int, change jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c auth.transaction_context; t public.task; receiver uuid := (change->>'holder')::uuid; until timestamptz := (change->>'until')::timestamptz; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO t FROM door.own_tasks(c) o WHERE o.id = task AND o.status = 'OPEN' AND o.version = seen;
  IF t.id IS NULL THEN RETURN 0; END IF;
  -- Who has the very same already does not get it twice.
  IF receiver IS NOT NULL AND num_nonnulls(t.unit_id, t.organisation_id) = 0 AND EXISTS (SELECT FROM public.task s
      WHERE s.kind = t.kind AND s.object_id = t.object_id AND s.holder_id = receiver AND s.status = 'OPEN') THEN
    RETURN 0;
  END IF;
  IF receiver IS NOT NULL AND (t.citizen OR NOT EXISTS (SELECT FROM public.membership m JOIN public.person p ON p.id = m.person_id AND p.disabled_at IS NULL
      WHERE m.person_id = receiver AND m.organisation_id = c.organisation_id AND (t.unit_id IS NULL OR m.unit_id = t.unit_id)
        AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until))) THEN
    RAISE EXCEPTION 'nobody who works there' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.task o SET
    holder_id = coalesce(receiver, o.holder_id),
    snoozed_until = CASE WHEN change ? 'until' THEN until WHEN receiver IS NOT NULL THEN NULL ELSE o.snoozed_until END,
    snooze_reason = CASE WHEN change ? 'until' THEN change->>'reason' WHEN receiver IS NOT NULL THEN NULL ELSE o.snooze_reason END,
    status = CASE WHEN change->>'what' = 'DONE' THEN 'DONE' ELSE o.status END,
    outcome = CASE WHEN change->>'what' = 'DONE' THEN 'BY_HAND' ELSE o.outcome END,
    ended_at = CASE WHEN change->>'what' = 'DONE' THEN clock_timestamp() ELSE o.ended_at END,
    ended_by_id = CASE WHEN change->>'what' = 'DONE' THEN c.person_id ELSE o.ended_by_id END,
    version = o.version + 1
  WHERE o.id = task AND o.version = seen AND o.status = 'OPEN';
  GET DIAGNOSTICS rows = ROW_COUNT;
  IF rows = 1 AND receiver IS NOT NULL THEN PERFORM door.queue_mails(c, 'TASK', task, ARRAY[receiver], false); END IF;
  RETURN rows;
END $$;

-- Tells persons something, in the app and by mail. Answers the ids, one for each person.
CREATE FUNCTION door.give_notices(kind text, patient uuid, object uuid, persons uuid[]) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; made uuid[];
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  IF c.xid IS NULL OR door.may_tell(c, patient) IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not be told' USING ERRCODE = 'insufficient_privilege';
  END IF;
  WITH told AS (
    INSERT INTO public.notice (id, kind, patient_id, object_id, person_id, citizen, told_by_id, told_at)
    SELECT gen_random_uuid(), kind, patient, object, p.id, patient IS NOT NULL AND door.is_citizen_of(p.id, patient), c.person_id, clock_timestamp()
    FROM public.person p WHERE p.id = ANY (persons) AND p.id IS DISTINCT FROM c.person_id
    RETURNING id, person_id, citizen
  ), mailed AS (
    INSERT INTO public.outbox (id, kind, notice_id, person_id, address, citizen, sender_id, organisation_id, queued_at)
    SELECT gen_random_uuid(), 'NOTICE', told.id, p.id, p.email, told.citizen, c.person_id, c.organisation_id, clock_timestamp()
    FROM told JOIN public.person p ON p.id = told.person_id AND p.email IS NOT NULL AND p.disabled_at IS NULL
  )
  SELECT array_agg(id) INTO made FROM told;
  RETURN coalesce(made, '{}');
END $$;

-- Open pages of those it is for hear of it.
CREATE FUNCTION door.tell_of_inbox() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'task' THEN
    PERFORM pg_notify('samlop', topic::text) FROM (SELECT unnest(ARRAY[holder_id, unit_id, organisation_id]) FROM changed) AS concerned (topic) WHERE topic IS NOT NULL GROUP BY topic;
    IF TG_OP = 'UPDATE' THEN
      PERFORM pg_notify('samlop', holder_id::text) FROM before WHERE holder_id IS NOT NULL GROUP BY holder_id;
    END IF;
  ELSE
    PERFORM pg_notify('samlop', person_id::text) FROM changed GROUP BY person_id;
  END IF;
  RETURN NULL;
END $$;

GRANT EXECUTE ON FUNCTION door.acting_role, door.give_task, door.end_tasks, door.change_task, door.give_notices TO app_rt;
GRANT EXECUTE ON FUNCTION door.tell_of_inbox TO app_owner;
RESET ROLE;

CREATE TRIGGER tell_new AFTER INSERT ON task REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.tell_of_inbox();
CREATE TRIGGER tell AFTER UPDATE ON task REFERENCING NEW TABLE AS changed OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION door.tell_of_inbox();
CREATE TRIGGER tell_new AFTER INSERT ON notice REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.tell_of_inbox();
CREATE TRIGGER tell AFTER UPDATE ON notice REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.tell_of_inbox();

-- Whoever a task is given to sees it, under an errand that goes with the patient, unless the patient has blocked it.
-- Of the patient it tells no more than that there is something to do.
CREATE POLICY receiver ON task FOR SELECT TO app_rt USING (
  citizen = ((SELECT door.purpose()) IN ('OWN', 'PROXY'))
  AND (holder_id = (SELECT door.person_id())
    OR (unit_id = (SELECT door.unit_id()) OR organisation_id = (SELECT door.organisation_id())) AND (role IS NULL OR role = (SELECT door.acting_role())))
  AND (patient_id IS NULL OR 'PATIENT_BLOCK' = ANY ((SELECT door.grounds())::grant_ground[]) AND NOT EXISTS (
    SELECT FROM access_grant g WHERE g.patient_id = task.patient_id AND g.effect IN ('BLOCK', 'BLOCK_STATUS'))));

CREATE POLICY reader ON notice FOR SELECT TO app_rt USING (
  citizen = ((SELECT door.purpose()) IN ('OWN', 'PROXY')) AND person_id = (SELECT door.person_id())
  AND (patient_id IS NULL OR 'PATIENT_BLOCK' = ANY ((SELECT door.grounds())::grant_ground[]) AND NOT EXISTS (
    SELECT FROM access_grant g WHERE g.patient_id = notice.patient_id AND g.effect IN ('BLOCK', 'BLOCK_STATUS'))));
CREATE POLICY reader_change ON notice FOR UPDATE TO app_rt USING (person_id = (SELECT door.person_id())) WITH CHECK (person_id = (SELECT door.person_id()));

GRANT SELECT ON task, notice TO app_rt;
GRANT UPDATE (read_at) ON notice TO app_rt;
REVOKE CREATE ON SCHEMA door FROM app_definer;
