-- Collaboration meetings: who may call one, who is asked, what was agreed with the patient.

-- CreateEnum
CREATE TYPE "recommendation_status" AS ENUM ('OPEN', 'STARTED', 'DECLINED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "meeting_purpose" AS ENUM ('VIP_DECISION', 'DISCHARGE_PLANNING', 'EVALUATION', 'NETWORK');

-- CreateEnum
CREATE TYPE "meeting_status" AS ENUM ('DRAFT', 'CALLED', 'CONFIRMED', 'HELD', 'MINUTES_SIGNED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "capacity" AS ENUM ('PATIENT', 'REPRESENTATIVE', 'NEXT_OF_KIN', 'GP', 'MUNICIPALITY', 'HOSPITAL', 'OTHER');

-- CreateEnum
CREATE TYPE "participant_answer" AS ENUM ('NONE', 'YES', 'NO', 'DEPUTY', 'STATEMENT');

-- CreateTable
CREATE TABLE "initiator_role" (
    "organisation_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "unit_kind" "unit_kind",
    "enabled" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "initiator_role_pkey" PRIMARY KEY ("organisation_id","role")
);

-- CreateTable
CREATE TABLE "recommendation" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "trust_id" UUID NOT NULL,
    "case_id" UUID,
    "status" "recommendation_status" NOT NULL DEFAULT 'OPEN',
    "from_person_id" UUID NOT NULL,
    "from_organisation_id" UUID NOT NULL,
    "from_unit_id" UUID,
    "to_person_id" UUID NOT NULL,
    "to_organisation_id" UUID NOT NULL,
    "to_unit_id" UUID,
    "reason" TEXT NOT NULL,
    "agreement_method" "consent_method",
    "agreement_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "answer_due_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "meeting_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "recommendation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "trust_id" UUID NOT NULL,
    "case_id" UUID,
    "purpose" "meeting_purpose" NOT NULL,
    "status" "meeting_status" NOT NULL DEFAULT 'CALLED',
    "ward_id" UUID,
    "reasons" TEXT[],
    "reason" TEXT NOT NULL,
    "called_by_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "unit_id" UUID,
    "chair_id" UUID NOT NULL,
    "called_at" TIMESTAMPTZ(3) NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "place" TEXT,
    "video_url" TEXT,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "held_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "cancel_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_time" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_time_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_participant" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "capacity" "capacity" NOT NULL,
    "person_id" UUID,
    "organisation_id" UUID,
    "unit_id" UUID,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "needed_for" TEXT NOT NULL,
    "mandate" BOOLEAN NOT NULL DEFAULT false,
    "part_from" SMALLINT,
    "part_minutes" SMALLINT,
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "access_until" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),
    "answer" "participant_answer" NOT NULL DEFAULT 'NONE',
    "answered_at" TIMESTAMPTZ(3),
    "answer_note" TEXT,
    "deputy_id" UUID,
    "attended" BOOLEAN,
    "absence_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "meeting_participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_time_answer" (
    "time_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "possible" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "meeting_time_answer_pkey" PRIMARY KEY ("time_id","participant_id")
);

-- CreateTable
CREATE TABLE "meeting_agreement" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "participant_id" UUID,
    "agrees" BOOLEAN NOT NULL,
    "representation_id" UUID,
    "method" "consent_method" NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_agenda_item" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "ordinal" SMALLINT NOT NULL,
    "title" TEXT NOT NULL,
    "minutes" SMALLINT NOT NULL,
    "presenter_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "meeting_agenda_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_statement" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "written_by_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_view" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "written_by_id" UUID NOT NULL,
    "helper" TEXT,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "recommendation_patient_id_idx" ON "recommendation"("patient_id");

-- CreateIndex
CREATE INDEX "recommendation_to_person_id_status_idx" ON "recommendation"("to_person_id", "status");

-- CreateIndex
CREATE INDEX "meeting_patient_id_idx" ON "meeting"("patient_id");

-- CreateIndex
CREATE INDEX "meeting_case_id_idx" ON "meeting"("case_id");

