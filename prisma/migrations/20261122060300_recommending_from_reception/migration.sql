-- A nurse in reception has to do with a patient through the arrival alone, which opens no meetings: so what she needs to
-- recommend one, and no more, is told and written by functions of their own.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- The arrival that stands at the desk of this request and opens the record, unless anything of it is blocked.
CREATE FUNCTION door.arrival_here(c auth.transaction_context, stay uuid) RETURNS public.stay
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.* FROM public.stay s JOIN public.patient p ON p.id = s.patient_id AND p.deceased_at IS NULL
  WHERE s.id = arrival_here.stay AND door.is_at_desk(c, s)
    AND EXISTS (SELECT FROM public.access_grant g WHERE g.patient_id = s.patient_id AND g.source_id = s.id AND g.ground = 'ARRIVAL' AND g.effect = 'ALLOW'
      AND g.principal_id = ANY (c.principals) AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until))
    AND NOT EXISTS (SELECT FROM public.access_grant g WHERE g.patient_id = s.patient_id AND g.effect <> 'ALLOW'
      AND (g.principal_id = ANY (c.principals) OR g.principal_id = c.organisation_id)
      AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until))
$$;

-- Who of the own hospital may be asked, and for which ward: a head nurse for the own one, the others for the one where the
-- patient has come most.
CREATE FUNCTION door.initiators_here(c auth.transaction_context, patient uuid) RETURNS TABLE (id uuid, person_id uuid, name text, role public.role, unit_id uuid, unit text, ward_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH most AS (
    SELECT u.id FROM public.unit u LEFT JOIN public.stay s ON s.unit_id = u.id AND s.patient_id = initiators_here.patient AND s.status NOT IN ('EXPECTED', 'CANCELLED')
    WHERE u.organisation_id = c.organisation_id AND u.kind = 'WARD' AND (u.closed_at IS NULL OR u.closed_at > now())
    GROUP BY u.id, u.name
    ORDER BY count(s.id) FILTER (WHERE s.urgency IN ('IMMEDIATE', 'WITHIN_6_HOURS', 'WITHIN_24_HOURS')) DESC, count(s.id) DESC, max(s.arrived_at) DESC NULLS LAST, u.name, u.id
    LIMIT 1)
  SELECT m.id, p.id, p.given_name || ' ' || p.family_name, m.role, u.id, u.name, w.id
  FROM public.membership m JOIN public.person p ON p.id = m.person_id AND p.disabled_at IS NULL LEFT JOIN public.unit u ON u.id = m.unit_id
  CROSS JOIN LATERAL (SELECT CASE WHEN m.role = 'HEAD_NURSE' THEN u.id ELSE (SELECT most.id FROM most) END AS id) w
  WHERE m.organisation_id = c.organisation_id AND m.person_id <> c.person_id
    AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)
    AND door.may_initiate(m.role, m.organisation_id, m.unit_id, w.id)
$$;

-- What reception is told for recommending: the state of the case at the own hospital, whom to ask, and what came of what
-- this person recommended last.
CREATE FUNCTION door.recommending_here(stay uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; s public.stay;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  s := door.arrival_here(c, recommending_here.stay);
  IF s.id IS NULL THEN RETURN NULL; END IF;
  RETURN jsonb_build_object(
    'patientId', s.patient_id,
    'status', (SELECT v.status FROM public.vip_case v WHERE v.patient_id = s.patient_id AND v.trust_id = c.organisation_id AND v.status <> 'ENDED'),
    'initiators', (SELECT coalesce(jsonb_agg(to_jsonb(i) - 'person_id' - 'unit_id' - 'ward_id' ORDER BY i.role <> 'FLOW_COORDINATOR', i.role <> 'COLLABORATION_PHYSICIAN', i.unit, i.name, i.id), '[]')
      FROM door.initiators_here(c, s.patient_id) i),
    'mine', (SELECT jsonb_build_object('status', r.status, 'to', t.given_name || ' ' || t.family_name, 'answer', r.answer, 'dueAt', r.answer_due_at)
      FROM public.recommendation r JOIN public.person t ON t.id = r.to_person_id
      WHERE r.patient_id = s.patient_id AND r.trust_id = c.organisation_id AND r.from_person_id = c.person_id
      ORDER BY r.created_at DESC, r.id DESC LIMIT 1));
END $$;

-- {id, stay, to, reason, due}: asks one who may call a meeting at the own hospital, by the membership.
CREATE FUNCTION door.recommend_here(given jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; r record; s public.stay; i record; case_id uuid;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO r FROM jsonb_to_record(given) AS x(id uuid, stay uuid, "to" uuid, reason text, due timestamptz);
  s := door.arrival_here(c, r.stay);
  SELECT * INTO i FROM door.initiators_here(c, s.patient_id) f WHERE f.id = r."to";
  IF s.id IS NULL OR i.id IS NULL OR r.due IS NULL OR r.due > now() + interval '30 days' THEN
    RAISE EXCEPTION 'this may not be recommended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  case_id := door.open_case(s.patient_id, i.ward_id, 'RECOMMENDED');
  INSERT INTO public.recommendation (id, patient_id, trust_id, case_id, from_person_id, from_organisation_id, from_unit_id, to_person_id,
    to_organisation_id, to_unit_id, reason, created_at, answer_due_at)
  VALUES (r.id, s.patient_id, c.organisation_id, case_id, c.person_id, c.organisation_id, c.unit_id, i.person_id, c.organisation_id, i.unit_id,
    r.reason, date_trunc('milliseconds', now()), r.due);
  PERFORM door.open_to(r.id, s.patient_id, i.person_id, c.organisation_id, i.unit_id, r.due + interval '30 days');
  RETURN i.person_id;
END $$;

REVOKE ALL ON FUNCTION door.arrival_here, door.initiators_here, door.recommending_here, door.recommend_here FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.recommending_here, door.recommend_here TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
