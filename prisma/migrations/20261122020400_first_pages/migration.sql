-- What the first pages of the roles ask for: as whom one is here, who looked at a patient, arrivals to look into, figures.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- How many memberships somebody may choose between, and whether the choice is made.
CREATE OR REPLACE FUNCTION door.who_am_i(secret text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT door.actor_json(s) || jsonb_build_object(
    'mayChoose', s.kind = 'STAFF' AND (
      SELECT count(*) > 1 FROM public.membership m WHERE m.person_id = s.person_id AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)),
    'chosen', (SELECT chosen FROM auth.session WHERE id = s.session_id))
  FROM door.session_of(secret) s
$$;

-- Staff with several memberships get the one that began first, until they choose.
CREATE OR REPLACE FUNCTION door.sign_in(session uuid, secret_hash bytea, p_issuer text, p_subject text, citizen boolean, entry uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid; m public.membership; c auth.transaction_context; several boolean := false;
BEGIN
  SELECT p.id INTO who FROM public.sign_in_identity i JOIN public.person p ON p.id = i.person_id
  WHERE i.issuer = p_issuer AND i.subject = p_subject AND p.disabled_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  IF citizen THEN
    IF NOT EXISTS (SELECT FROM public.patient WHERE person_id = who)
       AND NOT EXISTS (SELECT FROM public.representation WHERE person_id = who AND valid_from <= now() AND (valid_until IS NULL OR now() < valid_until))
    THEN RETURN false; END IF;
  ELSE
    SELECT * INTO m FROM public.membership
    WHERE person_id = who AND valid_from <= now() AND (valid_until IS NULL OR now() < valid_until) ORDER BY valid_from, id LIMIT 1;
    IF NOT FOUND THEN RETURN false; END IF;
    several := (SELECT count(*) > 1 FROM public.membership WHERE person_id = who AND valid_from <= now() AND (valid_until IS NULL OR now() < valid_until));
  END IF;
  INSERT INTO auth.session (id, kind, secret_hash, person_id, membership_id, acts, issuer, idle_until, absolute_until, chosen)
  VALUES (session, CASE WHEN citizen THEN 'CITIZEN' ELSE 'STAFF' END::auth.session_kind, secret_hash, who, m.id, '{}', p_issuer,
          now() + interval '15 minutes', now() + interval '12 hours', NOT several);
  c.session_id := session;
  c.person_id := who;
  SELECT given_name || ' ' || family_name INTO c.name FROM public.person WHERE id = who;
  c.role := CASE WHEN NOT citizen THEN m.role
    WHEN EXISTS (SELECT FROM public.patient WHERE person_id = who) THEN 'PATIENT' ELSE 'NEXT_OF_KIN' END;
  c.organisation_id := m.organisation_id;
  c.unit_id := m.unit_id;
  c.purpose := CASE WHEN NOT citizen THEN 'ADMIN' WHEN c.role = 'PATIENT' THEN 'OWN' ELSE 'PROXY' END;
  PERFORM door.write_audit(c, jsonb_build_object('id', entry, 'act', 'session.begin', 'objectId', session, 'outcome', 'done'));
  RETURN true;
END $$;

-- The same person as somebody else at work. The secret is a new one, so that no form of the membership before can be sent.
-- Answers the number of sessions changed.
CREATE FUNCTION door.change_membership(membership uuid, new_hash bytea) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed int;
BEGIN
  UPDATE auth.session s SET membership_id = m.id, secret_hash = new_hash, chosen = true
  FROM public.membership m
  WHERE s.id = door.session_id() AND s.kind = 'STAFF' AND s.revoked_at IS NULL
    AND m.id = change_membership.membership AND m.person_id = s.person_id
    AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until);
  GET DIAGNOSTICS changed = ROW_COUNT;
  -- Streams that were opened as the membership before end.
  IF changed = 1 THEN PERFORM pg_notify('samlop', door.session_id()::text); END IF;
  RETURN changed;
END $$;

