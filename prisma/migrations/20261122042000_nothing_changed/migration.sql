-- A statement that changed no row makes no grant anew and tells nobody: triggers of statements run all the same, and an arrival
-- had eleven of them.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE OR REPLACE FUNCTION door.keep_grants() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE patients uuid[];
BEGIN
  SELECT array_agg(DISTINCT CASE WHEN TG_TABLE_NAME = 'patient' THEN to_jsonb(c)->>'id' ELSE to_jsonb(c)->>'patient_id' END)::uuid[]
  INTO patients FROM changed c;
  IF patients IS NOT NULL THEN
    PERFORM door.rebuild_grants(patients);
    PERFORM door.grant_emergencies(patients);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION door.tell_of_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE patients uuid[] := ARRAY(SELECT DISTINCT patient_id FROM changed);
BEGIN
  IF patients <> '{}' THEN
    PERFORM door.tell(patients);
  END IF;
  RETURN NULL;
END $$;

-- Old stays that are imported concern no board.
CREATE OR REPLACE FUNCTION door.tell_of_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE patients uuid[] := ARRAY(SELECT DISTINCT patient_id FROM changed
    WHERE status NOT IN ('EXPECTED', 'DISCHARGED') OR coalesce(discharged_at, deceased_at, arrived_at) > now() - interval '2 days');
BEGIN
  IF patients <> '{}' THEN
    PERFORM door.tell(patients);
  END IF;
  RETURN NULL;
END $$;

-- Planning these anew for each patient takes longer than running them.
ALTER FUNCTION door.rebuild_grants(uuid[]) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION door.derive_stays() SET plan_cache_mode = force_generic_plan;

RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
