-- Stays: events are facts, the state is derived; patients come into being through register_patient only.

SET ROLE app_definer;

-- The state of a stay from those of its events that still count.
CREATE FUNCTION door.derive_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.stay SET
    status = d.status, unit_id = d.unit_id, arrived_at = d.arrived_at, admitted_at = d.admitted_at, on_ward_at = d.on_ward_at,
    ready_at = d.ready_at, on_leave_since = d.on_leave_since, discharged_at = d.discharged_at, deceased_at = d.deceased_at,
    marks = d.marks, events = d.events
  FROM (
    SELECT e.stay_id, count(*)::int AS events,
      coalesce((array_agg(CASE e.kind
          WHEN 'ARRIVED' THEN 'ARRIVED' WHEN 'IN_RECEPTION' THEN 'IN_RECEPTION' WHEN 'ON_WARD' THEN 'ON_WARD'
          WHEN 'READY_FOR_DISCHARGE' THEN 'READY_FOR_DISCHARGE' WHEN 'READY_WITHDRAWN' THEN 'ON_WARD'
          WHEN 'DISCHARGED' THEN 'DISCHARGED' WHEN 'DIED' THEN 'DISCHARGED' WHEN 'CANCELLED' THEN 'CANCELLED' END::public.stay_status
        ORDER BY (e.kind = 'CANCELLED') DESC, (e.kind IN ('DISCHARGED', 'DIED')) DESC, e.at DESC, e.kind DESC, e.id DESC)
        FILTER (WHERE e.kind NOT IN ('ADMITTED', 'LEAVE_STARTED', 'LEAVE_ENDED')))[1], 'EXPECTED') AS status,
      (array_agg(e.unit_id ORDER BY e.at DESC, e.kind DESC, e.id DESC) FILTER (WHERE e.unit_id IS NOT NULL AND e.kind <> 'CANCELLED'))[1] AS unit_id,
      min(e.at) FILTER (WHERE e.kind = 'ARRIVED') AS arrived_at,
      min(e.at) FILTER (WHERE e.kind = 'ADMITTED') AS admitted_at,
      min(e.at) FILTER (WHERE e.kind = 'ON_WARD') AS on_ward_at,
      CASE WHEN max(e.at) FILTER (WHERE e.kind = 'READY_WITHDRAWN') >= max(e.at) FILTER (WHERE e.kind = 'READY_FOR_DISCHARGE') THEN NULL
           ELSE max(e.at) FILTER (WHERE e.kind = 'READY_FOR_DISCHARGE') END AS ready_at,
      CASE WHEN max(e.at) FILTER (WHERE e.kind = 'LEAVE_ENDED') >= max(e.at) FILTER (WHERE e.kind = 'LEAVE_STARTED') THEN NULL
           ELSE max(e.at) FILTER (WHERE e.kind = 'LEAVE_STARTED') END AS on_leave_since,
      max(e.at) FILTER (WHERE e.kind = 'DISCHARGED') AS discharged_at,
      max(e.at) FILTER (WHERE e.kind = 'DIED') AS deceased_at,
      array_remove(ARRAY[
        CASE WHEN min(e.at) FILTER (WHERE e.kind = 'ARRIVED') > min(e.at) FILTER (WHERE e.kind = 'ADMITTED') THEN 'ARRIVAL_AFTER_ADMISSION' END,
        CASE WHEN max(e.at) FILTER (WHERE e.kind = 'DIED') > max(e.at) FILTER (WHERE e.kind = 'DISCHARGED') THEN 'DEATH_AFTER_DISCHARGE' END
      ], NULL)::public.stay_mark[] AS marks
    FROM public.stay_event e
    WHERE e.stay_id IN (SELECT stay_id FROM changed)
      AND NOT EXISTS (SELECT FROM public.stay_event r WHERE r.replaces_id = e.id)
    GROUP BY e.stay_id
  ) d
  WHERE stay.id = d.stay_id;

  -- Somebody who died in a stay has died, and VIP status ends with it.
  UPDATE public.patient p SET deceased_at = s.deceased_at, version = p.version + 1
  FROM public.stay s
  WHERE s.id IN (SELECT stay_id FROM changed) AND s.deceased_at IS NOT NULL AND s.status <> 'CANCELLED'
    AND p.id = s.patient_id AND p.deceased_at IS NULL;
  UPDATE public.vip_case v SET status = 'ENDED', end_cause = 'DEATH', ended_at = p.deceased_at, version = v.version + 1
  FROM public.patient p
  WHERE p.id IN (SELECT patient_id FROM changed) AND p.id = v.patient_id AND p.deceased_at IS NOT NULL AND v.status <> 'ENDED';
  RETURN NULL;
