-- The state of a thousand stays cost more the more events there were: each batch read through all of them. What is derived is
-- as before.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE OR REPLACE FUNCTION door.derive_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  stays uuid[] := ARRAY(SELECT DISTINCT stay_id FROM changed);
  patients uuid[] := ARRAY(SELECT DISTINCT patient_id FROM changed);
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
    -- What was put right or taken back keeps its row and loses its kind, so that no filter takes it. That is asked once a
    -- row: without OFFSET each of the filters above would ask for itself. It is asked for a value, because NOT EXISTS of many
    -- rows reads all that ever was replaced.
    FROM (
      SELECT o.stay_id, o.id, o.at, o.unit_id, o.mode, o.urgency,
             CASE WHEN o.kind <> 'VOIDED' AND (SELECT r.id FROM public.stay_event r WHERE r.replaces_id = o.id) IS NULL THEN o.kind END AS kind
      FROM public.stay_event o WHERE o.stay_id = ANY (stays) OFFSET 0) e
    GROUP BY e.stay_id
  ) d
  WHERE stay.id = d.stay_id;

  -- A stay that never was has no run.
  UPDATE public.fast_track f SET status = 'CANCELLED', refusal = NULL, expected_at = NULL, version = f.version + 1
  FROM public.stay s
  WHERE s.id = ANY (stays) AND s.status = 'CANCELLED' AND f.stay_id = s.id AND f.status NOT IN ('RECEIVED', 'CANCELLED');

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
  WHERE s.id = ANY (stays) AND s.deceased_at IS NOT NULL AND s.status <> 'CANCELLED'
    AND p.id = s.patient_id AND p.deceased_at IS NULL;
  UPDATE public.vip_case v SET status = 'ENDED', end_cause = 'DEATH', ended_at = p.deceased_at, version = v.version + 1
  FROM public.patient p
  WHERE v.patient_id = ANY (patients) AND p.id = v.patient_id AND p.deceased_at IS NOT NULL AND v.status <> 'ENDED';
  RETURN NULL;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
