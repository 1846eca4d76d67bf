-- A stay that is made and derived in the same transaction had its keys checked twice; at commit only the row that stands is.
DO $$
DECLARE c record;
BEGIN
  FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'stay'::regclass AND contype = 'f' LOOP
    EXECUTE format('ALTER TABLE stay ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', c.conname);
  END LOOP;
END $$;
