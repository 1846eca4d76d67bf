-- Holding a meeting: what was said, decided and promised, the minutes of it, and what the status of a patient has been.

CREATE TYPE decision_outcome AS ENUM ('YES', 'NO', 'POSTPONED', 'CONTINUE', 'END');
CREATE TYPE measure_status AS ENUM ('DRAFT', 'REMOVED', 'ASKED', 'ACCEPTED', 'REFUSED', 'KEPT', 'BROKEN');
CREATE TYPE plan_item_kind AS ENUM ('GOAL', 'MEASURE');

ALTER TABLE meeting ADD COLUMN no_gp_at timestamptz(3);

CREATE TABLE meeting_note (
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  text text NOT NULL,
  stands boolean NOT NULL,
  settled_at timestamptz(3),
  written_by_id uuid NOT NULL,
  written_at timestamptz(3) NOT NULL,
  CONSTRAINT meeting_note_pkey PRIMARY KEY (id)
);
CREATE TABLE status_answer (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  agrees boolean NOT NULL,
  representation_id uuid,
  method consent_method NOT NULL,
  given_at timestamptz(3) NOT NULL,
  recorded_by_id uuid NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT status_answer_pkey PRIMARY KEY (id)
);
CREATE TABLE meeting_decision (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  ordinal smallint NOT NULL,
  outcome decision_outcome NOT NULL,
  ward_id uuid,
  review_on date,
  reason text NOT NULL,
  criteria_version_id uuid,
  criteria_met integer[],
  decided_by_id uuid NOT NULL,
  decided_at timestamptz(3) NOT NULL,
  CONSTRAINT meeting_decision_pkey PRIMARY KEY (id)
);
CREATE TABLE meeting_measure (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  goal text,
  text text NOT NULL,
  responsible text NOT NULL,
  organisation_id uuid,
  unit_id uuid,
  person_id uuid,
  starts_on date,
  due_on date NOT NULL,
  status measure_status NOT NULL DEFAULT 'DRAFT',
  agreed_at timestamptz(3),
  answered_at timestamptz(3),
  answered_by_id uuid,
  answer text,
  ended_at timestamptz(3),
  ended_by_id uuid,
  ended_note text,
  added_by_id uuid NOT NULL,
  added_at timestamptz(3) NOT NULL,
  promised_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT meeting_measure_pkey PRIMARY KEY (id)
);
CREATE TABLE minutes (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  edition smallint NOT NULL,
  content jsonb NOT NULL,
  hash bytea NOT NULL,
  written_by_id uuid NOT NULL,
  written_at timestamptz(3) NOT NULL,
  CONSTRAINT minutes_pkey PRIMARY KEY (id)
);
CREATE TABLE minutes_comment (
  id uuid NOT NULL,
  minutes_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  text text NOT NULL,
  written_by_id uuid NOT NULL,
  written_at timestamptz(3) NOT NULL,
  CONSTRAINT minutes_comment_pkey PRIMARY KEY (id)
);
CREATE TABLE minutes_signature (
  minutes_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  signed_by_id uuid NOT NULL,
  signed_at timestamptz(3) NOT NULL,
  CONSTRAINT minutes_signature_pkey PRIMARY KEY (minutes_id)
);
CREATE TABLE case_event (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  status case_status NOT NULL,
  cause end_cause,
  ward_id uuid,
  meeting_id uuid,
  reason text,
  person_id uuid,
  at timestamptz(3) NOT NULL,
  CONSTRAINT case_event_pkey PRIMARY KEY (id)
);
CREATE TABLE plan_draft_item (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  kind plan_item_kind NOT NULL,
  ordinal smallint NOT NULL,
  text text NOT NULL,
  goal_id uuid,
  measure_id uuid,
  made_at timestamptz(3) NOT NULL,
  taken_at timestamptz(3),
  CONSTRAINT plan_draft_item_pkey PRIMARY KEY (id)
);

CREATE INDEX meeting_note_item_id_idx ON meeting_note (item_id);
CREATE INDEX meeting_note_patient_id_idx ON meeting_note (patient_id);
CREATE INDEX status_answer_meeting_id_idx ON status_answer (meeting_id);
CREATE INDEX status_answer_patient_id_idx ON status_answer (patient_id);
CREATE UNIQUE INDEX meeting_decision_meeting_id_ordinal_key ON meeting_decision (meeting_id, ordinal);
CREATE INDEX meeting_decision_patient_id_idx ON meeting_decision (patient_id);
CREATE INDEX meeting_measure_meeting_id_idx ON meeting_measure (meeting_id);
CREATE INDEX meeting_measure_patient_id_idx ON meeting_measure (patient_id);
CREATE UNIQUE INDEX minutes_meeting_id_edition_key ON minutes (meeting_id, edition);
CREATE INDEX minutes_patient_id_idx ON minutes (patient_id);
CREATE INDEX minutes_comment_minutes_id_idx ON minutes_comment (minutes_id);
CREATE INDEX minutes_comment_patient_id_idx ON minutes_comment (patient_id);
CREATE UNIQUE INDEX minutes_signature_meeting_id_key ON minutes_signature (meeting_id);
CREATE INDEX minutes_signature_patient_id_idx ON minutes_signature (patient_id);
CREATE INDEX case_event_case_id_idx ON case_event (case_id);
CREATE INDEX case_event_patient_id_idx ON case_event (patient_id);
CREATE INDEX plan_draft_item_meeting_id_idx ON plan_draft_item (meeting_id);
CREATE INDEX plan_draft_item_patient_id_idx ON plan_draft_item (patient_id);

