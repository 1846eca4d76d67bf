-- The written agreement about a VIP status: versions of a text, and three signatures under the hash of one of them.

-- CreateEnum
CREATE TYPE "agreement_status" AS ENUM ('DRAFT', 'FROZEN', 'PARTLY_SIGNED', 'SIGNED', 'SUPERSEDED', 'REVOKED');

-- CreateEnum
CREATE TYPE "agreement_party" AS ENUM ('PATIENT', 'MUNICIPALITY', 'HOSPITAL');

-- CreateEnum
CREATE TYPE "signature_method" AS ENUM ('DIGITAL', 'PAPER');

-- CreateEnum
CREATE TYPE "scan_kind" AS ENUM ('PDF', 'PNG', 'JPEG');

-- AlterTable
ALTER TABLE "auth"."session" ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "agreement_template" (
    "trust_id" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "expects" TEXT NOT NULL,
    "ward_does" TEXT NOT NULL,
    "municipality_does" TEXT NOT NULL,
    "patient_does" TEXT NOT NULL,
    "changes" TEXT NOT NULL,
    "written_by_id" UUID,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agreement_template_pkey" PRIMARY KEY ("trust_id","edition")
);

-- CreateTable
CREATE TABLE "agreement" (
    "id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "trust_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "municipality_id" UUID,
    "meeting_id" UUID,
    "status" "agreement_status" NOT NULL DEFAULT 'DRAFT',
    "content" TEXT NOT NULL,
    "content_hash" TEXT,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "frozen_by_id" UUID,
    "frozen_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement_signature" (
    "id" UUID NOT NULL,
    "agreement_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "party" "agreement_party" NOT NULL,
    "content_hash" TEXT NOT NULL,
    "method" "signature_method" NOT NULL,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "role" "role",
    "organisation_id" UUID,
    "representation_id" UUID,
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL,
    "provider" TEXT NOT NULL,
    "scan_id" UUID,
    "witness_id" UUID,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agreement_signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement_decline" (
    "id" UUID NOT NULL,
    "agreement_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "representation_id" UUID,
    "reason" TEXT,
    "declined_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agreement_decline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement_scan" (
    "id" UUID NOT NULL,
    "agreement_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "party" "agreement_party" NOT NULL,
    "kind" "scan_kind" NOT NULL,
    "content" BYTEA NOT NULL,
    "uploaded_by_id" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agreement_scan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "agreement_content_hash_key" ON "agreement"("content_hash");

-- CreateIndex
CREATE INDEX "agreement_patient_id_idx" ON "agreement"("patient_id");

-- CreateIndex
CREATE INDEX "agreement_ward_id_status_idx" ON "agreement"("ward_id", "status");

-- CreateIndex
CREATE INDEX "agreement_municipality_id_status_idx" ON "agreement"("municipality_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_case_id_number_key" ON "agreement"("case_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_id_patient_id_key" ON "agreement"("id", "patient_id");

-- CreateIndex
CREATE INDEX "agreement_signature_patient_id_idx" ON "agreement_signature"("patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_signature_agreement_id_party_key" ON "agreement_signature"("agreement_id", "party");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_signature_agreement_id_person_id_key" ON "agreement_signature"("agreement_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_decline_agreement_id_key" ON "agreement_decline"("agreement_id");

-- CreateIndex
CREATE INDEX "agreement_decline_patient_id_idx" ON "agreement_decline"("patient_id");

-- CreateIndex
CREATE INDEX "agreement_scan_agreement_id_idx" ON "agreement_scan"("agreement_id");

-- CreateIndex
CREATE INDEX "agreement_scan_patient_id_idx" ON "agreement_scan"("patient_id");

-- AddForeignKey
ALTER TABLE "agreement_template" ADD CONSTRAINT "agreement_template_trust_id_fkey" FOREIGN KEY ("trust_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_template" ADD CONSTRAINT "agreement_template_written_by_id_fkey" FOREIGN KEY ("written_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "vip_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_trust_id_fkey" FOREIGN KEY ("trust_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_frozen_by_id_fkey" FOREIGN KEY ("frozen_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_signature" ADD CONSTRAINT "agreement_signature_agreement_id_patient_id_fkey" FOREIGN KEY ("agreement_id", "patient_id") REFERENCES "agreement"("id", "patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_signature" ADD CONSTRAINT "agreement_signature_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_signature" ADD CONSTRAINT "agreement_signature_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_signature" ADD CONSTRAINT "agreement_signature_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_signature" ADD CONSTRAINT "agreement_signature_representation_id_fkey" FOREIGN KEY ("representation_id") REFERENCES "representation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_signature" ADD CONSTRAINT "agreement_signature_scan_id_fkey" FOREIGN KEY ("scan_id") REFERENCES "agreement_scan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_signature" ADD CONSTRAINT "agreement_signature_witness_id_fkey" FOREIGN KEY ("witness_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_decline" ADD CONSTRAINT "agreement_decline_agreement_id_patient_id_fkey" FOREIGN KEY ("agreement_id", "patient_id") REFERENCES "agreement"("id", "patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_decline" ADD CONSTRAINT "agreement_decline_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_decline" ADD CONSTRAINT "agreement_decline_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_decline" ADD CONSTRAINT "agreement_decline_representation_id_fkey" FOREIGN KEY ("representation_id") REFERENCES "representation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_scan" ADD CONSTRAINT "agreement_scan_agreement_id_patient_id_fkey" FOREIGN KEY ("agreement_id", "patient_id") REFERENCES "agreement"("id", "patient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_scan" ADD CONSTRAINT "agreement_scan_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "patient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_scan" ADD CONSTRAINT "agreement_scan_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What must hold whoever writes.
ALTER TABLE agreement_template ADD CHECK (char_length(expects) BETWEEN 2 AND 6000 AND char_length(ward_does) BETWEEN 2 AND 6000
  AND char_length(municipality_does) BETWEEN 2 AND 6000 AND char_length(patient_does) BETWEEN 2 AND 6000 AND char_length(changes) BETWEEN 2 AND 6000);
ALTER TABLE agreement ADD CHECK (number >= 1 AND char_length(content) BETWEEN 2 AND 80000);
-- The hash is of this very text, and there is one from the moment it is frozen.
ALTER TABLE agreement ADD CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
ALTER TABLE agreement ADD CHECK ((content_hash IS NULL) = (frozen_at IS NULL) AND (frozen_at IS NULL) = (frozen_by_id IS NULL));
ALTER TABLE agreement ADD CHECK (CASE WHEN status = 'DRAFT' THEN content_hash IS NULL
  WHEN status IN ('FROZEN', 'PARTLY_SIGNED', 'SIGNED') THEN content_hash IS NOT NULL AND municipality_id IS NOT NULL ELSE true END);
ALTER TABLE agreement ADD CHECK ((status IN ('SUPERSEDED', 'REVOKED')) = (ended_at IS NOT NULL));
ALTER TABLE agreement ADD CHECK (char_length(end_reason) BETWEEN 2 AND 600);
CREATE UNIQUE INDEX one_draft ON agreement (case_id) WHERE status = 'DRAFT';
CREATE UNIQUE INDEX one_agreement_in_force ON agreement (case_id) WHERE status IN ('FROZEN', 'PARTLY_SIGNED', 'SIGNED');
ALTER TABLE agreement_signature ADD CHECK (CASE method
  WHEN 'DIGITAL' THEN person_id IS NOT NULL AND scan_id IS NULL AND witness_id IS NULL
  ELSE scan_id IS NOT NULL AND witness_id IS NOT NULL AND person_id IS DISTINCT FROM witness_id END);
ALTER TABLE agreement_signature ADD CHECK (person_id IS NOT NULL OR party = 'PATIENT');
ALTER TABLE agreement_signature ADD CHECK (representation_id IS NULL OR party = 'PATIENT');
-- Nobody's name stands under a text by a sign-in that is older than five minutes.
ALTER TABLE agreement_signature ADD CHECK (authenticated_at > signed_at - interval '5 minutes' AND authenticated_at <= signed_at + interval '1 minute');
ALTER TABLE agreement_decline ADD CHECK (char_length(reason) BETWEEN 2 AND 2000);
-- A scan is what it says, by its first bytes, and ten megabytes at most.
ALTER TABLE agreement_scan ADD CHECK (octet_length(content) BETWEEN 8 AND 10485760);
ALTER TABLE agreement_scan ADD CHECK (CASE kind
  WHEN 'PDF' THEN substr(content, 1, 5) = '\x255044462d' WHEN 'PNG' THEN substr(content, 1, 8) = '\x89504e470d0a1a0a'
  ELSE substr(content, 1, 3) = '\xffd8ff' END);

CREATE TRIGGER keep_version BEFORE UPDATE ON agreement FOR EACH ROW EXECUTE FUNCTION keep_version();
CREATE TRIGGER keep_state BEFORE UPDATE ON agreement FOR EACH ROW EXECUTE FUNCTION keep_state('{
  "DRAFT": ["FROZEN", "REVOKED"],
  "FROZEN": ["PARTLY_SIGNED", "SUPERSEDED", "REVOKED"],
  "PARTLY_SIGNED": ["SIGNED", "SUPERSEDED", "REVOKED"],
  "SIGNED": ["SUPERSEDED", "REVOKED"]}');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['agreement_template', 'agreement', 'agreement_signature', 'agreement_decline', 'agreement_scan'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_delete BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY definer ON %I TO app_definer USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO app_definer', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['agreement_template', 'agreement_signature', 'agreement_decline', 'agreement_scan'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_update BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
  END LOOP;
END $$;

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Whoever holds this secret has proved again who they are: the same session goes on under a new secret, as the same
-- person in the same role. Anybody else signs in as usual. Answers whether it was the same person.
CREATE FUNCTION door.renew_session(secret text, new_hash bytea, p_issuer text, p_subject text, at timestamptz, entry uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s door.signed_in; c auth.transaction_context;
BEGIN
  SELECT * INTO s FROM door.session_of(secret);
  IF NOT FOUND OR s.person_id IS DISTINCT FROM (SELECT person_id FROM public.sign_in_identity WHERE issuer = p_issuer AND subject = p_subject)
     OR s.person_id IS NULL OR p_issuer IS DISTINCT FROM (SELECT issuer FROM auth.session WHERE id = s.session_id) THEN
    RETURN false;
  END IF;
  UPDATE auth.session SET secret_hash = new_hash, authenticated_at = least(at, now()),
    idle_until = least(now() + interval '15 minutes', absolute_until) WHERE id = s.session_id;
  c.session_id := s.session_id;
  c.person_id := s.person_id;
  c.name := s.name;
  c.role := s.role;
  c.organisation_id := s.organisation_id;
  c.unit_id := s.unit_id;
  c.purpose := CASE WHEN s.kind = 'STAFF' THEN 'ADMIN' WHEN s.role = 'PATIENT' THEN 'OWN' ELSE 'PROXY' END;
  PERFORM door.write_audit(c, jsonb_build_object('id', entry, 'act', 'session.renew', 'objectId', s.session_id, 'outcome', 'done'));
  RETURN true;
END $$;

-- When the provider says that the person behind a session just made proved who they are.
CREATE FUNCTION door.note_authentication(new_hash bytea, at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE auth.session SET authenticated_at = least(at, now()) WHERE secret_hash = new_hash AND authenticated_at IS NULL AND created_at > now() - interval '1 minute'
$$;

-- The same of the session that asks, for the rule; null when it is not known.
CREATE FUNCTION door.authenticated_at() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT authenticated_at FROM auth.session WHERE id = door.session_id()
$$;

-- Whom the parties to an agreement are, in the words of the context of a request.
CREATE FUNCTION door.agreement_side(c auth.transaction_context, a public.agreement) RETURNS public.agreement_party
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN c.role = 'HEAD_NURSE' AND c.purpose = 'TREAT' AND c.unit_id = a.ward_id THEN 'HOSPITAL'
    WHEN c.role = 'COLLABORATION_PHYSICIAN' AND c.purpose = 'TREAT' AND c.organisation_id = a.trust_id THEN 'HOSPITAL'
    WHEN c.role = 'CASEWORKER' AND c.purpose = 'COC' AND c.organisation_id = a.municipality_id THEN 'MUNICIPALITY'
    WHEN c.purpose = 'OWN' AND EXISTS (SELECT FROM public.patient p WHERE p.id = a.patient_id AND p.person_id = c.person_id) THEN 'PATIENT'
    WHEN c.purpose = 'PROXY' AND EXISTS (SELECT FROM public.representation r WHERE r.patient_id = a.patient_id AND r.person_id = c.person_id
      AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)) THEN 'PATIENT' END::public.agreement_party
$$;

CREATE FUNCTION door.keep_agreement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; side public.agreement_party; fits boolean;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  IF TG_OP = 'INSERT' THEN
    -- Whoever may write minutes may write what they lead to; nobody but the parties may change or freeze it.
    fits := c.purpose IN ('TREAT', 'COC') AND c.role IN ('HEAD_NURSE', 'COLLABORATION_PHYSICIAN', 'FLOW_COORDINATOR', 'CASEWORKER', 'GP', 'PARTICIPANT')
      AND NEW.status = 'DRAFT' AND NEW.created_by_id = c.person_id
      AND NEW.number = 1 + (SELECT coalesce(max(number), 0) FROM public.agreement WHERE case_id = NEW.case_id)
      AND EXISTS (SELECT FROM public.vip_case v WHERE v.id = NEW.case_id AND v.patient_id = NEW.patient_id AND v.trust_id = NEW.trust_id AND v.status <> 'ENDED'
                  AND (v.ward_id IS NULL OR v.ward_id = NEW.ward_id))
      AND EXISTS (SELECT FROM public.unit u WHERE u.id = NEW.ward_id AND u.organisation_id = NEW.trust_id AND u.kind = 'WARD')
      AND (NEW.municipality_id IS NULL OR EXISTS (SELECT FROM public.organisation o WHERE o.id = NEW.municipality_id AND o.kind = 'MUNICIPALITY'))
      AND (NEW.meeting_id IS NULL OR EXISTS (SELECT FROM public.meeting m WHERE m.id = NEW.meeting_id AND m.patient_id = NEW.patient_id));
    NEW.created_at := date_trunc('milliseconds', clock_timestamp());
  ELSE
    side := door.agreement_side(c, OLD);
    CASE NEW.status
      WHEN 'DRAFT' THEN fits := side IN ('HOSPITAL', 'MUNICIPALITY') AND OLD.status = 'DRAFT';
      WHEN 'FROZEN' THEN
        fits := side IN ('HOSPITAL', 'MUNICIPALITY') AND OLD.status = 'DRAFT' AND NEW.content = OLD.content
          AND EXISTS (SELECT FROM public.vip_case v WHERE v.id = OLD.case_id AND v.ward_id = OLD.ward_id AND v.status IN ('ACTIVE', 'UNDER_REVIEW'))
          AND (EXISTS (SELECT FROM public.patient p WHERE p.id = OLD.patient_id AND p.municipality_id = NEW.municipality_id)
            OR EXISTS (SELECT FROM public.care_relation r WHERE r.patient_id = OLD.patient_id AND r.kind = 'MUNICIPALITY_CASE' AND r.organisation_id = NEW.municipality_id
                       AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)));
        NEW.frozen_by_id := c.person_id;
        NEW.frozen_at := date_trunc('milliseconds', clock_timestamp());
      WHEN 'SUPERSEDED' THEN
        fits := side IN ('HOSPITAL', 'MUNICIPALITY')
          AND EXISTS (SELECT FROM public.agreement n WHERE n.case_id = OLD.case_id AND n.number > OLD.number);
      WHEN 'REVOKED' THEN fits := side IS NOT NULL AND (side = 'PATIENT' OR NEW.end_reason IS NOT NULL);
      ELSE fits := false;
    END CASE;
    IF NEW.status IN ('SUPERSEDED', 'REVOKED') THEN
      NEW.ended_by_id := c.person_id;
      NEW.ended_at := date_trunc('milliseconds', clock_timestamp());
    END IF;
  END IF;
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not become of an agreement' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- What somebody signs is what was frozen, whoever writes.
CREATE FUNCTION door.keep_signed_text() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (OLD.content_hash IS NOT NULL AND (NEW.content, NEW.content_hash, NEW.frozen_at, NEW.frozen_by_id, NEW.municipality_id)
        IS DISTINCT FROM (OLD.content, OLD.content_hash, OLD.frozen_at, OLD.frozen_by_id, OLD.municipality_id))
     OR (NEW.id, NEW.patient_id, NEW.case_id, NEW.number, NEW.trust_id, NEW.ward_id, NEW.meeting_id, NEW.created_by_id, NEW.created_at)
        IS DISTINCT FROM (OLD.id, OLD.patient_id, OLD.case_id, OLD.number, OLD.trust_id, OLD.ward_id, OLD.meeting_id, OLD.created_by_id, OLD.created_at)
     OR OLD.status IN ('SUPERSEDED', 'REVOKED') THEN
    RAISE EXCEPTION 'a frozen text does not change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- A signature: of the newest frozen text, for a party that the signer may sign for, by somebody who proved who they are
-- within five minutes. On paper a member of staff who is not the signer answers for it.
CREATE FUNCTION door.keep_signature() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; a public.agreement; p public.patient; signer public.person; fits boolean; at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO a FROM public.agreement WHERE id = NEW.agreement_id AND patient_id = NEW.patient_id FOR UPDATE;
  SELECT * INTO p FROM public.patient WHERE id = NEW.patient_id;
  fits := a.status IN ('FROZEN', 'PARTLY_SIGNED') AND NEW.content_hash = a.content_hash
    AND EXISTS (SELECT FROM auth.session s WHERE s.id = c.session_id AND s.authenticated_at > at - interval '5 minutes');
  NEW.signed_at := at;
  NEW.authenticated_at := (SELECT authenticated_at FROM auth.session WHERE id = c.session_id);
  IF NEW.method = 'DIGITAL' THEN
    fits := fits AND NEW.party = door.agreement_side(c, a) AND NEW.person_id = c.person_id
      AND (c.purpose = 'PROXY') = (NEW.representation_id IS NOT NULL);
    NEW.role := c.role;
    NEW.organisation_id := c.organisation_id;
  ELSE
    fits := fits AND NEW.witness_id = c.person_id AND NEW.person_id IS DISTINCT FROM c.person_id AND p.person_id IS DISTINCT FROM c.person_id
      AND door.agreement_side(c, a) IN ('HOSPITAL', 'MUNICIPALITY')
      AND EXISTS (SELECT FROM public.agreement_scan s WHERE s.id = NEW.scan_id AND s.agreement_id = a.id AND s.party = NEW.party)
      AND CASE WHEN NEW.party = 'PATIENT' THEN NEW.representation_id IS NOT NULL OR NEW.person_id IS NOT DISTINCT FROM p.person_id
        ELSE EXISTS (SELECT FROM public.membership m WHERE m.person_id = NEW.person_id AND m.valid_from <= at AND (m.valid_until IS NULL OR at < m.valid_until)
          AND CASE WHEN NEW.party = 'MUNICIPALITY' THEN m.role = 'CASEWORKER' AND m.organisation_id = a.municipality_id
                   ELSE m.role = 'HEAD_NURSE' AND m.unit_id = a.ward_id OR m.role = 'COLLABORATION_PHYSICIAN' AND m.organisation_id = a.trust_id END) END;
    NEW.role := CASE NEW.party WHEN 'MUNICIPALITY' THEN 'CASEWORKER'::public.role
      WHEN 'HOSPITAL' THEN (SELECT m.role FROM public.membership m WHERE m.person_id = NEW.person_id AND (m.unit_id = a.ward_id AND m.role = 'HEAD_NURSE' OR m.organisation_id = a.trust_id AND m.role = 'COLLABORATION_PHYSICIAN') ORDER BY m.role LIMIT 1) END;
    NEW.organisation_id := CASE NEW.party WHEN 'MUNICIPALITY' THEN a.municipality_id WHEN 'HOSPITAL' THEN a.trust_id END;
  END IF;
  -- Kin alone never: only somebody who stands for the patient now.
  IF NEW.representation_id IS NOT NULL THEN
    fits := fits AND EXISTS (SELECT FROM public.representation r WHERE r.id = NEW.representation_id AND r.patient_id = a.patient_id AND r.person_id = NEW.person_id
      AND r.valid_from <= at AND (r.valid_until IS NULL OR at < r.valid_until));
  END IF;
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not be signed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO signer FROM public.person WHERE id = NEW.person_id;
  NEW.name := CASE WHEN signer.id IS NULL THEN p.given_name || ' ' || p.family_name ELSE signer.given_name || ' ' || signer.family_name END;
  RETURN NEW;
END $$;

-- How far it is signed follows from the signatures under its hash, and from nothing else.
CREATE FUNCTION door.count_signatures() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE signed int := (SELECT count(*) FROM public.agreement_signature s WHERE s.agreement_id = NEW.agreement_id AND s.content_hash = NEW.content_hash);
BEGIN
  UPDATE public.agreement a SET status = CASE WHEN signed = 3 THEN 'SIGNED' ELSE 'PARTLY_SIGNED' END::public.agreement_status, version = a.version + 1
  WHERE a.id = NEW.agreement_id AND signed IN (1, 3);
  RETURN NULL;
END $$;

CREATE FUNCTION door.keep_decline() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; a public.agreement; fits boolean;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO a FROM public.agreement WHERE id = NEW.agreement_id AND patient_id = NEW.patient_id FOR UPDATE;
  fits := a.status IN ('FROZEN', 'PARTLY_SIGNED') AND door.agreement_side(c, a) = 'PATIENT' AND NEW.person_id = c.person_id
    AND (c.purpose = 'PROXY') = (NEW.representation_id IS NOT NULL)
    AND (NEW.representation_id IS NULL OR EXISTS (SELECT FROM public.representation r WHERE r.id = NEW.representation_id AND r.patient_id = a.patient_id AND r.person_id = c.person_id))
    AND NOT EXISTS (SELECT FROM public.agreement_signature s WHERE s.agreement_id = a.id AND s.party = 'PATIENT');
  IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not be declined' USING ERRCODE = 'insufficient_privilege';
  END IF;
  NEW.declined_at := date_trunc('milliseconds', clock_timestamp());
  RETURN NEW;
END $$;

CREATE FUNCTION door.keep_scan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c auth.transaction_context; a public.agreement;
BEGIN
  SELECT * INTO c FROM auth.transaction_context WHERE xid = pg_current_xact_id_if_assigned()::text::bigint;
  SELECT * INTO a FROM public.agreement WHERE id = NEW.agreement_id AND patient_id = NEW.patient_id;
  IF (a.status IN ('FROZEN', 'PARTLY_SIGNED') AND door.agreement_side(c, a) IN ('HOSPITAL', 'MUNICIPALITY') AND NEW.uploaded_by_id = c.person_id) IS NOT TRUE THEN
    RAISE EXCEPTION 'this may not be kept here' USING ERRCODE = 'insufficient_privilege';
  END IF;
  NEW.uploaded_at := date_trunc('milliseconds', clock_timestamp());
  RETURN NEW;
END $$;

-- The end of VIP status ends what was agreed about it.
CREATE FUNCTION door.end_agreements() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.agreement SET status = 'REVOKED', ended_at = NEW.ended_at, version = version + 1
  WHERE case_id = NEW.id AND status NOT IN ('SUPERSEDED', 'REVOKED');
  RETURN NULL;
END $$;

-- What somebody without a sign-in may be told of a hash: SIGNED, WAITING, ENDED or UNKNOWN, and never whose it is.
CREATE FUNCTION door.verify_agreement(hash text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT CASE WHEN status = 'SIGNED' THEN 'SIGNED' WHEN status IN ('FROZEN', 'PARTLY_SIGNED') THEN 'WAITING' ELSE 'ENDED' END
                   FROM public.agreement WHERE content_hash = hash), 'UNKNOWN')
$$;

-- The text that comes with the program; the parties make it theirs.
CREATE FUNCTION door.first_template(organisation uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.agreement_template (trust_id, edition, expects, ward_does, municipality_does, patient_does, changes, written_at)
  VALUES (organisation, 1,
E'Du er VIP-pasient ved {avdeling}, {sykehus}.\nBlir du syk og må på sykehus, skal du så langt det er mulig rett til {avdeling}. Vi kaller det hurtigspor.\nEr du svært syk, får du hjelp i mottaket først.\nDu kan ringe avdelingen på {telefon}, dag og natt.\nDu har et kort med navnet ditt og avdelingen. Vis det når du kommer.',
E'{avdeling} har hovedansvaret for sykdommen som gjør at du er VIP-pasient.\nAvdelingen tar imot deg når den kan, og svarer mottaket med en gang.\nAvdelingen sier tidlig fra til kommunen når du blir lagt inn, og planlegger hjemreisen sammen med deg og kommunen.',
E'{kommune} har en koordinator for deg, hvis du ønsker det.\n{kommune} lager en individuell plan sammen med deg, hvis du ønsker det.\n{kommune} svarer sykehuset når du er klar til å reise hjem.',
E'Du sier fra tidlig når du merker at du blir dårligere.\nDu tar med kortet og medisinlisten når du reiser til sykehuset.\nDu bestemmer selv, og kan si nei når som helst.',
E'Vi går gjennom avtalen sammen på den dagen som står her.\nDu kan be om et nytt møte før det.\nDu kan si opp avtalen når som helst. Du trenger ikke å si hvorfor.\nBlir teksten endret, må alle signere på nytt.', now())
  ON CONFLICT DO NOTHING
$$;
CREATE FUNCTION door.make_first_template() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.kind = 'HEALTH_TRUST' THEN PERFORM door.first_template(NEW.id); END IF;
  RETURN NULL;
END $$;
SELECT door.first_template(id) FROM public.organisation WHERE kind = 'HEALTH_TRUST';

REVOKE ALL ON FUNCTION door.renew_session, door.note_authentication, door.authenticated_at, door.agreement_side, door.keep_agreement, door.keep_signed_text,
  door.keep_signature, door.count_signatures, door.keep_decline, door.keep_scan, door.end_agreements, door.verify_agreement, door.first_template, door.make_first_template FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.renew_session, door.note_authentication TO app_login;
GRANT EXECUTE ON FUNCTION door.authenticated_at, door.verify_agreement TO app_rt;
GRANT EXECUTE ON FUNCTION door.keep_agreement, door.keep_signed_text, door.keep_signature, door.count_signatures, door.keep_decline, door.keep_scan,
  door.end_agreements, door.make_first_template TO app_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER keep_agreement BEFORE INSERT OR UPDATE ON agreement FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_agreement();
CREATE TRIGGER keep_signed_text BEFORE UPDATE ON agreement FOR EACH ROW EXECUTE FUNCTION door.keep_signed_text();
CREATE TRIGGER keep_signature BEFORE INSERT ON agreement_signature FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_signature();
CREATE TRIGGER count_signatures AFTER INSERT ON agreement_signature FOR EACH ROW EXECUTE FUNCTION door.count_signatures();
CREATE TRIGGER keep_decline BEFORE INSERT ON agreement_decline FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_decline();
CREATE TRIGGER keep_scan BEFORE INSERT ON agreement_scan FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_scan();
CREATE TRIGGER end_agreements AFTER UPDATE ON vip_case FOR EACH ROW
  WHEN (NEW.status = 'ENDED' AND OLD.status <> 'ENDED') EXECUTE FUNCTION door.end_agreements();
CREATE TRIGGER first_template AFTER INSERT ON organisation FOR EACH ROW EXECUTE FUNCTION door.make_first_template();

-- As with meetings: for those who have to do with the patient, and a blocked status hides it.
DO $$
DECLARE t text; condition text;
BEGIN
  FOREACH t IN ARRAY ARRAY['agreement', 'agreement_signature', 'agreement_decline', 'agreement_scan'] LOOP
    condition := format('EXISTS (SELECT FROM access_grant g WHERE g.patient_id = %I.patient_id AND g.effect = ''ALLOW''
        AND g.ground NOT IN (''RECEPTION'', ''ARRIVAL'', ''FLOW'', ''FAST_TRACK'', ''BREAK_GLASS''))
      AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = %I.patient_id AND g.effect IN (''BLOCK'', ''BLOCK_STATUS''))', t, t);
    -- A draft is between the parties that write it until it is frozen.
    EXECUTE format('CREATE POLICY relation ON %I FOR SELECT TO app_rt USING (%s%s)', t, condition,
      CASE t WHEN 'agreement' THEN $q$ AND (frozen_at IS NOT NULL OR (SELECT door.organisation_id()) IS NOT NULL)$q$ ELSE '' END);
    EXECUTE format('CREATE POLICY relation_new ON %I FOR INSERT TO app_rt WITH CHECK (%s%s)', t, condition, CASE t
      WHEN 'agreement' THEN $q$ AND created_by_id = (SELECT door.person_id())$q$
      WHEN 'agreement_signature' THEN $q$ AND coalesce(witness_id, person_id) = (SELECT door.person_id())$q$
      WHEN 'agreement_decline' THEN $q$ AND person_id = (SELECT door.person_id())$q$
      ELSE $q$ AND uploaded_by_id = (SELECT door.person_id())$q$ END);
    IF t = 'agreement' THEN
      EXECUTE format('CREATE POLICY relation_change ON %I FOR UPDATE TO app_rt USING (%s) WITH CHECK (%s)', t, condition, condition);
    END IF;
  END LOOP;
END $$;
CREATE POLICY signed_in ON agreement_template FOR SELECT TO app_rt USING ((SELECT door.organisation_id()) IS NOT NULL);

GRANT SELECT ON agreement_template TO app_rt;
GRANT SELECT, INSERT ON agreement, agreement_signature, agreement_decline, agreement_scan TO app_rt;
GRANT UPDATE (status, content, content_hash, frozen_by_id, frozen_at, ended_by_id, ended_at, end_reason, municipality_id, version) ON agreement TO app_rt;
