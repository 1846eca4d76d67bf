-- The look-up by name and birth date, and the registering of an arrival of the one who was looked up.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Small letters without accents, so that Maret finds Máret; æ, ø and å are letters of their own.
CREATE FUNCTION door.words_of(name text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT regexp_split_to_array(translate(lower(name), 'áàâãäéèêëíìîïóòôõöúùûüýÿñçčđŋšŧžǥǧǩʒ-', 'aaaaaeeeeiiiiooooouuuuyynccdnstzggkz '), '\s+')
$$;

DROP FUNCTION door.vip_check(text, text, bytea, uuid);

-- Answers {outcome, ...}: forbidden | unknown | many | blocked | none | vip. By number, by the hash of a card's token, or by name
-- and birth date. "entry" is the id of the audit entry, and what an arrival is registered by afterwards.
CREATE FUNCTION door.vip_check(secret text, identity_number text, card_hash bytea, name text, birth_date date, entry uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  actor jsonb := door.begin_request(secret, 'ETREAT');
  trust uuid := (actor->'organisation'->>'id')::uuid;
  desk uuid := (actor->'unit'->>'id')::uuid;
  scanned public.card; p public.patient; v public.vip_case; answer jsonb; shown text[] := '{}'; found uuid[];
BEGIN
  IF NOT (actor->>'role' IN ('NURSE', 'HEAD_NURSE') AND actor->'unit'->>'kind' = 'RECEPTION') THEN
    PERFORM door.audit_append(jsonb_build_object('id', entry, 'act', 'patient.check', 'outcome', 'forbidden'));
    RETURN jsonb_build_object('outcome', 'forbidden');
  END IF;

  IF card_hash IS NOT NULL THEN
    SELECT * INTO scanned FROM public.card WHERE token_hash = card_hash;
    SELECT * INTO p FROM public.patient WHERE id = scanned.patient_id;
  ELSIF vip_check.name IS NOT NULL THEN
    found := ARRAY(SELECT t.id FROM public.patient t WHERE t.birth_date = vip_check.birth_date
      AND door.words_of(vip_check.name) <@ door.words_of(t.given_name || ' ' || t.family_name) LIMIT 2);
    IF cardinality(found) = 1 THEN SELECT * INTO p FROM public.patient WHERE id = found[1]; END IF;
  ELSE
    SELECT * INTO p FROM public.patient t WHERE t.identity_number = vip_check.identity_number;
  END IF;

  IF cardinality(found) > 1 THEN
    answer := jsonb_build_object('outcome', 'many');
  ELSIF p.id IS NULL THEN
    answer := jsonb_build_object('outcome', 'unknown');
  ELSIF EXISTS (SELECT FROM public.access_block b WHERE b.patient_id = p.id AND b.set_at <= now() AND (b.lifted_at IS NULL OR now() < b.lifted_at)
      AND (b.organisation_id IS NULL OR b.organisation_id = trust)
      AND (b.unit_id IS NULL OR b.unit_id = desk)
      AND (b.person_id IS NULL OR b.person_id = (actor->>'personId')::uuid)) THEN
    -- A blocked status is never "none": the answer is the same with and without a case.
    answer := jsonb_build_object('outcome', 'blocked', 'routine', (SELECT block_routine FROM public.organisation WHERE id = trust));
  ELSE
    SELECT * INTO v FROM public.vip_case c WHERE c.patient_id = p.id AND c.trust_id = trust AND c.status IN ('ACTIVE', 'UNDER_REVIEW');
    answer := jsonb_build_object('patient', jsonb_build_object('name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date, 'deceased', p.deceased_at IS NOT NULL),
      -- Whether the patient is in a reception or on a ward of this hospital already.
      'here', (SELECT jsonb_build_object('id', s.id, 'own', s.unit_id = desk, 'unit', u.name, 'status', s.status, 'since', coalesce(s.on_ward_at, s.arrived_at))
               FROM public.stay s JOIN public.unit u ON u.id = s.unit_id
               WHERE s.patient_id = p.id AND s.organisation_id = trust AND (s.status IN ('ON_WARD', 'READY_FOR_DISCHARGE')
                 OR s.status IN ('ARRIVED', 'IN_RECEPTION') AND s.arrived_at > now() - interval '24 hours')
               ORDER BY s.arrived_at DESC LIMIT 1));
    IF v.id IS NULL OR p.deceased_at IS NOT NULL THEN
      answer := answer || jsonb_build_object('outcome', 'none');
      shown := '{status}';
    ELSE
      shown := '{status,own_page,critical_notes,phase,card}';
      answer := answer || jsonb_build_object('outcome', 'vip',
        'ward', (SELECT jsonb_build_object('name', u.name, 'phone', u.phone, 'routine', u.arrival_routine) FROM public.unit u WHERE u.id = v.ward_id),
        'ownPage', (SELECT to_jsonb(o) - 'patient_id' - 'edition' FROM public.own_page o WHERE o.patient_id = p.id ORDER BY o.edition DESC LIMIT 1),
        'notes', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'text', n.text, 'writtenOn', n.written_on,
                    'author', a.given_name || ' ' || a.family_name) ORDER BY n.kind, n.written_on DESC), '[]')
                  FROM public.critical_note n JOIN public.person a ON a.id = n.author_id WHERE n.patient_id = p.id AND n.ended_at IS NULL),
        'phase', (SELECT jsonb_build_object('phase', f.phase, 'since', f.since) FROM public.phase_record f WHERE f.patient_id = p.id AND f.until IS NULL));
      -- Of a scanned card its own state; otherwise the newest card's.
      IF scanned.id IS NULL THEN
        SELECT * INTO scanned FROM public.card k WHERE k.case_id = v.id ORDER BY (k.status = 'ISSUED') DESC, k.issued_at DESC LIMIT 1;
      END IF;
    END IF;
    -- A card of another trust tells nothing here.
    IF EXISTS (SELECT FROM public.vip_case o WHERE o.id = scanned.case_id AND o.trust_id = trust) THEN
      answer := answer || jsonb_build_object('card', jsonb_build_object('scanned', card_hash IS NOT NULL, 'validUntil', scanned.valid_until, 'endedAt', scanned.ended_at,
        'status', CASE WHEN scanned.status = 'ISSUED' AND scanned.valid_until < (now() AT TIME ZONE 'Europe/Oslo')::date THEN 'EXPIRED' ELSE scanned.status::text END));
    END IF;
  END IF;

  PERFORM door.audit_append(jsonb_build_object('id', entry, 'act', 'patient.check', 'outcome', answer->>'outcome',
    'facts', jsonb_build_object('by', CASE WHEN card_hash IS NOT NULL THEN 'card' WHEN vip_check.name IS NOT NULL THEN 'name' ELSE 'number' END),
    'subjects', CASE WHEN p.id IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('patientId', p.id, 'ground', 'ETREAT', 'shown', shown)) END));
  RETURN answer;
