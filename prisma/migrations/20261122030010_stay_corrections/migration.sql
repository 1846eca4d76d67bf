-- Putting right, cancelling, leave, moving and death: events that replace or follow others, and what may be written whoever asks.

ALTER TABLE stay_event ADD CHECK (kind <> 'VOIDED' OR replaces_id IS NOT NULL AND reason IS NOT NULL);
ALTER TABLE stay_event ADD CHECK (replaces_id <> id);
ALTER TABLE stay_event ADD CHECK (char_length(note) BETWEEN 2 AND 200);

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE OR REPLACE FUNCTION door.rebuild_grants(patients uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.patient WHERE id = ANY (patients) ORDER BY id FOR NO KEY UPDATE;
  DELETE FROM public.access_grant WHERE patient_id = ANY (patients);
  INSERT INTO public.access_grant (patient_id, principal_id, effect, ground, source_id, valid_from, valid_until)
  SELECT * FROM (
    SELECT patient_id, coalesce(person_id, unit_id, organisation_id), 'ALLOW'::public.grant_effect, kind::text::public.grant_ground, id, valid_from, valid_until
    FROM public.care_relation WHERE patient_id = ANY (patients)
    UNION ALL
    SELECT patient_id, ward_id, 'ALLOW', 'VIP_WARD', id, active_at, NULL
    FROM public.vip_case WHERE patient_id = ANY (patients) AND status IN ('ACTIVE', 'UNDER_REVIEW')
    UNION ALL
    -- The ward of the stay, and fourteen days after it.
    SELECT s.patient_id, s.unit_id, 'ALLOW', 'CURRENT_STAY', s.id, coalesce(s.on_ward_at, s.admitted_at, s.arrived_at, s.discharged_at, s.deceased_at, s.ready_at), coalesce(s.discharged_at, s.deceased_at) + interval '14 days'
    FROM public.stay s JOIN public.unit u ON u.id = s.unit_id AND u.kind = 'WARD'
    WHERE s.patient_id = ANY (patients) AND s.status IN ('ON_WARD', 'READY_FOR_DISCHARGE', 'DISCHARGED')
    UNION ALL
    -- A ward that the patient was just moved from, as long as the one who moved may undo it.
    SELECT s.patient_id, w.unit_id, 'ALLOW', 'CURRENT_STAY', s.id, w.at, w.told_at + interval '2 minutes'
    FROM public.stay s
    CROSS JOIN LATERAL (
      SELECT e.unit_id, e.at, lead(e.recorded_at) OVER (ORDER BY e.at, e.id) AS told_at FROM public.stay_event e
      WHERE e.stay_id = s.id AND e.kind = 'ON_WARD' AND NOT EXISTS (SELECT FROM public.stay_event r WHERE r.replaces_id = e.id)) w
    WHERE s.patient_id = ANY (patients) AND s.status IN ('ON_WARD', 'READY_FOR_DISCHARGE') AND w.told_at > now() - interval '2 minutes'
      AND w.unit_id <> s.unit_id
    UNION ALL
    -- Whoever is in reception, for a day at most: to the reception, with what helps in an emergency once triage is done or
    -- for two hours until then, and to those who keep the flow when a VIP patient waits.
    SELECT a.patient_id, g.principal, 'ALLOW', g.ground, a.id, least(a.arrived_at, a.recorded_at),
           a.recorded_at + CASE WHEN g.ground = 'ARRIVAL' AND NOT a.triaged THEN interval '2 hours' ELSE interval '24 hours' END
    FROM (
      SELECT s.id, s.patient_id, s.unit_id, s.organisation_id, s.arrived_at, e.recorded_at,
             EXISTS (SELECT FROM public.triage t WHERE t.stay_id = s.id) AS triaged,
             EXISTS (SELECT FROM public.vip_case v WHERE v.patient_id = s.patient_id AND v.trust_id = s.organisation_id AND v.status IN ('ACTIVE', 'UNDER_REVIEW')) AS vip
      FROM public.stay s
      JOIN public.unit u ON u.id = s.unit_id AND u.kind = 'RECEPTION'
      CROSS JOIN LATERAL (SELECT min(e.recorded_at) AS recorded_at FROM public.stay_event e WHERE e.stay_id = s.id AND e.kind = 'ARRIVED') e
      WHERE s.patient_id = ANY (patients) AND s.status IN ('ARRIVED', 'IN_RECEPTION') AND s.arrived_at IS NOT NULL
    ) a CROSS JOIN LATERAL (VALUES
      (a.unit_id, 'RECEPTION'::public.grant_ground, true), (a.unit_id, 'ARRIVAL', true), (door.flow_of(a.organisation_id), 'FLOW', a.vip)
    ) AS g (principal, ground, given) WHERE g.given
    UNION ALL
    -- The ward that is asked, for a day at most, until it has received the patient and its own stay opens.
    SELECT f.patient_id, f.ward_id, 'ALLOW', 'FAST_TRACK', f.stay_id, least(f.asked_at, now()),
           CASE WHEN f.status = 'RECEIVED' THEN f.received_at + interval '1 hour' ELSE f.asked_at + interval '24 hours' END
    FROM public.fast_track f JOIN public.stay s ON s.id = f.stay_id
    WHERE f.patient_id = ANY (patients) AND s.status <> 'CANCELLED' AND (f.status = 'RECEIVED' OR f.status <> 'CANCELLED' AND s.status IN ('ARRIVED', 'IN_RECEPTION'))
    UNION ALL
    SELECT patient_id, person_id, 'ALLOW', 'REPRESENTATION', id, valid_from, valid_until
    FROM public.representation WHERE patient_id = ANY (patients)
    UNION ALL
    SELECT id, person_id, 'ALLOW', 'SELF', id, '-infinity'::timestamptz, NULL
    FROM public.patient WHERE id = ANY (patients) AND person_id IS NOT NULL
    UNION ALL
    SELECT patient_id, coalesce(person_id, unit_id, organisation_id, '00000000-0000-0000-0000-000000000000'),
           CASE scope WHEN 'ALL' THEN 'BLOCK' ELSE 'BLOCK_STATUS' END::public.grant_effect, 'PATIENT_BLOCK', id, set_at, lifted_at
    FROM public.access_block WHERE patient_id = ANY (patients)
  ) AS fact (patient_id, principal_id, effect, ground, source_id, valid_from, valid_until)
  WHERE valid_until IS NULL OR valid_until > now();
END $$;

CREATE OR REPLACE FUNCTION door.derive_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.stay SET
    -- A move of somebody who is ready leaves the patient ready.
    status = CASE WHEN d.status = 'ON_WARD' AND d.ready_at >= d.on_ward_at THEN 'READY_FOR_DISCHARGE' ELSE d.status END, unit_id = d.unit_id, arrived_at = d.arrived_at, admitted_at = d.admitted_at, on_ward_at = d.on_ward_at,
    ready_at = d.ready_at, on_leave_since = CASE WHEN d.status NOT IN ('DISCHARGED', 'CANCELLED') THEN d.on_leave_since END, discharged_at = d.discharged_at, deceased_at = d.deceased_at,
    marks = d.marks, events = d.events, arrival_mode = d.mode, urgency = coalesce(d.urgency, stay.urgency)
  FROM (
    SELECT e.stay_id, count(e.kind)::int AS events,
      coalesce((array_agg(CASE e.kind
          WHEN 'ARRIVED' THEN 'ARRIVED' WHEN 'IN_RECEPTION' THEN 'IN_RECEPTION' WHEN 'ON_WARD' THEN 'ON_WARD'
          WHEN 'READY_FOR_DISCHARGE' THEN 'READY_FOR_DISCHARGE' WHEN 'READY_WITHDRAWN' THEN 'ON_WARD'
          WHEN 'DISCHARGED' THEN 'DISCHARGED' WHEN 'DIED' THEN 'DISCHARGED' WHEN 'LEFT_RECEPTION' THEN 'DISCHARGED'
          WHEN 'CANCELLED' THEN 'CANCELLED' END::public.stay_status
        ORDER BY (e.kind = 'CANCELLED') DESC, (e.kind IN ('DISCHARGED', 'DIED')) DESC, e.at DESC, e.kind DESC, e.id DESC)
        FILTER (WHERE e.kind NOT IN ('ADMITTED', 'LEAVE_STARTED', 'LEAVE_ENDED')))[1], 'EXPECTED') AS status,
      -- Where the last ward says; before there is one, whatever told last.
      (array_agg(e.unit_id ORDER BY (e.kind = 'ON_WARD') DESC, e.at DESC, e.kind DESC, e.id DESC) FILTER (WHERE e.unit_id IS NOT NULL AND e.kind <> 'CANCELLED'))[1] AS unit_id,
      min(e.at) FILTER (WHERE e.kind = 'ARRIVED') AS arrived_at,
      min(e.at) FILTER (WHERE e.kind = 'ADMITTED') AS admitted_at,
      min(e.at) FILTER (WHERE e.kind = 'ON_WARD') AS on_ward_at,
      CASE WHEN max(e.at) FILTER (WHERE e.kind = 'READY_WITHDRAWN') >= max(e.at) FILTER (WHERE e.kind = 'READY_FOR_DISCHARGE') THEN NULL
           ELSE max(e.at) FILTER (WHERE e.kind = 'READY_FOR_DISCHARGE') END AS ready_at,
      CASE WHEN max(e.at) FILTER (WHERE e.kind = 'LEAVE_ENDED') >= max(e.at) FILTER (WHERE e.kind = 'LEAVE_STARTED') THEN NULL
           ELSE max(e.at) FILTER (WHERE e.kind = 'LEAVE_STARTED') END AS on_leave_since,
      max(e.at) FILTER (WHERE e.kind = 'DISCHARGED') AS discharged_at,
      max(e.at) FILTER (WHERE e.kind = 'DIED') AS deceased_at,
      (array_agg(e.mode ORDER BY e.at, e.id) FILTER (WHERE e.kind = 'ARRIVED'))[1] AS mode,
      (array_agg(e.urgency ORDER BY e.at, e.id) FILTER (WHERE e.kind = 'ARRIVED'))[1] AS urgency,
      array_remove(ARRAY[
        CASE WHEN min(e.at) FILTER (WHERE e.kind = 'ARRIVED') > min(e.at) FILTER (WHERE e.kind = 'ADMITTED') THEN 'ARRIVAL_AFTER_ADMISSION' END,
        CASE WHEN max(e.at) FILTER (WHERE e.kind = 'DIED') > max(e.at) FILTER (WHERE e.kind = 'DISCHARGED') THEN 'DEATH_AFTER_DISCHARGE' END
      ], NULL)::public.stay_mark[] AS marks
    -- What was put right or taken back keeps its row and loses its kind, so that no filter takes it.
    FROM (
      SELECT o.stay_id, o.id, o.at, o.unit_id, o.mode, o.urgency,
             CASE WHEN o.kind <> 'VOIDED' AND NOT EXISTS (SELECT FROM public.stay_event r WHERE r.replaces_id = o.id) THEN o.kind END AS kind
      FROM public.stay_event o WHERE o.stay_id IN (SELECT stay_id FROM changed)) e
    GROUP BY e.stay_id
  ) d
  WHERE stay.id = d.stay_id;

  -- A stay that never was has no run.
  UPDATE public.fast_track f SET status = 'CANCELLED', refusal = NULL, expected_at = NULL, version = f.version + 1
  FROM public.stay s
  WHERE s.id IN (SELECT stay_id FROM changed) AND s.status = 'CANCELLED' AND f.stay_id = s.id AND f.status NOT IN ('RECEIVED', 'CANCELLED');

  -- A death that was put right: what it had said of the patient is said anew. VIP status that ended with it stays ended.
  WITH gone AS (
    SELECT o.patient_id, max(o.at) AS at FROM changed n JOIN public.stay_event o ON o.id = n.replaces_id AND o.kind = 'DIED' GROUP BY 1
  ), told AS (
    SELECT g.*, (SELECT max(s.deceased_at) FROM public.stay s WHERE s.patient_id = g.patient_id AND s.status <> 'CANCELLED') AS died FROM gone g
  ), patients AS (
    UPDATE public.patient p SET deceased_at = t.died, version = p.version + 1 FROM told t
    WHERE p.id = t.patient_id AND p.deceased_at = t.at AND t.died IS DISTINCT FROM p.deceased_at)
  UPDATE public.vip_case v SET ended_at = t.died, version = v.version + 1 FROM told t
  WHERE v.patient_id = t.patient_id AND v.end_cause = 'DEATH' AND v.ended_at = t.at AND t.died <> t.at;

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

CREATE OR REPLACE FUNCTION door.tell(patients uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_notify('samlop', topic::text) FROM (
    SELECT v.ward_id FROM public.vip_case v WHERE v.patient_id = ANY (patients) AND v.status IN ('ACTIVE', 'UNDER_REVIEW')
    UNION SELECT s.unit_id FROM public.stay s WHERE s.patient_id = ANY (patients) AND coalesce(s.discharged_at, s.arrived_at) > now() - interval '30 days'
    UNION SELECT s.organisation_id FROM public.stay s WHERE s.patient_id = ANY (patients) AND coalesce(s.discharged_at, s.arrived_at) > now() - interval '30 days'
    -- A ward that the patient was moved from, or never was on.
    UNION SELECT e.unit_id FROM public.stay_event e WHERE e.patient_id = ANY (patients) AND e.kind = 'ON_WARD' AND e.recorded_at > now() - interval '30 days'
    UNION SELECT unnest(ARRAY[f.ward_id, f.reception_id]) FROM public.fast_track f WHERE f.patient_id = ANY (patients) AND f.status <> 'CANCELLED'
    -- A ward that was asked before must see that it is asked no longer.
    UNION SELECT p.unit_id FROM public.fast_track_step p WHERE p.patient_id = ANY (patients) AND p.at > now() - interval '1 day'
  ) AS concerned (topic) WHERE topic IS NOT NULL
$$;

-- Old stays that are imported concern no board.
CREATE OR REPLACE FUNCTION door.tell_of_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM door.tell(ARRAY(SELECT DISTINCT patient_id FROM changed
    WHERE status NOT IN ('EXPECTED', 'DISCHARGED') OR coalesce(discharged_at, deceased_at, arrived_at) > now() - interval '2 days'));
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION door.keep_fact() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c auth.transaction_context; s public.stay; f public.fast_track; t public.triage; fact jsonb := to_jsonb(NEW); fits boolean;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO s FROM public.stay WHERE id = NEW.stay_id AND patient_id = NEW.patient_id;
  SELECT * INTO f FROM public.fast_track WHERE stay_id = NEW.stay_id;
  CASE TG_TABLE_NAME
    WHEN 'triage' THEN
      fits := door.is_at_desk(c, s);
      NEW.recorded_at := date_trunc('milliseconds', clock_timestamp());
    WHEN 'safety_clearance' THEN
      SELECT * INTO t FROM public.triage WHERE id = (fact->>'triage_id')::uuid AND stay_id = NEW.stay_id AND patient_id = NEW.patient_id;
      fits := (door.is_at_desk(c, s) OR door.is_asked(c, f)) AND t.unsafe
        AND (fact->>'cleared_at')::timestamptz BETWEEN t.recorded_at - interval '1 minute' AND now() + interval '2 minutes';
      NEW.recorded_at := date_trunc('milliseconds', clock_timestamp());
    ELSE
      -- A step tells of the run of that very stay.
      fits := f.id = (fact->>'fast_track_id')::uuid AND c.role IN ('NURSE', 'HEAD_NURSE', 'FLOW_COORDINATOR');
  END CASE;
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not be written here' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- Whether a stay is on this actor's ward; an ended one belongs to the ward that it ended on.
CREATE FUNCTION door.is_of_ward(c auth.transaction_context, s public.stay) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.role IN ('NURSE', 'HEAD_NURSE') AND c.purpose = 'TREAT' AND s.unit_id = c.unit_id
    AND s.status IN ('ON_WARD', 'READY_FOR_DISCHARGE', 'DISCHARGED')
    AND EXISTS (SELECT FROM public.unit u WHERE u.id = c.unit_id AND u.kind = 'WARD')
$$;

-- What the runtime role may write of a stay, whatever the statement says, and who wrote it.
CREATE FUNCTION door.keep_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c auth.transaction_context; s public.stay; f public.fast_track; o public.stay_event; before public.stay_event;
  here boolean; is_now boolean; is_ward boolean; fits boolean;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO s FROM public.stay WHERE id = NEW.stay_id AND patient_id = NEW.patient_id;
  here := NEW.unit_id = c.unit_id;
  is_now := NEW.at BETWEEN now() - interval '1 minute' AND now() + interval '2 minutes';
  is_ward := EXISTS (SELECT FROM public.unit u WHERE u.id = NEW.unit_id AND u.kind = 'WARD' AND u.organisation_id = s.organisation_id
    AND (u.closed_at IS NULL OR u.closed_at > now()));
  NEW.urgency := NULL;
  NEW.mode := NULL;

  IF NEW.replaces_id IS NULL THEN
    SELECT * INTO f FROM public.fast_track WHERE stay_id = NEW.stay_id;
    fits := CASE
      WHEN NEW.kind IN ('IN_RECEPTION', 'LEFT_RECEPTION') THEN here AND is_now AND door.is_at_desk(c, s)
      WHEN NEW.kind = 'CANCELLED' THEN here AND is_now AND NEW.reason IS NOT NULL
        AND (door.is_at_desk(c, s) OR door.is_of_ward(c, s) AND s.status <> 'DISCHARGED')
      WHEN NEW.kind = 'ON_WARD' AND s.status IN ('ARRIVED', 'IN_RECEPTION') THEN here AND is_now AND door.is_asked(c, f) AND f.status <> 'REFUSED'
      -- The patient is here, in a stay of its own that was a mistake: the stay before goes on here.
      WHEN NEW.kind = 'ON_WARD' AND NEW.reason = 'REGISTERED_TWICE' THEN here AND is_ward AND s.status <> 'DISCHARGED' AND door.lies_here(c, s)
        AND NEW.at BETWEEN s.on_ward_at AND now() + interval '2 minutes'
      WHEN door.is_of_ward(c, s) AND s.status <> 'DISCHARGED' AND NEW.at BETWEEN coalesce(s.on_ward_at, s.arrived_at, '-infinity') AND now() + interval '2 minutes' THEN
        CASE NEW.kind
          WHEN 'ON_WARD' THEN is_ward AND NOT here AND NEW.reason IS NOT NULL
          WHEN 'LEAVE_STARTED' THEN here AND s.on_leave_since IS NULL
          WHEN 'LEAVE_ENDED' THEN here AND NEW.at > s.on_leave_since
          WHEN 'DIED' THEN here
          ELSE false END
      ELSE false END;
  ELSE
    SELECT * INTO o FROM public.stay_event WHERE id = NEW.replaces_id AND stay_id = NEW.stay_id AND patient_id = NEW.patient_id;
    SELECT * INTO before FROM public.stay_event WHERE id = o.replaces_id;
    fits := NEW.reason IS NOT NULL AND CASE
      WHEN NEW.reason = 'UNDONE' THEN
        -- Within the minute, by the same person: what is undone gives way to what stood before it.
        o.recorded_by_id = c.person_id AND o.recorded_at > now() - interval '70 seconds' AND o.reason IS DISTINCT FROM 'UNDONE'
        AND o.kind NOT IN ('ARRIVED', 'CANCELLED', 'DIED', 'LEFT_RECEPTION', 'IN_RECEPTION') AND before.kind IS DISTINCT FROM 'DIED'
        AND CASE WHEN before.id IS NULL THEN NEW.kind = 'VOIDED' AND is_now AND NOT door.is_first_ward(o)
                 ELSE NEW.kind = before.kind AND NEW.at = before.at AND NEW.unit_id IS NOT DISTINCT FROM before.unit_id END
      WHEN NEW.kind = 'VOIDED' THEN is_now AND NEW.unit_id IS NOT DISTINCT FROM o.unit_id
        AND o.kind IN ('ON_WARD', 'LEAVE_STARTED', 'LEAVE_ENDED', 'READY_FOR_DISCHARGE', 'READY_WITHDRAWN', 'DISCHARGED', 'DIED') AND NOT door.is_first_ward(o)
        AND (door.is_of_ward(c, s) OR NEW.reason = 'REGISTERED_TWICE' AND o.kind = 'DISCHARGED' AND door.lies_here(c, s))
      WHEN NEW.kind = o.kind THEN o.kind NOT IN ('VOIDED', 'CANCELLED', 'LEFT_RECEPTION')
        AND (NEW.unit_id IS NOT DISTINCT FROM o.unit_id OR o.kind = 'ON_WARD' AND is_ward)
        AND NEW.at <= now() + interval '2 minutes'
        AND CASE WHEN o.kind IN ('ARRIVED', 'ADMITTED') THEN NEW.at <= coalesce(s.on_ward_at, s.discharged_at, s.deceased_at, 'infinity')
                 ELSE NEW.at >= coalesce(s.arrived_at, '-infinity') END
        AND (door.is_of_ward(c, s) OR o.kind = 'ARRIVED' AND door.is_at_desk(c, s))
      ELSE false END;
    IF NEW.kind = 'ARRIVED' THEN
      NEW.urgency := o.urgency;
      NEW.mode := o.mode;
    END IF;
  END IF;
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not be written here' USING ERRCODE = 'insufficient_privilege';
  END IF;
  NEW.recorded_at := date_trunc('milliseconds', clock_timestamp());
  NEW.recorded_by_id := c.person_id;
  NEW.recorded_role := c.role;
  NEW.recorded_unit_id := c.unit_id;
  RETURN NEW;
END $$;

-- Whether the patient of a stay lies on this actor's ward in another stay of the same hospital.
CREATE FUNCTION door.lies_here(c auth.transaction_context, s public.stay) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.stay o WHERE o.patient_id = s.patient_id AND o.organisation_id = s.organisation_id AND o.id <> s.id
    AND o.status <> 'DISCHARGED' AND door.is_of_ward(c, o))
$$;

-- The coming to the first ward begins the stay on wards; without it there is none.
CREATE FUNCTION door.is_first_ward(o public.stay_event) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.kind = 'ON_WARD' AND NOT EXISTS (SELECT FROM public.stay_event e WHERE e.stay_id = o.stay_id AND e.kind = 'ON_WARD' AND e.id <> o.id
    AND e.at <= o.at AND NOT EXISTS (SELECT FROM public.stay_event r WHERE r.replaces_id = e.id))
$$;

CREATE OR REPLACE FUNCTION door.register_arrival(look_up uuid, stay uuid, event uuid, at timestamptz, urgency public.urgency, mode public.arrival_mode) RETURNS int
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
  INSERT INTO public.stay_event (id, stay_id, patient_id, kind, at, unit_id, urgency, mode, session_id, recorded_at, recorded_by_id, recorded_role, recorded_unit_id)
  SELECT event, stay, who, 'ARRIVED', at, c.unit_id, urgency, mode, c.session_id, date_trunc('milliseconds', clock_timestamp()), c.person_id, c.role, c.unit_id
  FROM auth.transaction_context c WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint;
  RETURN 1;
END $$;

CREATE OR REPLACE FUNCTION door.arrival_flags(size int, skip int) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH flagged AS (
    SELECT s.id, s.patient_id AS "patientId", p.given_name || ' ' || p.family_name AS name, p.birth_date AS "birthDate", a.recorded_at AS at,
           who.given_name || ' ' || who.family_name AS by, u.name AS unit,
           CASE WHEN s.status = 'CANCELLED' THEN 'CANCELLED' ELSE 'WITHOUT_TRIAGE' END AS why
    FROM auth.transaction_context c
    JOIN public.stay s ON s.organisation_id = c.organisation_id AND s.source = 'samlop'
    JOIN public.stay_event a ON a.stay_id = s.id AND a.kind = 'ARRIVED' AND a.replaces_id IS NULL
    JOIN auth.session x ON x.id = a.session_id
    JOIN public.person who ON who.id = x.person_id
    JOIN public.patient p ON p.id = s.patient_id
    LEFT JOIN public.unit u ON u.id = a.unit_id
    WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.purpose = 'CONTROL'
      AND (s.status = 'CANCELLED' OR a.recorded_at < now() - interval '2 hours' AND NOT EXISTS (
        SELECT FROM public.triage t WHERE t.stay_id = s.id AND t.recorded_at <= a.recorded_at + interval '2 hours'))
  )
  SELECT jsonb_build_object('total', (SELECT count(*) FROM flagged),
    'rows', coalesce((SELECT jsonb_agg(to_jsonb(r)) FROM (SELECT * FROM flagged ORDER BY at DESC, id LIMIT size OFFSET skip) r), '[]'))
$$;

CREATE OR REPLACE FUNCTION door.fast_track_figures(since timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH run AS (
    SELECT f.*, extract(epoch FROM f.received_at - s.arrived_at) / 60 AS minutes
    FROM auth.transaction_context c
    JOIN public.fast_track f ON f.organisation_id = c.organisation_id AND f.started_at >= since
    JOIN public.stay s ON s.id = f.stay_id AND NOT (f.status = 'RECEIVED' AND s.status = 'CANCELLED')
    WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.purpose = 'QUALITY'
      AND c.role IN ('COLLABORATION_PHYSICIAN', 'FLOW_COORDINATOR', 'HEAD_NURSE'))
  SELECT jsonb_build_object('started', count(*), 'received', count(received_at), 'cancelled', count(*) FILTER (WHERE status = 'CANCELLED'),
    'within', count(*) FILTER (WHERE minutes <= target_minutes),
    'medianMinutes', percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes),
    'ownWard', count(*) FILTER (WHERE received_at IS NOT NULL AND deviation IS NULL),
    'deviations', (SELECT coalesce(jsonb_object_agg(deviation, n), '{}') FROM (SELECT deviation, count(*) AS n FROM run WHERE deviation IS NOT NULL GROUP BY deviation) d),
    'refusals', (SELECT coalesce(jsonb_object_agg(refusal, n), '{}') FROM (
      SELECT p.refusal, count(*) AS n FROM run JOIN public.fast_track_step p ON p.fast_track_id = run.id WHERE p.refusal IS NOT NULL GROUP BY p.refusal) d))
  FROM run
$$;

REVOKE ALL ON FUNCTION door.is_of_ward, door.keep_event, door.lies_here, door.is_first_ward FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.keep_event TO app_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

DROP TRIGGER keep_fact ON stay_event;
CREATE TRIGGER keep_event BEFORE INSERT ON stay_event FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_event();

-- Facts are written in one's own name, about a stay of that very patient that one has to do with; what may be said is for the trigger.
DROP POLICY relation_new ON stay_event;
CREATE POLICY relation_new ON stay_event FOR INSERT TO app_rt WITH CHECK (
  EXISTS (SELECT FROM access_grant g WHERE g.patient_id = stay_event.patient_id AND g.effect = 'ALLOW'
    AND (g.ground NOT IN ('RECEPTION', 'ARRIVAL', 'FLOW', 'FAST_TRACK') OR g.source_id = stay_event.stay_id)
    AND (g.ground NOT IN ('FLOW', 'FAST_TRACK') OR NOT EXISTS (
      SELECT FROM access_grant b WHERE b.patient_id = stay_event.patient_id AND b.effect = 'BLOCK_STATUS')))
  AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = stay_event.patient_id AND g.effect = 'BLOCK')
  AND session_id = (SELECT door.session_id())
  AND EXISTS (SELECT FROM stay s WHERE s.id = stay_event.stay_id AND s.patient_id = stay_event.patient_id));

GRANT INSERT (replaces_id, reason, note) ON stay_event TO app_rt;