-- CreateIndex
CREATE INDEX "meeting_organisation_id_status_idx" ON "meeting"("organisation_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_id_patient_id_key" ON "meeting"("id", "patient_id");

-- CreateIndex
CREATE INDEX "meeting_time_patient_id_idx" ON "meeting_time"("patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_time_meeting_id_starts_at_key" ON "meeting_time"("meeting_id", "starts_at");

-- CreateIndex
CREATE INDEX "meeting_participant_meeting_id_idx" ON "meeting_participant"("meeting_id");

-- CreateIndex
CREATE INDEX "meeting_participant_patient_id_idx" ON "meeting_participant"("patient_id");

-- CreateIndex
CREATE INDEX "meeting_participant_person_id_idx" ON "meeting_participant"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_participant_id_meeting_id_key" ON "meeting_participant"("id", "meeting_id");

-- CreateIndex
CREATE INDEX "meeting_time_answer_patient_id_idx" ON "meeting_time_answer"("patient_id");

-- CreateIndex
CREATE INDEX "meeting_agreement_meeting_id_idx" ON "meeting_agreement"("meeting_id");

-- CreateIndex
CREATE INDEX "meeting_agreement_patient_id_idx" ON "meeting_agreement"("patient_id");

-- CreateIndex
CREATE INDEX "meeting_agenda_item_patient_id_idx" ON "meeting_agenda_item"("patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_agenda_item_meeting_id_ordinal_key" ON "meeting_agenda_item"("meeting_id", "ordinal");

-- CreateIndex
CREATE INDEX "meeting_statement_meeting_id_idx" ON "meeting_statement"("meeting_id");

-- CreateIndex
CREATE INDEX "meeting_statement_patient_id_idx" ON "meeting_statement"("patient_id");

-- CreateIndex
CREATE INDEX "meeting_view_meeting_id_idx" ON "meeting_view"("meeting_id");

-- CreateIndex
CREATE INDEX "meeting_view_patient_id_idx" ON "meeting_view"("patient_id");

-- AddForeignKey
ALTER TABLE "initiator_role" ADD CONSTRAINT "initiator_role_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_trust_id_fkey" FOREIGN KEY ("trust_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "vip_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_from_person_id_fkey" FOREIGN KEY ("from_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_from_organisation_id_fkey" FOREIGN KEY ("from_organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_from_unit_id_fkey" FOREIGN KEY ("from_unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_to_person_id_fkey" FOREIGN KEY ("to_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_to_organisation_id_fkey" FOREIGN KEY ("to_organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_to_unit_id_fkey" FOREIGN KEY ("to_unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_trust_id_fkey" FOREIGN KEY ("trust_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "vip_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_called_by_id_fkey" FOREIGN KEY ("called_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_chair_id_fkey" FOREIGN KEY ("chair_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_time" ADD CONSTRAINT "meeting_time_meeting_id_patient_id_fkey" FOREIGN KEY ("meeting_id", "patient_id") REFERENCES "meeting"("id", "patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_time" ADD CONSTRAINT "meeting_time_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_participant" ADD CONSTRAINT "meeting_participant_meeting_id_patient_id_fkey" FOREIGN KEY ("meeting_id", "patient_id") REFERENCES "meeting"("id", "patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_participant" ADD CONSTRAINT "meeting_participant_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_participant" ADD CONSTRAINT "meeting_participant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_participant" ADD CONSTRAINT "meeting_participant_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_participant" ADD CONSTRAINT "meeting_participant_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_participant" ADD CONSTRAINT "meeting_participant_deputy_id_fkey" FOREIGN KEY ("deputy_id") REFERENCES "meeting_participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_time_answer" ADD CONSTRAINT "meeting_time_answer_time_id_fkey" FOREIGN KEY ("time_id") REFERENCES "meeting_time"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_time_answer" ADD CONSTRAINT "meeting_time_answer_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "meeting_participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_time_answer" ADD CONSTRAINT "meeting_time_answer_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_agreement" ADD CONSTRAINT "meeting_agreement_meeting_id_patient_id_fkey" FOREIGN KEY ("meeting_id", "patient_id") REFERENCES "meeting"("id", "patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_agreement" ADD CONSTRAINT "meeting_agreement_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_agreement" ADD CONSTRAINT "meeting_agreement_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "meeting_participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_agreement" ADD CONSTRAINT "meeting_agreement_representation_id_fkey" FOREIGN KEY ("representation_id") REFERENCES "representation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_agreement" ADD CONSTRAINT "meeting_agreement_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_agenda_item" ADD CONSTRAINT "meeting_agenda_item_meeting_id_patient_id_fkey" FOREIGN KEY ("meeting_id", "patient_id") REFERENCES "meeting"("id", "patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_agenda_item" ADD CONSTRAINT "meeting_agenda_item_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_agenda_item" ADD CONSTRAINT "meeting_agenda_item_presenter_id_fkey" FOREIGN KEY ("presenter_id") REFERENCES "meeting_participant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_statement" ADD CONSTRAINT "meeting_statement_meeting_id_patient_id_fkey" FOREIGN KEY ("meeting_id", "patient_id") REFERENCES "meeting"("id", "patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_statement" ADD CONSTRAINT "meeting_statement_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_statement" ADD CONSTRAINT "meeting_statement_participant_id_meeting_id_fkey" FOREIGN KEY ("participant_id", "meeting_id") REFERENCES "meeting_participant"("id", "meeting_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_statement" ADD CONSTRAINT "meeting_statement_written_by_id_fkey" FOREIGN KEY ("written_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_view" ADD CONSTRAINT "meeting_view_meeting_id_patient_id_fkey" FOREIGN KEY ("meeting_id", "patient_id") REFERENCES "meeting"("id", "patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_view" ADD CONSTRAINT "meeting_view_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_view" ADD CONSTRAINT "meeting_view_written_by_id_fkey" FOREIGN KEY ("written_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What must hold whoever writes.
ALTER TABLE recommendation ADD CHECK (char_length(reason) BETWEEN 2 AND 600);
ALTER TABLE recommendation ADD CHECK (char_length(answer) BETWEEN 2 AND 600);
ALTER TABLE recommendation ADD CHECK ((status IN ('STARTED', 'DECLINED')) = (answered_at IS NOT NULL));
ALTER TABLE recommendation ADD CHECK (status <> 'DECLINED' OR answer IS NOT NULL);
-- Of another organisation's initiator only with the patient's agreement.
ALTER TABLE recommendation ADD CHECK (to_organisation_id = from_organisation_id OR agreement_method IS NOT NULL AND agreement_at IS NOT NULL);
CREATE UNIQUE INDEX one_open_recommendation ON recommendation (patient_id, trust_id, from_person_id) WHERE status = 'OPEN';
ALTER TABLE meeting ADD CHECK (char_length(reason) BETWEEN 2 AND 600 AND cardinality(reasons) <= 10);
ALTER TABLE meeting ADD CHECK (char_length(place) <= 200 AND video_url ~ '^https://' AND char_length(video_url) <= 400);
ALTER TABLE meeting ADD CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND starts_at < ends_at);
ALTER TABLE meeting ADD CHECK (status NOT IN ('CONFIRMED', 'HELD', 'MINUTES_SIGNED') OR starts_at IS NOT NULL);
ALTER TABLE meeting ADD CHECK ((status IN ('HELD', 'MINUTES_SIGNED')) = (held_at IS NOT NULL));
ALTER TABLE meeting ADD CHECK ((status = 'CANCELLED') = (cancelled_at IS NOT NULL AND cancel_reason IS NOT NULL));
ALTER TABLE meeting ADD CHECK (purpose <> 'VIP_DECISION' OR ward_id IS NOT NULL);
ALTER TABLE meeting_time ADD CHECK (starts_at < ends_at AND ends_at < starts_at + interval '8 hours');
ALTER TABLE meeting_participant ADD CHECK (char_length(name) BETWEEN 1 AND 200 AND char_length(needed_for) <= 300);
ALTER TABLE meeting_participant ADD CHECK (person_id IS NOT NULL OR email IS NOT NULL);
ALTER TABLE meeting_participant ADD CHECK ((answer = 'NONE') = (answered_at IS NULL));
CREATE UNIQUE INDEX one_seat_a_person ON meeting_participant (meeting_id, person_id) WHERE removed_at IS NULL;
ALTER TABLE meeting_agenda_item ADD CHECK (char_length(title) BETWEEN 1 AND 200 AND char_length(note) <= 20000 AND minutes BETWEEN 1 AND 240);
ALTER TABLE meeting_statement ADD CHECK (char_length(text) BETWEEN 2 AND 20000);
ALTER TABLE meeting_view ADD CHECK (char_length(text) BETWEEN 2 AND 6000);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['initiator_role', 'recommendation', 'meeting', 'meeting_participant', 'meeting_time_answer', 'meeting_agenda_item'] LOOP
    EXECUTE format('CREATE TRIGGER keep_version BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_version()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['meeting_time', 'meeting_agreement', 'meeting_statement', 'meeting_view'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_update BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['initiator_role', 'recommendation', 'meeting', 'meeting_time', 'meeting_participant', 'meeting_time_answer',
      'meeting_agreement', 'meeting_agenda_item', 'meeting_statement', 'meeting_view'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_delete BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY definer ON %I TO app_definer USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO app_definer', t);
  END LOOP;
END $$;

CREATE TRIGGER keep_state BEFORE UPDATE ON recommendation FOR EACH ROW
  EXECUTE FUNCTION keep_state('{"OPEN": ["STARTED", "DECLINED", "WITHDRAWN"]}');
CREATE TRIGGER keep_state BEFORE UPDATE ON meeting FOR EACH ROW EXECUTE FUNCTION keep_state('{
  "DRAFT": ["CALLED", "CANCELLED"],
  "CALLED": ["CONFIRMED", "CANCELLED"],
  "CONFIRMED": ["CALLED", "HELD", "CANCELLED"],
  "HELD": ["MINUTES_SIGNED"]}');

-- Who may call a meeting, as the model says; the zone leader is one switch away.
GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

CREATE FUNCTION door.first_initiators(organisation uuid, kind public.organisation_kind) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.initiator_role (organisation_id, role, unit_kind, enabled)
  SELECT organisation, r.role, r.unit_kind, r.enabled FROM (VALUES
    ('GP_PRACTICE'::public.organisation_kind, 'GP'::public.role, NULL::public.unit_kind, true),
    ('MUNICIPALITY', 'CASEWORKER', NULL, true),
    ('MUNICIPALITY', 'PARTICIPANT', 'HOME_CARE_ZONE', false),
    ('HEALTH_TRUST', 'HEAD_NURSE', 'WARD', true),
    ('HEALTH_TRUST', 'FLOW_COORDINATOR', NULL, true),
    ('HEALTH_TRUST', 'COLLABORATION_PHYSICIAN', NULL, true)
  ) AS r (kind, role, unit_kind, enabled) WHERE r.kind = first_initiators.kind
  ON CONFLICT DO NOTHING
$$;
CREATE FUNCTION door.make_first_initiators() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM door.first_initiators(NEW.id, NEW.kind);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION door.first_initiators, door.make_first_initiators FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.make_first_initiators TO app_owner;
SELECT door.first_initiators(id, kind) FROM public.organisation;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER first_initiators AFTER INSERT ON organisation FOR EACH ROW EXECUTE FUNCTION door.make_first_initiators();

-- What a meeting is about is for those who have to do with the patient: neither an arrival nor break-glass opens it. To
-- be asked to a meeting about VIP status is to be told of it.
DO $$
DECLARE t text; condition text;
BEGIN
  FOREACH t IN ARRAY ARRAY['recommendation', 'meeting', 'meeting_time', 'meeting_participant', 'meeting_time_answer',
      'meeting_agreement', 'meeting_agenda_item', 'meeting_statement', 'meeting_view'] LOOP
    condition := format('EXISTS (SELECT FROM access_grant g WHERE g.patient_id = %I.patient_id AND g.effect = ''ALLOW''
        AND g.ground NOT IN (''RECEPTION'', ''ARRIVAL'', ''FLOW'', ''FAST_TRACK'', ''BREAK_GLASS''))
      AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = %I.patient_id AND g.effect IN (''BLOCK'', ''BLOCK_STATUS''))', t, t);
    EXECUTE format('CREATE POLICY relation ON %I FOR SELECT TO app_rt USING (%s)', t, condition);
    EXECUTE format('CREATE POLICY relation_new ON %I FOR INSERT TO app_rt WITH CHECK (%s%s)', t, condition, CASE t
      WHEN 'recommendation' THEN $q$ AND from_person_id = (SELECT door.person_id()) AND from_organisation_id = (SELECT door.organisation_id()) AND status = 'OPEN'$q$
      WHEN 'meeting' THEN $q$ AND called_by_id = (SELECT door.person_id()) AND organisation_id = (SELECT door.organisation_id()) AND status IN ('DRAFT', 'CALLED')$q$
      WHEN 'meeting_agreement' THEN $q$ AND asked_by_id = (SELECT door.person_id())$q$
      WHEN 'meeting_statement' THEN $q$ AND written_by_id = (SELECT door.person_id())$q$
      WHEN 'meeting_view' THEN $q$ AND written_by_id = (SELECT door.person_id())$q$
      ELSE '' END);
    IF t IN ('recommendation', 'meeting', 'meeting_participant', 'meeting_time_answer', 'meeting_agenda_item') THEN
      EXECUTE format('CREATE POLICY relation_change ON %I FOR UPDATE TO app_rt USING (%s) WITH CHECK (%s)', t, condition, condition);
    END IF;
  END LOOP;
END $$;
CREATE POLICY signed_in ON initiator_role FOR SELECT TO app_rt USING ((SELECT door.session_id()) IS NOT NULL);

GRANT SELECT ON initiator_role TO app_rt;
GRANT SELECT, INSERT ON recommendation, meeting, meeting_time, meeting_participant, meeting_time_answer, meeting_agreement,
  meeting_agenda_item, meeting_statement, meeting_view TO app_rt;
GRANT UPDATE (status, answered_at, answer, meeting_id, version) ON recommendation TO app_rt;
GRANT UPDATE (status, ward_id, chair_id, starts_at, ends_at, place, video_url, sequence, held_at, cancelled_at, cancel_reason, version) ON meeting TO app_rt;
GRANT UPDATE (access_until, removed_at, answer, answered_at, answer_note, deputy_id, attended, absence_reason, mandate, needed_for, version) ON meeting_participant TO app_rt;
GRANT UPDATE (possible, version) ON meeting_time_answer TO app_rt;
GRANT UPDATE (title, minutes, presenter_id, note, version) ON meeting_agenda_item TO app_rt;
