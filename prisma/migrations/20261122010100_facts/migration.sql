-- What must hold whoever writes: one of a kind, allowed transitions, versions, nothing deleted.

CREATE UNIQUE INDEX one_active_case ON vip_case (patient_id, trust_id) WHERE status IN ('ACTIVE', 'UNDER_REVIEW');
CREATE UNIQUE INDEX one_issued_card ON card (case_id) WHERE status = 'ISSUED';
CREATE UNIQUE INDEX one_current_phase ON phase_record (patient_id) WHERE until IS NULL;

ALTER TABLE organisation ADD CHECK (organisation_number ~ '^[0-9]{9}$');
ALTER TABLE patient ADD CHECK (identity_number ~ '^[0-9]{11}$');
ALTER TABLE person ADD CHECK (identity_number ~ '^[0-9]{11}$');
ALTER TABLE card ADD CHECK (octet_length(token_hash) = 32);
ALTER TABLE card ADD CHECK ((status = 'ISSUED') = (ended_at IS NULL));
ALTER TABLE critical_note ADD CHECK (char_length(text) BETWEEN 1 AND 240 AND text !~ E'(\n.*){3}');
ALTER TABLE own_page ADD CHECK (greatest(char_length(helps), char_length(worsens), char_length(signs), char_length(call), char_length(matters)) <= 600);
ALTER TABLE consent ADD CHECK ((status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL));
ALTER TABLE vip_case ADD CHECK (
  status NOT IN ('ACTIVE', 'UNDER_REVIEW')
  OR (ward_id IS NOT NULL AND consent_id IS NOT NULL AND review_on IS NOT NULL AND active_at IS NOT NULL));
ALTER TABLE vip_case ADD CHECK ((status = 'ENDED') = (ended_at IS NOT NULL AND end_cause IS NOT NULL));
ALTER TABLE auth.session ADD CHECK (octet_length(secret_hash) = 32);
ALTER TABLE auth.session ADD CHECK ((kind = 'SERVICE') = (person_id IS NULL) AND (kind = 'STAFF') = (membership_id IS NOT NULL));
ALTER TABLE auth.transaction_context SET UNLOGGED;
ALTER TABLE auth.transaction_context SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- A forgotten version check fails closed: the version is the old one plus one.
CREATE FUNCTION keep_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN
    RAISE EXCEPTION 'version of % must be %, not %', TG_TABLE_NAME, OLD.version + 1, NEW.version USING ERRCODE = '40001';
  END IF;
  RETURN NEW;
END $$;

-- A state may only follow an allowed state; the table of states is the trigger's argument.
CREATE FUNCTION keep_state() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.status::text <> OLD.status::text AND NOT coalesce(TG_ARGV[0]::jsonb -> OLD.status::text, '[]') ? NEW.status::text THEN
    RAISE EXCEPTION '% may not go from % to %', TG_TABLE_NAME, OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['person', 'membership', 'patient', 'critical_note', 'phase_record', 'care_relation',
                           'representation', 'consent', 'access_block', 'vip_case', 'card'] LOOP
    EXECUTE format('CREATE TRIGGER keep_version BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_version()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['public.organisation', 'public.unit', 'public.person', 'public.membership', 'public.patient',
      'public.own_page', 'public.critical_note', 'public.phase_record', 'public.care_relation', 'public.representation',
      'public.consent', 'public.access_block', 'public.vip_case', 'public.card', 'public.stay', 'public.stay_event',
      'public.imported_subject', 'public.command_receipt', 'public.deployment', 'auth.session',
      'audit.entry', 'audit.subject', 'audit.head'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_delete BEFORE DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse()', t);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['public.own_page', 'public.stay_event', 'public.imported_subject', 'public.command_receipt',
                           'public.deployment', 'audit.entry', 'audit.subject'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_update BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION refuse()', t);
  END LOOP;
END $$;

CREATE TRIGGER keep_state BEFORE UPDATE ON vip_case FOR EACH ROW EXECUTE FUNCTION keep_state('{
  "RECOMMENDED": ["MEETING_CALLED", "ENDED"],
  "MEETING_CALLED": ["DECIDED_NO", "POSTPONED", "ACTIVE", "ENDED"],
  "DECIDED_NO": ["RECOMMENDED", "MEETING_CALLED", "ENDED"],
  "POSTPONED": ["RECOMMENDED", "MEETING_CALLED", "ENDED"],
  "ACTIVE": ["UNDER_REVIEW", "ENDED"],
  "UNDER_REVIEW": ["ACTIVE", "ENDED"]}');
CREATE TRIGGER keep_state BEFORE UPDATE ON card FOR EACH ROW
  EXECUTE FUNCTION keep_state('{"ISSUED": ["REPLACED", "REVOKED", "EXPIRED"]}');
CREATE TRIGGER keep_state BEFORE UPDATE ON consent FOR EACH ROW
  EXECUTE FUNCTION keep_state('{"ACTIVE": ["EXPIRED", "WITHDRAWN"], "EXPIRED": ["WITHDRAWN"]}');
