-- What the GP's practice and the municipality are told of stays: that somebody was admitted, discharged or died, and when.
-- Nothing of why or at which ward. It is written where the state of a stay is, so that no way of admitting can forget it.

CREATE TYPE stay_notice_kind AS ENUM ('ADMISSION', 'DISCHARGE', 'DEATH');
ALTER TABLE stay_notice
  ADD COLUMN kind stay_notice_kind NOT NULL DEFAULT 'ADMISSION',
  ADD COLUMN edition integer NOT NULL DEFAULT 1,
  ADD COLUMN happened_at timestamptz(3),
  ADD COLUMN taken_back boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT stay_notice_pkey,
  ADD CONSTRAINT stay_notice_pkey PRIMARY KEY (stay_id, organisation_id, kind, edition),
  ADD CHECK (edition > 0),
  ADD CHECK (NOT taken_back OR happened_at IS NULL AND edition > 1);

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Whom a stay is told to: the GP's practice, and a municipality that has an open case or home care. Not the hospital itself,
-- and nobody from whom the patient has blocked everything.
CREATE FUNCTION door.recipients_of_stay(patient uuid, hospital uuid) RETURNS TABLE (organisation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT r.organisation_id FROM public.care_relation r
  WHERE r.patient_id = patient AND r.organisation_id <> hospital AND r.kind IN ('GP_LIST', 'MUNICIPALITY_CASE', 'HOME_CARE')
    AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)
    AND NOT EXISTS (SELECT FROM public.access_block b
      WHERE b.patient_id = patient AND b.scope = 'ALL' AND b.unit_id IS NULL AND b.person_id IS NULL
        AND (b.organisation_id IS NULL OR b.organisation_id = r.organisation_id)
        AND b.set_at <= now() AND (b.lifted_at IS NULL OR now() < b.lifted_at))
$$;

-- Tells of the stays whose state changed: first what happened, and later only what is otherwise than was told. Old stays, as
-- of an import of history, are not news; what was told of one is still put right. The row of the stay is locked by the change
-- itself, so of two at once the second sees what the first told.
CREATE FUNCTION door.write_stay_notices() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE news uuid[]; known uuid[];
BEGIN
  SELECT array_agg(s.id) FILTER (WHERE s.is_news), array_agg(s.id) INTO news, known FROM (
    SELECT c.id, coalesce(c.discharged_at, c.deceased_at, 'infinity') > now() - interval '15 days'
        AND coalesce(c.admitted_at, c.on_ward_at, c.arrived_at) > now() - interval '1 year' AS is_news
    FROM changed c OFFSET 0) s
  WHERE s.is_news OR EXISTS (SELECT FROM public.stay_notice n WHERE n.stay_id = s.id);
  IF known IS NULL THEN RETURN NULL; END IF;

  INSERT INTO public.stay_notice (stay_id, patient_id, organisation_id, kind, edition, happened_at, taken_back, received_at)
  SELECT s.id, s.patient_id, o.organisation_id, fact.kind, coalesce(said.edition, 0) + 1, fact.at, fact.at IS NULL, clock_timestamp()
  FROM public.stay s
  CROSS JOIN LATERAL door.recipients_of_stay(s.patient_id, s.organisation_id) o
  CROSS JOIN LATERAL (VALUES
    -- Whoever went home from reception was not admitted.
    ('ADMISSION'::public.stay_notice_kind, CASE WHEN s.status NOT IN ('EXPECTED', 'CANCELLED')
      THEN coalesce(s.admitted_at, s.on_ward_at, CASE WHEN s.discharged_at IS NOT NULL THEN s.arrived_at END) END),
    ('DISCHARGE', CASE WHEN s.status = 'DISCHARGED' THEN s.discharged_at END),
    ('DEATH', CASE WHEN s.status <> 'CANCELLED' THEN s.deceased_at END)) AS fact (kind, at)
  LEFT JOIN LATERAL (SELECT n.edition, n.happened_at FROM public.stay_notice n
    WHERE n.stay_id = s.id AND n.organisation_id = o.organisation_id AND n.kind = fact.kind ORDER BY n.edition DESC LIMIT 1) said ON true
  WHERE s.id = ANY (known)
    AND CASE WHEN said.edition IS NULL THEN fact.at IS NOT NULL AND s.id = ANY (news) ELSE fact.at IS DISTINCT FROM said.happened_at END
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- As before, but a stay may have been told of several times: the first says that it is known.
CREATE OR REPLACE FUNCTION door.candidates_now() RETURNS TABLE (
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
    FROM c JOIN public.stay_notice n ON c.kind <> 'HEALTH_TRUST' AND n.organisation_id = c.organisation_id AND n.kind = 'ADMISSION' AND n.edition = 1
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

REVOKE ALL ON FUNCTION door.recipients_of_stay, door.write_stay_notices FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.write_stay_notices TO app_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER write_notices AFTER UPDATE ON stay REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION door.write_stay_notices();
