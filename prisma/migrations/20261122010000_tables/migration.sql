-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "audit";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "auth";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "relation_kind" AS ENUM ('MUNICIPALITY_CASE', 'GP_LIST', 'HOME_CARE', 'INVITED');

-- CreateEnum
CREATE TYPE "representation_kind" AS ENUM ('PARENT', 'GUARDIAN', 'POWER_OF_ATTORNEY', 'NEAREST_KIN');

-- CreateEnum
CREATE TYPE "consent_kind" AS ENUM ('VIP_STATUS', 'PLAN', 'ACCESS');

-- CreateEnum
CREATE TYPE "consent_status" AS ENUM ('ACTIVE', 'EXPIRED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "consent_method" AS ENUM ('ORAL', 'WRITTEN', 'DIGITAL');

-- CreateEnum
CREATE TYPE "block_scope" AS ENUM ('ALL', 'VIP_STATUS');

-- CreateEnum
CREATE TYPE "grant_effect" AS ENUM ('ALLOW', 'BLOCK', 'BLOCK_STATUS');

-- CreateEnum
CREATE TYPE "grant_ground" AS ENUM ('MUNICIPALITY_CASE', 'GP_LIST', 'HOME_CARE', 'INVITED', 'VIP_WARD', 'CURRENT_STAY', 'SELF', 'REPRESENTATION', 'PATIENT_BLOCK');

-- CreateEnum
CREATE TYPE "auth"."session_kind" AS ENUM ('STAFF', 'CITIZEN', 'SERVICE');

-- CreateEnum
CREATE TYPE "auth"."purpose" AS ENUM ('TREAT', 'ETREAT', 'COC', 'BTG', 'QUALITY', 'OWN', 'PROXY', 'CONTROL', 'ADMIN', 'SERVICE');

-- CreateEnum
CREATE TYPE "deployment_kind" AS ENUM ('PRODUCTION', 'DEMO', 'TEST');

-- CreateEnum
CREATE TYPE "case_status" AS ENUM ('RECOMMENDED', 'MEETING_CALLED', 'DECIDED_NO', 'POSTPONED', 'ACTIVE', 'UNDER_REVIEW', 'ENDED');

-- CreateEnum
CREATE TYPE "end_cause" AS ENUM ('REVIEW', 'PATIENT_WISH', 'DEATH');

-- CreateEnum
CREATE TYPE "card_status" AS ENUM ('ISSUED', 'REPLACED', 'REVOKED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "organisation_kind" AS ENUM ('MUNICIPALITY', 'HEALTH_TRUST', 'GP_PRACTICE');

-- CreateEnum
CREATE TYPE "unit_kind" AS ENUM ('WARD', 'RECEPTION', 'HOME_CARE_ZONE', 'OFFICE');

-- CreateEnum
CREATE TYPE "sex" AS ENUM ('FEMALE', 'MALE', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "address_protection" AS ENUM ('NONE', 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL');

-- CreateEnum
CREATE TYPE "note_kind" AS ENUM ('ALLERGY', 'DANGER', 'VITALS', 'EQUIPMENT', 'OTHER');

-- CreateEnum
CREATE TYPE "phase" AS ENUM ('STABLE', 'UNSTABLE');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('NURSE', 'HEAD_NURSE', 'FLOW_COORDINATOR', 'COLLABORATION_PHYSICIAN', 'CASEWORKER', 'PARTICIPANT', 'GP', 'LOG_CONTROLLER', 'ORG_ADMIN', 'PATIENT', 'NEXT_OF_KIN', 'SERVICE');

-- CreateEnum
CREATE TYPE "urgency" AS ENUM ('IMMEDIATE', 'WITHIN_6_HOURS', 'WITHIN_24_HOURS', 'PLANNED', 'RETURNED');

-- CreateEnum
CREATE TYPE "stay_status" AS ENUM ('EXPECTED', 'ARRIVED', 'IN_RECEPTION', 'ON_WARD', 'READY_FOR_DISCHARGE', 'DISCHARGED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "stay_mark" AS ENUM ('ARRIVAL_AFTER_ADMISSION', 'DEATH_AFTER_DISCHARGE');

-- CreateEnum
CREATE TYPE "stay_event_kind" AS ENUM ('ARRIVED', 'IN_RECEPTION', 'ADMITTED', 'ON_WARD', 'LEAVE_STARTED', 'LEAVE_ENDED', 'READY_FOR_DISCHARGE', 'READY_WITHDRAWN', 'DISCHARGED', 'DIED', 'CANCELLED');

-- CreateTable
CREATE TABLE "care_relation" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" "relation_kind" NOT NULL,
    "organisation_id" UUID NOT NULL,
    "unit_id" UUID,
    "person_id" UUID,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "care_relation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "representation" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" "representation_kind" NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "document" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "representation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" "consent_kind" NOT NULL,
    "status" "consent_status" NOT NULL DEFAULT 'ACTIVE',
    "representation_id" UUID,
    "organisation_id" UUID,
    "method" "consent_method" NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_block" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "scope" "block_scope" NOT NULL,
    "organisation_id" UUID,
    "unit_id" UUID,
    "person_id" UUID,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "access_block_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_grant" (
    "patient_id" UUID NOT NULL,
    "principal_id" UUID NOT NULL,
    "effect" "grant_effect" NOT NULL,
    "ground" "grant_ground" NOT NULL,
    "source_id" UUID NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),

    CONSTRAINT "access_grant_pkey" PRIMARY KEY ("patient_id","principal_id","effect","ground","source_id")
);

-- CreateTable
CREATE TABLE "audit"."entry" (
    "id" UUID NOT NULL,
    "shard" SMALLINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "session_id" UUID NOT NULL,
    "person_id" UUID,
    "person_name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "organisation_id" UUID,
    "organisation_name" TEXT,
    "unit_id" UUID,
    "unit_name" TEXT,
    "purpose" "auth"."purpose" NOT NULL,
    "act" TEXT NOT NULL,
    "object_id" UUID,
    "outcome" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "previous_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit"."subject" (
    "entry_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "shard" SMALLINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "ground" TEXT NOT NULL,
    "shown" TEXT[],
    "previous_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "subject_pkey" PRIMARY KEY ("entry_id","patient_id")
);

-- CreateTable
CREATE TABLE "audit"."head" (
    "shard" SMALLINT NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "head_pkey" PRIMARY KEY ("shard")
);

-- CreateTable
CREATE TABLE "auth"."session" (
    "id" UUID NOT NULL,
    "kind" "auth"."session_kind" NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "person_id" UUID,
    "membership_id" UUID,
    "organisation_id" UUID,
    "acts" TEXT[],
    "issuer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "idle_until" TIMESTAMPTZ(3) NOT NULL,
    "absolute_until" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth"."transaction_context" (
    "xid" BIGINT NOT NULL,
    "session_id" UUID NOT NULL,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "organisation_id" UUID,
    "unit_id" UUID,
    "acts" TEXT[],
    "principals" UUID[],
    "purpose" "auth"."purpose" NOT NULL,
    "audited" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "transaction_context_pkey" PRIMARY KEY ("xid")
);

-- CreateTable
CREATE TABLE "deployment" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "kind" "deployment_kind" NOT NULL,

    CONSTRAINT "deployment_pkey" PRIMARY KEY ("only")
);

-- CreateTable
CREATE TABLE "command_receipt" (
    "actor_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "command_receipt_pkey" PRIMARY KEY ("actor_id","key")
);

-- CreateTable
CREATE TABLE "vip_case" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "trust_id" UUID NOT NULL,
    "status" "case_status" NOT NULL,
    "ward_id" UUID,
    "consent_id" UUID,
    "active_at" TIMESTAMPTZ(3),
    "review_on" DATE,
    "ended_at" TIMESTAMPTZ(3),
    "end_cause" "end_cause",
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "vip_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "card" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "status" "card_status" NOT NULL DEFAULT 'ISSUED',
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" DATE NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "kind" "organisation_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "organisation_number" CHAR(9) NOT NULL,
    "municipality_number" CHAR(4),
    "her_id" INTEGER,
    "phone" TEXT,
    "block_routine" TEXT,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "kind" "unit_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "resh_id" INTEGER,
    "her_id" INTEGER,
    "arrival_routine" TEXT,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patient" (
    "id" UUID NOT NULL,
    "identity_number" CHAR(11) NOT NULL,
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "birth_date" DATE NOT NULL,
    "sex" "sex" NOT NULL,
    "municipality_id" UUID,
    "address_protection" "address_protection" NOT NULL DEFAULT 'NONE',
    "person_id" UUID,
    "deceased_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "patient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "own_page" (
    "patient_id" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "helps" TEXT NOT NULL,
    "worsens" TEXT,
    "signs" TEXT,
    "call" TEXT,
    "matters" TEXT,
    "helper" TEXT,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "own_page_pkey" PRIMARY KEY ("patient_id","edition")
);

-- CreateTable
CREATE TABLE "critical_note" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" "note_kind" NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "written_on" DATE NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "critical_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phase_record" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "phase" "phase" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "set_by_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "phase_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "identity_number" CHAR(11),
    "hpr_number" TEXT,
    "phone" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_identity" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "sign_in_identity_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "unit_id" UUID,
    "role" "role" NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stay" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "urgency" "urgency" NOT NULL,
    "status" "stay_status" NOT NULL DEFAULT 'EXPECTED',
    "unit_id" UUID,
    "arrived_at" TIMESTAMPTZ(3),
    "admitted_at" TIMESTAMPTZ(3),
    "on_ward_at" TIMESTAMPTZ(3),
    "ready_at" TIMESTAMPTZ(3),
    "on_leave_since" TIMESTAMPTZ(3),
    "discharged_at" TIMESTAMPTZ(3),
    "deceased_at" TIMESTAMPTZ(3),
    "marks" "stay_mark"[],
    "events" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stay_event" (
    "id" UUID NOT NULL,
    "stay_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" "stay_event_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "unit_id" UUID,
    "replaces_id" UUID,
    "session_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stay_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imported_subject" (
    "organisation_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "patient_id" UUID NOT NULL,
    "shift_days" INTEGER NOT NULL,

    CONSTRAINT "imported_subject_pkey" PRIMARY KEY ("organisation_id","source","subject")
);

-- CreateIndex
CREATE INDEX "care_relation_patient_id_idx" ON "care_relation"("patient_id");

-- CreateIndex
CREATE INDEX "representation_patient_id_idx" ON "representation"("patient_id");

-- CreateIndex
CREATE INDEX "consent_patient_id_idx" ON "consent"("patient_id");

-- CreateIndex
CREATE INDEX "access_block_patient_id_idx" ON "access_block"("patient_id");

-- CreateIndex
CREATE INDEX "access_grant_principal_id_patient_id_idx" ON "access_grant"("principal_id", "patient_id");

-- CreateIndex
CREATE INDEX "entry_person_id_at_idx" ON "audit"."entry"("person_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "entry_shard_seq_key" ON "audit"."entry"("shard", "seq");

-- CreateIndex
CREATE INDEX "subject_patient_id_idx" ON "audit"."subject"("patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "subject_shard_seq_key" ON "audit"."subject"("shard", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "session_secret_hash_key" ON "auth"."session"("secret_hash");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "auth"."session"("person_id");

-- CreateIndex
CREATE INDEX "vip_case_patient_id_idx" ON "vip_case"("patient_id");

-- CreateIndex
CREATE INDEX "vip_case_ward_id_status_idx" ON "vip_case"("ward_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "card_token_hash_key" ON "card"("token_hash");

-- CreateIndex
CREATE INDEX "card_patient_id_idx" ON "card"("patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_organisation_number_key" ON "organisation"("organisation_number");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_her_id_key" ON "organisation"("her_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_resh_id_key" ON "unit"("resh_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_her_id_key" ON "unit"("her_id");

-- CreateIndex
CREATE INDEX "unit_organisation_id_idx" ON "unit"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "patient_identity_number_key" ON "patient"("identity_number");

-- CreateIndex
CREATE UNIQUE INDEX "patient_person_id_key" ON "patient"("person_id");

-- CreateIndex
CREATE INDEX "patient_birth_date_family_name_idx" ON "patient"("birth_date", "family_name");

-- CreateIndex
CREATE INDEX "critical_note_patient_id_idx" ON "critical_note"("patient_id");

-- CreateIndex
CREATE INDEX "phase_record_patient_id_idx" ON "phase_record"("patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_identity_number_key" ON "person"("identity_number");

-- CreateIndex
CREATE UNIQUE INDEX "person_hpr_number_key" ON "person"("hpr_number");

-- CreateIndex
CREATE INDEX "sign_in_identity_person_id_idx" ON "sign_in_identity"("person_id");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "membership_organisation_id_idx" ON "membership"("organisation_id");

-- CreateIndex
CREATE INDEX "stay_patient_id_idx" ON "stay"("patient_id");

-- CreateIndex
CREATE INDEX "stay_unit_id_status_idx" ON "stay"("unit_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "stay_organisation_id_source_external_id_key" ON "stay"("organisation_id", "source", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "stay_event_replaces_id_key" ON "stay_event"("replaces_id");

-- CreateIndex
CREATE INDEX "stay_event_stay_id_idx" ON "stay_event"("stay_id");

-- CreateIndex
CREATE INDEX "stay_event_patient_id_idx" ON "stay_event"("patient_id");

-- CreateIndex
CREATE INDEX "imported_subject_patient_id_idx" ON "imported_subject"("patient_id");

-- AddForeignKey
ALTER TABLE "care_relation" ADD CONSTRAINT "care_relation_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "care_relation" ADD CONSTRAINT "care_relation_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "care_relation" ADD CONSTRAINT "care_relation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "care_relation" ADD CONSTRAINT "care_relation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "representation" ADD CONSTRAINT "representation_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "representation" ADD CONSTRAINT "representation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_representation_id_fkey" FOREIGN KEY ("representation_id") REFERENCES "representation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_recorded_by_id_fkey" FOREIGN KEY ("recorded_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_block" ADD CONSTRAINT "access_block_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_block" ADD CONSTRAINT "access_block_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_block" ADD CONSTRAINT "access_block_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_block" ADD CONSTRAINT "access_block_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit"."subject" ADD CONSTRAINT "subject_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "audit"."entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth"."session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth"."session" ADD CONSTRAINT "session_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vip_case" ADD CONSTRAINT "vip_case_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vip_case" ADD CONSTRAINT "vip_case_trust_id_fkey" FOREIGN KEY ("trust_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vip_case" ADD CONSTRAINT "vip_case_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vip_case" ADD CONSTRAINT "vip_case_consent_id_fkey" FOREIGN KEY ("consent_id") REFERENCES "consent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card" ADD CONSTRAINT "card_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card" ADD CONSTRAINT "card_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "vip_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patient" ADD CONSTRAINT "patient_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patient" ADD CONSTRAINT "patient_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "own_page" ADD CONSTRAINT "own_page_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "critical_note" ADD CONSTRAINT "critical_note_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "critical_note" ADD CONSTRAINT "critical_note_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phase_record" ADD CONSTRAINT "phase_record_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phase_record" ADD CONSTRAINT "phase_record_set_by_id_fkey" FOREIGN KEY ("set_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_identity" ADD CONSTRAINT "sign_in_identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stay" ADD CONSTRAINT "stay_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stay" ADD CONSTRAINT "stay_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stay" ADD CONSTRAINT "stay_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stay_event" ADD CONSTRAINT "stay_event_stay_id_fkey" FOREIGN KEY ("stay_id") REFERENCES "stay"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stay_event" ADD CONSTRAINT "stay_event_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stay_event" ADD CONSTRAINT "stay_event_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stay_event" ADD CONSTRAINT "stay_event_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "stay_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imported_subject" ADD CONSTRAINT "imported_subject_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imported_subject" ADD CONSTRAINT "imported_subject_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


