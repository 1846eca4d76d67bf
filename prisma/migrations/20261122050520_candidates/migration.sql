-- Who may need a meeting: people with many acute stays, as far as those who would call it lawfully know of them.

-- CreateEnum
CREATE TYPE "candidate_reason" AS ENUM ('WELL_FOLLOWED_UP', 'PASSING_CAUSE', 'OTHER_PLAN', 'PATIENT_WISH', 'OTHER');

-- CreateTable
CREATE TABLE "candidate_list_setting" (
    "organisation_id" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "acute_6" INTEGER,
    "acute_12" INTEGER,
    "legal_basis" TEXT,
    "responsible_id" UUID,
    "decided_on" DATE,
    "written_by_id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "candidate_list_setting_pkey" PRIMARY KEY ("organisation_id","edition")
);

-- CreateTable
CREATE TABLE "stay_notice" (
    "stay_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stay_notice_pkey" PRIMARY KEY ("stay_id","organisation_id")
);

-- CreateTable
CREATE TABLE "candidate_dismissal" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "unit_id" UUID,
    "reason" "candidate_reason" NOT NULL,
    "text" TEXT,
    "look_again_on" DATE NOT NULL,
    "dismissed_by_id" UUID NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "candidate_dismissal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "list_reservation" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "list_reservation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "stay_notice_organisation_id_patient_id_idx" ON "stay_notice"("organisation_id", "patient_id");

-- CreateIndex
CREATE INDEX "candidate_dismissal_patient_id_idx" ON "candidate_dismissal"("patient_id");

-- CreateIndex
CREATE INDEX "list_reservation_patient_id_idx" ON "list_reservation"("patient_id");

