-- The keeper of access grants, and the policies that read them.

SET ROLE app_definer;

-- Demo and test take synthetic numbers only (month + 80), production none of them; not knowing which, none at all.
CREATE FUNCTION door.keep_number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE installation public.deployment_kind := (SELECT kind FROM public.deployment);
BEGIN
  IF NEW.identity_number IS NOT NULL
     AND (installation IS NULL OR (substr(NEW.identity_number, 3, 2)::int > 80) = (installation = 'PRODUCTION')) THEN
    RAISE EXCEPTION 'this installation does not take this kind of identity number' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION door.rebuild_grants(patients uuid[]) RETURNS void
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

CREATE FUNCTION door.keep_grants() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM door.rebuild_grants(array_agg(DISTINCT CASE WHEN TG_TABLE_NAME = 'patient' THEN to_jsonb(c)->>'id' ELSE to_jsonb(c)->>'patient_id' END)::uuid[])
  FROM changed c;
  RETURN NULL;
END $$;

-- The end of VIP status revokes the card in the same transaction.
CREATE FUNCTION door.end_cards() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.card SET status = 'REVOKED', ended_at = NEW.ended_at, version = version + 1
  WHERE case_id = NEW.id AND status = 'ISSUED';
  RETURN NULL;
END $$;

RESET ROLE;

CREATE TRIGGER keep_number BEFORE INSERT OR UPDATE ON patient FOR EACH ROW EXECUTE FUNCTION door.keep_number();
CREATE TRIGGER keep_number BEFORE INSERT OR UPDATE ON person FOR EACH ROW EXECUTE FUNCTION door.keep_number();

CREATE TRIGGER end_cards AFTER UPDATE ON vip_case FOR EACH ROW
  WHEN (NEW.status = 'ENDED' AND OLD.status <> 'ENDED') EXECUTE FUNCTION door.end_cards();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['patient', 'care_relation', 'representation', 'access_block', 'vip_case', 'stay'] LOOP
    EXECUTE format('CREATE TRIGGER keep_grants_new AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.keep_grants()', t);
    EXECUTE format('CREATE TRIGGER keep_grants AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.keep_grants()', t);
  END LOOP;
END $$;

-- Row-level security, enabled and forced, everywhere. Each table lets the definer functions work; that is the only
-- policy without a condition.
DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT schemaname, tablename FROM pg_tables
           WHERE schemaname IN ('public', 'auth', 'audit') AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.schemaname, t.tablename);
    EXECUTE format('CREATE POLICY definer ON %I.%I TO app_definer USING (true) WITH CHECK (true)', t.schemaname, t.tablename);
  END LOOP;
END $$;

-- The register of organisations and staff: whoever has begun a request.
CREATE POLICY signed_in ON organisation FOR SELECT TO app_rt USING ((SELECT door.session_id()) IS NOT NULL);
CREATE POLICY signed_in ON unit FOR SELECT TO app_rt USING ((SELECT door.session_id()) IS NOT NULL);
CREATE POLICY signed_in ON deployment FOR SELECT TO app_rt USING ((SELECT door.session_id()) IS NOT NULL);
CREATE POLICY staff_register ON membership FOR SELECT TO app_rt
  USING ((SELECT door.organisation_id()) IS NOT NULL OR person_id = (SELECT door.person_id()));
CREATE POLICY staff_register ON person FOR SELECT TO app_rt
  USING (id = (SELECT door.person_id()) OR EXISTS (SELECT FROM membership m WHERE m.person_id = person.id));
CREATE POLICY own_receipts ON command_receipt FOR SELECT TO app_rt USING (actor_id = (SELECT door.person_id()));
CREATE POLICY own_receipts_new ON command_receipt FOR INSERT TO app_rt WITH CHECK (actor_id = (SELECT door.person_id()));

-- A grant is seen by the one it is for. What opens for an organisation as a whole is for those who stand for it; what is
-- blocked for it is blocked for everybody there.
CREATE POLICY own_grants ON access_grant FOR SELECT TO app_rt
  USING ((principal_id = ANY ((SELECT door.principals())::uuid[]) OR (effect <> 'ALLOW' AND principal_id = (SELECT door.organisation_id())))
         AND ground = ANY ((SELECT door.grounds())::grant_ground[])
         AND valid_from <= now() AND (valid_until IS NULL OR now() < valid_until));

-- Everything about a patient: a relation now, and no block now.
DO $$
DECLARE t text; key text; blocks text; condition text;
BEGIN
  FOREACH t IN ARRAY ARRAY['patient', 'own_page', 'critical_note', 'phase_record', 'care_relation', 'representation',
                           'consent', 'access_block', 'vip_case', 'card', 'stay', 'stay_event'] LOOP
    key := CASE t WHEN 'patient' THEN 'patient.id' ELSE t || '.patient_id' END;
    -- A yes to VIP status tells the status as well as the case does.
    blocks := CASE WHEN t IN ('vip_case', 'card') THEN $q$g.effect IN ('BLOCK', 'BLOCK_STATUS')$q$
      WHEN t = 'consent' THEN $q$(g.effect = 'BLOCK' OR g.effect = 'BLOCK_STATUS' AND consent.kind = 'VIP_STATUS')$q$
      ELSE $q$g.effect = 'BLOCK'$q$ END;
    condition := format('EXISTS (SELECT FROM access_grant g WHERE g.patient_id = %s AND g.effect = ''ALLOW'')
      AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = %s AND %s)', key, key, blocks);
    EXECUTE format('CREATE POLICY relation ON %I FOR SELECT TO app_rt USING (%s)', t, condition);
    IF t = 'card' THEN
      EXECUTE format('CREATE POLICY relation_change ON %I FOR UPDATE TO app_rt USING (%s) WITH CHECK (%s)', t, condition, condition);
    END IF;
  END LOOP;
END $$;

GRANT SELECT ON organisation, unit, deployment, membership, access_grant, patient, own_page, critical_note, phase_record,
  care_relation, representation, consent, access_block, vip_case, stay, stay_event, command_receipt TO app_rt;
GRANT SELECT (id, given_name, family_name, phone, hpr_number) ON person TO app_rt;
-- The hash of a card's token is for the definer functions alone.
GRANT SELECT (id, patient_id, case_id, status, issued_at, valid_until, ended_at, version),
  UPDATE (status, ended_at, version) ON card TO app_rt;
GRANT INSERT ON command_receipt TO app_rt;
