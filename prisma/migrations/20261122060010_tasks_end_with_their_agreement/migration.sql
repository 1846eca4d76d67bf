-- Nobody is asked to write or sign what no longer counts, whatever ended it: a new text, a party's no, the end of VIP status.
GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- What the task of one party to sign is about: the UUID (version 3) of the party's name within the agreement's id.
CREATE FUNCTION door.signing_object(agreement uuid, party public.agreement_party) RETURNS uuid
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(set_byte(set_byte(h, 6, get_byte(h, 6) & 15 | 48), 8, get_byte(h, 8) & 63 | 128), 'hex')::uuid
  FROM decode(md5(uuid_send(agreement) || convert_to(party::text, 'UTF8')), 'hex') h
$$;

CREATE FUNCTION door.end_asking() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.task t SET status = 'CANCELLED', outcome = 'CANCELLED', ended_at = clock_timestamp(), ended_by_id = NEW.ended_by_id, version = t.version + 1
  WHERE t.patient_id = NEW.patient_id AND t.status = 'OPEN'
    AND (t.kind = 'COMPLETE_AGREEMENT' AND t.object_id = NEW.id
      OR t.kind = 'SIGN_AGREEMENT' AND t.object_id IN (SELECT door.signing_object(NEW.id, p) FROM unnest(enum_range(NULL::public.agreement_party)) p));
  RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION door.signing_object, door.end_asking FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.end_asking TO app_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER end_asking AFTER UPDATE ON agreement FOR EACH ROW
  WHEN (NEW.status IN ('SUPERSEDED', 'REVOKED') AND OLD.status NOT IN ('SUPERSEDED', 'REVOKED')) EXECUTE FUNCTION door.end_asking();
