-- Recommending and calling a meeting: what may be written whoever asks, and who it opens the record to.

CREATE UNIQUE INDEX one_open_case ON vip_case (patient_id, trust_id) WHERE status <> 'ENDED';
CREATE UNIQUE INDEX one_open_decision ON meeting (case_id) WHERE purpose = 'VIP_DECISION' AND status IN ('DRAFT', 'CALLED', 'CONFIRMED');

-- A patient who does not sign in takes part all the same.
DO $$
DECLARE name text;
BEGIN
  SELECT conname INTO name FROM pg_constraint WHERE conrelid = 'meeting_participant'::regclass AND contype = 'c'
    AND pg_get_constraintdef(oid) LIKE '%person_id IS NOT NULL%email IS NOT NULL%';
  EXECUTE format('ALTER TABLE meeting_participant DROP CONSTRAINT %I', name);
END $$;
ALTER TABLE meeting_participant ADD CHECK (capacity = 'PATIENT' OR person_id IS NOT NULL OR email IS NOT NULL);

-- Times are proposed anew when a meeting is moved; those of the last round count.
ALTER TABLE meeting_time ADD COLUMN round INTEGER NOT NULL DEFAULT 0;
DROP INDEX meeting_time_meeting_id_starts_at_key;
CREATE UNIQUE INDEX meeting_time_meeting_id_round_starts_at_key ON meeting_time (meeting_id, round, starts_at);

-- All of these are written by the functions below; what happens in the meeting is written as it goes.
REVOKE INSERT ON recommendation, meeting, meeting_time, meeting_participant, meeting_time_answer, meeting_agreement, meeting_statement FROM app_rt;
REVOKE UPDATE ON recommendation, meeting, meeting_participant, meeting_time_answer FROM app_rt;
GRANT UPDATE (status, ward_id, held_at, version) ON meeting TO app_rt;
GRANT UPDATE (attended, absence_reason, mandate, needed_for, version) ON meeting_participant TO app_rt;

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Whether this request is about somebody the actor has to do with beyond an arrival, alive, and with nothing blocked.
CREATE FUNCTION door.works_with(c auth.transaction_context, patient uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.access_grant g WHERE g.patient_id = patient AND g.principal_id = ANY (c.principals) AND g.effect = 'ALLOW'
      AND g.ground = ANY (door.grounds_of(c.purpose)) AND g.ground NOT IN ('RECEPTION', 'ARRIVAL', 'FLOW', 'FAST_TRACK', 'BREAK_GLASS')
      AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until))
    AND NOT EXISTS (SELECT FROM public.access_grant g WHERE g.patient_id = patient AND g.effect <> 'ALLOW'
      AND (g.principal_id = ANY (c.principals) OR g.principal_id = c.organisation_id)
      AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until))
    AND EXISTS (SELECT FROM public.patient p WHERE p.id = patient AND p.deceased_at IS NULL)
$$;

-- Whether somebody in this role and place may call a meeting for a ward: a head nurse for the own one, a hospital for its own.
CREATE FUNCTION door.may_initiate(role public.role, organisation uuid, unit uuid, ward uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.initiator_role r LEFT JOIN public.unit u ON u.id = may_initiate.unit
      WHERE r.organisation_id = may_initiate.organisation AND r.role = may_initiate.role AND r.enabled AND (r.unit_kind IS NULL OR r.unit_kind = u.kind))
    AND EXISTS (SELECT FROM public.unit w JOIN public.organisation o ON o.id = may_initiate.organisation
      WHERE w.id = may_initiate.ward AND w.kind = 'WARD' AND (w.closed_at IS NULL OR w.closed_at > now())
        AND (may_initiate.role <> 'HEAD_NURSE' OR w.id = may_initiate.unit) AND (o.kind <> 'HEALTH_TRUST' OR w.organisation_id = o.id))
$$;

-- The one open case of a patient at a ward's hospital, in the state it has come to; a new one when there is none.
CREATE FUNCTION door.open_case(patient uuid, ward uuid, new_status public.case_status) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE v public.vip_case; trust uuid := (SELECT organisation_id FROM public.unit WHERE id = ward);
BEGIN
  SELECT * INTO v FROM public.vip_case o WHERE o.patient_id = patient AND o.trust_id = trust AND o.status <> 'ENDED' FOR UPDATE;
  IF v.id IS NULL THEN
    INSERT INTO public.vip_case (id, patient_id, trust_id, status, ward_id) VALUES (gen_random_uuid(), patient, trust, new_status, ward) RETURNING * INTO v;
  ELSIF v.status IN ('ACTIVE', 'UNDER_REVIEW') OR v.status = 'MEETING_CALLED' AND new_status = 'RECOMMENDED' THEN
    RAISE EXCEPTION 'this case has come further' USING ERRCODE = 'insufficient_privilege';
  ELSIF v.status <> new_status OR v.ward_id IS DISTINCT FROM ward THEN
    UPDATE public.vip_case SET status = new_status, ward_id = ward, version = version + 1 WHERE id = v.id;
  END IF;
  RETURN v.id;
