-- What the policy matrix found: statements that no form sends, and that the walls let through.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- A card is revoked by a head nurse on a ward of the hospital that it belongs to; whoever else sees it only sees it.
CREATE FUNCTION door.keep_card() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE fits boolean;
BEGIN
  SELECT c.role = 'HEAD_NURSE' AND c.purpose = 'TREAT' AND NEW.status = 'REVOKED'
    AND EXISTS (SELECT FROM public.unit u WHERE u.id = c.unit_id AND u.kind = 'WARD')
    AND EXISTS (SELECT FROM public.vip_case v WHERE v.id = NEW.case_id AND v.trust_id = c.organisation_id) INTO fits
  FROM auth.transaction_context c WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint;
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not become of a card' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- A run begins while the arrival still opens the status; afterwards nobody in reception knows of it.
CREATE FUNCTION door.keep_start() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.access_grant g WHERE g.patient_id = NEW.patient_id AND g.principal_id = NEW.reception_id AND g.effect = 'ALLOW'
      AND g.ground = 'ARRIVAL' AND g.source_id = NEW.stay_id AND g.valid_from <= now() AND now() < g.valid_until) THEN
    RAISE EXCEPTION 'this may not become of a fast track' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- A step tells what its run has just become, where it became so, and by whom it may; it tells it once.
CREATE FUNCTION door.keep_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; f public.fast_track; s public.stay; told int; fits boolean;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO f FROM public.fast_track WHERE id = NEW.fast_track_id AND stay_id = NEW.stay_id AND patient_id = NEW.patient_id;
  SELECT * INTO s FROM public.stay WHERE id = NEW.stay_id;
  SELECT count(*) INTO told FROM public.fast_track_step WHERE fast_track_id = NEW.fast_track_id;
  fits := NEW.unit_id = f.ward_id AND told < f.version
    AND NEW.kind::text = CASE WHEN f.status <> 'ASKED' THEN f.status::text WHEN f.version = 1 THEN 'STARTED' ELSE 'REDIRECTED' END
    AND CASE WHEN NEW.kind IN ('STARTED', 'CANCELLED') THEN door.is_at_desk(c, s)
             WHEN NEW.kind = 'REDIRECTED' THEN door.is_at_desk(c, s)
               OR c.role = 'FLOW_COORDINATOR' AND c.purpose = 'ETREAT' AND c.organisation_id = f.organisation_id
             ELSE c.role IN ('NURSE', 'HEAD_NURSE') AND c.purpose = 'TREAT' AND f.ward_id = c.unit_id END;
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not be written here' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION door.keep_card, door.keep_start, door.keep_step FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.keep_card, door.keep_start, door.keep_step TO app_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER keep_card BEFORE UPDATE ON card FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_card();
CREATE TRIGGER keep_start BEFORE INSERT ON fast_track FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_start();
CREATE TRIGGER keep_step BEFORE INSERT ON fast_track_step FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_step();