DO $$
DECLARE t text; k text[];
BEGIN
  FOREACH k SLICE 1 IN ARRAY ARRAY[
    ['meeting_note', 'item_id', 'meeting_agenda_item'], ['meeting_note', 'written_by_id', 'person'],
    ['status_answer', 'representation_id', 'representation'], ['status_answer', 'recorded_by_id', 'person'],
    ['meeting_decision', 'ward_id', 'unit'], ['meeting_decision', 'criteria_version_id', 'criteria_version'], ['meeting_decision', 'decided_by_id', 'person'],
    ['meeting_measure', 'organisation_id', 'organisation'], ['meeting_measure', 'unit_id', 'unit'], ['meeting_measure', 'person_id', 'person'],
    ['meeting_measure', 'answered_by_id', 'person'], ['meeting_measure', 'ended_by_id', 'person'], ['meeting_measure', 'added_by_id', 'person'],
    ['minutes', 'written_by_id', 'person'], ['minutes_comment', 'minutes_id', 'minutes'], ['minutes_comment', 'written_by_id', 'person'],
    ['minutes_signature', 'minutes_id', 'minutes'], ['minutes_signature', 'signed_by_id', 'person'],
    ['case_event', 'case_id', 'vip_case'], ['case_event', 'ward_id', 'unit'], ['case_event', 'meeting_id', 'meeting'], ['case_event', 'person_id', 'person'],
    ['plan_draft_item', 'goal_id', 'plan_draft_item'], ['plan_draft_item', 'measure_id', 'meeting_measure']] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (%I) REFERENCES %I (id) ON DELETE RESTRICT ON UPDATE CASCADE', k[1], k[1] || '_' || k[2] || '_fkey', k[2], k[3]);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['meeting_note', 'status_answer', 'meeting_decision', 'meeting_measure', 'minutes', 'minutes_comment', 'minutes_signature',
      'case_event', 'plan_draft_item'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (patient_id) REFERENCES patient (id) ON DELETE RESTRICT ON UPDATE CASCADE', t, t || '_patient_id_fkey');
    -- Whatever is written of a meeting is of its patient.
    IF t IN ('status_answer', 'meeting_decision', 'meeting_measure', 'minutes', 'minutes_signature', 'plan_draft_item') THEN
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (meeting_id, patient_id) REFERENCES meeting (id, patient_id) ON DELETE RESTRICT ON UPDATE CASCADE',
        t, t || '_meeting_id_patient_id_fkey');
    END IF;
    EXECUTE format('CREATE TRIGGER refuse_delete BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse()', t);
    IF t NOT IN ('meeting_note', 'meeting_measure', 'plan_draft_item') THEN
      EXECUTE format('CREATE TRIGGER refuse_update BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
    END IF;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY definer ON %I TO app_definer USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO app_definer', t);
    EXECUTE format('GRANT SELECT ON %I TO app_rt', t);
    EXECUTE format($q$CREATE POLICY relation ON %I FOR SELECT TO app_rt USING (
      EXISTS (SELECT FROM access_grant g WHERE g.patient_id = %I.patient_id AND g.effect = 'ALLOW'
        AND g.ground NOT IN ('RECEPTION', 'ARRIVAL', 'FLOW', 'FAST_TRACK', 'BREAK_GLASS'))
      AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = %I.patient_id AND g.effect IN ('BLOCK', 'BLOCK_STATUS')))$q$, t, t, t);
  END LOOP;
END $$;

CREATE TRIGGER keep_version BEFORE UPDATE ON meeting_measure FOR EACH ROW EXECUTE FUNCTION keep_version();
CREATE TRIGGER keep_state BEFORE UPDATE ON meeting_measure FOR EACH ROW EXECUTE FUNCTION keep_state('{
  "DRAFT": ["REMOVED", "ASKED", "ACCEPTED"],
  "ASKED": ["ACCEPTED", "REFUSED"],
  "ACCEPTED": ["KEPT", "BROKEN"]}');

