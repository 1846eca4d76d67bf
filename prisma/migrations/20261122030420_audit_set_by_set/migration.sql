-- The audit of a thousand patients at once: their rows are hashed one after the other, as a chain must be, and stored together.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE OR REPLACE FUNCTION door.write_audit(c auth.transaction_context, entry jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  e audit.entry; s audit.subject; h audit.head; links audit.subject[] := '{}';
  touched int[] := ARRAY(SELECT DISTINCT door.shard_of((t->>'patientId')::uuid) FROM jsonb_array_elements(coalesce(entry->'subjects', '[]')) t);
  seqs bigint[] := array_fill(NULL::bigint, ARRAY[16]);
  hashes bytea[] := array_fill(NULL::bytea, ARRAY[16]);
  counts int[] := array_fill(0, ARRAY[16]);
  first int := coalesce((SELECT min(shard) FROM unnest(touched) shard), door.shard_of(c.session_id));
BEGIN
  e.id := (entry->>'id')::uuid;
  -- Heads are locked in ascending order, once a shard.
  FOR h IN SELECT * FROM audit.head WHERE shard = first OR shard = ANY (touched) ORDER BY shard FOR UPDATE LOOP
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

  FOR s IN
    SELECT e.id, p.patient_id, p.shard, 0,
      coalesce(p.ground, (
        SELECT g.ground::text FROM public.access_grant g
        WHERE g.patient_id = p.patient_id AND g.principal_id = ANY (c.principals) AND g.effect = 'ALLOW'
          AND g.ground = ANY (door.grounds_of(c.purpose))
          AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until)
        ORDER BY g.ground LIMIT 1), 'NONE'),
      p.shown, NULL, NULL
    FROM (
      SELECT DISTINCT ON (get_byte(uuid_send(t.patient_id), 15) % 16, t.patient_id)
        get_byte(uuid_send(t.patient_id), 15) % 16 AS shard, t.patient_id, t.ground, t.shown
      FROM (
        SELECT (t->>'patientId')::uuid AS patient_id, t->>'ground' AS ground,
               ARRAY(SELECT jsonb_array_elements_text(coalesce(t->'shown', '[]'))) AS shown
        FROM jsonb_array_elements(coalesce(entry->'subjects', '[]')) t) t
      ORDER BY 1, 2) p
    ORDER BY p.shard, p.patient_id
  LOOP
    counts[s.shard + 1] := counts[s.shard + 1] + 1;
    s.seq := seqs[s.shard + 1] + counts[s.shard + 1];
    s.previous_hash := hashes[s.shard + 1];
    s.hash := sha256(s.previous_hash || convert_to(door.subject_text(s), 'UTF8'));
    hashes[s.shard + 1] := s.hash;
    links := links || s;
  END LOOP;
  INSERT INTO audit.subject SELECT l.* FROM unnest(links) l;

  UPDATE audit.head SET seq = seqs[shard + 1] + counts[shard + 1], hash = hashes[shard + 1] WHERE seqs[shard + 1] IS NOT NULL;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
