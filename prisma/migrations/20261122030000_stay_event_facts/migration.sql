-- Why something happened or was put right, and who wrote it down.

ALTER TYPE "stay_event_kind" ADD VALUE 'VOIDED';

-- CreateEnum
CREATE TYPE "stay_event_reason" AS ENUM ('WRONG_TIME', 'WRONG_WARD', 'WRONG_PERSON', 'REGISTERED_TWICE', 'DID_NOT_HAPPEN', 'UNDONE',
  'OWN_WARD', 'HIGHER_CARE', 'OTHER_SPECIALTY', 'ISOLATION', 'NO_BED', 'PATIENT_WISH', 'HOME_VISIT', 'EXAMINATION', 'OTHER');

-- AlterTable
ALTER TABLE "stay_event" ADD COLUMN     "note" TEXT,
ADD COLUMN     "reason" "stay_event_reason",
ADD COLUMN     "recorded_by_id" UUID,
ADD COLUMN     "recorded_role" "role",
ADD COLUMN     "recorded_unit_id" UUID;

-- AddForeignKey
ALTER TABLE "stay_event" ADD CONSTRAINT "stay_event_recorded_by_id_fkey" FOREIGN KEY ("recorded_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stay_event" ADD CONSTRAINT "stay_event_recorded_unit_id_fkey" FOREIGN KEY ("recorded_unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
