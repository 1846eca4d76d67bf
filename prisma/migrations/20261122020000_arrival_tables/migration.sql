-- CreateEnum
CREATE TYPE "fast_track_status" AS ENUM ('ASKED', 'ACCEPTED', 'DELAYED', 'REFUSED', 'RECEIVED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "refusal_reason" AS ENUM ('NO_BED', 'NO_STAFF', 'NO_ISOLATION', 'OTHER_CARE_NEEDED', 'WARD_CLOSED');

-- CreateEnum
CREATE TYPE "deviation_reason" AS ENUM ('WARD_REFUSED', 'NO_ANSWER', 'HIGHER_CARE', 'OTHER_SPECIALTY', 'ISOLATION', 'PATIENT_WISH');

-- CreateEnum
CREATE TYPE "fast_track_step_kind" AS ENUM ('STARTED', 'ACCEPTED', 'DELAYED', 'REFUSED', 'REDIRECTED', 'RECEIVED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "arrival_mode" AS ENUM ('AMBULANCE', 'AIR_AMBULANCE', 'OWN_TRANSPORT', 'POLICE', 'OTHER_HOSPITAL', 'OTHER');

-- CreateEnum
CREATE TYPE "triage_kind" AS ENUM ('NEWS2', 'COLOUR');

-- CreateEnum
CREATE TYPE "spo2_scale" AS ENUM ('ONE', 'TWO');

-- CreateEnum
CREATE TYPE "consciousness" AS ENUM ('ALERT', 'CONFUSED', 'VOICE', 'PAIN', 'UNRESPONSIVE');

-- CreateEnum
CREATE TYPE "triage_colour" AS ENUM ('RED', 'ORANGE', 'YELLOW', 'GREEN', 'BLUE');

-- CreateEnum
CREATE TYPE "clearance_role" AS ENUM ('EMERGENCY_PHYSICIAN', 'CONSULTANT', 'RESIDENT', 'ANAESTHETIST');

-- AlterEnum


ALTER TYPE "grant_ground" ADD VALUE 'FAST_TRACK';
ALTER TYPE "grant_ground" ADD VALUE 'RECEPTION';
ALTER TYPE "grant_ground" ADD VALUE 'ARRIVAL';
ALTER TYPE "grant_ground" ADD VALUE 'FLOW';

-- AlterEnum
ALTER TYPE "stay_event_kind" ADD VALUE 'LEFT_RECEPTION';

-- AlterTable
ALTER TABLE "auth"."session" ADD COLUMN     "chosen" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "command_receipt" ADD COLUMN     "object_id" UUID;

-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "fast_track_target" INTEGER;

-- AlterTable
ALTER TABLE "stay" ADD COLUMN     "arrival_mode" "arrival_mode";

-- AlterTable
ALTER TABLE "stay_event" ADD COLUMN     "mode" "arrival_mode",
ADD COLUMN     "urgency" "urgency";

-- CreateTable
CREATE TABLE "fast_track" (
    "id" UUID NOT NULL,
    "stay_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "reception_id" UUID NOT NULL,
    "vip_ward_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "status" "fast_track_status" NOT NULL DEFAULT 'ASKED',
    "target_minutes" SMALLINT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "expected_at" TIMESTAMPTZ(3),
    "refusal" "refusal_reason",
    "deviation" "deviation_reason",
    "move_on" DATE,
    "received_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "fast_track_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fast_track_step" (
    "id" UUID NOT NULL,
    "fast_track_id" UUID NOT NULL,
    "stay_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" "fast_track_step_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "unit_id" UUID NOT NULL,
    "minutes" SMALLINT,
    "refusal" "refusal_reason",
    "deviation" "deviation_reason",
    "move_on" DATE,
    "person_id" UUID NOT NULL,

    CONSTRAINT "fast_track_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "triage" (
    "id" UUID NOT NULL,
    "stay_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" "triage_kind" NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,
    "respiration" SMALLINT,
    "saturation" SMALLINT,
    "scale" "spo2_scale",
    "scale_decided_by" TEXT,
    "oxygen" BOOLEAN,
    "systolic" SMALLINT,
    "pulse" SMALLINT,
    "consciousness" "consciousness",
    "temperature" DECIMAL(3,1),
    "score" SMALLINT,
    "colour" "triage_colour",
    "unsafe" BOOLEAN NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "triage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "safety_clearance" (
    "id" UUID NOT NULL,
    "triage_id" UUID NOT NULL,
    "stay_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "cleared_by" TEXT NOT NULL,
    "cleared_role" "clearance_role" NOT NULL,
    "cleared_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "safety_clearance_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "representation_person_id_idx" ON "representation"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "fast_track_stay_id_key" ON "fast_track"("stay_id");

-- CreateIndex
CREATE INDEX "fast_track_patient_id_idx" ON "fast_track"("patient_id");

-- CreateIndex
CREATE INDEX "fast_track_ward_id_status_idx" ON "fast_track"("ward_id", "status");

-- CreateIndex
CREATE INDEX "fast_track_organisation_id_started_at_idx" ON "fast_track"("organisation_id", "started_at");

-- CreateIndex
CREATE INDEX "fast_track_step_fast_track_id_idx" ON "fast_track_step"("fast_track_id");

-- CreateIndex
CREATE INDEX "fast_track_step_patient_id_idx" ON "fast_track_step"("patient_id");

-- CreateIndex
CREATE INDEX "triage_stay_id_idx" ON "triage"("stay_id");

-- CreateIndex
CREATE INDEX "triage_patient_id_idx" ON "triage"("patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "safety_clearance_triage_id_key" ON "safety_clearance"("triage_id");

-- CreateIndex
CREATE INDEX "safety_clearance_stay_id_idx" ON "safety_clearance"("stay_id");

-- CreateIndex
CREATE INDEX "safety_clearance_patient_id_idx" ON "safety_clearance"("patient_id");

-- CreateIndex
CREATE INDEX "entry_session_id_at_idx" ON "audit"."entry"("session_id", "at");

-- AddForeignKey
ALTER TABLE "fast_track" ADD CONSTRAINT "fast_track_stay_id_fkey" FOREIGN KEY ("stay_id") REFERENCES "stay"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fast_track" ADD CONSTRAINT "fast_track_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fast_track" ADD CONSTRAINT "fast_track_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fast_track" ADD CONSTRAINT "fast_track_reception_id_fkey" FOREIGN KEY ("reception_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fast_track" ADD CONSTRAINT "fast_track_vip_ward_id_fkey" FOREIGN KEY ("vip_ward_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fast_track" ADD CONSTRAINT "fast_track_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fast_track_step" ADD CONSTRAINT "fast_track_step_fast_track_id_fkey" FOREIGN KEY ("fast_track_id") REFERENCES "fast_track"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fast_track_step" ADD CONSTRAINT "fast_track_step_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fast_track_step" ADD CONSTRAINT "fast_track_step_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fast_track_step" ADD CONSTRAINT "fast_track_step_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "triage" ADD CONSTRAINT "triage_stay_id_fkey" FOREIGN KEY ("stay_id") REFERENCES "stay"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "triage" ADD CONSTRAINT "triage_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "triage" ADD CONSTRAINT "triage_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "triage" ADD CONSTRAINT "triage_recorded_by_id_fkey" FOREIGN KEY ("recorded_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safety_clearance" ADD CONSTRAINT "safety_clearance_triage_id_fkey" FOREIGN KEY ("triage_id") REFERENCES "triage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safety_clearance" ADD CONSTRAINT "safety_clearance_stay_id_fkey" FOREIGN KEY ("stay_id") REFERENCES "stay"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safety_clearance" ADD CONSTRAINT "safety_clearance_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "safety_clearance" ADD CONSTRAINT "safety_clearance_recorded_by_id_fkey" FOREIGN KEY ("recorded_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


