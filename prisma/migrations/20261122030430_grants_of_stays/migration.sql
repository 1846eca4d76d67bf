-- Old stays open nothing to anybody, so writing them down leaves the access grants as they are.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- The patients of stays that give a grant now, or gave one before the change: expected and cancelled ones give none, and
-- what a stay gives ends fourteen days after its end.
CREATE FUNCTION door.keep_grants_of_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE patients uuid[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(DISTINCT patient_id) INTO patients FROM (SELECT * FROM changed UNION ALL SELECT * FROM before) s
    WHERE status NOT IN ('EXPECTED', 'CANCELLED') AND (coalesce(discharged_at, deceased_at) < now() - interval '15 days') IS NOT TRUE;
  ELSE
    SELECT array_agg(DISTINCT patient_id) INTO patients FROM changed
    WHERE status NOT IN ('EXPECTED', 'CANCELLED') AND (coalesce(discharged_at, deceased_at) < now() - interval '15 days') IS NOT TRUE;
  END IF;
  IF patients IS NOT NULL THEN
    PERFORM door.rebuild_grants(patients);
    PERFORM door.grant_emergencies(patients);
  END IF;
  RETURN NULL;
END $$;

ALTER FUNCTION door.import_batch(uuid, int) SET jit = off;
GRANT EXECUTE ON FUNCTION door.keep_grants_of_stays TO app_owner;
RESET ROLE;

DROP TRIGGER keep_grants_new ON stay;
DROP TRIGGER keep_grants ON stay;
CREATE TRIGGER keep_grants_new AFTER INSERT ON stay REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.keep_grants_of_stays();
CREATE TRIGGER keep_grants AFTER UPDATE ON stay REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.keep_grants_of_stays();
REVOKE CREATE ON SCHEMA door FROM app_definer;