ALTER TABLE meeting_note ADD CHECK (char_length(text) <= 20000 AND (settled_at IS NULL OR NOT stands));
ALTER TABLE meeting_decision ADD CHECK (char_length(reason) BETWEEN 2 AND 2000 AND ordinal > 0);
ALTER TABLE meeting_decision ADD CHECK (outcome <> 'YES' OR ward_id IS NOT NULL AND review_on IS NOT NULL AND criteria_version_id IS NOT NULL);
ALTER TABLE meeting_decision ADD CHECK (outcome NOT IN ('CONTINUE', 'POSTPONED') OR review_on IS NOT NULL);
ALTER TABLE meeting_measure ADD CHECK (char_length(text) BETWEEN 2 AND 400 AND char_length(goal) BETWEEN 2 AND 300 AND char_length(responsible) BETWEEN 1 AND 200);
ALTER TABLE meeting_measure ADD CHECK (char_length(answer) BETWEEN 2 AND 600 AND char_length(ended_note) BETWEEN 2 AND 600);
ALTER TABLE meeting_measure ADD CHECK ((status IN ('DRAFT', 'REMOVED')) = (promised_at IS NULL));
ALTER TABLE meeting_measure ADD CHECK (status <> 'REFUSED' OR answer IS NOT NULL);
ALTER TABLE meeting_measure ADD CHECK ((status IN ('KEPT', 'BROKEN')) = (ended_at IS NOT NULL));
ALTER TABLE minutes ADD CHECK (octet_length(hash) = 32);
ALTER TABLE minutes_comment ADD CHECK (char_length(text) BETWEEN 2 AND 4000);

-- What happens in a meeting is from here on written by the functions below.
REVOKE INSERT, UPDATE ON meeting_agenda_item FROM app_rt;
REVOKE UPDATE ON meeting, meeting_participant FROM app_rt;

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- What has been before is told as far as it is known.
INSERT INTO public.case_event (id, case_id, patient_id, status, cause, ward_id, at)
SELECT gen_random_uuid(), v.id, v.patient_id, 'ACTIVE', NULL, v.ward_id, v.active_at FROM public.vip_case v WHERE v.active_at IS NOT NULL
UNION ALL
SELECT gen_random_uuid(), v.id, v.patient_id, v.status, v.end_cause, v.ward_id, coalesce(v.ended_at, now()) FROM public.vip_case v WHERE v.status <> 'ACTIVE';

-- Each state that a case comes to is told: when, by whom, in which meeting and why.
CREATE FUNCTION door.tell_case() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.status = OLD.status THEN RETURN NULL; END IF;
  INSERT INTO public.case_event (id, case_id, patient_id, status, cause, ward_id, meeting_id, reason, person_id, at)
  SELECT gen_random_uuid(), NEW.id, NEW.patient_id, NEW.status, NEW.end_cause, NEW.ward_id, nullif(current_setting('samlop.meeting', true), '')::uuid,
    nullif(current_setting('samlop.reason', true), ''), door.person_id(), date_trunc('milliseconds', coalesce(NEW.ended_at,
      CASE WHEN TG_OP = 'INSERT' THEN NEW.active_at END, clock_timestamp()));
  RETURN NULL;
END $$;

-- Whoever leads a meeting or called it, at work and with something to do with the patient.
CREATE FUNCTION door.leads_meeting(c auth.transaction_context, m public.meeting) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(c.purpose IN ('TREAT', 'COC') AND c.organisation_id IS NOT NULL AND c.person_id IN (m.chair_id, m.called_by_id)
    AND (c.person_id <> m.called_by_id OR c.organisation_id = m.organisation_id OR c.person_id = m.chair_id) AND door.works_with(c, m.patient_id), false)
$$;

-- Whoever is asked to it for the organisation that the request is from may write along.
CREATE FUNCTION door.keeps_meeting(c auth.transaction_context, m public.meeting) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT door.leads_meeting(c, m) OR c.purpose IN ('TREAT', 'COC') AND door.works_with(c, m.patient_id) AND EXISTS (
    SELECT FROM public.meeting_participant p WHERE p.meeting_id = m.id AND p.person_id = c.person_id AND p.organisation_id = c.organisation_id AND p.removed_at IS NULL)
$$;

