-- The audit: written in the transaction it tells of, chained by hash in sixteen shards by patient, only ever added to.

SET ROLE app_definer;

INSERT INTO audit.head (shard, seq, hash) SELECT shard, 0, sha256(convert_to('samlop ' || shard, 'UTF8')) FROM generate_series(0, 15) shard;

CREATE FUNCTION door.shard_of(id uuid) RETURNS int LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT get_byte(uuid_send(id), 15) % 16 $$;

-- What a row's hash is taken over; lib/audit/queries.ts asks for the same text in its own words.
CREATE FUNCTION door.entry_text(e audit.entry) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_array('entry', e.shard, e.seq, e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), e.session_id,
    e.person_id, e.person_name, e.role, e.organisation_id, e.organisation_name, e.unit_id, e.unit_name, e.purpose, e.act,
    e.object_id, e.outcome, e.facts)::text
$$;
CREATE FUNCTION door.subject_text(s audit.subject) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_array('subject', s.shard, s.seq, s.entry_id, s.patient_id, s.ground, s.shown)::text
$$;

-- Writes one entry and one subject a patient; heads are locked in ascending order, once a shard.
CREATE FUNCTION door.write_audit(c auth.transaction_context, entry jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  e audit.entry; s audit.subject; h audit.head; touched record;
  seqs bigint[] := array_fill(NULL::bigint, ARRAY[16]);
  hashes bytea[] := array_fill(NULL::bytea, ARRAY[16]);
  first int;
BEGIN
  e.id := (entry->>'id')::uuid;
  SELECT coalesce(min(door.shard_of((t->>'patientId')::uuid)), door.shard_of(c.session_id)) INTO first
  FROM jsonb_array_elements(coalesce(entry->'subjects', '[]')) t;
  FOR h IN SELECT * FROM audit.head WHERE shard = first OR shard IN (
      SELECT door.shard_of((t->>'patientId')::uuid) FROM jsonb_array_elements(coalesce(entry->'subjects', '[]')) t)
    ORDER BY shard FOR UPDATE LOOP
    seqs[h.shard + 1] := h.seq;
    hashes[h.shard + 1] := h.hash;
  END LOOP;

  e.shard := first;
  e.seq := seqs[first + 1] + 1;
  e.at := date_trunc('milliseconds', clock_timestamp());
  e.session_id := c.session_id;
  e.person_id := c.person_id;
  e.person_name := c.name;
  e.role := c.role;
  e.organisation_id := c.organisation_id;
  SELECT name INTO e.organisation_name FROM public.organisation WHERE id = c.organisation_id;
  e.unit_id := c.unit_id;
  SELECT name INTO e.unit_name FROM public.unit WHERE id = c.unit_id;
  e.purpose := c.purpose;
  e.act := entry->>'act';
  e.object_id := (entry->>'objectId')::uuid;
  e.outcome := entry->>'outcome';
  e.facts := coalesce(entry->'facts', '{}');
  e.previous_hash := hashes[first + 1];
  e.hash := sha256(e.previous_hash || convert_to(door.entry_text(e), 'UTF8'));
  INSERT INTO audit.entry SELECT e.*;
  seqs[first + 1] := e.seq;
  hashes[first + 1] := e.hash;

  FOR touched IN
    SELECT DISTINCT ON (door.shard_of(patient_id), patient_id) patient_id, door.shard_of(patient_id) AS shard, t->>'ground' AS ground,
           ARRAY(SELECT jsonb_array_elements_text(coalesce(t->'shown', '[]'))) AS shown
    FROM jsonb_array_elements(coalesce(entry->'subjects', '[]')) t, LATERAL (SELECT (t->>'patientId')::uuid AS patient_id) p
    ORDER BY 2, 1
  LOOP
    s.entry_id := e.id;
    s.patient_id := touched.patient_id;
    s.shard := touched.shard;
    s.seq := seqs[s.shard + 1] + 1;
    s.shown := touched.shown;
    s.ground := coalesce(touched.ground, (
      SELECT g.ground::text FROM public.access_grant g
      WHERE g.patient_id = s.patient_id AND g.principal_id = ANY (c.principals) AND g.effect = 'ALLOW'
        AND g.ground = ANY (door.grounds_of(c.purpose))
        AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until)
      ORDER BY g.ground LIMIT 1), 'NONE');
    s.previous_hash := hashes[s.shard + 1];
    s.hash := sha256(s.previous_hash || convert_to(door.subject_text(s), 'UTF8'));
    INSERT INTO audit.subject SELECT s.*;
    seqs[s.shard + 1] := s.seq;
    hashes[s.shard + 1] := s.hash;
  END LOOP;

  UPDATE audit.head SET seq = seqs[shard + 1], hash = hashes[shard + 1] WHERE seqs[shard + 1] IS NOT NULL;