-- AddForeignKey
ALTER TABLE "candidate_list_setting" ADD CONSTRAINT "candidate_list_setting_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate_list_setting" ADD CONSTRAINT "candidate_list_setting_responsible_id_fkey" FOREIGN KEY ("responsible_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate_list_setting" ADD CONSTRAINT "candidate_list_setting_written_by_id_fkey" FOREIGN KEY ("written_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stay_notice" ADD CONSTRAINT "stay_notice_stay_id_patient_id_fkey" FOREIGN KEY ("stay_id", "patient_id") REFERENCES "stay"("id", "patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stay_notice" ADD CONSTRAINT "stay_notice_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate_dismissal" ADD CONSTRAINT "candidate_dismissal_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate_dismissal" ADD CONSTRAINT "candidate_dismissal_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate_dismissal" ADD CONSTRAINT "candidate_dismissal_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate_dismissal" ADD CONSTRAINT "candidate_dismissal_dismissed_by_id_fkey" FOREIGN KEY ("dismissed_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_reservation" ADD CONSTRAINT "list_reservation_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_reservation" ADD CONSTRAINT "list_reservation_recorded_by_id_fkey" FOREIGN KEY ("recorded_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_reservation" ADD CONSTRAINT "list_reservation_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- No list without a basis that somebody answers for.
ALTER TABLE candidate_list_setting ADD CHECK (NOT is_on OR char_length(btrim(legal_basis)) BETWEEN 20 AND 2000 AND responsible_id IS NOT NULL AND decided_on IS NOT NULL);
ALTER TABLE candidate_list_setting ADD CHECK (edition > 0 AND acute_6 BETWEEN 1 AND 50 AND acute_12 BETWEEN 1 AND 50 AND (acute_6 IS NULL) = (acute_12 IS NULL));
ALTER TABLE candidate_dismissal ADD CHECK (char_length(btrim(text)) BETWEEN 2 AND 500 OR text IS NULL AND reason <> 'OTHER');
ALTER TABLE candidate_dismissal ADD CHECK (look_again_on > (dismissed_at AT TIME ZONE 'Europe/Oslo')::date
  AND look_again_on <= (dismissed_at AT TIME ZONE 'Europe/Oslo')::date + 366);
ALTER TABLE list_reservation ADD CHECK ((ended_at IS NULL) = (ended_by_id IS NULL));
CREATE UNIQUE INDEX one_list_reservation ON list_reservation (patient_id) WHERE ended_at IS NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['candidate_list_setting', 'stay_notice', 'candidate_dismissal', 'list_reservation'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_delete BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY definer ON %I TO app_definer USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO app_definer', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['candidate_list_setting', 'stay_notice', 'candidate_dismissal'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_update BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
  END LOOP;
END $$;
CREATE TRIGGER keep_version BEFORE UPDATE ON list_reservation FOR EACH ROW EXECUTE FUNCTION keep_version();

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Caseworkers look at the candidates of their municipality as quality work too.
CREATE OR REPLACE FUNCTION door.purposes_of(role public.role) RETURNS auth.purpose[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (CASE
    -- Somebody who is a patient may stand for another one too.
    WHEN role = 'PATIENT' THEN '{OWN,PROXY,ADMIN}'
    WHEN role = 'NEXT_OF_KIN' THEN '{PROXY,ADMIN}'
    WHEN role = 'CASEWORKER' THEN '{COC,QUALITY,ADMIN}'
    WHEN role = 'LOG_CONTROLLER' THEN '{CONTROL,ADMIN}'
    WHEN role = 'ORG_ADMIN' THEN '{ADMIN}'
    WHEN role = 'SERVICE' THEN '{SERVICE}'
    WHEN role IN ('NURSE', 'HEAD_NURSE', 'GP', 'COLLABORATION_PHYSICIAN') THEN '{TREAT,ETREAT,QUALITY,BTG,ADMIN}'
    ELSE '{TREAT,ETREAT,QUALITY,ADMIN}' END)::auth.purpose[]
$$;

-- What stands for an organisation now; no row before anybody has said anything.
CREATE FUNCTION door.list_setting(organisation uuid) RETURNS SETOF public.candidate_list_setting
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM public.candidate_list_setting WHERE organisation_id = organisation ORDER BY edition DESC LIMIT 1
$$;

-- The actor, when it is for the actor's role to call meetings and the organisation has switched the list on.
CREATE FUNCTION door.candidate_list_of() RETURNS SETOF auth.transaction_context
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.* FROM auth.transaction_context c
  JOIN public.initiator_role i ON i.organisation_id = c.organisation_id AND i.role = c.role AND i.enabled
    AND (i.unit_kind IS NULL OR EXISTS (SELECT FROM public.unit u WHERE u.id = c.unit_id AND u.kind = i.unit_kind))
  WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.purpose = 'QUALITY'
$$;

-- Who stands on the actor's list now. Known are, in a hospital, the stays of the own ward; elsewhere stays of which a notice
-- was received, of people the actor has a relation to. Whoever has blocked anything for anybody, or does not want to stand
-- on lists, is not even counted.
CREATE FUNCTION door.candidates_now() RETURNS TABLE (
  patient_id uuid, trust_id uuid, acute_6 int, acute_12 int, last_at timestamptz, dismissed_at timestamptz, dismissed_reason public.candidate_reason)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH c AS (
    SELECT l.*, o.kind FROM door.candidate_list_of() l JOIN public.organisation o ON o.id = l.organisation_id
    WHERE (SELECT s.is_on FROM door.list_setting(l.organisation_id) s)),
  known AS (
    SELECT s.*, c.person_id AS asker, c.organisation_id AS at, CASE WHEN c.kind = 'HEALTH_TRUST' THEN c.unit_id END AS ward
    FROM c JOIN public.stay s ON c.kind = 'HEALTH_TRUST' AND s.unit_id = c.unit_id AND s.organisation_id = c.organisation_id
    UNION ALL
    SELECT s.*, c.person_id, c.organisation_id, NULL
    FROM c JOIN public.stay_notice n ON c.kind <> 'HEALTH_TRUST' AND n.organisation_id = c.organisation_id
    JOIN public.stay s ON s.id = n.stay_id
    WHERE EXISTS (SELECT FROM public.access_grant g WHERE g.patient_id = s.patient_id AND g.principal_id = ANY (c.principals) AND g.effect = 'ALLOW'
      AND g.ground IN ('MUNICIPALITY_CASE', 'GP_LIST', 'HOME_CARE') AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until))),
  acute AS (
    SELECT k.patient_id, k.organisation_id AS trust_id, k.asker, k.at, k.ward, max(k.began) AS last_at, count(*)::int AS twelve,
      (count(*) FILTER (WHERE k.began >= now() - interval '6 months'))::int AS six
    FROM (SELECT *, coalesce(admitted_at, arrived_at, on_ward_at) AS began FROM known) k
    WHERE k.urgency IN ('IMMEDIATE', 'WITHIN_6_HOURS', 'WITHIN_24_HOURS') AND k.status NOT IN ('CANCELLED', 'EXPECTED')
      AND NOT (k.status = 'DISCHARGED' AND coalesce(k.on_ward_at, k.admitted_at, k.discharged_at) IS NULL)
      AND k.began >= now() - interval '12 months'
    GROUP BY 1, 2, 3, 4, 5)
  SELECT a.patient_id, a.trust_id, a.six, a.twelve, a.last_at, d.dismissed_at, d.reason
  FROM acute a
  JOIN public.patient p ON p.id = a.patient_id AND p.deceased_at IS NULL AND p.person_id IS DISTINCT FROM a.asker
  LEFT JOIN LATERAL door.list_setting(a.trust_id) t ON true
  LEFT JOIN LATERAL (SELECT x.dismissed_at, x.reason, x.look_again_on FROM public.candidate_dismissal x
    WHERE x.patient_id = a.patient_id AND x.organisation_id = a.at AND x.unit_id IS NOT DISTINCT FROM a.ward
    ORDER BY x.dismissed_at DESC, x.id DESC LIMIT 1) d ON true
  WHERE (a.six >= coalesce(t.acute_6, 3) OR a.twelve >= coalesce(t.acute_12, 5))
    AND (d.look_again_on IS NULL OR d.look_again_on <= (now() AT TIME ZONE 'Europe/Oslo')::date)
    AND NOT EXISTS (SELECT FROM public.vip_case v WHERE v.patient_id = a.patient_id AND v.trust_id = a.trust_id
                    AND v.status IN ('MEETING_CALLED', 'ACTIVE', 'UNDER_REVIEW'))
    AND NOT EXISTS (SELECT FROM public.access_block b WHERE b.patient_id = a.patient_id AND b.set_at <= now() AND (b.lifted_at IS NULL OR now() < b.lifted_at))
    AND NOT EXISTS (SELECT FROM public.list_reservation r WHERE r.patient_id = a.patient_id AND r.ended_at IS NULL)
$$;

-- One page of the list, those with most stays first; null for whoever does not call meetings. `isOpen`: the record is open to
-- the actor now, so that a meeting can be called.
CREATE FUNCTION door.candidates(size int, page int) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH listed AS MATERIALIZED (
    SELECT n.*, p.given_name || ' ' || p.family_name AS name, p.birth_date, lower(p.family_name || ' ' || p.given_name) COLLATE pg_catalog."nb-x-icu" AS sort_name
    FROM door.candidates_now() n JOIN public.patient p ON p.id = n.patient_id),
  paged AS (
    SELECT l.*, row_number() OVER (ORDER BY acute_6 DESC, acute_12 DESC, sort_name, patient_id, trust_id) AS place FROM listed l
    ORDER BY place LIMIT size OFFSET (SELECT least(page - 1, greatest(count(*) - 1, 0) / size) * size FROM listed))
  SELECT jsonb_build_object('isOn', coalesce(s.is_on, false), 'ward', u.name, 'kind', o.kind, 'total', (SELECT count(*) FROM listed),
    'limits', (SELECT jsonb_build_object('six', coalesce(s.acute_6, 3), 'twelve', coalesce(s.acute_12, 5)) WHERE o.kind = 'HEALTH_TRUST'),
    'rows', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.patient_id, 'name', l.name, 'birthDate', l.birth_date, 'trust', t.name,
        'six', l.acute_6, 'twelve', l.acute_12, 'lastAt', l.last_at, 'dismissedAt', l.dismissed_at, 'dismissedReason', l.dismissed_reason,
        'isOpen', EXISTS (SELECT FROM public.access_grant g WHERE g.patient_id = l.patient_id AND g.principal_id = ANY (c.principals) AND g.effect = 'ALLOW'
          AND g.ground IN ('MUNICIPALITY_CASE', 'GP_LIST', 'HOME_CARE', 'INVITED', 'VIP_WARD', 'CURRENT_STAY')
          AND g.valid_from <= now() AND (g.valid_until IS NULL OR now() < g.valid_until))) ORDER BY l.place), '[]')
      FROM paged l JOIN public.organisation t ON t.id = l.trust_id))
  FROM door.candidate_list_of() c
  JOIN public.organisation o ON o.id = c.organisation_id
  LEFT JOIN public.unit u ON u.id = c.unit_id AND u.kind = 'WARD'
  LEFT JOIN LATERAL door.list_setting(c.organisation_id) s ON true
$$;

-- Whether somebody stands on the actor's list now.
CREATE FUNCTION door.is_candidate(patient uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM door.candidates_now() n WHERE n.patient_id = patient)
$$;

-- Off the list until a day. Two who say it at once wait for each other, and the second finds nobody there.
CREATE FUNCTION door.dismiss_candidate(dismissal uuid, patient uuid, reason public.candidate_reason, words text, look_again date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('candidate ' || patient, 0));
  INSERT INTO public.candidate_dismissal (id, patient_id, organisation_id, unit_id, reason, text, look_again_on, dismissed_by_id, dismissed_at)
  SELECT dismissal, patient, c.organisation_id, CASE WHEN o.kind = 'HEALTH_TRUST' THEN c.unit_id END, reason, nullif(btrim(words), ''), look_again,
    c.person_id, clock_timestamp()
  FROM door.candidate_list_of() c JOIN public.organisation o ON o.id = c.organisation_id WHERE door.is_candidate(patient);
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

-- A new edition of what the administered organisation has decided, when the newest one is the one that was seen.
CREATE FUNCTION door.set_candidate_list(seen int, on_now boolean, six int, twelve int, basis text, responsible uuid, decided date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE here uuid := door.administered(); is_hospital boolean;
BEGIN
  SELECT o.kind = 'HEALTH_TRUST' INTO is_hospital FROM public.organisation o WHERE o.id = here FOR UPDATE;
  IF NOT FOUND OR is_hospital <> (six IS NOT NULL) OR seen <> coalesce((SELECT s.edition FROM door.list_setting(here) s), 0)
     -- Whoever answers for it works here.
     OR responsible IS NOT NULL AND NOT EXISTS (SELECT FROM public.membership m WHERE m.person_id = responsible AND m.organisation_id = here
       AND m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)) THEN
    RETURN 0;
  END IF;
  INSERT INTO public.candidate_list_setting VALUES (here, seen + 1, on_now, six, twelve, nullif(btrim(basis), ''), responsible, decided, door.person_id(), clock_timestamp());
  RETURN 1;
END $$;

-- A reservation is recorded by the one who records it, and ends once; nothing else of it changes.
CREATE FUNCTION door.keep_reservation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  -- Nobody is asking: the owner's own work.
  IF NOT FOUND THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' AND NEW.recorded_by_id = c.person_id AND NEW.ended_at IS NULL AND c.purpose IN ('TREAT', 'COC') THEN
    NEW.recorded_at := clock_timestamp();
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL AND NEW.ended_by_id = c.person_id AND c.purpose IN ('TREAT', 'COC')
     AND (NEW.id, NEW.patient_id, NEW.recorded_by_id, NEW.recorded_at) = (OLD.id, OLD.patient_id, OLD.recorded_by_id, OLD.recorded_at) THEN
    NEW.ended_at := clock_timestamp();
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'this may not become of a reservation' USING ERRCODE = 'insufficient_privilege';
END $$;

-- The same as before, but for those who stand on the list of candidates: to look at them is what the list is for.
CREATE OR REPLACE FUNCTION door.weigh(c auth.transaction_context, entry jsonb, closed boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE
  touched uuid[] := ARRAY(SELECT DISTINCT (s->>'patientId')::uuid FROM jsonb_array_elements(entry->'subjects') s);
  strangers uuid[] := '{}'; total int;
BEGIN
  -- The log controller's errand needs no relation.
  IF c.purpose <> 'CONTROL' THEN
    strangers := ARRAY(SELECT id FROM unnest(touched) id WHERE NOT door.has_relation(c, id));
  END IF;
  IF c.purpose = 'QUALITY' AND strangers <> '{}' AND entry->>'act' = 'candidate.list' THEN
    strangers := ARRAY(SELECT id FROM unnest(strangers) id EXCEPT SELECT n.patient_id FROM door.candidates_now() n);
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

REVOKE ALL ON FUNCTION door.list_setting, door.candidate_list_of, door.candidates_now, door.candidates, door.is_candidate, door.dismiss_candidate,
  door.set_candidate_list, door.keep_reservation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.candidates, door.is_candidate, door.dismiss_candidate, door.set_candidate_list TO app_rt;
GRANT EXECUTE ON FUNCTION door.keep_reservation TO app_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER keep_reservation BEFORE INSERT OR UPDATE ON list_reservation FOR EACH ROW EXECUTE FUNCTION door.keep_reservation();

-- An organisation's own decision is for everybody who works there to read.
CREATE POLICY own ON candidate_list_setting FOR SELECT TO app_rt USING (organisation_id = (SELECT door.organisation_id()));
GRANT SELECT ON candidate_list_setting TO app_rt;

-- For those who have to do with the patient beyond an arrival, a run or an emergency.
DO $$
DECLARE condition text := $q$EXISTS (SELECT FROM access_grant g WHERE g.patient_id = list_reservation.patient_id AND g.effect = 'ALLOW'
      AND g.ground NOT IN ('RECEPTION', 'ARRIVAL', 'FLOW', 'FAST_TRACK', 'BREAK_GLASS'))
    AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = list_reservation.patient_id AND g.effect = 'BLOCK')$q$;
BEGIN
  EXECUTE format('CREATE POLICY relation ON list_reservation FOR SELECT TO app_rt USING (%s)', condition);
  EXECUTE format('CREATE POLICY relation_new ON list_reservation FOR INSERT TO app_rt WITH CHECK (%s)', condition);
  EXECUTE format('CREATE POLICY relation_change ON list_reservation FOR UPDATE TO app_rt USING (%s) WITH CHECK (%s)', condition, condition);
END $$;
GRANT SELECT, INSERT ON list_reservation TO app_rt;
GRANT UPDATE (ended_at, ended_by_id, version) ON list_reservation TO app_rt;