END $$;

-- A new patient; the first relation follows from the fact that brought the patient here (a stay, a case).
CREATE FUNCTION door.register_patient(p jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE found uuid;
BEGIN
  INSERT INTO public.patient (id, identity_number, given_name, family_name, birth_date, sex, municipality_id)
  VALUES ((p->>'id')::uuid, p->>'identityNumber', p->>'givenName', p->>'familyName', (p->>'birthDate')::date,
          (p->>'sex')::public.sex,
          (SELECT id FROM public.organisation WHERE kind = 'MUNICIPALITY' AND municipality_number = p->>'municipalityNumber'))
  ON CONFLICT (identity_number) DO NOTHING RETURNING id INTO found;
  RETURN coalesce(found, (SELECT id FROM public.patient WHERE identity_number = p->>'identityNumber'));
END $$;

-- Stays of one organisation from its own system, once each. Rows are [{id, externalId, urgency, patient: {id, identityNumber, ...},
-- subject?: {name, shiftDays}, events: [{id, kind, at, unitId?}]}].
-- Answers {new, changed, unchanged, registered, marked, conflicts: [externalId], patients: [id]}.
CREATE FUNCTION door.import_batch(p_source text, p_rows jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c auth.transaction_context; clean jsonb; conflicts text[]; newcomers jsonb[]; registered int;
  stays uuid[]; fresh uuid[]; touched uuid[]; moved uuid[]; patients uuid[]; marked int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  IF NOT FOUND OR c.role <> 'SERVICE' OR NOT 'stay.import' = ANY (c.acts) THEN
    RAISE EXCEPTION 'this session may not import stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- A stay opens its patient to the ward, so nobody may place one in somebody else's.
  IF EXISTS (SELECT FROM jsonb_array_elements(p_rows) r, jsonb_array_elements(r->'events') e
             WHERE e->>'unitId' IS NOT NULL AND NOT EXISTS (
               SELECT FROM public.unit u WHERE u.id = (e->>'unitId')::uuid AND u.organisation_id = c.organisation_id)) THEN
    RAISE EXCEPTION 'a unit of another organisation' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (SELECT count(*) <> count(DISTINCT r->>'externalId') FROM jsonb_array_elements(p_rows) r) THEN
    RAISE EXCEPTION 'a stay stands twice' USING ERRCODE = 'invalid_parameter_value';
  END IF;

  -- A stay that was somebody else's before: nothing of the row is taken, and nobody is registered for it.
  conflicts := ARRAY(
    SELECT s.external_id FROM jsonb_array_elements(p_rows) r
    JOIN public.stay s ON s.organisation_id = c.organisation_id AND s.source = p_source AND s.external_id = r->>'externalId'
    JOIN public.patient p ON p.id = s.patient_id WHERE p.identity_number <> r->'patient'->>'identityNumber');
  SELECT coalesce(jsonb_agg(r), '[]') INTO clean FROM jsonb_array_elements(p_rows) r WHERE r->>'externalId' <> ALL (conflicts);

  newcomers := ARRAY(
    SELECT DISTINCT ON (r->'patient'->>'identityNumber') r->'patient' FROM jsonb_array_elements(clean) r
    WHERE NOT EXISTS (SELECT FROM public.patient p WHERE p.identity_number = r->'patient'->>'identityNumber'));
  SELECT count(*) INTO registered FROM unnest(newcomers) who WHERE door.register_patient(who) = (who->>'id')::uuid;
  INSERT INTO public.imported_subject (organisation_id, source, subject, patient_id, shift_days)
  SELECT c.organisation_id, p_source, r->'subject'->>'name', p.id, (r->'subject'->>'shiftDays')::int
  FROM jsonb_array_elements(clean) r JOIN public.patient p ON p.identity_number = r->'patient'->>'identityNumber'
  WHERE r ? 'subject' ON CONFLICT DO NOTHING;
  WITH added AS (
    INSERT INTO public.stay (id, patient_id, organisation_id, source, external_id, urgency)
    SELECT (r->>'id')::uuid, p.id, c.organisation_id, p_source, r->>'externalId', (r->>'urgency')::public.urgency
    FROM jsonb_array_elements(clean) r JOIN public.patient p ON p.identity_number = r->'patient'->>'identityNumber'
    ORDER BY r->>'externalId' ON CONFLICT (organisation_id, source, external_id) DO NOTHING RETURNING id)
  SELECT coalesce(array_agg(id), '{}') INTO fresh FROM added;

  -- Whoever imports the same stays waits here, and then sees what became of them.
  stays := ARRAY(
    SELECT s.id FROM public.stay s
    WHERE s.organisation_id = c.organisation_id AND s.source = p_source
      AND s.external_id IN (SELECT r->>'externalId' FROM jsonb_array_elements(clean) r) ORDER BY s.id FOR UPDATE);
  IF EXISTS (SELECT FROM jsonb_array_elements(clean) r
             JOIN public.stay s ON s.id = ANY (stays) AND s.external_id = r->>'externalId'
             JOIN public.patient p ON p.id = s.patient_id WHERE p.identity_number <> r->'patient'->>'identityNumber') THEN
    RAISE EXCEPTION 'another import was first' USING ERRCODE = 'serialization_failure';
  END IF;

  -- An event that says something else than before replaces the old one; the old one stays as a fact.
  WITH added AS (
    INSERT INTO public.stay_event (id, stay_id, patient_id, kind, at, unit_id, replaces_id, session_id)
    SELECT (e->>'id')::uuid, s.id, s.patient_id, (e->>'kind')::public.stay_event_kind, (e->>'at')::timestamptz, (e->>'unitId')::uuid, old.id, c.session_id
    FROM jsonb_array_elements(clean) r
    JOIN public.stay s ON s.id = ANY (stays) AND s.external_id = r->>'externalId'
    CROSS JOIN jsonb_array_elements(r->'events') e
    LEFT JOIN LATERAL (
      SELECT o.id, o.at, o.unit_id FROM public.stay_event o
      WHERE o.stay_id = s.id AND o.kind::text = e->>'kind' AND NOT EXISTS (SELECT FROM public.stay_event n WHERE n.replaces_id = o.id)
      ORDER BY o.at DESC, o.id DESC LIMIT 1) old ON true
    WHERE old.id IS NULL OR old.at <> (e->>'at')::timestamptz OR old.unit_id IS DISTINCT FROM (e->>'unitId')::uuid
    RETURNING stay_id)
  SELECT coalesce(array_agg(stay_id), '{}') INTO touched FROM added;
  WITH changed AS (
    UPDATE public.stay s SET urgency = (r->>'urgency')::public.urgency FROM jsonb_array_elements(clean) r
    WHERE s.id = ANY (stays) AND s.external_id = r->>'externalId' AND s.urgency::text <> r->>'urgency' RETURNING s.id)
  SELECT coalesce(array_agg(id), '{}') INTO moved FROM changed;

  SELECT array_agg(DISTINCT patient_id), count(*) FILTER (WHERE marks <> '{}') INTO patients, marked FROM public.stay WHERE id = ANY (stays);
  RETURN (
    SELECT jsonb_build_object('new', cardinality(fresh), 'changed', count(*) FILTER (WHERE id = ANY (touched || moved)),
      'unchanged', count(*) FILTER (WHERE id <> ALL (touched || moved)), 'registered', registered, 'marked', marked,
      'conflicts', to_jsonb(conflicts), 'patients', to_jsonb(coalesce(patients, '{}')))
    FROM unnest(stays) id WHERE id <> ALL (fresh));
END $$;

-- Who the subjects of an export became, so that a second run finds the same people and the same shift.
CREATE FUNCTION door.imported_subjects(p_source text) RETURNS TABLE (subject text, identity_number text, shift_days int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.subject, p.identity_number::text, s.shift_days
  FROM public.imported_subject s JOIN public.patient p ON p.id = s.patient_id
  WHERE s.source = p_source AND s.organisation_id = (
    SELECT organisation_id FROM auth.transaction_context
    WHERE xid = pg_current_xact_id_if_assigned()::text::bigint AND role = 'SERVICE' AND 'stay.import' = ANY (acts))
$$;

RESET ROLE;

CREATE TRIGGER derive_stays AFTER INSERT ON stay_event REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.derive_stays();
