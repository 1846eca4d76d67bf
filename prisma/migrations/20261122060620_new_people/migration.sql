-- Somebody whom Samløp does not know yet: a person with a way to sign in and the first role, made in one act by an administrator.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Which of what is said of a new person somebody at work has already: the number in the register, the address or the sign-in.
CREATE FUNCTION door.known_by(hpr text, email text, subject text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN EXISTS (SELECT FROM public.person p WHERE p.id = door.person_id() AND (p.hpr_number = hpr OR lower(p.email) = lower(known_by.email)))
      OR EXISTS (SELECT FROM public.sign_in_identity i WHERE i.subject = known_by.subject AND i.person_id = door.person_id()) THEN 'yourself'
    WHEN EXISTS (SELECT FROM public.person p WHERE p.hpr_number = hpr) THEN 'known_hpr'
    WHEN EXISTS (SELECT FROM public.sign_in_identity i JOIN auth.session s ON s.issuer = i.issuer
                 WHERE s.id = door.session_id() AND i.subject = known_by.subject) THEN 'known_subject'
    WHEN EXISTS (SELECT FROM public.person p JOIN public.membership m ON m.person_id = p.id WHERE lower(p.email) = lower(known_by.email)) THEN 'known_email' END
  WHERE door.administered() IS NOT NULL
$$;

-- A person who signs in where the administrator did. Answers the number of rows: none when somebody is known already, when the
-- number is missing where the role needs one, or when the role does not fit.
CREATE FUNCTION door.add_person(person jsonb, membership uuid, role public.role, unit uuid, valid_from timestamptz, valid_until timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE here uuid := door.administered(); places public.unit_kind[]; new public.person; subject text := person->>'subject';
BEGIN
  -- New people come one at a time, so that of two who add the same one the second finds it.
  PERFORM pg_advisory_xact_lock(hashtextextended('new person', 0));
  new := jsonb_populate_record(NULL::public.person, person);
  SELECT door.places_of(role, o.kind) INTO places FROM public.organisation o WHERE o.id = here;
  IF here IS NULL OR places IS NULL OR valid_from IS NULL OR valid_from < now() - interval '1 day' OR valid_until <= valid_from OR valid_until <= now()
     OR (places = '{}') <> (unit IS NULL)
     OR unit IS NOT NULL AND NOT EXISTS (SELECT FROM public.unit u WHERE u.id = unit AND u.organisation_id = here AND u.kind = ANY (places)
                                         AND (u.closed_at IS NULL OR now() < u.closed_at))
     OR new.id IS NULL OR new.email IS NULL OR (subject ~ '^[\x21-\x7e]{1,255}$') IS NOT TRUE
     OR (char_length(btrim(new.given_name)) BETWEEN 1 AND 80) IS NOT TRUE OR (char_length(btrim(new.family_name)) BETWEEN 1 AND 80) IS NOT TRUE
     OR new.hpr_number !~ '^[1-9][0-9]{3,8}$'
     OR new.hpr_number IS NULL AND role IN ('NURSE', 'HEAD_NURSE', 'GP', 'COLLABORATION_PHYSICIAN')
     OR door.known_by(new.hpr_number, new.email, subject) IS NOT NULL THEN
    RETURN 0;
  END IF;
  INSERT INTO public.person (id, given_name, family_name, hpr_number, email)
  VALUES (new.id, btrim(new.given_name), btrim(new.family_name), new.hpr_number, new.email);
  INSERT INTO public.sign_in_identity (issuer, subject, person_id)
  SELECT s.issuer, subject, new.id FROM auth.session s WHERE s.id = door.session_id();
  INSERT INTO public.membership (id, person_id, organisation_id, unit_id, role, valid_from, valid_until)
  VALUES (membership, new.id, here, unit, role, valid_from, valid_until);
  RETURN 1;
END $$;

REVOKE ALL ON FUNCTION door.known_by, door.add_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.known_by, door.add_person TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
