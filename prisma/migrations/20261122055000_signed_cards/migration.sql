-- Cards are issued here, signed. The token is made anew from the card and the key whenever it is shown, so that no secret is
-- stored; its hash is what a scanned card is found by.

-- Where a ward has another number at night; the card tells both.
ALTER TABLE unit ADD COLUMN night_phone text;

-- The key that signed the token, by the beginning of its SHA-256. Cards from before are not signed.
ALTER TABLE card ADD COLUMN key_name char(4);
ALTER TABLE card ADD CHECK (key_name ~ '^[0-9a-f]{4}$');
CREATE INDEX card_valid_until_idx ON card (valid_until) WHERE status <> 'ISSUED';

GRANT SELECT (key_name), INSERT (id, patient_id, case_id, token_hash, key_name, status, issued_at, valid_until, version) ON card TO app_rt;

CREATE POLICY relation_new ON card FOR INSERT TO app_rt WITH CHECK (
  EXISTS (SELECT FROM access_grant g WHERE g.patient_id = card.patient_id AND g.effect = 'ALLOW'
    AND g.ground NOT IN ('RECEPTION', 'ARRIVAL', 'FLOW', 'FAST_TRACK'))
  AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = card.patient_id AND g.effect IN ('BLOCK', 'BLOCK_STATUS')));

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- A card is made by the head nurse of the ward that the status is at, of a status that counts now; two years at most. The
-- case is held, so that it cannot end meanwhile. A card is revoked by a head nurse of the hospital; exchanged by who makes it.
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
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not become of a card' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- What anybody with a card in hand may know: whether it counts, and the hospital to call. Nothing about the person.
CREATE FUNCTION door.card_state(token_hash bytea) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'state', CASE WHEN k.status = 'ISSUED' AND k.valid_until < (now() AT TIME ZONE 'Europe/Oslo')::date THEN 'EXPIRED' ELSE k.status::text END,
    'hospital', o.name, 'phone', o.phone)
  FROM public.card k JOIN public.vip_case v ON v.id = k.case_id JOIN public.organisation o ON o.id = v.trust_id
  WHERE k.token_hash = card_state.token_hash
$$;

-- Cards that were ended before their time, by the first half of their hash; the others tell their own end.
CREATE FUNCTION door.ended_cards() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(substring(k.token_hash FROM 1 FOR 16), 'hex') FROM public.card k
  WHERE k.status <> 'ISSUED' AND k.valid_until >= (now() AT TIME ZONE 'Europe/Oslo')::date AND k.key_name IS NOT NULL
  ORDER BY k.token_hash
$$;

REVOKE ALL ON FUNCTION door.card_state, door.ended_cards FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.card_state, door.ended_cards TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER keep_card_new BEFORE INSERT ON card FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_card();