END $$;

-- Opens the record to somebody at work until a time, unless something that lasts does already. The relation has the id of
-- what it comes of, so that it ends with it.
CREATE FUNCTION door.open_to(source uuid, patient uuid, person uuid, organisation uuid, unit uuid, until timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.care_relation (id, patient_id, kind, organisation_id, unit_id, person_id, valid_from, valid_until)
  SELECT source, patient, 'INVITED', organisation, unit, person, date_trunc('milliseconds', now()), until
  WHERE NOT EXISTS (
    SELECT FROM public.membership m JOIN public.access_grant g ON g.patient_id = patient AND g.effect = 'ALLOW'
      AND g.ground IN ('MUNICIPALITY_CASE', 'GP_LIST', 'HOME_CARE', 'VIP_WARD') AND g.valid_until IS NULL
      AND g.principal_id = ANY (door.principals_of(m.role, 'TREAT', m.person_id, m.unit_id, m.organisation_id))
    WHERE m.person_id = person AND m.organisation_id = organisation AND m.unit_id IS NOT DISTINCT FROM unit
      AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until))
$$;
CREATE FUNCTION door.open_until(source uuid, until timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.care_relation SET valid_until = greatest(until, valid_from), version = version + 1
  WHERE id = source AND kind = 'INVITED' AND valid_until > now()
$$;

-- {id, patient, ward, to, organisation, unit, reason, method, askedAt, due}: asks one who may call a meeting; somebody of another
-- organisation only when the patient agreed.
CREATE FUNCTION door.recommend(given jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; r record; case_id uuid; trust uuid;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO r FROM jsonb_to_record(given) AS x(id uuid, patient uuid, ward uuid, "to" uuid, organisation uuid, unit uuid, reason text,
    method public.consent_method, "askedAt" timestamptz, due timestamptz);
  SELECT organisation_id INTO trust FROM public.unit WHERE id = r.ward;
  IF c.purpose NOT IN ('TREAT', 'COC') OR NOT door.works_with(c, r.patient) OR c.person_id = r."to" OR NOT EXISTS (
      SELECT FROM public.membership m JOIN public.person p ON p.id = m.person_id AND p.disabled_at IS NULL
      WHERE m.person_id = r."to" AND m.organisation_id = r.organisation AND m.unit_id IS NOT DISTINCT FROM r.unit
        AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until) AND door.may_initiate(m.role, m.organisation_id, m.unit_id, r.ward)) THEN
    RAISE EXCEPTION 'this may not be recommended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  case_id := door.open_case(r.patient, r.ward, 'RECOMMENDED');
  INSERT INTO public.recommendation (id, patient_id, trust_id, case_id, from_person_id, from_organisation_id, from_unit_id, to_person_id,
    to_organisation_id, to_unit_id, reason, agreement_method, agreement_at, created_at, answer_due_at)
  VALUES (r.id, r.patient, trust, case_id, c.person_id, c.organisation_id, c.unit_id, r."to", r.organisation, r.unit, r.reason,
    r.method, r."askedAt", date_trunc('milliseconds', now()), r.due);
  PERFORM door.open_to(r.id, r.patient, r."to", r.organisation, r.unit, r.due + interval '30 days');
  RETURN 1;
END $$;

-- A no with its reason, from the one who was asked.
CREATE FUNCTION door.decline_recommendation(recommendation uuid, seen int, why text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  UPDATE public.recommendation r SET status = 'DECLINED', answer = why, answered_at = date_trunc('milliseconds', now()), version = r.version + 1
  WHERE r.id = recommendation AND r.version = seen AND r.status = 'OPEN' AND r.to_person_id = c.person_id AND c.purpose IN ('TREAT', 'COC') AND door.works_with(c, r.patient_id);
  GET DIAGNOSTICS rows = ROW_COUNT;
  IF rows = 1 THEN PERFORM door.open_until(recommendation, now()); END IF;
  RETURN rows;
END $$;

-- Who is asked to take part, with what the patient said to it: {id, capacity, person, organisation, unit, name, email, neededFor,
-- mandate, partFrom, partMinutes}. Nobody outside the organisation that asks, and no kin, without a recorded yes.
CREATE FUNCTION door.seat(c auth.transaction_context, m public.meeting, seats jsonb, agreement jsonb, until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s record; fits boolean; at timestamptz := date_trunc('milliseconds', now());
BEGIN
  IF agreement IS NOT NULL THEN
    IF agreement->>'representation' IS NOT NULL AND NOT EXISTS (SELECT FROM public.representation r WHERE r.id = (agreement->>'representation')::uuid
        AND r.patient_id = m.patient_id AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)) THEN
      RAISE EXCEPTION 'nobody stands so for this patient' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.meeting_agreement (id, meeting_id, patient_id, agrees, representation_id, method, asked_by_id, asked_at)
    VALUES (gen_random_uuid(), m.id, m.patient_id, true, (agreement->>'representation')::uuid, (agreement->>'method')::public.consent_method,
      c.person_id, (agreement->>'askedAt')::timestamptz);
  END IF;
  FOR s IN SELECT * FROM jsonb_to_recordset(seats) AS x(id uuid, capacity public.capacity, person uuid, organisation uuid, unit uuid, name text,
      email text, "neededFor" text, mandate boolean, "partFrom" smallint, "partMinutes" smallint) LOOP
    fits := CASE
      WHEN s.capacity = 'PATIENT' THEN s.organisation IS NULL AND s.person IS NOT DISTINCT FROM (SELECT person_id FROM public.patient WHERE id = m.patient_id)
      WHEN s.capacity = 'REPRESENTATIVE' THEN s.organisation IS NULL AND EXISTS (SELECT FROM public.representation r
        WHERE r.patient_id = m.patient_id AND r.person_id = s.person AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until))
      WHEN s.organisation IS NULL THEN s.person IS NULL AND s.capacity IN ('NEXT_OF_KIN', 'OTHER')
      ELSE EXISTS (SELECT FROM public.membership w JOIN public.person p ON p.id = w.person_id AND p.disabled_at IS NULL
        JOIN public.organisation o ON o.id = w.organisation_id
        WHERE w.person_id = s.person AND w.organisation_id = s.organisation AND w.unit_id IS NOT DISTINCT FROM s.unit
          AND w.role NOT IN ('LOG_CONTROLLER', 'ORG_ADMIN', 'SERVICE') AND w.valid_from <= now() AND (w.valid_until IS NULL OR now() < w.valid_until)
          AND CASE s.capacity WHEN 'GP' THEN w.role = 'GP' WHEN 'MUNICIPALITY' THEN o.kind = 'MUNICIPALITY'
              WHEN 'HOSPITAL' THEN o.kind = 'HEALTH_TRUST' WHEN 'OTHER' THEN true ELSE false END) END;
    IF fits IS NOT TRUE OR s.capacity <> 'PATIENT' AND s.organisation IS DISTINCT FROM c.organisation_id AND agreement IS NULL THEN
      RAISE EXCEPTION 'this one may not be asked' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.meeting_participant (id, meeting_id, patient_id, capacity, person_id, organisation_id, unit_id, name, email, needed_for,
      mandate, part_from, part_minutes, invited_at, access_until)
    VALUES (s.id, m.id, m.patient_id, s.capacity, s.person, s.organisation, s.unit, s.name, s.email, s."neededFor", s.mandate AND s.organisation IS NOT NULL,
      s."partFrom", s."partMinutes", at, CASE WHEN s.organisation IS NOT NULL THEN until END);
    IF s.capacity <> 'PATIENT' AND s.organisation IS DISTINCT FROM c.organisation_id THEN
      INSERT INTO public.meeting_agreement (id, meeting_id, patient_id, participant_id, agrees, representation_id, method, asked_by_id, asked_at)
      VALUES (gen_random_uuid(), m.id, m.patient_id, s.id, true, (agreement->>'representation')::uuid, (agreement->>'method')::public.consent_method,
        c.person_id, (agreement->>'askedAt')::timestamptz);
    END IF;
    IF s.organisation IS NOT NULL THEN PERFORM door.open_to(s.id, m.patient_id, s.person, s.organisation, s.unit, until); END IF;
  END LOOP;
END $$;

-- How long an invitation opens the record after the last time that is proposed, or the one that was chosen.
CREATE FUNCTION door.access_after(ends timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT ends + interval '14 days' $$;

CREATE FUNCTION door.propose_times(m public.meeting, times jsonb, new_round int) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE last timestamptz;
BEGIN
  INSERT INTO public.meeting_time (id, meeting_id, patient_id, starts_at, ends_at, round)
  SELECT t.id, m.id, m.patient_id, t."startsAt", t."endsAt", new_round FROM jsonb_to_recordset(times) AS t(id uuid, "startsAt" timestamptz, "endsAt" timestamptz);
  SELECT max(ends_at) INTO last FROM public.meeting_time WHERE meeting_id = m.id AND round = new_round;
  IF last IS NULL OR EXISTS (SELECT FROM public.meeting_time WHERE meeting_id = m.id AND round = new_round AND starts_at <= now()) THEN
    RAISE EXCEPTION 'a meeting is held in time to come' USING ERRCODE = 'check_violation';
  END IF;
  RETURN last;
END $$;

-- {id, patient, purpose, ward, reasons, reason, chair, place, videoUrl, recommendation, times, seats, agenda, agreement}
CREATE FUNCTION door.call_meeting(given jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; r record; m public.meeting; case_id uuid; at timestamptz := date_trunc('milliseconds', now()); rows int;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO r FROM jsonb_to_record(given) AS x(id uuid, patient uuid, purpose public.meeting_purpose, ward uuid, reasons text[], reason text,
    chair uuid, place text, "videoUrl" text, recommendation uuid, times jsonb, seats jsonb, agenda jsonb, agreement jsonb);
  IF c.purpose NOT IN ('TREAT', 'COC') OR NOT door.works_with(c, r.patient) OR NOT door.may_initiate(c.role, c.organisation_id, c.unit_id, r.ward) THEN
    RAISE EXCEPTION 'this meeting may not be called' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF r.purpose = 'VIP_DECISION' THEN
    case_id := door.open_case(r.patient, r.ward, 'MEETING_CALLED');
  ELSE
    SELECT v.id INTO case_id FROM public.vip_case v JOIN public.unit w ON w.id = r.ward AND w.organisation_id = v.trust_id
    WHERE v.patient_id = r.patient AND v.status <> 'ENDED';
  END IF;
  INSERT INTO public.meeting (id, patient_id, trust_id, case_id, purpose, status, ward_id, reasons, reason, called_by_id, organisation_id, unit_id,
    chair_id, called_at, place, video_url)
  SELECT r.id, r.patient, w.organisation_id, case_id, r.purpose, 'CALLED', r.ward, r.reasons, r.reason, c.person_id, c.organisation_id, c.unit_id,
    r.chair, at, r.place, r."videoUrl" FROM public.unit w WHERE w.id = r.ward RETURNING * INTO m;
  PERFORM door.seat(c, m, r.seats, nullif(r.agreement, 'null'), door.access_after(door.propose_times(m, r.times, 0)));
  -- Whoever calls and whoever leads take part.
  UPDATE public.meeting_participant p SET answer = 'YES', answered_at = at, version = p.version + 1 WHERE p.meeting_id = m.id AND p.person_id = c.person_id AND p.organisation_id = c.organisation_id;
  GET DIAGNOSTICS rows = ROW_COUNT;
  IF rows <> 1 OR NOT EXISTS (SELECT FROM public.meeting_participant p WHERE p.meeting_id = m.id AND p.person_id = r.chair AND p.organisation_id IS NOT NULL) THEN
    RAISE EXCEPTION 'whoever calls and whoever leads take part' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO public.meeting_time_answer (time_id, participant_id, patient_id, possible)
  SELECT t.id, p.id, m.patient_id, true FROM public.meeting_time t, public.meeting_participant p
  WHERE t.meeting_id = m.id AND p.meeting_id = m.id AND p.person_id = c.person_id;
  INSERT INTO public.meeting_agenda_item (id, meeting_id, patient_id, ordinal, title, minutes, presenter_id)
  SELECT a.id, m.id, m.patient_id, a.ordinal, a.title, a.minutes, a.presenter
  FROM jsonb_to_recordset(r.agenda) AS a(id uuid, ordinal smallint, title text, minutes smallint, presenter uuid);
  IF r.recommendation IS NOT NULL THEN
    UPDATE public.recommendation o SET status = 'STARTED', answered_at = at, meeting_id = m.id, version = o.version + 1
    WHERE o.id = r.recommendation AND o.patient_id = m.patient_id AND o.status = 'OPEN' AND o.to_person_id = c.person_id;
    GET DIAGNOSTICS rows = ROW_COUNT;
    IF rows = 1 THEN PERFORM door.open_until(r.recommendation, now()); END IF;
  END IF;
  RETURN 1;
END $$;

-- What becomes of a meeting before it is held is written by the functions above; in it, that it is held and its minutes are signed.
CREATE FUNCTION door.keep_meeting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.status <> OLD.status AND NEW.status NOT IN ('HELD', 'MINUTES_SIGNED') THEN
    RAISE EXCEPTION 'this may not become of a meeting' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION door.works_with, door.may_initiate, door.open_case, door.open_to, door.open_until, door.recommend, door.decline_recommendation,
  door.seat, door.propose_times, door.call_meeting, door.keep_meeting FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.recommend, door.decline_recommendation, door.call_meeting TO app_rt;
GRANT EXECUTE ON FUNCTION door.keep_meeting TO app_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER keep_meeting BEFORE UPDATE ON meeting FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_meeting();
