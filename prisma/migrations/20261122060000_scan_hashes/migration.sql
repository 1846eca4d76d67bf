-- A scan is kept with its own hash, so that whoever has the paper's file can hold it up to what was confirmed.
ALTER TABLE agreement_scan ADD COLUMN content_hash TEXT NOT NULL;
ALTER TABLE agreement_scan ADD CHECK (content_hash = encode(sha256(content), 'hex'));

ALTER TABLE agreement_signature ADD COLUMN witness_name TEXT;

-- As before, and the name of whoever confirmed a paper stands beside the signature.
GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;
CREATE OR REPLACE FUNCTION door.keep_signature() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; a public.agreement; p public.patient; signer public.person; fits boolean; at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO a FROM public.agreement WHERE id = NEW.agreement_id AND patient_id = NEW.patient_id FOR UPDATE;
  SELECT * INTO p FROM public.patient WHERE id = NEW.patient_id;
  fits := a.status IN ('FROZEN', 'PARTLY_SIGNED') AND NEW.content_hash = a.content_hash
    AND EXISTS (SELECT FROM auth.session s WHERE s.id = c.session_id AND s.authenticated_at > at - interval '5 minutes');
  NEW.signed_at := at;
  NEW.authenticated_at := (SELECT authenticated_at FROM auth.session WHERE id = c.session_id);
  IF NEW.method = 'DIGITAL' THEN
    fits := fits AND NEW.party = door.agreement_side(c, a) AND NEW.person_id = c.person_id
      AND (c.purpose = 'PROXY') = (NEW.representation_id IS NOT NULL);
    NEW.role := c.role;
    NEW.organisation_id := c.organisation_id;
  ELSE
    fits := fits AND NEW.witness_id = c.person_id AND NEW.person_id IS DISTINCT FROM c.person_id AND p.person_id IS DISTINCT FROM c.person_id
      AND door.agreement_side(c, a) IN ('HOSPITAL', 'MUNICIPALITY')
      AND EXISTS (SELECT FROM public.agreement_scan s WHERE s.id = NEW.scan_id AND s.agreement_id = a.id AND s.party = NEW.party)
      AND CASE WHEN NEW.party = 'PATIENT' THEN NEW.representation_id IS NOT NULL OR NEW.person_id IS NOT DISTINCT FROM p.person_id
        ELSE EXISTS (SELECT FROM public.membership m WHERE m.person_id = NEW.person_id AND m.valid_from <= at AND (m.valid_until IS NULL OR at < m.valid_until)
          AND CASE WHEN NEW.party = 'MUNICIPALITY' THEN m.role = 'CASEWORKER' AND m.organisation_id = a.municipality_id
                   ELSE m.role = 'HEAD_NURSE' AND m.unit_id = a.ward_id OR m.role = 'COLLABORATION_PHYSICIAN' AND m.organisation_id = a.trust_id END) END;
    NEW.role := CASE NEW.party WHEN 'MUNICIPALITY' THEN 'CASEWORKER'::public.role
      WHEN 'HOSPITAL' THEN (SELECT m.role FROM public.membership m WHERE m.person_id = NEW.person_id AND m.valid_from <= at AND (m.valid_until IS NULL OR at < m.valid_until)
        AND (m.unit_id = a.ward_id AND m.role = 'HEAD_NURSE' OR m.organisation_id = a.trust_id AND m.role = 'COLLABORATION_PHYSICIAN') ORDER BY m.role LIMIT 1) END;
    NEW.organisation_id := CASE NEW.party WHEN 'MUNICIPALITY' THEN a.municipality_id WHEN 'HOSPITAL' THEN a.trust_id END;
  END IF;
  -- Kin alone never: only somebody who stands for the patient now.
  IF NEW.representation_id IS NOT NULL THEN
    fits := fits AND EXISTS (SELECT FROM public.representation r WHERE r.id = NEW.representation_id AND r.patient_id = a.patient_id AND r.person_id = NEW.person_id
      AND r.valid_from <= at AND (r.valid_until IS NULL OR at < r.valid_until));
  END IF;
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not be signed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO signer FROM public.person WHERE id = NEW.person_id;
  NEW.name := CASE WHEN signer.id IS NULL THEN p.given_name || ' ' || p.family_name ELSE signer.given_name || ' ' || signer.family_name END;
  -- The patient may know who confirmed it without being able to look people up.
  NEW.witness_name := (SELECT w.given_name || ' ' || w.family_name FROM public.person w WHERE w.id = NEW.witness_id);
  RETURN NEW;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
