-- Whoever makes a card while the status ends is told so, and not of a failure.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE OR REPLACE FUNCTION door.keep_card() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c auth.transaction_context; v public.vip_case; fits boolean;
  today date := (now() AT TIME ZONE 'Europe/Oslo')::date;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO v FROM public.vip_case WHERE id = NEW.case_id AND patient_id = NEW.patient_id FOR SHARE;
  fits := c.role = 'HEAD_NURSE' AND c.purpose = 'TREAT' AND v.trust_id = c.organisation_id
    AND EXISTS (SELECT FROM public.unit u WHERE u.id = c.unit_id AND u.kind = 'WARD')
    AND CASE
      WHEN TG_OP = 'INSERT' THEN v.ward_id = c.unit_id AND v.status IN ('ACTIVE', 'UNDER_REVIEW')
        AND NEW.status = 'ISSUED' AND NEW.version = 1 AND NEW.key_name IS NOT NULL AND NEW.valid_until BETWEEN today AND today + 731
        AND NEW.issued_at BETWEEN now() - interval '1 minute' AND now() + interval '2 minutes'
      WHEN NEW.status = 'REVOKED' THEN true
      WHEN NEW.status = 'REPLACED' THEN v.ward_id = c.unit_id
      ELSE NEW.status = 'EXPIRED' AND v.ward_id = c.unit_id AND OLD.valid_until < today
    END;
  -- A status that ended while the card was being made: the work is done again, and finds it ended.
  IF fits IS NOT TRUE AND TG_OP = 'INSERT' AND v.status = 'ENDED' AND v.ward_id = c.unit_id AND v.ended_at > now() - interval '1 minute' THEN
    RAISE EXCEPTION 'this may not become of a card' USING ERRCODE = 'serialization_failure';
  END IF;
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not become of a card' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
