-- The look-up in reception: session, context, look-up and audit in one round trip.

SET ROLE app_definer;

-- Answers {outcome, ...}: forbidden | unknown | blocked | none | vip. By number or by the hash of a card's token.
-- "entry" is the id of the audit entry.
CREATE FUNCTION door.vip_check(secret text, identity_number text, card_hash bytea, entry uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  actor jsonb := door.begin_request(secret, 'ETREAT');
  trust uuid := (actor->'organisation'->>'id')::uuid;
  scanned public.card; p public.patient; v public.vip_case; answer jsonb; shown text[] := '{}';
BEGIN
  IF NOT (actor->>'role' IN ('NURSE', 'HEAD_NURSE') AND actor->'unit'->>'kind' = 'RECEPTION') THEN
    PERFORM door.audit_append(jsonb_build_object('id', entry, 'act', 'patient.check', 'outcome', 'forbidden'));
    RETURN jsonb_build_object('outcome', 'forbidden');
  END IF;

  IF card_hash IS NOT NULL THEN
    SELECT * INTO scanned FROM public.card WHERE token_hash = card_hash;
    SELECT * INTO p FROM public.patient WHERE id = scanned.patient_id;
  ELSE
    SELECT * INTO p FROM public.patient t WHERE t.identity_number = vip_check.identity_number;
  END IF;

  IF p.id IS NULL THEN
    answer := jsonb_build_object('outcome', 'unknown');
  ELSIF EXISTS (SELECT FROM public.access_block b WHERE b.patient_id = p.id AND b.set_at <= now() AND (b.lifted_at IS NULL OR now() < b.lifted_at)
      AND (b.organisation_id IS NULL OR b.organisation_id = trust)
      AND (b.unit_id IS NULL OR b.unit_id = (actor->'unit'->>'id')::uuid)
      AND (b.person_id IS NULL OR b.person_id = (actor->>'personId')::uuid)) THEN
    -- A blocked status is never "none": the answer is the same with and without a case.
    answer := jsonb_build_object('outcome', 'blocked', 'routine', (SELECT block_routine FROM public.organisation WHERE id = trust));
  ELSE
    SELECT * INTO v FROM public.vip_case c WHERE c.patient_id = p.id AND c.trust_id = trust AND c.status IN ('ACTIVE', 'UNDER_REVIEW');
    answer := jsonb_build_object('patient', jsonb_build_object('name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date, 'deceased', p.deceased_at IS NOT NULL));
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
    'facts', jsonb_build_object('by', CASE WHEN card_hash IS NULL THEN 'number' ELSE 'card' END),
    'subjects', CASE WHEN p.id IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('patientId', p.id, 'ground', 'ETREAT', 'shown', shown)) END));
  RETURN answer;
END $$;

-- What each role may call; nothing is left to everybody, nor will be.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA door FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.who_am_i, door.begin_request, door.keep_session_alive, door.end_session, door.principals, door.grounds, door.person_id,
  door.organisation_id, door.session_id, door.audit_append, door.import_batch, door.imported_subjects, door.vip_check TO app_rt;
GRANT EXECUTE ON FUNCTION door.sign_in, door.begin_service, door.organisation_by_number TO app_login;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

RESET ROLE;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE CREATE ON SCHEMA door FROM app_definer;
