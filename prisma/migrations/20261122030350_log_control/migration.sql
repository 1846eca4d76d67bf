-- What the log controller of an organisation sees of its flags, and what came of each.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- The flags of the controller's organisation, without those about the controller. Somebody of the same name who was then
-- registered as arrived in that very reception is explained by that, and waits for nobody.
CREATE FUNCTION door.flags_to_control() RETURNS TABLE (
  id uuid, kind public.log_flag_kind, at timestamptz, by text, role public.role, unit text, patient_id uuid, name text, birth_date date,
  patients int, emergency_id uuid, reason text, ongoing boolean, block_text text, explained boolean, decisions int, finding public.log_flag_finding, decided_at timestamptz, decided_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.id, f.kind, f.at, who.given_name || ' ' || who.family_name, f.role, u.name, f.patient_id, p.given_name || ' ' || p.family_name, p.birth_date,
    f.patients, f.emergency_id, CASE f.kind WHEN 'BLOCK_OPENED' THEN b.reason::text ELSE e.reason::text END,
    e.ended_at IS NULL AND now() < e.valid_until AND x.revoked_at IS NULL AND now() < x.idle_until, b.text,
    f.kind = 'SAME_NAME' AND EXISTS (SELECT FROM public.stay_event a JOIN public.stay s ON s.id = a.stay_id AND s.status <> 'CANCELLED'
      WHERE a.patient_id = f.patient_id AND a.kind = 'ARRIVED' AND a.unit_id = f.unit_id
        AND a.recorded_at BETWEEN f.at - interval '24 hours' AND f.at + interval '2 hours'),
    (SELECT count(*)::int FROM public.log_flag_decision n WHERE n.flag_id = f.id), d.finding, d.at, d.name
  FROM auth.transaction_context c
  JOIN public.log_flag f ON f.organisation_id = c.organisation_id AND f.person_id <> c.person_id
  JOIN public.person who ON who.id = f.person_id
  LEFT JOIN public.unit u ON u.id = f.unit_id
  LEFT JOIN public.patient p ON p.id = f.patient_id
  LEFT JOIN public.emergency_access e ON e.id = f.emergency_id
  LEFT JOIN auth.session x ON x.id = e.session_id
  LEFT JOIN public.block_opening b ON b.emergency_id = e.id AND f.kind = 'BLOCK_OPENED'
  LEFT JOIN LATERAL (SELECT n.finding, n.at, o.given_name || ' ' || o.family_name AS name
    FROM public.log_flag_decision n JOIN public.person o ON o.id = n.decided_by_id
    WHERE n.flag_id = f.id ORDER BY n.at DESC, n.id DESC LIMIT 1) d ON true
  WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.purpose = 'CONTROL' AND c.role = 'LOG_CONTROLLER'
$$;

CREATE FUNCTION door.flag_json(r jsonb) RETURNS jsonb LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('id', r->'id', 'kind', r->'kind', 'at', r->'at', 'by', r->'by', 'role', r->'role', 'unit', r->'unit',
    'patient', CASE WHEN r->>'patient_id' IS NOT NULL THEN jsonb_build_object('id', r->'patient_id', 'name', r->'name', 'birthDate', r->'birth_date') END,
    'patients', r->'patients', 'reason', r->'reason', 'ongoing', coalesce(r->'ongoing' = 'true', false), 'explained', r->'explained',
    'decisions', r->'decisions', 'finding', r->'finding', 'decidedAt', r->'decided_at', 'decidedBy', r->'decided_by')
$$;

-- One page of those that wait (break-glass first, then the oldest), or of those that are done, the newest decision first. What
-- is about the controller is only counted, and whether there is somebody else to decide it.
CREATE FUNCTION door.log_flags(is_open boolean, size int, skip int) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH flag AS MATERIALIZED (SELECT *, decisions = 0 AND NOT explained AS waits FROM door.flags_to_control()),
  page AS (
    SELECT *, row_number() OVER (ORDER BY CASE WHEN is_open THEN kind END, CASE WHEN is_open THEN at END, coalesce(decided_at, at) DESC, id) AS place
    FROM flag WHERE waits = is_open ORDER BY place LIMIT size OFFSET skip)
  SELECT jsonb_build_object('open', (SELECT count(*) FROM flag WHERE waits), 'done', (SELECT count(*) FROM flag WHERE NOT waits),
    'about', (SELECT count(*) FROM public.log_flag f WHERE f.organisation_id = c.organisation_id AND f.person_id = c.person_id
              AND NOT EXISTS (SELECT FROM public.log_flag_decision n WHERE n.flag_id = f.id)),
    'another', EXISTS (SELECT FROM public.membership m JOIN public.person o ON o.id = m.person_id AND o.disabled_at IS NULL
      WHERE m.organisation_id = c.organisation_id AND m.role = 'LOG_CONTROLLER' AND m.person_id <> c.person_id
        AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)),
    'rows', (SELECT coalesce(jsonb_agg(door.flag_json(to_jsonb(page)) ORDER BY place), '[]') FROM page))
  FROM auth.transaction_context c
  WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.purpose = 'CONTROL' AND c.role = 'LOG_CONTROLLER'
