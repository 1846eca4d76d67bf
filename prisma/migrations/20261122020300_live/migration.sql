-- A change tells the boards it concerns: ids of units, organisations and sessions only, on one channel.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE FUNCTION door.tell(patients uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_notify('samlop', topic::text) FROM (
    SELECT v.ward_id FROM public.vip_case v WHERE v.patient_id = ANY (patients) AND v.status IN ('ACTIVE', 'UNDER_REVIEW')
    UNION SELECT s.unit_id FROM public.stay s WHERE s.patient_id = ANY (patients) AND coalesce(s.discharged_at, s.arrived_at) > now() - interval '30 days'
    UNION SELECT s.organisation_id FROM public.stay s WHERE s.patient_id = ANY (patients) AND coalesce(s.discharged_at, s.arrived_at) > now() - interval '30 days'
    UNION SELECT unnest(ARRAY[f.ward_id, f.reception_id]) FROM public.fast_track f WHERE f.patient_id = ANY (patients) AND f.status <> 'CANCELLED'
    -- A ward that was asked before must see that it is asked no longer.
    UNION SELECT p.unit_id FROM public.fast_track_step p WHERE p.patient_id = ANY (patients) AND p.at > now() - interval '1 day'
  ) AS concerned (topic) WHERE topic IS NOT NULL
$$;

-- Old stays that are imported concern no board.
CREATE FUNCTION door.tell_of_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM door.tell(ARRAY(SELECT DISTINCT patient_id FROM changed
    WHERE status NOT IN ('EXPECTED', 'DISCHARGED') OR discharged_at > now() - interval '1 day'));
  RETURN NULL;
END $$;

CREATE FUNCTION door.tell_of_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM door.tell(ARRAY(SELECT DISTINCT patient_id FROM changed));
  RETURN NULL;
END $$;

-- A stream ends with the session it was opened by.
CREATE FUNCTION door.tell_of_end() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('samlop', NEW.id::text);
  RETURN NULL;
END $$;

-- A board that refreshes itself writes down only those patients whom this session has not seen on it within eight hours.
CREATE FUNCTION door.audit_refresh(entry jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE fresh jsonb; c auth.transaction_context;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  IF entry->>'act' IS NULL OR entry->>'act' NOT IN ('board.reception', 'board.ward', 'board.flow') THEN
    RAISE EXCEPTION 'only a board refreshes itself' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT coalesce(jsonb_agg(t), '[]') INTO fresh FROM jsonb_array_elements(coalesce(entry->'subjects', '[]')) t
  WHERE NOT EXISTS (
    SELECT FROM audit.entry e JOIN audit.subject s ON s.entry_id = e.id
    WHERE e.session_id = c.session_id AND e.unit_id IS NOT DISTINCT FROM c.unit_id AND e.role = c.role AND e.act = entry->>'act' AND e.at > now() - interval '8 hours' AND s.patient_id = (t->>'patientId')::uuid);
  -- Nobody new, on a board that was looked at and written down before.
  IF fresh = '[]' AND entry->>'outcome' = 'seen' AND EXISTS (
      SELECT FROM audit.entry e WHERE e.session_id = c.session_id AND e.unit_id IS NOT DISTINCT FROM c.unit_id AND e.role = c.role
        AND e.act = entry->>'act' AND e.outcome = 'seen' AND e.at > now() - interval '8 hours') THEN
    UPDATE auth.transaction_context SET audited = true WHERE xid = c.xid;
  ELSE
    PERFORM door.audit_append(entry || jsonb_build_object('subjects', fresh));
  END IF;
END $$;

GRANT EXECUTE ON FUNCTION door.audit_refresh TO app_rt;
GRANT EXECUTE ON FUNCTION door.tell_of_stays, door.tell_of_changes, door.tell_of_end TO app_owner;
RESET ROLE;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['triage', 'safety_clearance', 'fast_track', 'fast_track_step', 'phase_record', 'vip_case'] LOOP
    EXECUTE format('CREATE TRIGGER tell_new AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.tell_of_changes()', t);
    IF t NOT IN ('triage', 'safety_clearance', 'fast_track_step') THEN
      EXECUTE format('CREATE TRIGGER tell AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.tell_of_changes()', t);
    END IF;
  END LOOP;
END $$;
CREATE TRIGGER tell AFTER UPDATE ON stay REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.tell_of_stays();
CREATE TRIGGER tell_of_end AFTER UPDATE OF revoked_at ON auth.session FOR EACH ROW
  WHEN (NEW.revoked_at IS NOT NULL AND OLD.revoked_at IS NULL) EXECUTE FUNCTION door.tell_of_end();
REVOKE CREATE ON SCHEMA door FROM app_definer;
