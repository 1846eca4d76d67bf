-- The template of the agreement, version by version, as the criteria: the trust and its municipalities write, propose and approve it.

ALTER TYPE "criteria_status" RENAME TO "version_status";

-- AlterTable
ALTER TABLE "agreement_template" DROP CONSTRAINT "agreement_template_pkey",
ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN "status" "version_status" NOT NULL DEFAULT 'PROPOSED',
ADD COLUMN "proposed_at" TIMESTAMPTZ(3) DEFAULT now(),
ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3),
ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
ADD CONSTRAINT "agreement_template_pkey" PRIMARY KEY ("id");
-- What is there already has been in use; from here on a row begins as a draft.
ALTER TABLE "agreement_template" ALTER COLUMN "status" SET DEFAULT 'DRAFT', ALTER COLUMN "proposed_at" DROP DEFAULT;

-- AlterTable
ALTER TABLE "agreement" ADD COLUMN "template_id" UUID;

-- CreateTable
CREATE TABLE "agreement_template_approval" (
    "template_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "approved_by_id" UUID NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agreement_template_approval_pkey" PRIMARY KEY ("template_id","organisation_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "agreement_template_trust_id_edition_key" ON "agreement_template"("trust_id", "edition");

-- AddForeignKey
ALTER TABLE "agreement_template_approval" ADD CONSTRAINT "agreement_template_approval_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "agreement_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_template_approval" ADD CONSTRAINT "agreement_template_approval_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement_template_approval" ADD CONSTRAINT "agreement_template_approval_approved_by_id_fkey" FOREIGN KEY ("approved_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "agreement_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One draft at a time, so that nobody writes beside somebody else.
CREATE UNIQUE INDEX one_template_draft ON agreement_template (trust_id) WHERE status = 'DRAFT';
ALTER TABLE agreement_template ADD CHECK ((status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL) AND (status <> 'PROPOSED' OR proposed_at IS NOT NULL));
ALTER TABLE agreement_template ADD CHECK (written_by_id IS NOT NULL OR edition = 1 AND status = 'PROPOSED');

-- What was proposed is what they said yes to: it never changes, and what is in force is not withdrawn but replaced.
DROP TRIGGER refuse_update ON agreement_template;
CREATE FUNCTION keep_template() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.status = 'DRAFT' AND (NEW.id, NEW.trust_id, NEW.edition) IS NOT DISTINCT FROM (OLD.id, OLD.trust_id, OLD.edition) THEN
    RETURN NEW;
  END IF;
  IF OLD.status = 'PROPOSED' AND NEW.status = 'WITHDRAWN'
     AND to_jsonb(NEW) - '{status,withdrawn_at,version}'::text[] = to_jsonb(OLD) - '{status,withdrawn_at,version}'::text[]
     AND NOT EXISTS (SELECT FROM public.agreement_template_approval a WHERE a.template_id = OLD.id AND a.organisation_id <> OLD.trust_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a template that was proposed is not changed' USING ERRCODE = 'check_violation';
END $$;
GRANT EXECUTE ON FUNCTION keep_template() TO app_definer;
CREATE TRIGGER keep_template BEFORE UPDATE ON agreement_template FOR EACH ROW EXECUTE FUNCTION keep_template();
CREATE TRIGGER keep_version BEFORE UPDATE ON agreement_template FOR EACH ROW EXECUTE FUNCTION keep_version();

CREATE TRIGGER refuse_delete BEFORE DELETE ON agreement_template_approval FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON agreement_template_approval FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER refuse_update BEFORE UPDATE ON agreement_template_approval FOR EACH ROW EXECUTE FUNCTION refuse();
ALTER TABLE agreement_template_approval ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY definer ON agreement_template_approval TO app_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON agreement_template_approval TO app_definer;
GRANT SELECT ON agreement_template_approval TO app_rt;

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- Whether both the trust and the municipality have said yes to it; the first counts without.
CREATE FUNCTION door.is_approved_template(v public.agreement_template, municipality uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.status = 'PROPOSED' AND (v.edition = 1
    OR EXISTS (SELECT FROM public.agreement_template_approval a WHERE a.template_id = v.id AND a.organisation_id = v.trust_id)
      AND EXISTS (SELECT FROM public.agreement_template_approval a WHERE a.template_id = v.id AND a.organisation_id = municipality))
$$;

-- The newest that the trust and the municipality, as long as it is a party, have both approved; the trust's first when there is none.
CREATE FUNCTION door.template_in_force(trust uuid, municipality uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.id FROM public.agreement_template v
  WHERE v.trust_id = trust AND door.is_approved_template(v, municipality) AND (v.edition = 1
    OR EXISTS (SELECT FROM public.criteria_party p WHERE p.trust_id = trust AND p.organisation_id = municipality AND p.ended_at IS NULL))
  ORDER BY v.edition DESC LIMIT 1
$$;

-- A new draft, with the words of the newest proposal that stands. None when there is a draft already.
CREATE FUNCTION door.begin_template(draft uuid, trust uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF door.criteria_side(trust) IS NULL THEN RETURN 0; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('agreement template ' || trust, 0));
  IF EXISTS (SELECT FROM public.agreement_template v WHERE v.trust_id = trust AND v.status = 'DRAFT') THEN RETURN 0; END IF;
  INSERT INTO public.agreement_template (id, trust_id, edition, expects, ward_does, municipality_does, patient_does, changes, written_by_id, written_at)
  SELECT draft, trust, (SELECT max(n.edition) + 1 FROM public.agreement_template n WHERE n.trust_id = trust),
    v.expects, v.ward_does, v.municipality_does, v.patient_does, v.changes, door.person_id(), clock_timestamp()
  FROM public.agreement_template v WHERE v.trust_id = trust AND v.status = 'PROPOSED' ORDER BY v.edition DESC LIMIT 1;
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

-- The words of a draft, when it stands as the writer saw it: {expects, wardDoes, municipalityDoes, patientDoes, changes}.
CREATE FUNCTION door.write_template(draft uuid, seen int, words jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.agreement_template SET expects = words ->> 'expects', ward_does = words ->> 'wardDoes', municipality_does = words ->> 'municipalityDoes',
    patient_does = words ->> 'patientDoes', changes = words ->> 'changes', written_by_id = door.person_id(), written_at = clock_timestamp(), version = version + 1
  WHERE id = draft AND status = 'DRAFT' AND version = seen AND door.criteria_side(trust_id) IS NOT NULL;
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

-- From here on the words stand.
CREATE FUNCTION door.propose_template(draft uuid, seen int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.agreement_template SET status = 'PROPOSED', proposed_at = clock_timestamp(), version = version + 1
  WHERE id = draft AND status = 'DRAFT' AND version = seen AND door.criteria_side(trust_id) IS NOT NULL;
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

-- A draft or proposal is taken back, until a municipality has approved it; the first never is.
CREATE FUNCTION door.withdraw_template(template uuid, seen int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.agreement_template WHERE id = template FOR UPDATE;
  UPDATE public.agreement_template v SET status = 'WITHDRAWN', withdrawn_at = clock_timestamp(), version = version + 1
  WHERE id = template AND status <> 'WITHDRAWN' AND version = seen AND edition > 1 AND door.criteria_side(trust_id) IS NOT NULL
    AND NOT EXISTS (SELECT FROM public.agreement_template_approval a WHERE a.template_id = v.id AND a.organisation_id <> v.trust_id);
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

-- The yes of the actor's own organisation, once, to the newest proposal that stands; the first needs none.
CREATE FUNCTION door.approve_template(template uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v public.agreement_template; side uuid;
BEGIN
  SELECT * INTO v FROM public.agreement_template WHERE id = template FOR UPDATE;
  side := door.criteria_side(v.trust_id);
  IF side IS NULL OR v.status <> 'PROPOSED' OR v.edition = 1 OR EXISTS (
      SELECT FROM public.agreement_template n WHERE n.trust_id = v.trust_id AND n.status = 'PROPOSED' AND n.edition > v.edition) THEN
    RETURN 0;
  END IF;
  INSERT INTO public.agreement_template_approval VALUES (template, side, door.person_id(), clock_timestamp()) ON CONFLICT DO NOTHING;
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

-- An agreement is begun from a template that its parties approved, or as an agreement about the same status before it was.
CREATE FUNCTION door.keep_agreement_template() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.agreement_template v WHERE v.id = NEW.template_id AND v.trust_id = NEW.trust_id AND door.is_approved_template(v, NEW.municipality_id))
     OR EXISTS (SELECT FROM public.agreement a WHERE a.case_id = NEW.case_id AND a.template_id IS NOT DISTINCT FROM NEW.template_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an agreement is begun from a template that its parties approved' USING ERRCODE = 'check_violation';
END $$;

-- The text that comes with the program; the parties make it theirs.
CREATE OR REPLACE FUNCTION door.first_template(organisation uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.agreement_template (trust_id, edition, status, expects, ward_does, municipality_does, patient_does, changes, written_at, proposed_at)
  VALUES (organisation, 1, 'PROPOSED',
E'Du er VIP-pasient ved {avdeling}, {sykehus}.\nBlir du syk og må på sykehus, skal du så langt det er mulig rett til {avdeling}. Vi kaller det hurtigspor.\nEr du svært syk, får du hjelp i mottaket først.\nDu kan ringe avdelingen på {telefon}, dag og natt.\nDu har et kort med navnet ditt og avdelingen. Vis det når du kommer.',
E'{avdeling} har hovedansvaret for sykdommen som gjør at du er VIP-pasient.\nAvdelingen tar imot deg når den kan, og svarer mottaket med en gang.\nAvdelingen sier tidlig fra til kommunen når du blir lagt inn, og planlegger hjemreisen sammen med deg og kommunen.',
E'{kommune} har en koordinator for deg, hvis du ønsker det.\n{kommune} lager en individuell plan sammen med deg, hvis du ønsker det.\n{kommune} svarer sykehuset når du er klar til å reise hjem.',
E'Du sier fra tidlig når du merker at du blir dårligere.\nDu tar med kortet og medisinlisten når du reiser til sykehuset.\nDu bestemmer selv, og kan si nei når som helst.',
E'Vi går gjennom avtalen sammen på den dagen som står her.\nDu kan be om et nytt møte før det.\nDu kan si opp avtalen når som helst. Du trenger ikke å si hvorfor.\nBlir teksten endret, må alle signere på nytt.', now(), now())
  ON CONFLICT DO NOTHING
$$;

REVOKE ALL ON FUNCTION door.is_approved_template, door.template_in_force, door.begin_template, door.write_template, door.propose_template,
  door.withdraw_template, door.approve_template, door.keep_agreement_template FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.template_in_force, door.begin_template, door.write_template, door.propose_template, door.withdraw_template,
  door.approve_template TO app_rt;
GRANT EXECUTE ON FUNCTION door.keep_agreement_template TO app_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

CREATE TRIGGER keep_agreement_template BEFORE INSERT ON agreement FOR EACH ROW WHEN (current_user = 'app_rt') EXECUTE FUNCTION door.keep_agreement_template();

-- Everybody at work may read what was proposed; drafts are read by those who may write them.
DROP POLICY signed_in ON agreement_template;
CREATE POLICY readable ON agreement_template FOR SELECT TO app_rt USING ((SELECT door.organisation_id()) IS NOT NULL
  AND (status <> 'DRAFT' AND proposed_at IS NOT NULL OR door.criteria_side(trust_id) IS NOT NULL));
CREATE POLICY readable ON agreement_template_approval FOR SELECT TO app_rt USING ((SELECT door.organisation_id()) IS NOT NULL);
