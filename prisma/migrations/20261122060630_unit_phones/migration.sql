-- On what numbers a unit answers by day and by night is for its administrator to say. Each change is kept with what stood
-- before. Agreements hold the number they were written with; cards show what stands now, on paper what stood when printed.

-- CreateTable
CREATE TABLE "unit_phone_change" (
    "unit_id" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "phone_before" TEXT,
    "night_before" TEXT,
    "phone" TEXT,
    "night_phone" TEXT,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_phone_change_pkey" PRIMARY KEY ("unit_id","edition")
);

-- AddForeignKey
ALTER TABLE "unit_phone_change" ADD CONSTRAINT "unit_phone_change_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_phone_change" ADD CONSTRAINT "unit_phone_change_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE unit_phone_change ADD CHECK (edition > 0);
CREATE TRIGGER refuse_delete BEFORE DELETE ON unit_phone_change FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON unit_phone_change FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER refuse_update BEFORE UPDATE ON unit_phone_change FOR EACH ROW EXECUTE FUNCTION refuse();
ALTER TABLE unit_phone_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY definer ON unit_phone_change TO app_definer USING (true) WITH CHECK (true);
CREATE POLICY own ON unit_phone_change FOR SELECT TO app_rt USING (
  EXISTS (SELECT FROM unit u WHERE u.id = unit_phone_change.unit_id AND u.organisation_id = (SELECT door.organisation_id())));
GRANT SELECT, INSERT ON unit_phone_change TO app_definer;
GRANT SELECT ON unit_phone_change TO app_rt;

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- A number that can be rung in Norway: eight digits, five that begin with zero, or the emergency clinic's 116117.
CREATE FUNCTION door.is_phone(number text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT number IS NULL OR number ~ '^[0-9 ]+$' AND replace(number, ' ', '') ~ '^([2-9][0-9]{7}|0[0-9]{4}|116117)$'
$$;

-- The numbers of a unit of the administered organisation, when they are as they were seen. Answers the number of rows.
CREATE FUNCTION door.set_unit_phones(unit uuid, seen int, day_number text, night_number text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE u public.unit; edition int;
BEGIN
  SELECT * INTO u FROM public.unit o WHERE o.id = set_unit_phones.unit AND o.organisation_id = door.administered()
    AND (o.closed_at IS NULL OR now() < o.closed_at) FOR UPDATE;
  edition := (SELECT coalesce(max(c.edition), 0) FROM public.unit_phone_change c WHERE c.unit_id = u.id);
  IF u.id IS NULL OR edition <> seen OR NOT door.is_phone(day_number) OR NOT door.is_phone(night_number)
     OR day_number IS NULL AND night_number IS NOT NULL
     OR (u.phone, u.night_phone) IS NOT DISTINCT FROM (day_number, night_number) THEN
    RETURN 0;
  END IF;
  INSERT INTO public.unit_phone_change VALUES (u.id, edition + 1, u.phone, u.night_phone, day_number, night_number, door.person_id(), clock_timestamp());
  UPDATE public.unit o SET phone = day_number, night_phone = night_number WHERE o.id = u.id;
  RETURN 1;
END $$;

REVOKE ALL ON FUNCTION door.is_phone, door.set_unit_phones FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.set_unit_phones TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;
