-- What is open by break-glass is said on every page, so it comes with who somebody is; ids and times, no patient.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE OR REPLACE FUNCTION door.who_am_i(secret text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT door.actor_json(s) || jsonb_build_object(
    'mayChoose', s.kind = 'STAFF' AND (
      SELECT count(*) > 1 FROM public.membership m WHERE m.person_id = s.person_id AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)),
    'chosen', r.chosen, 'membershipId', r.membership_id,
    'secondsLeft', jsonb_build_object('idle', ceil(extract(epoch FROM r.idle_until - now())), 'absolute', ceil(extract(epoch FROM r.absolute_until - now()))),
    'emergencies', (SELECT coalesce(jsonb_agg(jsonb_build_object('patientId', e.patient_id, 'until', e.valid_until,
        'minutesLeft', ceil(extract(epoch FROM e.valid_until - now()) / 60)) ORDER BY e.valid_until, e.id), '[]')
      FROM public.emergency_access e WHERE e.session_id = s.session_id AND e.ended_at IS NULL AND now() < e.valid_until))
  FROM door.session_of(secret) s JOIN auth.session r ON r.id = s.session_id
$$;

RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
