-- Arrival, triage and fast track: what must hold whoever writes, who sees it, and for how long.

CREATE UNIQUE INDEX one_open_arrival ON stay (patient_id, organisation_id) WHERE source = 'samlop' AND status IN ('ARRIVED', 'IN_RECEPTION');

ALTER TABLE organisation ADD CHECK (fast_track_target BETWEEN 1 AND 240);
ALTER TABLE triage ADD CHECK (CASE kind
  WHEN 'NEWS2' THEN num_nulls(respiration, saturation, scale, oxygen, systolic, pulse, consciousness, temperature, score) = 0 AND colour IS NULL
  ELSE num_nonnulls(respiration, saturation, scale, oxygen, systolic, pulse, consciousness, temperature, score) = 0 AND colour IS NOT NULL END);
ALTER TABLE triage ADD CHECK (scale IS DISTINCT FROM 'TWO' OR char_length(scale_decided_by) BETWEEN 2 AND 80);
ALTER TABLE triage ADD CHECK (unsafe OR coalesce(score, 0) < 5 AND colour IS DISTINCT FROM 'RED');
ALTER TABLE safety_clearance ADD CHECK (char_length(cleared_by) BETWEEN 2 AND 80);
ALTER TABLE fast_track ADD CHECK ((status = 'RECEIVED') = (received_at IS NOT NULL));
ALTER TABLE fast_track ADD CHECK ((status = 'REFUSED') = (refusal IS NOT NULL));
ALTER TABLE fast_track ADD CHECK ((status = 'DELAYED') = (expected_at IS NOT NULL));
-- Not to the own ward only with a reason and a day for moving there.
ALTER TABLE fast_track ADD CHECK ((ward_id = vip_ward_id) = (deviation IS NULL) AND (deviation IS NULL) = (move_on IS NULL));
ALTER TABLE fast_track_step ADD CHECK (minutes BETWEEN 1 AND 240);

CREATE TRIGGER keep_version BEFORE UPDATE ON fast_track FOR EACH ROW EXECUTE FUNCTION keep_version();
CREATE TRIGGER keep_state BEFORE UPDATE ON fast_track FOR EACH ROW EXECUTE FUNCTION keep_state('{
  "ASKED": ["ACCEPTED", "DELAYED", "REFUSED", "RECEIVED", "CANCELLED"],
  "ACCEPTED": ["ASKED", "DELAYED", "REFUSED", "RECEIVED", "CANCELLED"],
  "DELAYED": ["ASKED", "ACCEPTED", "REFUSED", "RECEIVED", "CANCELLED"],
  "REFUSED": ["ASKED", "ACCEPTED", "DELAYED", "CANCELLED"]}');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['triage', 'safety_clearance', 'fast_track', 'fast_track_step'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_delete BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY definer ON %I TO app_definer USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO app_definer', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO app_rt', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['triage', 'safety_clearance', 'fast_track_step'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_update BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
  END LOOP;
END $$;

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Flow coordinators stand for the flow of their trust and for nothing else of it.
CREATE FUNCTION door.flow_of(organisation uuid) RETURNS uuid LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT md5('flow ' || organisation)::uuid $$;