-- Who looked at a patient and why, newest first: for the patient, for whoever stands for the patient, and for the log
-- controller what people of the own organisation did. Null when it is not for the one who asks.
CREATE FUNCTION door.access_log(patient uuid, before timestamptz, size int) RETURNS jsonb
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
      SELECT e.id, e.at, e.person_name AS name, e.role, e.organisation_name AS organisation, e.unit_name AS unit, e.purpose, e.act, e.outcome, s.ground, s.shown
      FROM audit.subject s JOIN audit.entry e ON e.id = s.entry_id
      WHERE s.patient_id = patient AND e.at < before AND (c.purpose <> 'CONTROL' OR e.organisation_id = c.organisation_id)
      ORDER BY e.at DESC LIMIT size) r), '[]'));
END $$;

-- Arrivals that opened a record and were cancelled, or had no triage within two hours; for the log controller of the hospital.
CREATE FUNCTION door.arrival_flags(size int, skip int) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH flagged AS (
    SELECT s.id, s.patient_id AS "patientId", p.given_name || ' ' || p.family_name AS name, p.birth_date AS "birthDate", a.recorded_at AS at,
           who.given_name || ' ' || who.family_name AS by, u.name AS unit,
           CASE WHEN s.status = 'CANCELLED' THEN 'CANCELLED' ELSE 'WITHOUT_TRIAGE' END AS why
    FROM auth.transaction_context c
    JOIN public.stay s ON s.organisation_id = c.organisation_id AND s.source = 'samlop'
    JOIN public.stay_event a ON a.stay_id = s.id AND a.kind = 'ARRIVED'
    JOIN auth.session x ON x.id = a.session_id
    JOIN public.person who ON who.id = x.person_id
    JOIN public.patient p ON p.id = s.patient_id
    LEFT JOIN public.unit u ON u.id = a.unit_id
    WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.purpose = 'CONTROL'
      AND (s.status = 'CANCELLED' OR a.recorded_at < now() - interval '2 hours' AND NOT EXISTS (
        SELECT FROM public.triage t WHERE t.stay_id = s.id AND t.recorded_at <= a.recorded_at + interval '2 hours'))
  )
  SELECT jsonb_build_object('total', (SELECT count(*) FROM flagged),
    'rows', coalesce((SELECT jsonb_agg(to_jsonb(r)) FROM (SELECT * FROM flagged ORDER BY at DESC, id LIMIT size OFFSET skip) r), '[]'))
$$;

-- How fast the fast tracks of a trust were since a day, and why not; counts only, no patient.
CREATE FUNCTION door.fast_track_figures(since timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH run AS (
    SELECT f.*, extract(epoch FROM f.received_at - s.arrived_at) / 60 AS minutes
    FROM auth.transaction_context c
    JOIN public.fast_track f ON f.organisation_id = c.organisation_id AND f.started_at >= since
    JOIN public.stay s ON s.id = f.stay_id
    WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.purpose = 'QUALITY'
      AND c.role IN ('COLLABORATION_PHYSICIAN', 'FLOW_COORDINATOR', 'HEAD_NURSE'))
  SELECT jsonb_build_object('started', count(*), 'received', count(received_at), 'cancelled', count(*) FILTER (WHERE status = 'CANCELLED'),
    'within', count(*) FILTER (WHERE minutes <= target_minutes),
    'medianMinutes', percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes),
    'ownWard', count(*) FILTER (WHERE received_at IS NOT NULL AND deviation IS NULL),
    'deviations', (SELECT coalesce(jsonb_object_agg(deviation, n), '{}') FROM (SELECT deviation, count(*) AS n FROM run WHERE deviation IS NOT NULL GROUP BY deviation) d),
    'refusals', (SELECT coalesce(jsonb_object_agg(refusal, n), '{}') FROM (
      SELECT p.refusal, count(*) AS n FROM run JOIN public.fast_track_step p ON p.fast_track_id = run.id WHERE p.refusal IS NOT NULL GROUP BY p.refusal) d))
  FROM run
$$;

GRANT EXECUTE ON FUNCTION door.change_membership, door.access_log, door.arrival_flags, door.fast_track_figures TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

-- Whoever sees that somebody stands for a patient sees who it is; and an account that is closed is not shown as open.
CREATE POLICY representatives ON person FOR SELECT TO app_rt USING (EXISTS (SELECT FROM representation r WHERE r.person_id = person.id));
GRANT SELECT (disabled_at) ON person TO app_rt;
