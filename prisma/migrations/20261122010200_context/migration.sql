-- Who is asking, bound to the transaction by the database. The runtime role starts a request with a session's secret
-- and reads who it is; it can do nothing else here, so an injected statement cannot become somebody else.
-- Everything the runtime role may call stands in the schema "door" and belongs to app_definer.

GRANT USAGE ON SCHEMA public, auth, audit TO app_definer;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public, auth, audit TO app_definer;
GRANT DELETE ON access_grant, auth.transaction_context TO app_definer;
REVOKE ALL ON _prisma_migrations FROM app_definer;
CREATE SCHEMA door;
GRANT USAGE, CREATE ON SCHEMA door TO app_definer;
GRANT USAGE ON SCHEMA door TO app_rt, app_login, app_auditor;
-- Enum types are named in queries of the runtime role.
GRANT USAGE ON SCHEMA public, auth TO app_rt;

SET ROLE app_definer;

-- Which organisations, units and persons the actor stands for when asking about patients. Nobody without a clinical
-- or personal errand stands for anything. The zero id is "everybody", met by blocks only.
CREATE FUNCTION door.principals_of(role public.role, purpose auth.purpose, person uuid, unit uuid, organisation uuid)
RETURNS uuid[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN purpose IN ('ADMIN', 'CONTROL', 'SERVICE') THEN '{}'
    WHEN role IN ('PATIENT', 'NEXT_OF_KIN') THEN ARRAY[person]
    WHEN role IN ('CASEWORKER', 'GP') THEN array_remove(ARRAY[person, unit, organisation, '00000000-0000-0000-0000-000000000000'], NULL)
    WHEN role IN ('NURSE', 'HEAD_NURSE', 'FLOW_COORDINATOR', 'COLLABORATION_PHYSICIAN', 'PARTICIPANT')
      THEN array_remove(ARRAY[person, unit, '00000000-0000-0000-0000-000000000000'], NULL)
    ELSE '{}' END
$$;

-- The last one opens nothing.
CREATE FUNCTION door.purposes_of(role public.role) RETURNS auth.purpose[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (CASE role
    -- Somebody who is a patient may stand for another one too.
    WHEN 'PATIENT' THEN '{OWN,PROXY,ADMIN}'
    WHEN 'NEXT_OF_KIN' THEN '{PROXY,ADMIN}'
    WHEN 'CASEWORKER' THEN '{COC,ADMIN}'
    WHEN 'LOG_CONTROLLER' THEN '{CONTROL,ADMIN}'
    WHEN 'ORG_ADMIN' THEN '{ADMIN}'
    WHEN 'SERVICE' THEN '{SERVICE}'
    ELSE '{TREAT,ETREAT,QUALITY,ADMIN}' END)::auth.purpose[]
$$;

-- Which grounds an errand may rest on: one's own record on being that person, another's on standing for them, and work
-- on work alone, so that nobody reads the own or the family's records at work. A block meets them all.
CREATE FUNCTION door.grounds_of(purpose auth.purpose) RETURNS public.grant_ground[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (CASE
    WHEN purpose IN ('ADMIN', 'CONTROL', 'SERVICE') THEN '{}'
    WHEN purpose = 'OWN' THEN '{SELF,PATIENT_BLOCK}'
    WHEN purpose = 'PROXY' THEN '{REPRESENTATION,PATIENT_BLOCK}'
    ELSE '{MUNICIPALITY_CASE,GP_LIST,HOME_CARE,INVITED,VIP_WARD,CURRENT_STAY,PATIENT_BLOCK}' END)::public.grant_ground[]
$$;

-- The session behind a secret, if it still counts: not revoked, not timed out, person and membership in force.
CREATE TYPE door.signed_in AS (
  session_id uuid, kind auth.session_kind, person_id uuid, name text, role public.role, acts text[], idle_until timestamptz,
  organisation_id uuid, organisation_name text, organisation_kind public.organisation_kind,
  unit_id uuid, unit_name text, unit_kind public.unit_kind);

CREATE FUNCTION door.session_of(secret text) RETURNS SETOF door.signed_in
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, s.kind, s.person_id,
         CASE WHEN s.kind = 'SERVICE' THEN 'Program' ELSE p.given_name || ' ' || p.family_name END,
         CASE WHEN s.kind = 'SERVICE' THEN 'SERVICE'
              WHEN s.kind = 'STAFF' THEN m.role
              WHEN EXISTS (SELECT FROM public.patient WHERE person_id = p.id) THEN 'PATIENT' ELSE 'NEXT_OF_KIN' END::public.role,
         s.acts, s.idle_until, o.id, o.name, o.kind, u.id, u.name, u.kind
  FROM auth.session s
  LEFT JOIN public.person p ON p.id = s.person_id
  LEFT JOIN public.membership m ON m.id = s.membership_id
  LEFT JOIN public.organisation o ON o.id = coalesce(m.organisation_id, s.organisation_id)
  LEFT JOIN public.unit u ON u.id = m.unit_id
  WHERE s.secret_hash = sha256(convert_to(secret, 'UTF8'))
    AND s.revoked_at IS NULL AND now() < s.idle_until AND now() < s.absolute_until
    AND p.disabled_at IS NULL
    AND (s.kind <> 'STAFF' OR (m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)
                               AND (u.id IS NULL OR u.closed_at IS NULL OR now() < u.closed_at)))
$$;

CREATE FUNCTION door.actor_json(s door.signed_in) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('sessionId', s.session_id, 'personId', s.person_id, 'name', s.name, 'role', s.role,
    'organisation', CASE WHEN s.organisation_id IS NOT NULL THEN
      jsonb_build_object('id', s.organisation_id, 'name', s.organisation_name, 'kind', s.organisation_kind) END,
    'unit', CASE WHEN s.unit_id IS NOT NULL THEN
      jsonb_build_object('id', s.unit_id, 'name', s.unit_name, 'kind', s.unit_kind) END,
    'idleUntil', s.idle_until)
$$;

-- Who is signed in, for menus and redirects; opens nothing.
CREATE FUNCTION door.who_am_i(secret text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT door.actor_json(s) FROM door.session_of(secret) s
$$;

CREATE FUNCTION door.begin_request(secret text, purpose auth.purpose) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s door.signed_in; purposes auth.purpose[]; stated auth.purpose := purpose;
BEGIN
  SELECT * INTO s FROM door.session_of(secret);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such session' USING ERRCODE = 'SL001';
  END IF;
  -- A purpose that is not for the role opens nothing, but the attempt can still be written down.
  purposes := door.purposes_of(s.role);
  IF NOT stated = ANY (purposes) THEN stated := purposes[cardinality(purposes)]; END IF;
  INSERT INTO auth.transaction_context (xid, session_id, person_id, name, role, organisation_id, unit_id, acts, principals, purpose)
  VALUES (pg_current_xact_id()::text::bigint, s.session_id, s.person_id, s.name, s.role, s.organisation_id, s.unit_id, s.acts,
          door.principals_of(s.role, stated, s.person_id, s.unit_id, s.organisation_id), stated);
  RETURN door.actor_json(s);
END $$;

-- Nothing is committed in the dark: a request that wrote no audit entry cannot commit.
CREATE FUNCTION door.clear_context() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE was_audited boolean;
BEGIN
  DELETE FROM auth.transaction_context WHERE xid = NEW.xid RETURNING audited INTO was_audited;
  IF NOT was_audited THEN
    RAISE EXCEPTION 'the request left no audit entry' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;

-- For policies; called as (SELECT door.principals()), so once per query.
CREATE FUNCTION door.principals() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT principals FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint
$$;
CREATE FUNCTION door.grounds() RETURNS public.grant_ground[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT door.grounds_of(purpose) FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint
$$;
CREATE FUNCTION door.person_id() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT person_id FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint
$$;
CREATE FUNCTION door.organisation_id() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT organisation_id FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint
$$;
CREATE FUNCTION door.session_id() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT session_id FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint
$$;

-- Fifteen minutes from now; asked for at most once a minute.
CREATE FUNCTION door.keep_session_alive(secret text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE auth.session SET idle_until = least(now() + interval '15 minutes', absolute_until)
  WHERE id = (SELECT session_id FROM door.session_of(secret)) AND idle_until < now() + interval '14 minutes'
$$;

CREATE FUNCTION door.end_session() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE auth.session SET revoked_at = now() WHERE id = door.session_id() AND revoked_at IS NULL
$$;

RESET ROLE;

CREATE CONSTRAINT TRIGGER clear_context AFTER INSERT ON auth.transaction_context
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION door.clear_context();
