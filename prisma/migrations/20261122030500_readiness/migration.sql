-- Whether the database can carry this build's work, in one call: its migrations are in, and the log takes an entry.

GRANT SELECT (migration_name, finished_at, rolled_back_at) ON _prisma_migrations TO app_definer;
GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- The parts that are not ready. A newer database is ready too, because a change never breaks the build before it.
-- The entry is written as every request writes one, and taken back, so that a full disk or a lost right is found.
CREATE FUNCTION door.not_ready(expected text[]) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
DECLARE c auth.transaction_context; missing text[] := '{}';
BEGIN
  IF NOT expected <@ ARRAY(SELECT migration_name::text FROM public._prisma_migrations
                           WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) THEN
    missing := missing || 'migrations'::text;
  END IF;
  c.session_id := gen_random_uuid();
  c.name := 'Program';
  c.role := 'SERVICE';
  c.purpose := 'SERVICE';
  BEGIN
    PERFORM door.write_audit(c, jsonb_build_object('id', gen_random_uuid(), 'act', 'probe', 'outcome', 'done'));
    RAISE EXCEPTION 'taken back' USING ERRCODE = 'SL000';
  EXCEPTION
    WHEN SQLSTATE 'SL000' THEN NULL;
    WHEN OTHERS THEN missing := missing || 'audit'::text;
  END;
  RETURN missing;
END $$;

REVOKE ALL ON FUNCTION door.not_ready FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.not_ready TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