CREATE OR REPLACE FUNCTION door.principals_of(role public.role, purpose auth.purpose, person uuid, unit uuid, organisation uuid)
RETURNS uuid[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN purpose IN ('ADMIN', 'CONTROL', 'SERVICE') THEN '{}'
    WHEN role IN ('PATIENT', 'NEXT_OF_KIN') THEN ARRAY[person]
    WHEN role IN ('CASEWORKER', 'GP') THEN array_remove(ARRAY[person, unit, organisation, '00000000-0000-0000-0000-000000000000'], NULL)
    WHEN role = 'FLOW_COORDINATOR'
      THEN array_remove(ARRAY[person, unit, door.flow_of(organisation), '00000000-0000-0000-0000-000000000000'], NULL)
    WHEN role IN ('NURSE', 'HEAD_NURSE', 'COLLABORATION_PHYSICIAN', 'PARTICIPANT')
      THEN array_remove(ARRAY[person, unit, '00000000-0000-0000-0000-000000000000'], NULL)
    ELSE '{}' END
$$;

-- What an arrival opens is for emergency care alone.
CREATE OR REPLACE FUNCTION door.grounds_of(purpose auth.purpose) RETURNS public.grant_ground[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (CASE
    WHEN purpose IN ('ADMIN', 'CONTROL', 'SERVICE') THEN '{}'
    WHEN purpose = 'OWN' THEN '{SELF,PATIENT_BLOCK}'
    WHEN purpose = 'PROXY' THEN '{REPRESENTATION,PATIENT_BLOCK}'
    WHEN purpose = 'ETREAT' THEN '{MUNICIPALITY_CASE,GP_LIST,HOME_CARE,INVITED,VIP_WARD,CURRENT_STAY,FAST_TRACK,RECEPTION,ARRIVAL,FLOW,PATIENT_BLOCK}'
    ELSE '{MUNICIPALITY_CASE,GP_LIST,HOME_CARE,INVITED,VIP_WARD,CURRENT_STAY,FAST_TRACK,PATIENT_BLOCK}' END)::public.grant_ground[]
$$;

-- Work with patients has one errand in the code; for municipal caseworkers its national name is COC.
CREATE OR REPLACE FUNCTION door.begin_request(secret text, purpose auth.purpose) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s door.signed_in; purposes auth.purpose[]; stated auth.purpose := purpose;
BEGIN
  SELECT * INTO s FROM door.session_of(secret);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such session' USING ERRCODE = 'SL001';
  END IF;
  IF stated = 'TREAT' AND s.role = 'CASEWORKER' THEN stated := 'COC'; END IF;
  IF stated = 'OWN' AND s.role = 'NEXT_OF_KIN' THEN stated := 'PROXY'; END IF;
  -- A purpose that is not for the role opens nothing, but the attempt can still be written down.
  purposes := door.purposes_of(s.role);
  IF NOT stated = ANY (purposes) THEN stated := purposes[cardinality(purposes)]; END IF;
  INSERT INTO auth.transaction_context (xid, session_id, person_id, name, role, organisation_id, unit_id, acts, principals, purpose)
  VALUES (pg_current_xact_id()::text::bigint, s.session_id, s.person_id, s.name, s.role, s.organisation_id, s.unit_id, s.acts,
          door.principals_of(s.role, stated, s.person_id, s.unit_id, s.organisation_id), stated);
  RETURN door.actor_json(s);
END $$;

CREATE FUNCTION door.unit_id() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT unit_id FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint
$$;

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
    WHERE f.patient_id = ANY (patients) AND (f.status = 'RECEIVED' OR f.status <> 'CANCELLED' AND s.status IN ('ARRIVED', 'IN_RECEPTION'))
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
    status = d.status, unit_id = d.unit_id, arrived_at = d.arrived_at, admitted_at = d.admitted_at, on_ward_at = d.on_ward_at,
    ready_at = d.ready_at, on_leave_since = d.on_leave_since, discharged_at = d.discharged_at, deceased_at = d.deceased_at,
    marks = d.marks, events = d.events, arrival_mode = d.mode, urgency = coalesce(d.urgency, stay.urgency)
  FROM (
    SELECT e.stay_id, count(*)::int AS events,
      coalesce((array_agg(CASE e.kind
          WHEN 'ARRIVED' THEN 'ARRIVED' WHEN 'IN_RECEPTION' THEN 'IN_RECEPTION' WHEN 'ON_WARD' THEN 'ON_WARD'
          WHEN 'READY_FOR_DISCHARGE' THEN 'READY_FOR_DISCHARGE' WHEN 'READY_WITHDRAWN' THEN 'ON_WARD'
          WHEN 'DISCHARGED' THEN 'DISCHARGED' WHEN 'DIED' THEN 'DISCHARGED' WHEN 'LEFT_RECEPTION' THEN 'DISCHARGED'
          WHEN 'CANCELLED' THEN 'CANCELLED' END::public.stay_status
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
      (array_agg(e.mode ORDER BY e.at, e.id) FILTER (WHERE e.kind = 'ARRIVED'))[1] AS mode,
      (array_agg(e.urgency ORDER BY e.at, e.id) FILTER (WHERE e.kind = 'ARRIVED'))[1] AS urgency,
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

-- The end of VIP status ends its card and the fast tracks that go on.
CREATE OR REPLACE FUNCTION door.end_cards() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.card SET status = 'REVOKED', ended_at = NEW.ended_at, version = version + 1
  WHERE case_id = NEW.id AND status = 'ISSUED';
  UPDATE public.fast_track SET status = 'CANCELLED', refusal = NULL, expected_at = NULL, version = version + 1
  WHERE patient_id = NEW.patient_id AND organisation_id = NEW.trust_id AND status NOT IN ('RECEIVED', 'CANCELLED');
  RETURN NULL;
END $$;

-- Whether a stay is in this actor's reception now, under the errand that goes with it.
CREATE FUNCTION door.is_at_desk(c auth.transaction_context, s public.stay) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.role IN ('NURSE', 'HEAD_NURSE') AND c.purpose = 'ETREAT' AND s.unit_id = c.unit_id AND s.status IN ('ARRIVED', 'IN_RECEPTION')
    AND EXISTS (SELECT FROM public.unit u WHERE u.id = c.unit_id AND u.kind = 'RECEPTION')
$$;
CREATE FUNCTION door.is_asked(c auth.transaction_context, f public.fast_track) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.role IN ('NURSE', 'HEAD_NURSE') AND c.purpose = 'TREAT' AND f.ward_id = c.unit_id AND f.status NOT IN ('RECEIVED', 'CANCELLED')
$$;

-- What the runtime role may write about a run, whatever the statement says: a run begins at the desk where the patient is,
-- for the ward of the status; the desk or those who keep the flow choose an open ward of the same hospital; the ward answers.
CREATE FUNCTION door.keep_run() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; s public.stay; fits boolean;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO s FROM public.stay WHERE id = NEW.stay_id AND patient_id = NEW.patient_id;
  IF TG_OP = 'INSERT' THEN
    fits := door.is_at_desk(c, s) AND NEW.reception_id = c.unit_id AND NEW.organisation_id = s.organisation_id AND NEW.ward_id = NEW.vip_ward_id
      AND EXISTS (SELECT FROM public.vip_case v WHERE v.patient_id = NEW.patient_id AND v.trust_id = s.organisation_id
                  AND v.ward_id = NEW.vip_ward_id AND v.status IN ('ACTIVE', 'UNDER_REVIEW'));
  ELSIF NEW.ward_id <> OLD.ward_id THEN
    fits := (door.is_at_desk(c, s) OR c.role = 'FLOW_COORDINATOR' AND c.purpose = 'ETREAT' AND c.organisation_id = OLD.organisation_id)
      AND s.status IN ('ARRIVED', 'IN_RECEPTION') AND NEW.status = 'ASKED'
      AND EXISTS (SELECT FROM public.unit u WHERE u.id = NEW.ward_id AND u.kind = 'WARD' AND u.organisation_id = OLD.organisation_id
                  AND (u.closed_at IS NULL OR u.closed_at > now()));
  ELSIF NEW.status = 'CANCELLED' THEN
    fits := door.is_at_desk(c, s);
  ELSE
    fits := door.is_asked(c, OLD) AND NEW.status <> 'ASKED' AND (NEW.status <> 'RECEIVED' OR s.status = 'ON_WARD' AND s.unit_id = c.unit_id);
  END IF;
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not become of a fast track' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- The same for the facts around it. When a fact was written down is for the database to say.
CREATE FUNCTION door.keep_fact() RETURNS trigger
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
    WHEN 'stay_event' THEN
      fits := CASE fact->>'kind'
        WHEN 'ON_WARD' THEN door.is_asked(c, f) AND f.status <> 'REFUSED' AND s.status IN ('ARRIVED', 'IN_RECEPTION')
        ELSE door.is_at_desk(c, s) END
        AND (fact->>'at')::timestamptz BETWEEN now() - interval '1 minute' AND now() + interval '2 minutes';
    ELSE
      -- A step tells of the run of that very stay.
      fits := f.id = (fact->>'fast_track_id')::uuid AND c.role IN ('NURSE', 'HEAD_NURSE', 'FLOW_COORDINATOR');
  END CASE;
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not be written here' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

GRANT EXECUTE ON FUNCTION door.unit_id TO app_rt;
GRANT EXECUTE ON FUNCTION door.keep_run, door.keep_fact TO app_owner;
-- Whoever makes a trigger must be allowed to call its function.
GRANT EXECUTE ON FUNCTION door.keep_grants TO app_owner;
RESET ROLE;

CREATE TRIGGER keep_grants_new AFTER INSERT ON triage REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.keep_grants();
CREATE TRIGGER keep_grants_new AFTER INSERT ON fast_track REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.keep_grants();
CREATE TRIGGER keep_grants AFTER UPDATE ON fast_track REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.keep_grants();

CREATE TRIGGER keep_run BEFORE INSERT OR UPDATE ON fast_track FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_run();
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['triage', 'safety_clearance', 'stay_event', 'fast_track_step'] LOOP
    EXECUTE format('CREATE TRIGGER keep_fact BEFORE INSERT ON %I FOR EACH ROW WHEN (current_user = ''app_rt'') EXECUTE FUNCTION door.keep_fact()', t);
  END LOOP;
END $$;

-- The relation of each policy, now with what each ground opens: an arrival opens that stay and no other, and nothing of
-- who else has to do with the patient, what was consented to and what is blocked.
DO $$
DECLARE t text; key text; stay_key text; opens text; blocks text; condition text;
BEGIN
  FOREACH t IN ARRAY ARRAY['patient', 'own_page', 'critical_note', 'phase_record', 'care_relation', 'representation', 'consent',
      'access_block', 'vip_case', 'card', 'stay', 'stay_event', 'triage', 'safety_clearance', 'fast_track', 'fast_track_step'] LOOP
    key := CASE t WHEN 'patient' THEN 'patient.id' ELSE t || '.patient_id' END;
    stay_key := CASE t WHEN 'stay' THEN 'stay.id' ELSE t || '.stay_id' END;
    opens := CASE
      WHEN t = 'patient' THEN 'true'
      WHEN t IN ('own_page', 'critical_note', 'phase_record') THEN $q$g.ground NOT IN ('RECEPTION', 'FLOW')$q$
      -- Of the status at another hospital an arrival tells nothing.
      WHEN t = 'vip_case' THEN $q$(g.ground NOT IN ('RECEPTION', 'ARRIVAL', 'FLOW', 'FAST_TRACK')
        OR g.ground <> 'RECEPTION' AND vip_case.trust_id = (SELECT door.organisation_id()))$q$
      WHEN t IN ('care_relation', 'representation', 'consent', 'access_block', 'card')
        THEN $q$g.ground NOT IN ('RECEPTION', 'ARRIVAL', 'FLOW', 'FAST_TRACK')$q$
      ELSE format($q$(g.ground NOT IN ('RECEPTION', 'ARRIVAL', 'FLOW', 'FAST_TRACK') OR g.source_id = %s)$q$, stay_key) END;
    -- A yes to VIP status, and a fast track, tell the status as well as the case does.
    blocks := CASE WHEN t IN ('vip_case', 'card', 'fast_track', 'fast_track_step') THEN $q$g.effect IN ('BLOCK', 'BLOCK_STATUS')$q$
      WHEN t = 'consent' THEN $q$(g.effect = 'BLOCK' OR g.effect = 'BLOCK_STATUS' AND consent.kind = 'VIP_STATUS')$q$
      ELSE $q$g.effect = 'BLOCK'$q$ END;
    -- To be asked for, or to stand on the list of those who keep the flow, is to be told the status.
    opens := format($q$%s AND (g.ground NOT IN ('FLOW', 'FAST_TRACK') OR NOT EXISTS (
      SELECT FROM access_grant b WHERE b.patient_id = %s AND b.effect = 'BLOCK_STATUS'))$q$, opens, key);
    condition := format('EXISTS (SELECT FROM access_grant g WHERE g.patient_id = %s AND g.effect = ''ALLOW'' AND %s)
      AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = %s AND %s)', key, opens, key, blocks);
    IF t NOT IN ('triage', 'safety_clearance', 'fast_track', 'fast_track_step') THEN
      EXECUTE format('DROP POLICY relation ON %I', t);
    END IF;
    EXECUTE format('CREATE POLICY relation ON %I FOR SELECT TO app_rt USING (%s)', t, condition);
    IF t IN ('card', 'fast_track') THEN
      EXECUTE format('DROP POLICY IF EXISTS relation_change ON %I', t);
      EXECUTE format('CREATE POLICY relation_change ON %I FOR UPDATE TO app_rt USING (%s) WITH CHECK (%s)', t, condition, condition);
    END IF;
    -- Facts are written in one's own name, about a stay of that very patient.
    IF t IN ('triage', 'safety_clearance', 'fast_track_step', 'stay_event', 'fast_track') THEN
      EXECUTE format('CREATE POLICY relation_new ON %I FOR INSERT TO app_rt WITH CHECK (%s AND %s
        AND EXISTS (SELECT FROM stay s WHERE s.id = %I.stay_id AND s.patient_id = %I.patient_id))', t, condition,
        CASE t WHEN 'stay_event' THEN $q$session_id = (SELECT door.session_id()) AND unit_id = (SELECT door.unit_id()) AND replaces_id IS NULL AND kind IN ('IN_RECEPTION', 'ON_WARD', 'CANCELLED', 'LEFT_RECEPTION')$q$
               WHEN 'fast_track_step' THEN $q$person_id = (SELECT door.person_id())$q$
               WHEN 'fast_track' THEN $q$reception_id = (SELECT door.unit_id()) AND organisation_id = (SELECT door.organisation_id()) AND status = 'ASKED'$q$
               WHEN 'triage' THEN $q$recorded_by_id = (SELECT door.person_id()) AND unit_id = (SELECT door.unit_id())$q$
               ELSE $q$recorded_by_id = (SELECT door.person_id())$q$ END, t, t);
    END IF;
  END LOOP;
END $$;

GRANT INSERT (id, stay_id, patient_id, kind, at, unit_id, session_id) ON stay_event TO app_rt;
GRANT UPDATE (ward_id, status, asked_at, answered_at, expected_at, refusal, deviation, move_on, received_at, version) ON fast_track TO app_rt;
REVOKE CREATE ON SCHEMA door FROM app_definer;
