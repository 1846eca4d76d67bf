-- One rule says who has a list of candidates: the page asks it, and the menu asks it and whether anybody can stand there.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Whether the organisation lets a role call meetings, from this unit.
CREATE FUNCTION door.calls_meetings(role public.role, organisation uuid, unit uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.initiator_role i WHERE i.organisation_id = organisation AND i.role = calls_meetings.role AND i.enabled
    AND (i.unit_kind IS NULL OR EXISTS (SELECT FROM public.unit u WHERE u.id = unit AND u.kind = i.unit_kind)))
$$;

-- Whether anybody can ever stand on such a list: it is switched on, and in a hospital it counts the stays of a ward.
CREATE FUNCTION door.has_candidates(role public.role, organisation uuid, unit uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT door.calls_meetings(role, organisation, unit)
    AND coalesce((SELECT s.is_on FROM door.list_setting(organisation) s), false)
    AND EXISTS (SELECT FROM public.organisation o LEFT JOIN public.unit u ON u.id = unit
      WHERE o.id = organisation AND (o.kind <> 'HEALTH_TRUST' OR u.kind = 'WARD'))
$$;

CREATE OR REPLACE FUNCTION door.candidate_list_of() RETURNS SETOF auth.transaction_context
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.* FROM auth.transaction_context c
  WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.purpose = 'QUALITY'
    AND door.calls_meetings(c.role, c.organisation_id, c.unit_id)
$$;

CREATE OR REPLACE FUNCTION door.who_am_i(secret text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT door.actor_json(s) || jsonb_build_object(
    'mayChoose', s.kind = 'STAFF' AND (
      SELECT count(*) > 1 FROM public.membership m WHERE m.person_id = s.person_id AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)),
    'chosen', r.chosen, 'membershipId', r.membership_id,
    'hasCandidates', s.kind = 'STAFF' AND door.has_candidates(s.role, s.organisation_id, s.unit_id),
    'secondsLeft', jsonb_build_object('idle', ceil(extract(epoch FROM r.idle_until - now())), 'absolute', ceil(extract(epoch FROM r.absolute_until - now()))),
    'emergencies', (SELECT coalesce(jsonb_agg(jsonb_build_object('patientId', e.patient_id, 'until', e.valid_until,
        'minutesLeft', ceil(extract(epoch FROM e.valid_until - now()) / 60)) ORDER BY e.valid_until, e.id), '[]')
      FROM public.emergency_access e WHERE e.session_id = s.session_id AND e.ended_at IS NULL AND now() < e.valid_until))
  FROM door.session_of(secret) s JOIN auth.session r ON r.id = s.session_id
$$;

REVOKE ALL ON FUNCTION door.calls_meetings, door.has_candidates FROM PUBLIC;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
