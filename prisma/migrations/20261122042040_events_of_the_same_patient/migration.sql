-- An event is of its stay's patient, and that is one thing to check instead of two.
CREATE UNIQUE INDEX "stay_id_patient_id_key" ON "stay"("id", "patient_id");
ALTER TABLE "stay_event" DROP CONSTRAINT "stay_event_stay_id_fkey";
ALTER TABLE "stay_event" DROP CONSTRAINT "stay_event_patient_id_fkey";
ALTER TABLE "stay_event" ADD CONSTRAINT "stay_event_stay_id_patient_id_fkey" FOREIGN KEY ("stay_id", "patient_id") REFERENCES "stay"("id", "patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Few events replace another, so the others need not stand in the index of those that do.
DROP INDEX "stay_event_replaces_id_key";
CREATE UNIQUE INDEX "stay_event_replaces_id_key" ON "stay_event"("replaces_id") WHERE "replaces_id" IS NOT NULL;
