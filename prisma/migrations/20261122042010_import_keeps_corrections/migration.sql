-- A file that is read again no longer undoes what was put right here: each event is held against what the file said last.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE OR REPLACE FUNCTION door.import_batch(p_import uuid, p_line int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
  c auth.transaction_context := door.importer(); i public.stay_import; conflicts jsonb; newcomers jsonb; patients uuid[];
  newly int := 0; fresh int; staged int; altered int := 0; odd int; touched uuid[]; moved uuid[];
BEGIN
  SELECT * INTO i FROM public.stay_import
  WHERE id = p_import AND organisation_id = c.organisation_id AND ended_at IS NULL AND line < p_line FOR UPDATE;
  IF NOT FOUND OR NOT door.has_staging() THEN
    RAISE EXCEPTION 'no such import' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- A stay opens its patient to the ward, so nobody may place one in somebody else's.
  IF EXISTS (SELECT FROM (SELECT DISTINCT unnest(r.units) AS id FROM pg_temp.staged_stay r) place
             WHERE place.id IS NOT NULL AND NOT EXISTS (
               SELECT FROM public.unit u WHERE u.id = place.id AND u.organisation_id = c.organisation_id)) THEN
    RAISE EXCEPTION 'a unit of another organisation' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM pg_temp.staged_stay GROUP BY external_id HAVING count(*) > 1) THEN
    RAISE EXCEPTION 'a stay stands twice' USING ERRCODE = 'invalid_parameter_value';
  END IF;

  -- A stay that was somebody else's before: nothing of the row is taken, and nobody is registered for it.
  WITH gone AS (
    DELETE FROM pg_temp.staged_stay r WHERE r.identity_number <> (
      SELECT p.identity_number FROM public.stay s JOIN public.patient p ON p.id = s.patient_id
      WHERE s.organisation_id = c.organisation_id AND s.source = i.source AND s.external_id = r.external_id)
    RETURNING r.line)
  SELECT coalesce(jsonb_agg(line), '[]') INTO conflicts FROM gone;
  SELECT count(*) INTO staged FROM pg_temp.staged_stay;

  SELECT jsonb_agg(jsonb_build_object('id', n.patient_id, 'identity_number', n.identity_number, 'given_name', n.given_name,
    'family_name', n.family_name, 'birth_date', n.birth_date, 'sex', n.sex, 'municipality_number', n.municipality_number))
  INTO newcomers FROM (
    SELECT DISTINCT ON (r.identity_number) r.* FROM pg_temp.staged_stay r
    WHERE (SELECT p.id FROM public.patient p WHERE p.identity_number = r.identity_number) IS NULL
    ORDER BY r.identity_number, r.line) n;
  IF newcomers IS NOT NULL THEN newly := door.register_patients(newcomers); END IF;
  INSERT INTO public.imported_subject (organisation_id, source, subject, patient_id, shift_days)
  SELECT c.organisation_id, i.source, r.subject, (SELECT p.id FROM public.patient p WHERE p.identity_number = r.identity_number), r.shift_days
  FROM pg_temp.staged_stay r WHERE r.subject IS NOT NULL ON CONFLICT DO NOTHING;
  INSERT INTO public.stay (id, patient_id, organisation_id, source, external_id, urgency)
  SELECT r.id, (SELECT p.id FROM public.patient p WHERE p.identity_number = r.identity_number), c.organisation_id, i.source, r.external_id, r.urgency
  FROM pg_temp.staged_stay r ORDER BY r.external_id ON CONFLICT (organisation_id, source, external_id) DO NOTHING;
  GET DIAGNOSTICS fresh = ROW_COUNT;
  INSERT INTO public.stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id)
  SELECT e.id, s.id, s.patient_id, e.kind, e.at, e.unit, c.session_id
  FROM pg_temp.staged_stay r
  CROSS JOIN LATERAL (SELECT * FROM public.stay s WHERE s.id = r.id LIMIT 1) s
  CROSS JOIN LATERAL unnest(r.event_ids, r.kinds, r.times, r.units) AS e (id, kind, at, unit);

  IF fresh < staged THEN
    -- What was known before. Whoever imports the same stays waits here, and then sees what became of them.
    PERFORM FROM public.stay s WHERE s.id = ANY (ARRAY(
      SELECT k.id FROM pg_temp.staged_stay r CROSS JOIN LATERAL (
        SELECT t.id FROM public.stay t WHERE t.organisation_id = c.organisation_id AND t.source = i.source AND t.external_id = r.external_id LIMIT 1) k
      WHERE k.id <> r.id)) ORDER BY s.id FOR UPDATE;
    IF EXISTS (SELECT FROM pg_temp.staged_stay r WHERE r.identity_number <> (
        SELECT p.identity_number FROM public.stay s JOIN public.patient p ON p.id = s.patient_id
        WHERE s.organisation_id = c.organisation_id AND s.source = i.source AND s.external_id = r.external_id)) THEN
      RAISE EXCEPTION 'another import was first' USING ERRCODE = 'serialization_failure';
    END IF;
    -- What the file says otherwise than it said before replaces what stands; that stays as a fact. What somebody here put
    -- right, took back or moved since stands until the file itself says something new.
    WITH replaced AS (
      INSERT INTO public.stay_event (id, stay_id, patient_id, kind, at, unit_id, replaces_id, session_id)
      SELECT e.id, s.id, s.patient_id, e.kind, e.at, e.unit, old.id, c.session_id
      FROM pg_temp.staged_stay r
      CROSS JOIN LATERAL (
        SELECT t.id, t.patient_id FROM public.stay t
        WHERE t.organisation_id = c.organisation_id AND t.source = i.source AND t.external_id = r.external_id LIMIT 1) s
      CROSS JOIN LATERAL unnest(r.event_ids, r.kinds, r.times, r.units) AS e (id, kind, at, unit)
      LEFT JOIN LATERAL (
        SELECT o.id, o.at, o.unit_id FROM public.stay_event o
        WHERE o.stay_id = s.id AND o.kind = e.kind AND NOT EXISTS (SELECT FROM public.stay_event n WHERE n.replaces_id = o.id)
        ORDER BY o.at DESC, o.id DESC LIMIT 1) old ON true
      LEFT JOIN LATERAL (
        SELECT o.at, o.unit_id FROM public.stay_event o
        WHERE o.stay_id = s.id AND o.kind = e.kind AND o.recorded_by_id IS NULL
        ORDER BY o.recorded_at DESC, o.id DESC LIMIT 1) said ON true
      WHERE s.id <> r.id AND (said.at, said.unit_id) IS DISTINCT FROM (e.at, e.unit)
      RETURNING stay_id)
    SELECT coalesce(array_agg(stay_id), '{}') INTO touched FROM replaced;
    WITH said AS (
      UPDATE public.stay s SET urgency = r.urgency FROM pg_temp.staged_stay r
      WHERE s.id = (SELECT t.id FROM public.stay t
          WHERE t.organisation_id = c.organisation_id AND t.source = i.source AND t.external_id = r.external_id)
        AND s.id <> r.id AND s.urgency <> r.urgency RETURNING s.id)
    SELECT coalesce(array_agg(id), '{}') INTO moved FROM said;
    SELECT count(DISTINCT id) INTO altered FROM unnest(touched || moved) id;
  END IF;

  SELECT array_agg(DISTINCT s.patient_id), count(*) FILTER (WHERE s.marks <> '{}') INTO patients, odd
  FROM pg_temp.staged_stay r CROSS JOIN LATERAL (
    SELECT t.patient_id, t.marks FROM public.stay t
    WHERE t.organisation_id = c.organisation_id AND t.source = i.source AND t.external_id = r.external_id LIMIT 1) s;
  UPDATE public.stay_import s SET line = p_line, added = s.added + fresh, changed = s.changed + altered,
    unchanged = s.unchanged + staged - fresh - altered, registered = s.registered + newly, marked = s.marked + odd
  WHERE id = p_import;
  RETURN jsonb_build_object('new', fresh, 'changed', altered, 'unchanged', staged - fresh - altered,
    'registered', newly, 'marked', odd, 'conflicts', conflicts, 'patients', to_jsonb(coalesce(patients, '{}')));
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
