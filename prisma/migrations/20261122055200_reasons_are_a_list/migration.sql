-- A meeting without chosen reasons has none, and not an unknown number of them.
UPDATE meeting SET reasons = '{}', version = version + 1 WHERE reasons IS NULL;
ALTER TABLE meeting ALTER COLUMN reasons SET DEFAULT ARRAY[]::text[], ALTER COLUMN reasons SET NOT NULL;
