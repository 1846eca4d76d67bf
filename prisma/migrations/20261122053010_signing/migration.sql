-- What whoever signs is told before: whether an edition still says what stands, and whether what was decided still may be.

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE FUNCTION door.signing(minutes uuid, OUT fresh boolean, OUT holds boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE c auth.transaction_context; e public.minutes; m public.meeting; d public.meeting_decision;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO e FROM public.minutes o WHERE o.id = minutes;
  SELECT * INTO m FROM public.meeting o WHERE o.id = e.meeting_id;
  IF NOT door.leads_meeting(c, m) THEN
    fresh := false; holds := false;
    RETURN;
  END IF;
  SELECT * INTO d FROM public.meeting_decision o WHERE o.meeting_id = m.id ORDER BY o.ordinal DESC LIMIT 1;
  fresh := e.content = door.minutes_content(m.id);
  holds := d.id IS NOT NULL AND door.may_decide(m, d.outcome, d.ward_id, d.review_on, d.criteria_version_id);
END $$;

REVOKE ALL ON FUNCTION door.signing FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.signing TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
