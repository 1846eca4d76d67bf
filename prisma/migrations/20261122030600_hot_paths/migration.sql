-- What is found on every look must be found by an index, however many patients there are.

-- The doors get the number as text and the column is char(11); the two are compared as text.
CREATE INDEX patient_identity_number_text ON patient ((identity_number::text));
CREATE INDEX card_case_id_idx ON card (case_id);

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Fifteen minutes from now, at most once a minute. Answers until when the session lasts, so that nobody asks again before
-- there is something to write; null when it no longer counts.
DROP FUNCTION door.keep_session_alive(text);
CREATE FUNCTION door.keep_session_alive(secret text) RETURNS timestamptz
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE auth.session SET idle_until = least(now() + interval '15 minutes', absolute_until)
  WHERE id = (SELECT session_id FROM door.session_of(secret)) AND idle_until < now() + interval '14 minutes';
  SELECT idle_until FROM door.session_of(secret)
$$;

REVOKE ALL ON FUNCTION door.keep_session_alive FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.keep_session_alive TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
