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
  RETURN NULL;
END $$;

-- A new patient; the first relation follows from the fact that brought the patient here (a stay, a case).
CREATE FUNCTION door.register_patient(p jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE found uuid;
BEGIN
  INSERT INTO public.patient (id, identity_number, given_name, family_name, birth_date, sex, municipality_id)
  VALUES ((p->>'id')::uuid, p->>'identityNumber', p->>'givenName', p->>'familyName', (p->>'birthDate')::date,
          (p->>'sex')::public.sex, (SELECT id FROM public.organisation WHERE municipality_number = p->>'municipalityNumber'))
  ON CONFLICT (identity_number) DO NOTHING RETURNING id INTO found;
  RETURN coalesce(found, (SELECT id FROM public.patient WHERE identity_number = p->>'identityNumber'));
END $$;

-- Stays of one organisation from its own system, once each. Rows are [{id, externalId, urgency, patient: {id, identityNumber, ...},
-- subject?: {name, shiftDays}, events: [{id, kind, at, unitId?}]}]. Answers {new, changed, unchanged, patients, conflicts: [externalId]}.
CREATE FUNCTION door.import_batch(p_source text, p_rows jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c auth.transaction_context; r jsonb; who uuid; was public.stay; patients uuid[] := '{}'; added int;
  n_new int := 0; n_changed int := 0; n_unchanged int := 0; conflicts text[] := '{}'; registered int := 0;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  IF NOT FOUND OR c.role <> 'SERVICE' OR NOT 'stay.import' = ANY (c.acts) THEN
    RAISE EXCEPTION 'this session may not import stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR r IN SELECT * FROM jsonb_array_elements(p_rows) LOOP
    who := door.register_patient(r->'patient');
    IF who = (r->'patient'->>'id')::uuid THEN registered := registered + 1; END IF;
    IF r ? 'subject' THEN
      INSERT INTO public.imported_subject (organisation_id, source, subject, patient_id, shift_days)
      VALUES (c.organisation_id, p_source, r->'subject'->>'name', who, (r->'subject'->>'shiftDays')::int) ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO public.stay (id, patient_id, organisation_id, source, external_id, urgency)
    VALUES ((r->>'id')::uuid, who, c.organisation_id, p_source, r->>'externalId', (r->>'urgency')::public.urgency)
    ON CONFLICT (organisation_id, source, external_id) DO NOTHING;
    SELECT * INTO was FROM public.stay
    WHERE organisation_id = c.organisation_id AND source = p_source AND external_id = r->>'externalId' FOR UPDATE;
    IF was.patient_id <> who THEN
      conflicts := conflicts || (r->>'externalId');
      CONTINUE;
    END IF;
    -- An event that says something else than before replaces the old one; the old one stays as a fact.
    INSERT INTO public.stay_event (id, stay_id, patient_id, kind, at, unit_id, replaces_id, session_id)
    SELECT (e->>'id')::uuid, was.id, who, (e->>'kind')::public.stay_event_kind, (e->>'at')::timestamptz, (e->>'unitId')::uuid, old.id, c.session_id
    FROM jsonb_array_elements(r->'events') e
    LEFT JOIN public.stay_event old ON old.stay_id = was.id AND old.kind::text = e->>'kind'
      AND NOT EXISTS (SELECT FROM public.stay_event n WHERE n.replaces_id = old.id)
    WHERE old.id IS NULL OR old.at <> (e->>'at')::timestamptz OR old.unit_id IS DISTINCT FROM (e->>'unitId')::uuid;
    GET DIAGNOSTICS added = ROW_COUNT;
    IF was.urgency::text <> r->>'urgency' THEN
      UPDATE public.stay SET urgency = (r->>'urgency')::public.urgency WHERE id = was.id;
      added := added + 1;
    END IF;
    IF was.id = (r->>'id')::uuid THEN n_new := n_new + 1;
    ELSIF added > 0 THEN n_changed := n_changed + 1;
    ELSE n_unchanged := n_unchanged + 1; END IF;
    patients := patients || who;
  END LOOP;
  RETURN jsonb_build_object('new', n_new, 'changed', n_changed, 'unchanged', n_unchanged, 'registered', registered,
                            'conflicts', to_jsonb(conflicts), 'patients', to_jsonb(ARRAY(SELECT DISTINCT unnest(patients))));
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
