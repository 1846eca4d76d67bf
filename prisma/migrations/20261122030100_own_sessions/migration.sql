-- What a page knows of the session behind it, what one may see and end of one's own, and a look-up that outlives a new
-- sign-in of the same person.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- How long the session lasts is told as what is left of it, so that no clock but the database's matters.
CREATE OR REPLACE FUNCTION door.who_am_i(secret text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT door.actor_json(s) || jsonb_build_object(
    'mayChoose', s.kind = 'STAFF' AND (
      SELECT count(*) > 1 FROM public.membership m WHERE m.person_id = s.person_id AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)),
    'chosen', r.chosen, 'membershipId', r.membership_id,
    'secondsLeft', jsonb_build_object('idle', ceil(extract(epoch FROM r.idle_until - now())), 'absolute', ceil(extract(epoch FROM r.absolute_until - now()))))
  FROM door.session_of(secret) s JOIN auth.session r ON r.id = s.session_id
$$;

-- The sessions of the person who asks that still count, this one first. When it was last used is known to the minute.
CREATE FUNCTION door.own_sessions() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'current', s.id = c.session_id,
      'role', CASE WHEN s.kind = 'STAFF' THEN m.role
                   WHEN EXISTS (SELECT FROM public.patient WHERE person_id = s.person_id) THEN 'PATIENT' ELSE 'NEXT_OF_KIN' END::public.role,
      'unit', CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('name', u.name) END,
      'organisation', CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('name', o.name) END,
      'startedAt', s.created_at, 'usedAt', greatest(s.created_at, s.idle_until - interval '15 minutes'))
    ORDER BY s.id = c.session_id DESC, s.created_at DESC, s.id), '[]')
  FROM auth.transaction_context c
  JOIN auth.session s ON s.person_id = c.person_id
  LEFT JOIN public.membership m ON m.id = s.membership_id
  LEFT JOIN public.organisation o ON o.id = m.organisation_id
  LEFT JOIN public.unit u ON u.id = m.unit_id
  WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint
    AND s.revoked_at IS NULL AND now() < s.idle_until AND now() < s.absolute_until
$$;

-- Ends those of them that are the person's own and not the one that asks. Answers how many.
CREATE FUNCTION door.end_own_sessions(ids uuid[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended int;
BEGIN
  PERFORM FROM auth.session WHERE id = ANY (ids) AND person_id = door.person_id() ORDER BY id FOR UPDATE;
  UPDATE auth.session SET revoked_at = now()
  WHERE id = ANY (ids) AND person_id = door.person_id() AND id <> door.session_id()
    AND revoked_at IS NULL AND now() < idle_until AND now() < absolute_until;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;

-- The same nurse at the same desk within the hour: a session that ended in between is no reason to look up again.
CREATE OR REPLACE FUNCTION door.looked_up(look_up uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.patient_id
  FROM auth.transaction_context c
  JOIN public.unit u ON u.id = c.unit_id AND u.kind = 'RECEPTION'
  JOIN audit.entry e ON e.id = look_up AND e.person_id = c.person_id AND e.unit_id = c.unit_id AND e.act = 'patient.check' AND e.outcome IN ('vip', 'none')
  JOIN audit.subject s ON s.entry_id = e.id
  WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.role IN ('NURSE', 'HEAD_NURSE') AND c.purpose = 'ETREAT'
    AND e.at > now() - interval '1 hour'
$$;

REVOKE ALL ON FUNCTION door.own_sessions, door.end_own_sessions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.own_sessions, door.end_own_sessions TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