$$;

-- One flag with all that is needed to judge it: what was written, the looks around it, and what was decided before.
CREATE FUNCTION door.log_flag(flag uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT door.flag_json(to_jsonb(f)) || jsonb_build_object(
    'emergency', (SELECT jsonb_build_object('text', CASE f.kind WHEN 'BLOCK_OPENED' THEN f.block_text ELSE e.text END,
        'openedAt', e.opened_at, 'until', e.valid_until, 'endedAt', e.ended_at, 'endCause', e.end_cause)
      FROM public.emergency_access e WHERE e.id = f.emergency_id),
    'looks', (SELECT coalesce(jsonb_agg(to_jsonb(l) ORDER BY l.at DESC, l.id), '[]') FROM (
      SELECT a.id, a.at, a.act, a.outcome, s.patient_id AS "patientId", p.given_name || ' ' || p.family_name AS name, p.birth_date AS "birthDate"
      FROM public.log_flag o JOIN audit.entry a ON a.person_id = o.person_id AND a.organisation_id = o.organisation_id
        AND a.at BETWEEN o.at - interval '10 minutes' AND o.at + interval '10 minutes'
      JOIN audit.subject s ON s.entry_id = a.id AND (o.patient_id IS NULL OR s.patient_id = o.patient_id)
      JOIN public.patient p ON p.id = s.patient_id
      WHERE o.id = flag AND a.purpose NOT IN ('CONTROL', 'ADMIN') ORDER BY a.at DESC LIMIT 60) l),
    'history', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'finding', n.finding, 'text', n.text, 'at', n.at,
        'by', w.given_name || ' ' || w.family_name) ORDER BY n.at DESC, n.id DESC), '[]')
      FROM public.log_flag_decision n JOIN public.person w ON w.id = n.decided_by_id WHERE n.flag_id = flag))
  FROM door.flags_to_control() f WHERE f.id = flag
$$;

-- Adds a decision, when as many stand there as the controller has seen. Answers the number of rows.
CREATE FUNCTION door.decide_flag(decision uuid, flag uuid, seen int, finding public.log_flag_finding, words text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('flag ' || flag, 0));
  INSERT INTO public.log_flag_decision (id, flag_id, finding, text, decided_by_id, at)
  SELECT decision, f.id, decide_flag.finding, nullif(btrim(words), ''), door.person_id(), clock_timestamp()
  FROM door.flags_to_control() f WHERE f.id = flag AND f.decisions = seen;
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

GRANT EXECUTE ON FUNCTION door.log_flags, door.log_flag, door.decide_flag TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
