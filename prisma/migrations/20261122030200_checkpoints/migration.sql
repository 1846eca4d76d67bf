-- Each installation has a name of its own, so that a checkpoint of another one is not taken for one of ours.
ALTER TABLE deployment ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();

CREATE POLICY verify ON deployment FOR SELECT TO app_auditor USING (true);
GRANT SELECT (id) ON deployment TO app_auditor;
