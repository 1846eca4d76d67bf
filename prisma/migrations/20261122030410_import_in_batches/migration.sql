-- Imports at size: rows are sent by COPY into a table of the connection, and taken in a thousand at a time.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

DROP FUNCTION door.import_batch(text, jsonb);
DROP FUNCTION door.register_patient(jsonb);

-- The context of a program that may import; nobody else gets past here.
CREATE FUNCTION door.importer() RETURNS auth.transaction_context
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  IF NOT FOUND OR c.role <> 'SERVICE' OR NOT 'stay.import' = ANY (c.acts) THEN
    RAISE EXCEPTION 'this session may not import stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN c;
END $$;

-- Whether the table of staged rows is ours: whoever made it could otherwise let our rights run what it likes.
CREATE FUNCTION door.has_staging() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE made_by oid;
BEGIN
  SELECT relowner INTO made_by FROM pg_class WHERE oid = to_regclass('pg_temp.staged_stay');
  IF made_by IS NULL THEN RETURN false; END IF;
  IF made_by <> 'app_definer'::regrole THEN
    RAISE EXCEPTION 'the table of staged rows is somebody else''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN true;
END $$;

-- Begins to read a file, or goes on with it where an earlier run of the very same file was interrupted. Whoever reads holds
-- an advisory lock as long as the connection lives, so that nobody goes on with what is still under way.
-- Makes the table for the rows of one batch: of this connection, write-only, empty after each commit.
-- Answers {id, resumed, otherFile, line, read, new, changed, unchanged, registered, marked, rejected, rejectsSize, rejectsHash}.
CREATE FUNCTION door.begin_import(p_id uuid, p_source text, p_path_hash bytea, p_file_hash bytea, p_size bigint, p_afresh boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context := door.importer(); i public.stay_import; found public.stay_import; other_file boolean := false;
BEGIN
  IF NOT door.has_staging() THEN
    CREATE TEMP TABLE staged_stay (
      line int NOT NULL, id uuid NOT NULL, external_id text NOT NULL, urgency public.urgency NOT NULL,
      patient_id uuid NOT NULL, identity_number char(11) NOT NULL, given_name text NOT NULL, family_name text NOT NULL,
      birth_date date NOT NULL, sex public.sex NOT NULL, municipality_number char(4), subject text, shift_days int,
      event_ids uuid[] NOT NULL, kinds public.stay_event_kind[] NOT NULL, times timestamptz[] NOT NULL, units uuid[] NOT NULL
    ) ON COMMIT DELETE ROWS;
    GRANT INSERT ON pg_temp.staged_stay TO app_rt;
  END IF;

  FOR i IN SELECT * FROM public.stay_import s
    WHERE s.organisation_id = c.organisation_id AND s.source = p_source AND s.ended_at IS NULL
      AND (s.file_hash = p_file_hash OR s.path_hash = p_path_hash) ORDER BY s.started_at DESC
  LOOP
    IF pg_try_advisory_lock(hashtextextended(i.id::text, 0)) THEN
      IF found.id IS NULL AND i.file_hash = p_file_hash AND NOT p_afresh THEN
        found := i;
      ELSE
        other_file := other_file OR i.file_hash <> p_file_hash;
        UPDATE public.stay_import SET ended_at = now() WHERE id = i.id;
        PERFORM pg_advisory_unlock(hashtextextended(i.id::text, 0));
      END IF;
    END IF;
  END LOOP;
  IF found.id IS NULL THEN
    INSERT INTO public.stay_import (id, organisation_id, source, path_hash, file_hash, size)
    VALUES (p_id, c.organisation_id, p_source, p_path_hash, p_file_hash, p_size) RETURNING * INTO found;
    PERFORM pg_advisory_lock(hashtextextended(found.id::text, 0));
  END IF;
  RETURN jsonb_build_object('id', found.id, 'resumed', found.id <> p_id, 'otherFile', other_file, 'line', found.line,
    'read', found.rows_read, 'new', found.added, 'changed', found.changed, 'unchanged', found.unchanged,
    'registered', found.registered, 'marked', found.marked, 'rejected', found.rejected,
    'rejectsSize', found.rejects_size, 'rejectsHash', encode(found.rejects_hash, 'hex'));
END $$;

-- New patients; the first relation of each follows from the fact that brought the patient here (a stay, a case).
-- Takes [{id, identity_number, given_name, family_name, birth_date, sex, municipality_number}]; answers how many are new.
CREATE FUNCTION door.register_patients(people jsonb) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH added AS (
    INSERT INTO public.patient (id, identity_number, given_name, family_name, birth_date, sex, municipality_id)
    SELECT p.id, p.identity_number, p.given_name, p.family_name, p.birth_date, p.sex, o.id
    FROM jsonb_to_recordset(people) AS p (id uuid, identity_number char(11), given_name text, family_name text, birth_date date,
                                          sex public.sex, municipality_number char(4))
    LEFT JOIN public.organisation o ON o.kind = 'MUNICIPALITY' AND o.municipality_number = p.municipality_number
    ORDER BY p.identity_number
    ON CONFLICT (identity_number) DO NOTHING RETURNING id)
  SELECT count(*)::int FROM added
$$;

-- The staged rows, of one organisation from its own system, once each; p_line is the last line of the file that they cover.
-- Answers {new, changed, unchanged, registered, marked, conflicts: [line], patients: [id]}.
-- Plans are kept for the life of the connection while the tables grow from nothing. So each row is looked up by itself,
-- whatever size the planner believes in, also in the triggers behind.
CREATE FUNCTION door.import_batch(p_import uuid, p_line int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
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
    -- An event that says something else than before replaces the old one; the old one stays as a fact.
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
      WHERE s.id <> r.id AND (old.id IS NULL OR old.at <> e.at OR old.unit_id IS DISTINCT FROM e.unit)
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

-- How far the program has come, in the same transaction as what it tells of; a hash is given as hexadecimal digits.
-- p_progress is {line, read, rejected, rejectsSize, rejectsHash, ended?, finished?}.
CREATE FUNCTION door.keep_import(p_import uuid, p_progress jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context := door.importer();
BEGIN
  UPDATE public.stay_import SET line = (p_progress->>'line')::int, rows_read = (p_progress->>'read')::int,
    rejected = (p_progress->>'rejected')::int, rejects_size = (p_progress->>'rejectsSize')::bigint,
    rejects_hash = decode(p_progress->>'rejectsHash', 'hex'),
    ended_at = CASE WHEN (p_progress->>'ended')::boolean THEN now() END,
    finished = coalesce((p_progress->>'finished')::boolean, false)
  WHERE id = p_import AND organisation_id = c.organisation_id AND ended_at IS NULL AND line <= (p_progress->>'line')::int;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such import' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

REVOKE ALL ON FUNCTION door.importer, door.has_staging, door.begin_import, door.register_patients, door.import_batch, door.keep_import FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.begin_import, door.import_batch, door.keep_import TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
