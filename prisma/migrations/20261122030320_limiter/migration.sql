-- Snooping shows. Each look is weighed by how many patients it touched that the person has nothing to do with.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Whether the actor has a care relation to a patient. Break-glass is none, and under it a relation of the actor's ordinary
-- work counts as ever.
CREATE FUNCTION door.has_relation(c auth.transaction_context, patient uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM public.access_grant g
    WHERE g.patient_id = patient AND g.principal_id = ANY (c.principals) AND g.effect = 'ALLOW' AND g.ground <> 'BREAK_GLASS'
      AND g.ground = ANY (door.grounds_of(CASE c.purpose WHEN 'BTG' THEN 'TREAT' ELSE c.purpose END))
      AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until))
$$;

-- Family names without the small words that many of them begin with.
CREATE FUNCTION door.family_words(name text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY(SELECT w FROM unnest(door.words_of(name)) w
    WHERE w <> ALL ('{"",af,al,av,bin,da,de,del,den,der,di,dos,el,la,le,van,von,zu}'))
$$;

-- Looks at the own record and at somebody of the own family name, once a day for each patient.
CREATE FUNCTION door.flag_kin(c auth.transaction_context, entry uuid, touched uuid[], strangers uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE hit record;
BEGIN
  FOR hit IN
    SELECT p.id, k.kind FROM public.person me JOIN public.patient p ON p.id = ANY (touched)
    CROSS JOIN LATERAL (SELECT CASE
      WHEN p.person_id = me.id OR p.identity_number = me.identity_number THEN 'OWN_RECORD'
      WHEN p.id = ANY (strangers) AND door.family_words(p.family_name) && door.family_words(me.family_name) THEN 'SAME_NAME'
      END::public.log_flag_kind AS kind) k
    WHERE me.id = c.person_id AND k.kind IS NOT NULL
  LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('looks of ' || c.person_id, 0));
    INSERT INTO public.log_flag (id, kind, organisation_id, unit_id, person_id, role, patient_id, entry_id, at)
    SELECT gen_random_uuid(), hit.kind, c.organisation_id, c.unit_id, c.person_id, c.role, hit.id, entry, clock_timestamp()
    WHERE NOT EXISTS (SELECT FROM public.log_flag f WHERE f.person_id = c.person_id AND f.kind = hit.kind AND f.patient_id = hit.id
                      AND f.at > now() - interval '24 hours');
  END LOOP;
END $$;

-- How many patients without a relation the person has touched within ten minutes, with these; 31 stands for more. Patients
-- who came to have one since, as by an arrival, no longer count. Unless it is too many, or "keep", these are remembered.
CREATE FUNCTION door.count_unrelated(c auth.transaction_context, strangers uuid[], keep boolean) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE moment timestamptz := clock_timestamp(); others int;
BEGIN
  DELETE FROM auth.unrelated_look WHERE person_id = c.person_id AND at <= moment - interval '10 minutes';
  SELECT count(*) INTO others FROM (SELECT FROM auth.unrelated_look
    WHERE person_id = c.person_id AND patient_id <> ALL (strangers) LIMIT 31) o;
  IF others + cardinality(strangers) > 30 THEN
    SELECT count(*) INTO others FROM (SELECT FROM auth.unrelated_look
      WHERE person_id = c.person_id AND patient_id <> ALL (strangers) AND NOT door.has_relation(c, patient_id) LIMIT 31) o;
  END IF;
  IF keep OR others + cardinality(strangers) <= 30 THEN
    INSERT INTO auth.unrelated_look (person_id, patient_id, at) SELECT c.person_id, id, moment FROM unnest(strangers) id
    ON CONFLICT (person_id, patient_id) DO UPDATE SET at = excluded.at;
  END IF;
  RETURN others + cardinality(strangers);
END $$;

-- What the limiter says of an entry that is about to be written: "free", "slow", or, where looks are "closed", "limited".
-- Whoever looks twice at once waits for the other look, so that no two are the thirtieth; nobody waits longer than half a
-- second. A list or a board shows whoever stands there, so these are no look at somebody of the own family.
CREATE FUNCTION door.weigh(c auth.transaction_context, entry jsonb, closed boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE
  touched uuid[] := ARRAY(SELECT DISTINCT (s->>'patientId')::uuid FROM jsonb_array_elements(entry->'subjects') s);
  strangers uuid[] := '{}'; total int;
BEGIN
  -- The log controller's errand needs no relation.
  IF c.purpose <> 'CONTROL' THEN
    strangers := ARRAY(SELECT id FROM unnest(touched) id WHERE NOT door.has_relation(c, id));
  END IF;
  IF entry->>'act' !~ '^(board|control)\.' AND entry->>'act' <> 'patient.list' THEN
    PERFORM door.flag_kin(c, (entry->>'id')::uuid, touched, strangers);
  END IF;
  IF strangers = '{}' THEN RETURN 'free'; END IF;

  PERFORM pg_advisory_xact_lock(hashtextextended('looks of ' || c.person_id, 0));
  total := door.count_unrelated(c, strangers, NOT closed);
  IF total <= 30 THEN RETURN 'free'; END IF;
  INSERT INTO public.log_flag (id, kind, organisation_id, unit_id, person_id, role, patients, entry_id, at)
  SELECT gen_random_uuid(), 'MANY_PATIENTS', c.organisation_id, c.unit_id, c.person_id, c.role, total, (entry->>'id')::uuid, clock_timestamp()
  WHERE NOT EXISTS (SELECT FROM public.log_flag f
    WHERE f.person_id = c.person_id AND f.kind = 'MANY_PATIENTS' AND f.at > clock_timestamp() - interval '10 minutes');
  RETURN CASE WHEN closed THEN 'limited' ELSE 'slow' END;
END $$;

-- Emergency care is never refused and never fails for the limiter's sake; everything else fails with it.
CREATE FUNCTION door.watch(c auth.transaction_context, entry jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF c.person_id IS NULL OR c.organisation_id IS NULL OR c.purpose IN ('OWN', 'PROXY', 'ADMIN', 'SERVICE')
     OR coalesce(entry->'subjects', '[]') = '[]' THEN
    RETURN 'free';
  END IF;
  IF c.purpose <> 'ETREAT' THEN
    RETURN door.weigh(c, entry, entry->>'outcome' IN ('seen', 'limited'));
  END IF;
  BEGIN
    RETURN door.weigh(c, entry, false);
  EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'a look was not weighed: %', SQLSTATE;
    RETURN 'free';
  END;
END $$;

-- Answers what the limiter said. A look that is refused showed nothing, and is written down as that.
DROP FUNCTION door.audit_append(jsonb);
CREATE FUNCTION door.audit_append(entry jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; verdict text;
BEGIN
  UPDATE auth.transaction_context SET audited = true
  WHERE xid = pg_current_xact_id_if_assigned()::text::bigint RETURNING * INTO c;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no request has begun' USING ERRCODE = 'invalid_authorization_specification';
  END IF;
  verdict := door.watch(c, entry);
  IF verdict = 'limited' THEN
    entry := entry || jsonb_build_object('outcome', 'limited', 'subjects',
      (SELECT jsonb_agg(s - 'shown') FROM jsonb_array_elements(entry->'subjects') s));
  END IF;
  PERFORM door.write_audit(c, entry);
  RETURN verdict;
END $$;

-- The same look-up, which now says when it is to be answered slowly.
CREATE OR REPLACE FUNCTION door.vip_check(secret text, identity_number text, card_hash bytea, name text, birth_date date, entry uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  actor jsonb := door.begin_request(secret, 'ETREAT');
  trust uuid := (actor->'organisation'->>'id')::uuid;
  desk uuid := (actor->'unit'->>'id')::uuid;
  scanned public.card; p public.patient; v public.vip_case; answer jsonb; shown text[] := '{}'; found uuid[]; verdict text;
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

  verdict := door.audit_append(jsonb_build_object('id', entry, 'act', 'patient.check', 'outcome', answer->>'outcome',
    'facts', jsonb_build_object('by', CASE WHEN card_hash IS NOT NULL THEN 'card' WHEN vip_check.name IS NOT NULL THEN 'name' ELSE 'number' END),
    'subjects', CASE WHEN p.id IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('patientId', p.id, 'ground', 'ETREAT', 'shown', shown)) END));
  RETURN CASE WHEN verdict = 'slow' THEN answer || '{"slow": true}' ELSE answer END;
END $$;

GRANT EXECUTE ON FUNCTION door.audit_append TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
