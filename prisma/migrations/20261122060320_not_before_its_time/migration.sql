-- A meeting is not held, and decides nothing, before its time: half an hour early is early enough.
GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;
CREATE FUNCTION door.keep_meeting_time() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE begins timestamptz;
BEGIN
  SELECT m.starts_at INTO begins FROM public.meeting m WHERE m.id = (CASE TG_TABLE_NAME WHEN 'meeting' THEN to_jsonb(NEW)->>'id' ELSE to_jsonb(NEW)->>'meeting_id' END)::uuid;
  IF begins > clock_timestamp() + interval '30 minutes' THEN
    RAISE EXCEPTION 'the meeting has not begun' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION door.keep_meeting_time FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.keep_meeting_time TO app_owner, app_definer;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER keep_meeting_time BEFORE UPDATE OF status ON meeting FOR EACH ROW
  WHEN (NEW.status = 'HELD' AND OLD.status <> 'HELD') EXECUTE FUNCTION door.keep_meeting_time();
CREATE TRIGGER keep_meeting_time BEFORE INSERT ON meeting_decision FOR EACH ROW EXECUTE FUNCTION door.keep_meeting_time();