END $$;

-- Who a nurse in reception looked up within the last hour; the look-up is the proof that somebody stands there.
CREATE FUNCTION door.looked_up(look_up uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.patient_id
  FROM auth.transaction_context c
  JOIN public.unit u ON u.id = c.unit_id AND u.kind = 'RECEPTION'
  JOIN audit.entry e ON e.session_id = c.session_id AND e.id = look_up AND e.act = 'patient.check' AND e.outcome IN ('vip', 'none')
  JOIN audit.subject s ON s.entry_id = e.id
  WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.role IN ('NURSE', 'HEAD_NURSE') AND c.purpose = 'ETREAT'
    AND e.at > now() - interval '1 hour'
$$;

-- What the rule about arrivals needs to know; whoever registers the same patient waits here.
CREATE FUNCTION door.arriving(look_up uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := door.looked_up(look_up); trust uuid := door.organisation_id(); p public.patient;
BEGIN
  SELECT * INTO p FROM public.patient WHERE id = who FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN jsonb_build_object('patientId', p.id, 'deceased', p.deceased_at IS NOT NULL,
    'lastDischargedAt', (SELECT max(discharged_at) FROM public.stay WHERE patient_id = who AND organisation_id = trust AND status = 'DISCHARGED'),
    'open', (SELECT jsonb_build_object('id', s.id, 'unitId', s.unit_id, 'admitted', s.status IN ('ON_WARD', 'READY_FOR_DISCHARGE'))
             FROM public.stay s WHERE s.patient_id = who AND s.organisation_id = trust AND (s.status IN ('ON_WARD', 'READY_FOR_DISCHARGE')
               OR s.status IN ('ARRIVED', 'IN_RECEPTION') AND s.arrived_at > now() - interval '24 hours')
             ORDER BY s.arrived_at DESC LIMIT 1));
END $$;

CREATE FUNCTION door.register_arrival(look_up uuid, stay uuid, event uuid, at timestamptz, urgency public.urgency, mode public.arrival_mode) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := door.looked_up(look_up);
BEGIN
  IF who IS NULL THEN
    RAISE EXCEPTION 'nobody was looked up' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Somebody who was here more than a day ago has left, though nobody said so.
  UPDATE public.fast_track f SET status = 'CANCELLED', refusal = NULL, expected_at = NULL, version = f.version + 1
  FROM public.stay s WHERE s.id = f.stay_id AND s.patient_id = who AND s.organisation_id = door.organisation_id()
    AND s.status IN ('ARRIVED', 'IN_RECEPTION') AND f.status NOT IN ('RECEIVED', 'CANCELLED');
  INSERT INTO public.stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id)
  SELECT gen_random_uuid(), s.id, who, 'LEFT_RECEPTION', s.arrived_at + interval '24 hours', s.unit_id, door.session_id()
  FROM public.stay s WHERE s.patient_id = who AND s.organisation_id = door.organisation_id()
    AND s.status IN ('ARRIVED', 'IN_RECEPTION') AND s.arrived_at <= now() - interval '24 hours';
  INSERT INTO public.stay (id, patient_id, organisation_id, source, external_id, urgency, unit_id)
  VALUES (stay, who, door.organisation_id(), 'samlop', stay::text, urgency, door.unit_id());
  INSERT INTO public.stay_event (id, stay_id, patient_id, kind, at, unit_id, urgency, mode, session_id)
  VALUES (event, stay, who, 'ARRIVED', at, door.unit_id(), urgency, mode, door.session_id());
  RETURN 1;
END $$;

REVOKE ALL ON FUNCTION door.vip_check FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.vip_check, door.arriving, door.register_arrival TO app_rt;
GRANT EXECUTE ON FUNCTION door.words_of TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
