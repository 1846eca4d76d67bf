-- A program that was killed leaves its connection working until the batch is done. Whoever starts it again at once waits for
-- that, and goes on where it stopped instead of reading the file from its beginning.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Whether this connection may go on with an import now: nobody else holds it, or they let go of it within so many seconds.
CREATE FUNCTION door.hold_import(p_import uuid, patience int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = 0 AS $$
BEGIN
  IF pg_try_advisory_lock(hashtextextended(p_import::text, 0)) THEN RETURN true; END IF;
  IF patience = 0 THEN RETURN false; END IF;
  PERFORM set_config('lock_timeout', patience || 's', true);
  PERFORM pg_advisory_lock(hashtextextended(p_import::text, 0));
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END $$;

CREATE OR REPLACE FUNCTION door.begin_import(p_id uuid, p_source text, p_path_hash bytea, p_file_hash bytea, p_size bigint, p_afresh boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context := door.importer(); i public.stay_import; found public.stay_import; now_it_is public.stay_import; other_file boolean := false;
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
    IF door.hold_import(i.id, CASE WHEN i.file_hash = p_file_hash AND NOT p_afresh THEN 5 ELSE 0 END) THEN
      -- It may have been read to its end meanwhile.
      SELECT * INTO now_it_is FROM public.stay_import s WHERE s.id = i.id AND s.ended_at IS NULL;
      IF now_it_is.id IS NULL THEN
        PERFORM pg_advisory_unlock(hashtextextended(i.id::text, 0));
      ELSIF found.id IS NULL AND i.file_hash = p_file_hash AND NOT p_afresh THEN
        found := now_it_is;
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

REVOKE ALL ON FUNCTION door.hold_import FROM PUBLIC;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