-- What a meeting lacks to be able to say yes: who is not represented, and what is not recorded of a patient who is away.
CREATE FUNCTION door.meeting_lacks(meeting uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH m AS (SELECT * FROM public.meeting o WHERE o.id = meeting_lacks.meeting),
  seat AS (SELECT p.*, EXISTS (SELECT FROM public.meeting_statement s WHERE s.participant_id = p.id) AS wrote
    FROM public.meeting_participant p WHERE p.meeting_id = meeting_lacks.meeting AND p.removed_at IS NULL),
  came AS (SELECT capacity FROM seat WHERE attended OR wrote AND capacity NOT IN ('PATIENT', 'REPRESENTATIVE'))
  SELECT array_remove(ARRAY[
    CASE WHEN NOT EXISTS (SELECT FROM came WHERE capacity IN ('PATIENT', 'REPRESENTATIVE'))
      AND NOT EXISTS (SELECT FROM seat WHERE capacity = 'PATIENT' AND absence_reason IS NOT NULL) THEN 'PATIENT' END,
    CASE WHEN NOT EXISTS (SELECT FROM came WHERE capacity IN ('PATIENT', 'REPRESENTATIVE'))
      AND NOT EXISTS (SELECT FROM public.meeting_view v WHERE v.meeting_id = meeting_lacks.meeting) THEN 'VIEW' END,
    CASE WHEN NOT EXISTS (SELECT FROM came WHERE capacity = 'MUNICIPALITY') THEN 'MUNICIPALITY' END,
    CASE WHEN NOT EXISTS (SELECT FROM came WHERE capacity = 'GP') AND (SELECT no_gp_at FROM m) IS NULL THEN 'GP' END,
    CASE WHEN NOT EXISTS (SELECT FROM came WHERE capacity = 'HOSPITAL') THEN 'HOSPITAL' END], NULL)
$$;

-- Whether the meeting may say this now; asked when it is decided and again when the minutes are signed.
CREATE FUNCTION door.may_decide(m public.meeting, outcome public.decision_outcome, ward uuid, review date, criteria uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v public.vip_case; a public.status_answer;
BEGIN
  SELECT * INTO v FROM public.vip_case o WHERE o.id = m.case_id;
  SELECT * INTO a FROM public.status_answer o WHERE o.meeting_id = m.id ORDER BY o.recorded_at DESC, o.id DESC LIMIT 1;
  IF v.id IS NULL OR (m.purpose = 'VIP_DECISION' AND (outcome NOT IN ('YES', 'NO', 'POSTPONED') OR v.status <> 'MEETING_CALLED'))
     OR (m.purpose = 'EVALUATION' AND (outcome NOT IN ('CONTINUE', 'END', 'POSTPONED') OR v.status NOT IN ('ACTIVE', 'UNDER_REVIEW')))
     OR m.purpose NOT IN ('VIP_DECISION', 'EVALUATION') THEN
    RETURN false;
  END IF;
  IF outcome IN ('YES', 'CONTINUE', 'POSTPONED') AND (review IS NULL OR review <= (now() AT TIME ZONE 'Europe/Oslo')::date
      OR review > (now() AT TIME ZONE 'Europe/Oslo')::date + 730) THEN
    RETURN false;
  END IF;
  -- The patient's no is binding, and a yes needs a yes of whoever may say it now.
  IF outcome IN ('YES', 'CONTINUE') AND a.agrees = false THEN RETURN false; END IF;
  IF outcome <> 'YES' THEN RETURN true; END IF;
  RETURN coalesce(a.agrees, false)
    AND (a.representation_id IS NULL OR EXISTS (SELECT FROM public.representation r WHERE r.id = a.representation_id AND r.patient_id = m.patient_id
      AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)))
    AND door.meeting_lacks(m.id) = '{}'
    AND EXISTS (SELECT FROM public.unit u WHERE u.id = ward AND u.organisation_id = m.trust_id AND u.kind = 'WARD' AND (u.closed_at IS NULL OR u.closed_at > now()))
    AND criteria IS NOT NULL AND criteria = door.criteria_in_force(m.trust_id, (SELECT p.municipality_id FROM public.patient p WHERE p.id = m.patient_id));
END $$;

-- A note as it was seen becomes this; when it has changed meanwhile, the text is kept beside it until somebody has put the
-- two together. Answers SAVED or BESIDE.
CREATE FUNCTION door.write_note(note uuid, item uuid, seen int, words text, settles uuid[]) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; i public.meeting_agenda_item; m public.meeting; fits boolean; at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO i FROM public.meeting_agenda_item o WHERE o.id = item FOR UPDATE;
  SELECT * INTO m FROM public.meeting o WHERE o.id = i.meeting_id FOR SHARE;
  IF door.keeps_meeting(c, m) IS NOT TRUE OR m.status NOT IN ('CALLED', 'CONFIRMED', 'HELD') THEN
    RAISE EXCEPTION 'this note may not be written' USING ERRCODE = 'insufficient_privilege';
  END IF;
  fits := i.version = seen;
  IF fits AND i.note <> words THEN
    UPDATE public.meeting_agenda_item o SET note = words, version = o.version + 1 WHERE o.id = item;
  END IF;
  -- Whoever goes on writing beside has one text there.
  UPDATE public.meeting_note o SET text = words, written_at = at
  WHERE NOT fits AND o.item_id = item AND NOT o.stands AND o.settled_at IS NULL AND o.written_by_id = c.person_id;
  IF NOT FOUND THEN
    INSERT INTO public.meeting_note (id, item_id, patient_id, text, stands, written_by_id, written_at)
    SELECT note, item, i.patient_id, words, fits, c.person_id, at WHERE i.note <> words;
  END IF;
  IF fits THEN
    UPDATE public.meeting_note o SET settled_at = at WHERE o.item_id = item AND NOT o.stands AND o.settled_at IS NULL AND o.id = ANY (settles);
  END IF;
  RETURN CASE WHEN fits OR i.note = words THEN 'SAVED' ELSE 'BESIDE' END;
END $$;

-- Who came, and why somebody did not. Answers the number of rows.
CREATE FUNCTION door.record_attendance(participant uuid, seen int, came boolean, why text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT o.* INTO m FROM public.meeting o JOIN public.meeting_participant p ON p.meeting_id = o.id WHERE p.id = participant FOR SHARE OF o;
  IF NOT door.leads_meeting(c, m) OR m.status NOT IN ('CONFIRMED', 'HELD') THEN
    RAISE EXCEPTION 'this may not be recorded' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.meeting_participant p SET attended = came, absence_reason = CASE WHEN came THEN NULL ELSE nullif(btrim(why), '') END, version = p.version + 1
  WHERE p.id = participant AND p.version = seen AND p.removed_at IS NULL;
  GET DIAGNOSTICS rows = ROW_COUNT;
  RETURN rows;
END $$;

-- That the patient is on nobody's list, which is not so when one is known.
CREATE FUNCTION door.record_no_gp(meeting uuid, seen int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO m FROM public.meeting o WHERE o.id = meeting FOR UPDATE;
  IF NOT door.leads_meeting(c, m) OR m.status NOT IN ('CONFIRMED', 'HELD') OR EXISTS (SELECT FROM public.care_relation r WHERE r.patient_id = m.patient_id
      AND r.kind = 'GP_LIST' AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)) THEN
    RAISE EXCEPTION 'this may not be recorded' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.meeting o SET no_gp_at = date_trunc('milliseconds', now()), version = o.version + 1 WHERE o.id = m.id AND o.version = seen;
  GET DIAGNOSTICS rows = ROW_COUNT;
  RETURN rows;
END $$;

-- The patient's own view, as it is said in the meeting.
CREATE FUNCTION door.record_view(view uuid, meeting uuid, words text, pen text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO m FROM public.meeting o WHERE o.id = meeting FOR SHARE;
  IF NOT door.leads_meeting(c, m) OR m.status NOT IN ('CONFIRMED', 'HELD') THEN
    RAISE EXCEPTION 'this may not be recorded' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.meeting_view (id, meeting_id, patient_id, text, written_by_id, helper, written_at)
  VALUES (view, m.id, m.patient_id, words, c.person_id, pen, date_trunc('milliseconds', clock_timestamp()));
  RETURN 1;
END $$;

-- {id, meeting, goal, text, participant, relation, startsOn, dueOn}: who does it is a participant, or somebody of the care team.
CREATE FUNCTION door.add_measure(given jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting; r record; who record;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO r FROM jsonb_to_record(given) AS x(id uuid, meeting uuid, goal text, text text, participant uuid, relation uuid, "startsOn" date, "dueOn" date);
  SELECT * INTO m FROM public.meeting o WHERE o.id = r.meeting FOR SHARE;
  IF door.keeps_meeting(c, m) IS NOT TRUE OR m.status NOT IN ('CONFIRMED', 'HELD') THEN
    RAISE EXCEPTION 'this may not be promised' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT p.name || coalesce(', ' || o.name, '') AS name, p.organisation_id, p.unit_id, p.person_id INTO who
  FROM public.meeting_participant p LEFT JOIN public.organisation o ON o.id = p.organisation_id
  WHERE p.id = r.participant AND p.meeting_id = m.id AND p.removed_at IS NULL;
  IF NOT FOUND THEN
    SELECT coalesce(u.name || ', ', '') || o.name AS name, o.id AS organisation_id, u.id AS unit_id, NULL::uuid AS person_id INTO who
    FROM public.care_relation l JOIN public.organisation o ON o.id = l.organisation_id LEFT JOIN public.unit u ON u.id = l.unit_id
    WHERE l.id = r.relation AND l.patient_id = m.patient_id AND l.kind <> 'INVITED' AND l.valid_from <= now() AND (l.valid_until IS NULL OR now() < l.valid_until);
    IF NOT FOUND THEN RAISE EXCEPTION 'nobody who has to do with the patient' USING ERRCODE = 'insufficient_privilege'; END IF;
  END IF;
  INSERT INTO public.meeting_measure (id, meeting_id, patient_id, goal, text, responsible, organisation_id, unit_id, person_id, starts_on, due_on, added_by_id, added_at)
  VALUES (r.id, m.id, m.patient_id, r.goal, r.text, left(who.name, 200), who.organisation_id, who.unit_id, who.person_id, r."startsOn", r."dueOn", c.person_id,
    date_trunc('milliseconds', clock_timestamp()));
  RETURN 1;
END $$;

-- REMOVE strikes it out; AGREE writes down that whoever is to do it said yes in the meeting, DISAGREE takes that back.
CREATE FUNCTION door.change_measure(measure uuid, seen int, change text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT o.* INTO m FROM public.meeting o JOIN public.meeting_measure s ON s.meeting_id = o.id WHERE s.id = measure FOR SHARE OF o;
  IF door.keeps_meeting(c, m) IS NOT TRUE OR m.status NOT IN ('CONFIRMED', 'HELD') OR change NOT IN ('REMOVE', 'AGREE', 'DISAGREE') THEN
    RAISE EXCEPTION 'this may not be changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.meeting_measure s SET status = CASE change WHEN 'REMOVE' THEN 'REMOVED'::public.measure_status ELSE s.status END,
    agreed_at = CASE change WHEN 'AGREE' THEN date_trunc('milliseconds', clock_timestamp()) WHEN 'DISAGREE' THEN NULL ELSE s.agreed_at END, version = s.version + 1
  WHERE s.id = measure AND s.version = seen AND s.status = 'DRAFT';
  GET DIAGNOSTICS rows = ROW_COUNT;
  RETURN rows;
END $$;

-- {id, meeting, seen, outcome, ward, reviewOn, reason, criteria, met, answer: {id, agrees, representation, method, givenAt}}: seen is
-- how many decisions stood there. Of two at once one stands. Answers the number of rows.
CREATE FUNCTION door.decide_status(given jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; m public.meeting; r record; a record; at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO r FROM jsonb_to_record(given) AS x(id uuid, meeting uuid, seen int, outcome public.decision_outcome, ward uuid, "reviewOn" date, reason text,
    criteria uuid, met int[], answer jsonb);
  SELECT * INTO m FROM public.meeting o WHERE o.id = r.meeting FOR UPDATE;
  IF NOT door.leads_meeting(c, m) OR m.status NOT IN ('CONFIRMED', 'HELD') THEN
    RAISE EXCEPTION 'this may not be decided' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (SELECT count(*) FROM public.meeting_decision d WHERE d.meeting_id = m.id) <> r.seen THEN RETURN 0; END IF;
  SELECT * INTO a FROM jsonb_to_record(nullif(r.answer, 'null')) AS x(id uuid, agrees boolean, representation uuid, method public.consent_method, "givenAt" timestamptz);
  IF a.id IS NOT NULL THEN
    IF a.representation IS NOT NULL AND NOT EXISTS (SELECT FROM public.representation o WHERE o.id = a.representation AND o.patient_id = m.patient_id
        AND o.valid_from <= now() AND (o.valid_until IS NULL OR now() < o.valid_until)) OR a."givenAt" > now() + interval '5 minutes' THEN
      RAISE EXCEPTION 'nobody stands so for this patient' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.status_answer (id, meeting_id, patient_id, agrees, representation_id, method, given_at, recorded_by_id, recorded_at)
    VALUES (a.id, m.id, m.patient_id, a.agrees, a.representation, a.method, a."givenAt", c.person_id, at);
  END IF;
  IF door.may_decide(m, r.outcome, r.ward, r."reviewOn", r.criteria) IS NOT TRUE THEN
    RAISE EXCEPTION 'the meeting may not decide this' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.meeting_decision (id, meeting_id, patient_id, ordinal, outcome, ward_id, review_on, reason, criteria_version_id, criteria_met, decided_by_id, decided_at)
  VALUES (r.id, m.id, m.patient_id, r.seen + 1, r.outcome, CASE WHEN r.outcome = 'YES' THEN r.ward END, CASE WHEN r.outcome IN ('YES', 'CONTINUE', 'POSTPONED') THEN r."reviewOn" END,
    r.reason, r.criteria, r.met, c.person_id, at);
  RETURN 1;
END $$;

-- The meeting as it stands, as one document. Whatever is signed is exactly this.
CREATE FUNCTION door.minutes_content(meeting uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'patient', jsonb_build_object('name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date),
    'purpose', m.purpose, 'startsAt', to_char(m.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'endsAt', to_char(m.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'place', m.place, 'onVideo', m.video_url IS NOT NULL, 'reason', m.reason, 'trust', t.name, 'noGp', m.no_gp_at IS NOT NULL,
    'chair', (SELECT h.given_name || ' ' || h.family_name FROM public.person h WHERE h.id = m.chair_id),
    'participants', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'capacity', s.capacity, 'place', concat_ws(', ', u.name, o.name), 'mandate', s.mandate,
        'tookPart', CASE WHEN s.attended THEN 'CAME' WHEN w.text IS NOT NULL THEN 'WROTE' ELSE 'AWAY' END, 'reason', s.absence_reason, 'statement', w.text) ORDER BY s.capacity, s.name, s.id), '[]')
      FROM public.meeting_participant s LEFT JOIN public.organisation o ON o.id = s.organisation_id LEFT JOIN public.unit u ON u.id = s.unit_id
      LEFT JOIN LATERAL (SELECT x.text FROM public.meeting_statement x WHERE x.participant_id = s.id ORDER BY x.sent_at DESC, x.id DESC LIMIT 1) w ON true
      WHERE s.meeting_id = m.id AND s.removed_at IS NULL),
    'view', (SELECT jsonb_build_object('text', v.text, 'helper', v.helper) FROM public.meeting_view v WHERE v.meeting_id = m.id ORDER BY v.written_at DESC, v.id DESC LIMIT 1),
    'items', (SELECT coalesce(jsonb_agg(jsonb_build_object('title', i.title, 'note', i.note) ORDER BY i.ordinal), '[]') FROM public.meeting_agenda_item i WHERE i.meeting_id = m.id),
    'decision', (SELECT jsonb_build_object('outcome', d.outcome, 'ward', w.name, 'reviewOn', d.review_on, 'reason', d.reason, 'criteria', k.number,
        'met', (SELECT coalesce(jsonb_agg(n.text ORDER BY n.position), '[]') FROM public.criteria_item n WHERE n.criteria_version_id = d.criteria_version_id AND n.position = ANY (d.criteria_met)))
      FROM public.meeting_decision d LEFT JOIN public.unit w ON w.id = d.ward_id LEFT JOIN public.criteria_version k ON k.id = d.criteria_version_id
      WHERE d.meeting_id = m.id ORDER BY d.ordinal DESC LIMIT 1),
    'answer', (SELECT jsonb_build_object('agrees', a.agrees, 'method', a.method, 'by', x.given_name || ' ' || x.family_name,
        'givenAt', to_char(a.given_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
      FROM public.status_answer a LEFT JOIN public.representation r ON r.id = a.representation_id LEFT JOIN public.person x ON x.id = r.person_id
      WHERE a.meeting_id = m.id ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1),
    'measures', (SELECT coalesce(jsonb_agg(jsonb_build_object('goal', s.goal, 'text', s.text, 'responsible', s.responsible, 'startsOn', s.starts_on, 'dueOn', s.due_on,
        'agreed', s.agreed_at IS NOT NULL) ORDER BY s.added_at, s.id), '[]') FROM public.meeting_measure s WHERE s.meeting_id = m.id AND s.status <> 'REMOVED'))
  FROM public.meeting m JOIN public.patient p ON p.id = m.patient_id JOIN public.organisation t ON t.id = m.trust_id WHERE m.id = minutes_content.meeting
$$;

-- A new edition of the minutes, after so many; the first one ends the meeting. Answers the number of rows.
CREATE FUNCTION door.write_minutes(edition uuid, meeting uuid, seen int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; m public.meeting; written jsonb; at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO m FROM public.meeting o WHERE o.id = meeting FOR UPDATE;
  IF NOT door.leads_meeting(c, m) OR m.status NOT IN ('CONFIRMED', 'HELD') THEN
    RAISE EXCEPTION 'these minutes may not be written' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (SELECT count(*) FROM public.minutes o WHERE o.meeting_id = m.id) <> seen THEN RETURN 0; END IF;
  IF m.status = 'CONFIRMED' THEN
    UPDATE public.meeting o SET status = 'HELD', held_at = at, version = o.version + 1 WHERE o.id = m.id;
  END IF;
  written := door.minutes_content(m.id);
  INSERT INTO public.minutes (id, meeting_id, patient_id, edition, content, hash, written_by_id, written_at)
  VALUES (edition, m.id, m.patient_id, seen + 1, written, sha256(convert_to(written::text, 'UTF8')), c.person_id, at);
  RETURN 1;
END $$;

CREATE FUNCTION door.comment_minutes(comment uuid, minutes uuid, words text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; m public.meeting;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT o.* INTO m FROM public.meeting o JOIN public.minutes e ON e.meeting_id = o.id WHERE e.id = minutes FOR SHARE OF o;
  IF door.keeps_meeting(c, m) IS NOT TRUE OR m.status <> 'HELD' THEN
    RAISE EXCEPTION 'these minutes may not be commented' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.minutes_comment (id, minutes_id, patient_id, text, written_by_id, written_at)
  VALUES (comment, minutes, m.patient_id, words, c.person_id, date_trunc('milliseconds', clock_timestamp()));
  RETURN 1;
END $$;

-- Signs the newest edition, which must say what stands, and makes what it says: status with its consent, promises, and a draft
-- of the plan. Answers the number of rows.
CREATE FUNCTION door.sign_minutes(minutes uuid) RETURNS int
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
      SELECT p.id, p.patient_id, 'INVITED', p.organisation_id, p.unit_id, p.person_id, at, at + interval '14 days' FROM public.meeting_participant p
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

-- Whether a promise is the actor's to answer and to keep: made for the organisation, or by the patient.
CREATE FUNCTION door.has_promised(c auth.transaction_context, s public.meeting_measure) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(door.works_with(c, s.patient_id) AND CASE WHEN s.organisation_id IS NULL THEN c.purpose IN ('OWN', 'PROXY')
    ELSE c.purpose IN ('TREAT', 'COC') AND c.organisation_id = s.organisation_id END, false)
$$;

CREATE FUNCTION door.answer_measure(measure uuid, seen int, accepts boolean, words text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; s public.meeting_measure; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO s FROM public.meeting_measure o WHERE o.id = measure FOR UPDATE;
  IF NOT door.has_promised(c, s) THEN RAISE EXCEPTION 'this is not yours to answer' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE public.meeting_measure o SET status = CASE WHEN accepts THEN 'ACCEPTED' ELSE 'REFUSED' END::public.measure_status, answer = nullif(btrim(words), ''),
    answered_at = date_trunc('milliseconds', clock_timestamp()), answered_by_id = c.person_id, version = o.version + 1
  WHERE o.id = measure AND o.version = seen AND o.status = 'ASKED';
  GET DIAGNOSTICS rows = ROW_COUNT;
  RETURN rows;
END $$;

CREATE FUNCTION door.end_promise(measure uuid, seen int, kept boolean, words text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; s public.meeting_measure; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO s FROM public.meeting_measure o WHERE o.id = measure FOR UPDATE;
  IF NOT door.has_promised(c, s) THEN RAISE EXCEPTION 'this is not yours to end' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE public.meeting_measure o SET status = CASE WHEN kept THEN 'KEPT' ELSE 'BROKEN' END::public.measure_status, ended_note = nullif(btrim(words), ''),
    ended_at = date_trunc('milliseconds', clock_timestamp()), ended_by_id = c.person_id, version = o.version + 1
  WHERE o.id = measure AND o.version = seen AND o.status = 'ACCEPTED';
  GET DIAGNOSTICS rows = ROW_COUNT;
  RETURN rows;
END $$;

-- The patient's wish ends it at once, whoever writes it down; the consent is withdrawn with it.
CREATE FUNCTION door.end_status(case_id uuid, seen int, words text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; v public.vip_case; at timestamptz := date_trunc('milliseconds', clock_timestamp()); rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO v FROM public.vip_case o WHERE o.id = case_id FOR UPDATE;
  IF c.purpose IS NULL OR c.purpose NOT IN ('TREAT', 'COC', 'OWN', 'PROXY') OR NOT door.works_with(c, v.patient_id) THEN
    RAISE EXCEPTION 'this status may not be ended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('samlop.reason', words, true);
  UPDATE public.vip_case o SET status = 'ENDED', ended_at = at, end_cause = 'PATIENT_WISH', version = o.version + 1
  WHERE o.id = v.id AND o.version = seen AND o.status <> 'ENDED';
  GET DIAGNOSTICS rows = ROW_COUNT;
  PERFORM set_config('samlop.reason', '', true);
  IF rows = 1 THEN
    UPDATE public.consent o SET status = 'WITHDRAWN', withdrawn_at = at, version = o.version + 1 WHERE o.id = v.consent_id AND o.status <> 'WITHDRAWN';
  END IF;
  RETURN rows;
END $$;

-- A review begins: by the ward of the status, or whoever may call a meeting for it.
CREATE FUNCTION door.begin_review(case_id uuid, seen int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; v public.vip_case; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO v FROM public.vip_case o WHERE o.id = case_id FOR UPDATE;
  IF c.purpose IS NULL OR c.purpose NOT IN ('TREAT', 'COC') OR NOT door.works_with(c, v.patient_id) OR NOT door.may_initiate(c.role, c.organisation_id, c.unit_id, v.ward_id) THEN
    RAISE EXCEPTION 'this status may not be reviewed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.vip_case o SET status = 'UNDER_REVIEW', version = o.version + 1 WHERE o.id = v.id AND o.version = seen AND o.status = 'ACTIVE';
  GET DIAGNOSTICS rows = ROW_COUNT;
  RETURN rows;
END $$;

REVOKE ALL ON FUNCTION door.tell_case, door.leads_meeting, door.keeps_meeting, door.meeting_lacks, door.may_decide, door.write_note, door.record_attendance,
  door.record_no_gp, door.record_view, door.add_measure, door.change_measure, door.decide_status, door.minutes_content, door.write_minutes, door.comment_minutes,
  door.sign_minutes, door.has_promised, door.answer_measure, door.end_promise, door.end_status, door.begin_review FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.tell_case TO app_owner;
GRANT EXECUTE ON FUNCTION door.write_note, door.record_attendance, door.record_no_gp, door.record_view, door.add_measure, door.change_measure, door.decide_status,
  door.write_minutes, door.comment_minutes, door.sign_minutes, door.answer_measure, door.end_promise, door.end_status, door.begin_review TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER tell_case AFTER INSERT OR UPDATE ON vip_case FOR EACH ROW EXECUTE FUNCTION door.tell_case();

-- A case becomes active by minutes that say yes and by nothing else, whoever writes.
CREATE FUNCTION keep_yes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.meeting m JOIN public.minutes_signature s ON s.meeting_id = m.id JOIN public.meeting_decision d ON d.meeting_id = m.id
      WHERE m.case_id = NEW.id AND d.outcome IN ('YES', 'CONTINUE')) THEN
    RAISE EXCEPTION 'a case becomes active by signed minutes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
GRANT EXECUTE ON FUNCTION keep_yes() TO app_definer;
CREATE TRIGGER keep_yes BEFORE UPDATE ON vip_case FOR EACH ROW WHEN (NEW.status = 'ACTIVE' AND OLD.status <> 'ACTIVE') EXECUTE FUNCTION keep_yes();

-- What was signed stands.
CREATE FUNCTION keep_signed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.minutes_signature s WHERE s.meeting_id = NEW.meeting_id) THEN
    RAISE EXCEPTION 'the minutes are signed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
GRANT EXECUTE ON FUNCTION keep_signed() TO app_definer;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['minutes', 'meeting_decision', 'status_answer'] LOOP
    EXECUTE format('CREATE TRIGGER keep_signed BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION keep_signed()', t);
  END LOOP;
END $$;
CREATE TRIGGER keep_signed BEFORE UPDATE ON meeting_agenda_item FOR EACH ROW EXECUTE FUNCTION keep_signed();
CREATE TRIGGER keep_signed BEFORE UPDATE OF attended, absence_reason, name, capacity ON meeting_participant FOR EACH ROW EXECUTE FUNCTION keep_signed();