END $$;

-- The last statement of a request. The entry is {id, act, objectId?, outcome, facts?, subjects: [{patientId, ground?, shown?}]}.
CREATE FUNCTION door.audit_append(entry jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context;
BEGIN
  UPDATE auth.transaction_context SET audited = true
  WHERE xid = pg_current_xact_id_if_assigned()::text::bigint RETURNING * INTO c;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no request has begun' USING ERRCODE = 'invalid_authorization_specification';
  END IF;
  PERFORM door.write_audit(c, entry);
END $$;

-- Signs in the person behind (issuer, subject) and writes it down; null when nobody is known by that name.
-- Staff get the membership that began first; somebody without any is a citizen.
CREATE FUNCTION door.sign_in(session uuid, secret_hash bytea, p_issuer text, p_subject text, citizen boolean, entry uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid; m public.membership; c auth.transaction_context;
BEGIN
  SELECT p.id INTO who FROM public.sign_in_identity i JOIN public.person p ON p.id = i.person_id
  WHERE i.issuer = p_issuer AND i.subject = p_subject AND p.disabled_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  IF citizen THEN
    IF NOT EXISTS (SELECT FROM public.patient WHERE person_id = who)
       AND NOT EXISTS (SELECT FROM public.representation WHERE person_id = who AND valid_from <= now() AND (valid_until IS NULL OR now() < valid_until))
    THEN RETURN false; END IF;
  ELSE
    SELECT * INTO m FROM public.membership
    WHERE person_id = who AND valid_from <= now() AND (valid_until IS NULL OR now() < valid_until) ORDER BY valid_from, id LIMIT 1;
    IF NOT FOUND THEN RETURN false; END IF;
  END IF;
  INSERT INTO auth.session (id, kind, secret_hash, person_id, membership_id, acts, issuer, idle_until, absolute_until)
  VALUES (session, CASE WHEN citizen THEN 'CITIZEN' ELSE 'STAFF' END::auth.session_kind, secret_hash, who, m.id, '{}', p_issuer,
          now() + interval '15 minutes', now() + interval '12 hours');
  c.session_id := session;
  c.person_id := who;
  SELECT given_name || ' ' || family_name INTO c.name FROM public.person WHERE id = who;
  c.role := CASE WHEN NOT citizen THEN m.role
    WHEN EXISTS (SELECT FROM public.patient WHERE person_id = who) THEN 'PATIENT' ELSE 'NEXT_OF_KIN' END;
  c.organisation_id := m.organisation_id;
  c.unit_id := m.unit_id;
  c.purpose := CASE WHEN NOT citizen THEN 'ADMIN' WHEN c.role = 'PATIENT' THEN 'OWN' ELSE 'PROXY' END;
  PERFORM door.write_audit(c, jsonb_build_object('id', entry, 'act', 'session.begin', 'objectId', session, 'outcome', 'done'));
  RETURN true;
END $$;

-- A program's session: one organisation, listed acts, twelve hours.
CREATE FUNCTION door.begin_service(session uuid, secret_hash bytea, organisation uuid, acts text[], entry uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context;
BEGIN
  INSERT INTO auth.session (id, kind, secret_hash, organisation_id, acts, idle_until, absolute_until)
  VALUES (session, 'SERVICE', secret_hash, organisation, acts, now() + interval '12 hours', now() + interval '12 hours');
  c.session_id := session;
  c.name := 'Program';
  c.role := 'SERVICE';
  c.organisation_id := organisation;
  c.purpose := 'SERVICE';
  PERFORM door.write_audit(c, jsonb_build_object('id', entry, 'act', 'session.begin', 'objectId', session, 'outcome', 'done'));
END $$;

-- For a program's start, before it has a session: which organisation is meant.
CREATE FUNCTION door.organisation_by_number(number text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT id FROM public.organisation WHERE organisation_number = number $$;

RESET ROLE;

-- Reads the chain to verify it, and nothing else.
CREATE POLICY verify ON audit.entry FOR SELECT TO app_auditor USING (true);
CREATE POLICY verify ON audit.subject FOR SELECT TO app_auditor USING (true);
CREATE POLICY verify ON audit.head FOR SELECT TO app_auditor USING (true);
GRANT USAGE ON SCHEMA audit TO app_auditor;
GRANT SELECT ON audit.entry, audit.subject, audit.head TO app_auditor;
