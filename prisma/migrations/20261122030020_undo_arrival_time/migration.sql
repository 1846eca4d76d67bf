-- A correction of the arrival may be undone like any other; the arrival itself may not.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE OR REPLACE FUNCTION door.keep_event() RETURNS trigger
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
        AND o.kind NOT IN ('CANCELLED', 'DIED', 'LEFT_RECEPTION') AND before.kind IS DISTINCT FROM 'DIED'
        AND (before.id IS NOT NULL OR o.kind NOT IN ('ARRIVED', 'IN_RECEPTION'))
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

RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
