-- Break-glass: health personnel open one patient's record with a reason, for one session and four hours at most.

ALTER TABLE log_flag ALTER COLUMN entry_id DROP NOT NULL;
ALTER TABLE log_flag ADD CHECK ((entry_id IS NULL) = (emergency_id IS NOT NULL));

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- BTG is for health personnel who treat. The last one opens nothing.
CREATE OR REPLACE FUNCTION door.purposes_of(role public.role) RETURNS auth.purpose[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (CASE
    -- Somebody who is a patient may stand for another one too.
    WHEN role = 'PATIENT' THEN '{OWN,PROXY,ADMIN}'
    WHEN role = 'NEXT_OF_KIN' THEN '{PROXY,ADMIN}'
    WHEN role = 'CASEWORKER' THEN '{COC,ADMIN}'
    WHEN role = 'LOG_CONTROLLER' THEN '{CONTROL,ADMIN}'
    WHEN role = 'ORG_ADMIN' THEN '{ADMIN}'
    WHEN role = 'SERVICE' THEN '{SERVICE}'
    WHEN role IN ('NURSE', 'HEAD_NURSE', 'GP', 'COLLABORATION_PHYSICIAN') THEN '{TREAT,ETREAT,QUALITY,BTG,ADMIN}'
    ELSE '{TREAT,ETREAT,QUALITY,ADMIN}' END)::auth.purpose[]
$$;

-- What the session opened by break-glass, in the role and at the place it was opened in; nobody else stands for it.
CREATE FUNCTION door.emergency_of(session uuid, role public.role, unit uuid, organisation uuid) RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT md5(concat_ws(' ', 'emergency', session, role, unit, organisation))::uuid $$;

-- Break-glass opens by itself alone; what an arrival opens is for emergency care alone.
CREATE OR REPLACE FUNCTION door.grounds_of(purpose auth.purpose) RETURNS public.grant_ground[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (CASE
    WHEN purpose IN ('ADMIN', 'CONTROL', 'SERVICE') THEN '{}'
    WHEN purpose = 'OWN' THEN '{SELF,PATIENT_BLOCK}'
    WHEN purpose = 'PROXY' THEN '{REPRESENTATION,PATIENT_BLOCK}'
    WHEN purpose = 'BTG' THEN '{BREAK_GLASS,PATIENT_BLOCK}'
    WHEN purpose = 'ETREAT' THEN '{MUNICIPALITY_CASE,GP_LIST,HOME_CARE,INVITED,VIP_WARD,CURRENT_STAY,FAST_TRACK,RECEPTION,ARRIVAL,FLOW,PATIENT_BLOCK}'
    ELSE '{MUNICIPALITY_CASE,GP_LIST,HOME_CARE,INVITED,VIP_WARD,CURRENT_STAY,FAST_TRACK,PATIENT_BLOCK}' END)::public.grant_ground[]
$$;

CREATE OR REPLACE FUNCTION door.begin_request(secret text, purpose auth.purpose) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s door.signed_in; purposes auth.purpose[]; stated auth.purpose := purpose; principals uuid[];
BEGIN
  SELECT * INTO s FROM door.session_of(secret);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such session' USING ERRCODE = 'SL001';
  END IF;
  IF stated = 'TREAT' AND s.role = 'CASEWORKER' THEN stated := 'COC'; END IF;
  IF stated = 'OWN' AND s.role = 'NEXT_OF_KIN' THEN stated := 'PROXY'; END IF;
  -- A purpose that is not for the role opens nothing, but the attempt can still be written down.
  purposes := door.purposes_of(s.role);
  IF NOT stated = ANY (purposes) THEN stated := purposes[cardinality(purposes)]; END IF;
  principals := door.principals_of(s.role, stated, s.person_id, s.unit_id, s.organisation_id);
  IF stated = 'BTG' THEN principals := principals || door.emergency_of(s.session_id, s.role, s.unit_id, s.organisation_id); END IF;
  INSERT INTO auth.transaction_context (xid, session_id, person_id, name, role, organisation_id, unit_id, acts, principals, purpose)
  VALUES (pg_current_xact_id()::text::bigint, s.session_id, s.person_id, s.name, s.role, s.organisation_id, s.unit_id, s.acts,
          principals, stated);
  RETURN door.actor_json(s);
END $$;

CREATE FUNCTION door.purpose() RETURNS auth.purpose
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT purpose FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint
$$;

-- The emergency access to a patient that this very request may use, if any.
CREATE FUNCTION door.emergency_now(patient uuid) RETURNS SETOF public.emergency_access
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.* FROM auth.transaction_context c
  JOIN public.emergency_access e ON e.session_id = c.session_id AND e.patient_id = patient AND e.ended_at IS NULL AND now() < e.valid_until
    AND door.emergency_of(e.session_id, e.role, e.unit_id, e.organisation_id) = ANY (c.principals)
  WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.purpose = 'BTG'
$$;

-- Whether a physician opened, in this session, what the patient had blocked by then. A block set afterwards holds.
CREATE FUNCTION door.is_opened(patient uuid, blocked_since timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM door.emergency_now(patient) e JOIN public.block_opening b ON b.emergency_id = e.id WHERE blocked_since <= b.opened_at)
$$;

-- Adds what is open by break-glass to the grants of these patients, which were just made anew from everything else.
CREATE FUNCTION door.grant_emergencies(patients uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.access_grant (patient_id, principal_id, effect, ground, source_id, valid_from, valid_until)
  SELECT patient_id, door.emergency_of(session_id, role, unit_id, organisation_id), 'ALLOW', 'BREAK_GLASS', id, opened_at, valid_until
  FROM public.emergency_access WHERE patient_id = ANY (patients) AND ended_at IS NULL AND now() < valid_until
$$;

CREATE OR REPLACE FUNCTION door.keep_grants() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE patients uuid[];
BEGIN
  SELECT array_agg(DISTINCT CASE WHEN TG_TABLE_NAME = 'patient' THEN to_jsonb(c)->>'id' ELSE to_jsonb(c)->>'patient_id' END)::uuid[]
  INTO patients FROM changed c;
  PERFORM door.rebuild_grants(patients);
  PERFORM door.grant_emergencies(patients);
  RETURN NULL;
END $$;

-- Break-glass ends with the session it was opened in, and when somebody goes on as something else.
CREATE FUNCTION door.end_emergencies() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.emergency_access SET ended_at = now(), end_cause = 'SESSION', version = version + 1
  WHERE session_id = NEW.id AND ended_at IS NULL AND now() < valid_until;
  RETURN NULL;
END $$;

-- Who has a number, for those who may break the glass; nothing else about anybody.
CREATE FUNCTION door.patient_of_number(number text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id FROM auth.transaction_context c JOIN public.patient p ON p.identity_number = number
  WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.purpose = 'BTG'
$$;

-- What there is to know of break-glass before a rule decides: {own, known, limited, open, blocked, opened}. Null when nobody has
-- the id. Two openings of the same person wait for each other here.
CREATE FUNCTION door.emergency_facts(patient uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '500ms' AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; p public.patient; e public.emergency_access; blocked public.grant_effect; known boolean;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO p FROM public.patient WHERE id = patient;
  IF p.id IS NULL OR c.purpose IS DISTINCT FROM 'BTG' THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('looks of ' || c.person_id, 0));
  SELECT * INTO e FROM door.emergency_now(patient);
  SELECT min(g.effect) INTO blocked FROM public.access_grant g
  WHERE g.patient_id = patient AND g.effect <> 'ALLOW' AND (g.principal_id = ANY (c.principals) OR g.principal_id = c.organisation_id)
    AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until) AND NOT door.is_opened(patient, g.valid_from);
  -- The ward that is only asked to receive somebody knows too little.
  known := EXISTS (SELECT FROM public.access_grant g
    WHERE g.patient_id = patient AND g.effect = 'ALLOW' AND g.principal_id = ANY (c.principals)
      AND g.ground = ANY (door.grounds_of('TREAT')) AND g.ground <> 'FAST_TRACK'
      AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until));
  RETURN jsonb_build_object('own', coalesce(p.person_id = c.person_id, false) OR EXISTS (
      SELECT FROM public.person me WHERE me.id = c.person_id AND me.identity_number = p.identity_number),
    'known', known, 'limited', NOT door.has_relation(c, patient) AND door.count_unrelated(c, ARRAY[patient], false) > 30,
    'open', CASE WHEN e.id IS NOT NULL THEN jsonb_build_object('id', e.id, 'until', e.valid_until, 'version', e.version) END,
    'blocked', blocked, 'opened', EXISTS (SELECT FROM public.block_opening b WHERE b.emergency_id = e.id));
END $$;

-- Answers the number of rows: one. Whatever the statement says, it is for oneself, with a reason, and it is flagged.
CREATE FUNCTION door.open_emergency(emergency uuid, patient uuid, reason public.emergency_reason, words text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; facts jsonb := door.emergency_facts(patient); since timestamptz := date_trunc('milliseconds', now());
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  IF facts IS NULL OR (facts->>'own')::boolean OR (facts->>'limited')::boolean
     OR (facts->>'known')::boolean AND facts->>'blocked' IS NULL THEN
    RAISE EXCEPTION 'this may not be opened' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.emergency_access SET ended_at = valid_until, end_cause = 'TIME', version = version + 1
  WHERE session_id = c.session_id AND patient_id = patient AND ended_at IS NULL AND valid_until <= now();
  INSERT INTO public.emergency_access (id, patient_id, person_id, session_id, role, organisation_id, unit_id, reason, text, opened_at, valid_until)
  VALUES (emergency, patient, c.person_id, c.session_id, c.role, c.organisation_id, c.unit_id, reason, btrim(words), since, since + interval '4 hours');
  INSERT INTO public.log_flag (id, kind, organisation_id, unit_id, person_id, role, patient_id, emergency_id, at)
  VALUES (gen_random_uuid(), 'BREAK_GLASS', c.organisation_id, c.unit_id, c.person_id, c.role, patient, emergency, since);
  RETURN 1;
END $$;

-- The separate step. Physicians in this system are the GP and the collaboration physician.
CREATE FUNCTION door.open_block(emergency uuid, reason public.block_reason, words text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; e public.emergency_access;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO e FROM public.emergency_access WHERE id = emergency AND person_id = c.person_id;
  IF c.role NOT IN ('GP', 'COLLABORATION_PHYSICIAN') OR NOT EXISTS (SELECT FROM door.emergency_now(e.patient_id) n WHERE n.id = emergency) THEN
    RAISE EXCEPTION 'this may not be opened' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.block_opening (emergency_id, patient_id, reason, text, opened_at)
  VALUES (emergency, e.patient_id, reason, btrim(words), now()) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 0; END IF;
  INSERT INTO public.log_flag (id, kind, organisation_id, unit_id, person_id, role, patient_id, emergency_id, at)
  VALUES (gen_random_uuid(), 'BLOCK_OPENED', c.organisation_id, c.unit_id, c.person_id, c.role, e.patient_id, emergency, now());
  RETURN 1;
END $$;

CREATE FUNCTION door.end_emergency(emergency uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended int;
BEGIN
  UPDATE public.emergency_access SET ended_at = now(), end_cause = 'BY_HAND', version = version + 1
  WHERE id = emergency AND session_id = door.session_id() AND ended_at IS NULL AND now() < valid_until;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;

-- Who looked at a patient and why, newest first: for the patient, for whoever stands for the patient, and for the log
-- controller what people of the own organisation did. Break-glass
-- is told with the code of its reason. Null when it is not for the one who asks.
CREATE OR REPLACE FUNCTION door.access_log(patient uuid, before timestamptz, size int) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; p public.patient;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO p FROM public.patient WHERE id = patient;
  IF p.id IS NULL OR NOT (c.purpose = 'CONTROL' OR EXISTS (
      SELECT FROM public.access_grant g WHERE g.patient_id = patient AND g.principal_id = ANY (c.principals) AND g.effect = 'ALLOW'
        AND g.ground = ANY (door.grounds_of(c.purpose)) AND g.ground IN ('SELF', 'REPRESENTATION')
        AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until))) THEN
    RETURN NULL;
  END IF;
  -- A controller has to do with a patient only when somebody of the own organisation has looked.
  IF c.purpose = 'CONTROL' AND NOT EXISTS (
      SELECT FROM audit.subject s JOIN audit.entry e ON e.id = s.entry_id
      WHERE s.patient_id = patient AND e.organisation_id = c.organisation_id AND e.purpose <> 'CONTROL') THEN
    RETURN NULL;
  END IF;
  RETURN jsonb_build_object('name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date, 'rows', coalesce((
    SELECT jsonb_agg(to_jsonb(r)) FROM (
      SELECT e.id, e.at, e.person_name AS name, e.role, e.organisation_name AS organisation, e.unit_name AS unit, e.purpose, e.act, e.outcome, s.ground, s.shown,
             CASE e.act WHEN 'emergency.open' THEN x.reason::text WHEN 'emergency.open_block' THEN b.reason::text END AS reason
      FROM audit.subject s JOIN audit.entry e ON e.id = s.entry_id
      LEFT JOIN public.emergency_access x ON x.id = e.object_id AND x.patient_id = patient
      LEFT JOIN public.block_opening b ON b.emergency_id = x.id
      WHERE s.patient_id = patient AND e.at < before AND (c.purpose <> 'CONTROL' OR e.organisation_id = c.organisation_id)
      ORDER BY e.at DESC LIMIT size) r), '[]'));
END $$;

GRANT EXECUTE ON FUNCTION door.purpose, door.is_opened, door.patient_of_number, door.emergency_facts, door.open_emergency, door.open_block, door.end_emergency TO app_rt;
GRANT EXECUTE ON FUNCTION door.end_emergencies TO app_owner;
RESET ROLE;

CREATE TRIGGER keep_grants_new AFTER INSERT ON emergency_access REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.keep_grants();
CREATE TRIGGER keep_grants AFTER UPDATE ON emergency_access REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.keep_grants();
CREATE TRIGGER end_emergencies AFTER UPDATE OF revoked_at, membership_id ON auth.session FOR EACH ROW
  WHEN (NEW.revoked_at IS NOT NULL AND OLD.revoked_at IS NULL OR NEW.membership_id IS DISTINCT FROM OLD.membership_id)
  EXECUTE FUNCTION door.end_emergencies();

-- A block is not met where it was opened in this very request.
DROP POLICY own_grants ON access_grant;
CREATE POLICY own_grants ON access_grant FOR SELECT TO app_rt
  USING ((principal_id = ANY ((SELECT door.principals())::uuid[]) OR (effect <> 'ALLOW' AND principal_id = (SELECT door.organisation_id())))
         AND ground = ANY ((SELECT door.grounds())::grant_ground[])
         AND valid_from <= now() AND (valid_until IS NULL OR now() < valid_until)
         AND (effect = 'ALLOW' OR NOT door.is_opened(patient_id, valid_from)));

-- Break-glass opens what may save a life, to be read: not consents, not blocks, not what goes on in a reception.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['consent', 'access_block', 'triage', 'safety_clearance', 'fast_track', 'fast_track_step'] LOOP
    EXECUTE format('CREATE POLICY not_in_emergency ON %I AS RESTRICTIVE FOR SELECT TO app_rt USING ((SELECT door.purpose()) IS DISTINCT FROM ''BTG'')', t);
  END LOOP;
END $$;
CREATE POLICY not_in_emergency ON card AS RESTRICTIVE FOR UPDATE TO app_rt USING ((SELECT door.purpose()) IS DISTINCT FROM 'BTG');
REVOKE CREATE ON SCHEMA door FROM app_definer;
