-- Two rules that statements could pass: undoing is the ward's own errand, and what nobody blocked is not opened.

CREATE POLICY undo_errand ON stay_event AS RESTRICTIVE FOR INSERT TO app_rt
  WITH CHECK (reason IS DISTINCT FROM 'UNDONE' OR (SELECT door.purpose()) = 'TREAT');

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- The separate step. Physicians in this system are the GP and the collaboration physician.
CREATE OR REPLACE FUNCTION door.open_block(emergency uuid, reason public.block_reason, words text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; e public.emergency_access; facts jsonb;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO e FROM public.emergency_access WHERE id = emergency AND person_id = c.person_id;
  facts := door.emergency_facts(e.patient_id);
  IF c.role NOT IN ('GP', 'COLLABORATION_PHYSICIAN') OR NOT EXISTS (SELECT FROM door.emergency_now(e.patient_id) n WHERE n.id = emergency)
     OR facts->>'blocked' IS NULL AND NOT (facts->>'opened')::boolean THEN
    RAISE EXCEPTION 'this may not be opened' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.block_opening (emergency_id, patient_id, reason, text, opened_at)
  VALUES (emergency, e.patient_id, reason, btrim(words), now()) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 0; END IF;
  INSERT INTO public.log_flag (id, kind, organisation_id, unit_id, person_id, role, patient_id, emergency_id, at)
  VALUES (gen_random_uuid(), 'BLOCK_OPENED', c.organisation_id, c.unit_id, c.person_id, c.role, e.patient_id, emergency, now());
  RETURN 1;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
