-- What the log controller is to judge, and break-glass.

-- CreateEnum
CREATE TYPE "emergency_reason" AS ENUM ('DANGER_TO_LIFE', 'CANNOT_ANSWER', 'CALLED_IN', 'OTHER');

-- CreateEnum
CREATE TYPE "emergency_end_cause" AS ENUM ('BY_HAND', 'TIME', 'SESSION');

-- CreateEnum
CREATE TYPE "block_reason" AS ENUM ('DANGER_TO_LIFE', 'CANNOT_BE_ASKED', 'PATIENT_AGREES');

-- CreateEnum
CREATE TYPE "log_flag_kind" AS ENUM ('BLOCK_OPENED', 'BREAK_GLASS', 'MANY_PATIENTS', 'OWN_RECORD', 'SAME_NAME');

-- CreateEnum
CREATE TYPE "log_flag_finding" AS ENUM ('JUSTIFIED', 'NOT_JUSTIFIED', 'FOLLOWED_UP', 'REPORTED');

-- CreateTable
CREATE TABLE "emergency_access" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "organisation_id" UUID NOT NULL,
    "unit_id" UUID,
    "reason" "emergency_reason" NOT NULL,
    "text" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_cause" "emergency_end_cause",
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "emergency_access_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "block_opening" (
    "emergency_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "reason" "block_reason" NOT NULL,
    "text" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "block_opening_pkey" PRIMARY KEY ("emergency_id")
);

-- CreateTable
CREATE TABLE "log_flag" (
    "id" UUID NOT NULL,
    "kind" "log_flag_kind" NOT NULL,
    "organisation_id" UUID NOT NULL,
    "unit_id" UUID,
    "person_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "patient_id" UUID,
    "emergency_id" UUID,
    "entry_id" UUID NOT NULL,
    "patients" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_flag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_flag_decision" (
    "id" UUID NOT NULL,
    "flag_id" UUID NOT NULL,
    "finding" "log_flag_finding" NOT NULL,
    "text" TEXT,
    "decided_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_flag_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."unrelated_look" (
    "person_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unrelated_look_pkey" PRIMARY KEY ("person_id","patient_id")
);

-- CreateIndex
CREATE INDEX "emergency_access_patient_id_idx" ON "emergency_access"("patient_id");

-- CreateIndex
CREATE INDEX "emergency_access_session_id_idx" ON "emergency_access"("session_id");

-- CreateIndex
CREATE INDEX "block_opening_patient_id_idx" ON "block_opening"("patient_id");

-- CreateIndex
CREATE INDEX "log_flag_organisation_id_at_idx" ON "log_flag"("organisation_id", "at");

-- CreateIndex
CREATE INDEX "log_flag_person_id_kind_at_idx" ON "log_flag"("person_id", "kind", "at");

-- CreateIndex
CREATE INDEX "log_flag_decision_flag_id_at_idx" ON "log_flag_decision"("flag_id", "at");

-- CreateIndex
CREATE INDEX "unrelated_look_person_id_at_idx" ON "auth"."unrelated_look"("person_id", "at");

-- AddForeignKey
ALTER TABLE "emergency_access" ADD CONSTRAINT "emergency_access_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergency_access" ADD CONSTRAINT "emergency_access_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergency_access" ADD CONSTRAINT "emergency_access_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "auth"."session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergency_access" ADD CONSTRAINT "emergency_access_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergency_access" ADD CONSTRAINT "emergency_access_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "block_opening" ADD CONSTRAINT "block_opening_emergency_id_fkey" FOREIGN KEY ("emergency_id") REFERENCES "emergency_access"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "block_opening" ADD CONSTRAINT "block_opening_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_flag" ADD CONSTRAINT "log_flag_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_flag" ADD CONSTRAINT "log_flag_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_flag" ADD CONSTRAINT "log_flag_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_flag" ADD CONSTRAINT "log_flag_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_flag" ADD CONSTRAINT "log_flag_emergency_id_fkey" FOREIGN KEY ("emergency_id") REFERENCES "emergency_access"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_flag_decision" ADD CONSTRAINT "log_flag_decision_flag_id_fkey" FOREIGN KEY ("flag_id") REFERENCES "log_flag"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_flag_decision" ADD CONSTRAINT "log_flag_decision_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was opened was opened with a reason somebody could read, and for four hours at most.
ALTER TABLE emergency_access ADD CHECK (char_length(btrim(text)) BETWEEN 20 AND 1000);
ALTER TABLE emergency_access ADD CHECK (valid_until > opened_at AND valid_until <= opened_at + interval '4 hours');
ALTER TABLE emergency_access ADD CHECK ((ended_at IS NULL) = (end_cause IS NULL));
ALTER TABLE block_opening ADD CHECK (char_length(btrim(text)) BETWEEN 20 AND 1000);
CREATE UNIQUE INDEX one_open_emergency ON emergency_access (session_id, patient_id) WHERE ended_at IS NULL;

ALTER TABLE log_flag ADD CHECK ((kind = 'MANY_PATIENTS') = (patient_id IS NULL) AND (kind = 'MANY_PATIENTS') = (patients IS NOT NULL));
ALTER TABLE log_flag ADD CHECK ((kind IN ('BREAK_GLASS', 'BLOCK_OPENED')) = (emergency_id IS NOT NULL));
-- Only that something was as it should be needs no words.
ALTER TABLE log_flag_decision ADD CHECK (char_length(btrim(text)) BETWEEN 10 AND 1000 OR text IS NULL AND finding = 'JUSTIFIED');

-- None of these is for the runtime role: what it may know or do stands in functions.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['public.emergency_access', 'public.block_opening', 'public.log_flag', 'public.log_flag_decision', 'auth.unrelated_look'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse()', t);
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY definer ON %s TO app_definer USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %s TO app_definer', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['emergency_access', 'block_opening', 'log_flag', 'log_flag_decision'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_delete BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['block_opening', 'log_flag', 'log_flag_decision'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_update BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
  END LOOP;
END $$;
GRANT UPDATE (ended_at, end_cause, version) ON emergency_access TO app_definer;
GRANT UPDATE (at), DELETE ON auth.unrelated_look TO app_definer;
CREATE TRIGGER keep_version BEFORE UPDATE ON emergency_access FOR EACH ROW EXECUTE FUNCTION keep_version();
