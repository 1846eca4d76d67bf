-- What administrators do, and cannot do: give and end roles, shut out, say who calls meetings and what the hospital aims at.
-- They write no table; each of these functions asks who it is, for which organisation, and that it is never oneself.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- The organisation that the actor administers in this request.
CREATE FUNCTION door.administered() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT organisation_id FROM auth.transaction_context
  WHERE xid = pg_current_xact_id_if_assigned()::text::bigint AND role = 'ORG_ADMIN' AND purpose = 'ADMIN'
$$;

-- Where a role is held: at a unit of these kinds, or, with none, for the organisation as a whole.
CREATE FUNCTION door.places_of(role public.role, kind public.organisation_kind) RETURNS public.unit_kind[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (CASE
    WHEN role IN ('ORG_ADMIN', 'LOG_CONTROLLER') THEN '{}'
    WHEN kind = 'HEALTH_TRUST' AND role IN ('NURSE', 'HEAD_NURSE') THEN '{WARD,RECEPTION}'
    WHEN kind = 'HEALTH_TRUST' AND role = 'PARTICIPANT' THEN '{WARD}'
    WHEN kind = 'HEALTH_TRUST' AND role IN ('FLOW_COORDINATOR', 'COLLABORATION_PHYSICIAN') THEN '{}'
    WHEN kind = 'MUNICIPALITY' AND role = 'CASEWORKER' THEN '{OFFICE}'
    WHEN kind = 'MUNICIPALITY' AND role = 'PARTICIPANT' THEN '{HOME_CARE_ZONE,OFFICE}'
    WHEN kind = 'GP_PRACTICE' AND role = 'GP' THEN '{}'
    END)::public.unit_kind[]
$$;

-- A role for somebody else who works or has worked somewhere. Answers the number of rows.
CREATE FUNCTION door.give_membership(membership uuid, person uuid, role public.role, unit uuid, valid_from timestamptz, valid_until timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE here uuid := door.administered(); places public.unit_kind[];
BEGIN
  SELECT door.places_of(role, o.kind) INTO places FROM public.organisation o WHERE o.id = here;
  IF here IS NULL OR places IS NULL OR person = door.person_id() OR valid_from < now() - interval '1 day'
     OR valid_until <= valid_from OR valid_until <= now()
     OR (places = '{}') <> (unit IS NULL)
     OR unit IS NOT NULL AND NOT EXISTS (SELECT FROM public.unit u WHERE u.id = unit AND u.organisation_id = here AND u.kind = ANY (places)
                                         AND (u.closed_at IS NULL OR now() < u.closed_at))
     OR NOT EXISTS (SELECT FROM public.membership m WHERE m.person_id = person) THEN
    RETURN 0;
  END IF;
  -- One role at one place at a time; two who give it at once wait for each other.
  PERFORM FROM public.person p WHERE p.id = person AND p.disabled_at IS NULL FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM public.membership m WHERE m.person_id = person AND m.organisation_id = here AND m.role = role
      AND m.unit_id IS NOT DISTINCT FROM unit AND (m.valid_until IS NULL OR m.valid_until > valid_from) AND (valid_until IS NULL OR m.valid_from < valid_until)) THEN
    RETURN 0;
  END IF;
  INSERT INTO public.membership (id, person_id, organisation_id, unit_id, role, valid_from, valid_until)
  VALUES (membership, person, here, unit, role, valid_from, valid_until);
  RETURN 1;
END $$;

-- Ends a role of somebody else, at a moment or (null) now; one that has not begun then never begins. What is open in it ends with it.
CREATE FUNCTION door.end_membership(membership uuid, seen int, ends_at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.membership m SET valid_until = greatest(m.valid_from, coalesce(ends_at, now()), now()), version = m.version + 1
  WHERE m.id = end_membership.membership AND m.version = seen AND m.organisation_id = door.administered() AND m.person_id <> door.person_id()
    AND (m.valid_until IS NULL OR m.valid_until > now());
  IF NOT FOUND THEN RETURN 0; END IF;
  UPDATE auth.session s SET revoked_at = now() WHERE s.membership_id = end_membership.membership AND s.revoked_at IS NULL AND coalesce(ends_at, now()) <= now();
  RETURN 1;
END $$;

-- Shuts somebody else out, or lets in again: somebody who has a role here, and none elsewhere that still counts.
CREATE FUNCTION door.shut_out(person uuid, out_now boolean) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE here uuid := door.administered();
BEGIN
  UPDATE public.person p SET disabled_at = CASE WHEN out_now THEN now() END, version = p.version + 1
  WHERE p.id = person AND person <> door.person_id() AND (p.disabled_at IS NULL) = out_now
    AND EXISTS (SELECT FROM public.membership m WHERE m.person_id = person AND m.organisation_id = here)
    AND NOT EXISTS (SELECT FROM public.membership m WHERE m.person_id = person AND m.organisation_id <> here
                    AND (m.valid_until IS NULL OR now() < m.valid_until));
  IF NOT FOUND THEN RETURN 0; END IF;
  UPDATE auth.session s SET revoked_at = now() WHERE s.person_id = person AND s.revoked_at IS NULL AND out_now;
  RETURN 1;
END $$;

-- Whether a role of the own organisation may call meetings, as long as it stands as it was seen.
CREATE FUNCTION door.set_initiator(role public.role, seen int, enabled boolean) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
  UPDATE public.initiator_role i SET enabled = enabled, version = i.version + 1
  WHERE i.organisation_id = door.administered() AND i.role = role AND i.version = seen AND i.enabled <> enabled;
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

-- Minutes from arrival to the ward that the own hospital aims at.
CREATE FUNCTION door.set_fast_track_target(seen int, minutes int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.organisation o SET fast_track_target = minutes
  WHERE o.id = door.administered() AND o.kind = 'HEALTH_TRUST' AND o.fast_track_target IS NOT DISTINCT FROM seen AND minutes BETWEEN 5 AND 240;
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

REVOKE ALL ON FUNCTION door.administered, door.places_of, door.give_membership, door.end_membership, door.shut_out, door.set_initiator,
  door.set_fast_track_target FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.give_membership, door.end_membership, door.shut_out, door.set_initiator, door.set_fast_track_target TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
