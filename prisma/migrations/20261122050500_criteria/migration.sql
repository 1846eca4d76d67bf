-- Inclusion criteria: what a health trust and its municipalities agree on, version by version.

-- CreateEnum
CREATE TYPE "criteria_status" AS ENUM ('DRAFT', 'PROPOSED', 'WITHDRAWN');

-- CreateTable
CREATE TABLE "criteria_party" (
    "trust_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "criteria_party_pkey" PRIMARY KEY ("trust_id","organisation_id")
);

-- CreateTable
CREATE TABLE "criteria_version" (
    "id" UUID NOT NULL,
    "trust_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "criteria_status" NOT NULL DEFAULT 'DRAFT',
    "introduction" TEXT NOT NULL,
    "items" TEXT[],
    "written_by_id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "proposed_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "criteria_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "criteria_item" (
    "id" UUID NOT NULL,
    "criteria_version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "criteria_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "criteria_approval" (
    "criteria_version_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "approved_by_id" UUID NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "criteria_approval_pkey" PRIMARY KEY ("criteria_version_id","organisation_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "criteria_version_trust_id_number_key" ON "criteria_version"("trust_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "criteria_item_criteria_version_id_position_key" ON "criteria_item"("criteria_version_id", "position");

-- AddForeignKey
ALTER TABLE "criteria_party" ADD CONSTRAINT "criteria_party_trust_id_fkey" FOREIGN KEY ("trust_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criteria_party" ADD CONSTRAINT "criteria_party_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criteria_version" ADD CONSTRAINT "criteria_version_trust_id_fkey" FOREIGN KEY ("trust_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criteria_version" ADD CONSTRAINT "criteria_version_written_by_id_fkey" FOREIGN KEY ("written_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criteria_item" ADD CONSTRAINT "criteria_item_criteria_version_id_fkey" FOREIGN KEY ("criteria_version_id") REFERENCES "criteria_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criteria_approval" ADD CONSTRAINT "criteria_approval_criteria_version_id_fkey" FOREIGN KEY ("criteria_version_id") REFERENCES "criteria_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criteria_approval" ADD CONSTRAINT "criteria_approval_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criteria_approval" ADD CONSTRAINT "criteria_approval_approved_by_id_fkey" FOREIGN KEY ("approved_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One draft at a time, so that nobody writes beside somebody else.
CREATE UNIQUE INDEX one_criteria_draft ON criteria_version (trust_id) WHERE status = 'DRAFT';
ALTER TABLE criteria_party ADD CHECK (trust_id <> organisation_id);
ALTER TABLE criteria_version ADD CHECK (char_length(introduction) <= 2000 AND coalesce(array_length(items, 1), 0) <= 30);
ALTER TABLE criteria_version ADD CHECK ((status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL) AND (status <> 'PROPOSED' OR proposed_at IS NOT NULL));
ALTER TABLE criteria_item ADD CHECK (position > 0 AND char_length(text) BETWEEN 2 AND 400);

-- What was proposed is what they said yes to: it never changes, and what is in force is not withdrawn but replaced.
CREATE FUNCTION keep_criteria() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.status = 'DRAFT' AND (NEW.id, NEW.trust_id, NEW.number) IS NOT DISTINCT FROM (OLD.id, OLD.trust_id, OLD.number) THEN
    RETURN NEW;
  END IF;
  IF OLD.status = 'PROPOSED' AND NEW.status = 'WITHDRAWN'
     AND to_jsonb(NEW) - '{status,withdrawn_at,version}'::text[] = to_jsonb(OLD) - '{status,withdrawn_at,version}'::text[]
     AND NOT EXISTS (SELECT FROM public.criteria_approval a WHERE a.criteria_version_id = OLD.id AND a.organisation_id <> OLD.trust_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'criteria that were proposed are not changed' USING ERRCODE = 'check_violation';
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['criteria_party', 'criteria_version', 'criteria_item', 'criteria_approval'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_delete BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY definer ON %I TO app_definer USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO app_definer', t);
    EXECUTE format('GRANT SELECT ON %I TO app_rt', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['criteria_item', 'criteria_approval'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_update BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['criteria_party', 'criteria_version'] LOOP
    EXECUTE format('CREATE TRIGGER keep_version BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_version()', t);
    EXECUTE format('GRANT UPDATE ON %I TO app_definer', t);
  END LOOP;
END $$;
CREATE TRIGGER keep_criteria BEFORE UPDATE ON criteria_version FOR EACH ROW EXECUTE FUNCTION keep_criteria();
GRANT EXECUTE ON FUNCTION keep_criteria() TO app_definer;

GRANT CREATE ON SCHEMA door TO app_definer;
SET ROLE app_definer;

-- The organisation that the actor may write and approve criteria of this trust for: the trust, or a municipality that is a
-- party now; only for administrators.
CREATE FUNCTION door.criteria_side(trust uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.organisation_id FROM auth.transaction_context c
  WHERE c.xid = pg_current_xact_id_if_assigned()::text::bigint AND c.role = 'ORG_ADMIN' AND c.purpose = 'ADMIN'
    AND (EXISTS (SELECT FROM public.organisation o WHERE o.id = trust AND o.id = c.organisation_id AND o.kind = 'HEALTH_TRUST')
      OR EXISTS (SELECT FROM public.criteria_party p WHERE p.trust_id = trust AND p.organisation_id = c.organisation_id AND p.ended_at IS NULL))
$$;

-- The newest version that both the trust and the municipality, as long as it is a party, have approved; null when there is none.
CREATE FUNCTION door.criteria_in_force(trust uuid, municipality uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.id FROM public.criteria_version v
  JOIN public.criteria_party p ON p.trust_id = v.trust_id AND p.organisation_id = municipality AND p.ended_at IS NULL
  JOIN public.criteria_approval t ON t.criteria_version_id = v.id AND t.organisation_id = trust
  JOIN public.criteria_approval m ON m.criteria_version_id = v.id AND m.organisation_id = municipality
  WHERE v.trust_id = trust AND v.status = 'PROPOSED' ORDER BY v.number DESC LIMIT 1
$$;

-- A municipality becomes a party, or is none any longer; said by the trust's administrator. Answers the number of rows.
CREATE FUNCTION door.set_criteria_party(municipality uuid, is_party boolean) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE trust uuid := door.criteria_side(door.organisation_id());
BEGIN
  IF NOT EXISTS (SELECT FROM public.organisation WHERE id = trust AND kind = 'HEALTH_TRUST')
     OR NOT EXISTS (SELECT FROM public.organisation WHERE id = municipality AND kind = 'MUNICIPALITY') THEN
    RETURN 0;
  END IF;
  INSERT INTO public.criteria_party (trust_id, organisation_id, since)
  SELECT trust, municipality, clock_timestamp() WHERE is_party
  ON CONFLICT (trust_id, organisation_id) DO UPDATE SET since = clock_timestamp(), ended_at = NULL, version = criteria_party.version + 1
    WHERE criteria_party.ended_at IS NOT NULL;
  IF FOUND THEN RETURN 1; END IF;
  UPDATE public.criteria_party SET ended_at = clock_timestamp(), version = version + 1
  WHERE NOT is_party AND trust_id = trust AND organisation_id = municipality AND ended_at IS NULL;
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

-- A new draft, with the words of the newest proposal that stands. None when there is a draft already.
CREATE FUNCTION door.begin_criteria(draft uuid, trust uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE base public.criteria_version;
BEGIN
  IF door.criteria_side(trust) IS NULL THEN RETURN 0; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('criteria ' || trust, 0));
  IF EXISTS (SELECT FROM public.criteria_version v WHERE v.trust_id = trust AND v.status = 'DRAFT') THEN RETURN 0; END IF;
  SELECT * INTO base FROM public.criteria_version v WHERE v.trust_id = trust AND v.status = 'PROPOSED' ORDER BY v.number DESC LIMIT 1;
  INSERT INTO public.criteria_version (id, trust_id, number, introduction, items, written_by_id, written_at)
  VALUES (draft, trust, (SELECT coalesce(max(v.number), 0) + 1 FROM public.criteria_version v WHERE v.trust_id = trust),
          coalesce(base.introduction, ''), coalesce(base.items, '{}'), door.person_id(), clock_timestamp());
  RETURN 1;
END $$;

-- The words of a draft, when it stands as the writer saw it.
CREATE FUNCTION door.write_criteria(draft uuid, seen int, words text, points text[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.criteria_version SET introduction = words, items = points, written_by_id = door.person_id(), written_at = clock_timestamp(), version = version + 1
  WHERE id = draft AND status = 'DRAFT' AND version = seen AND door.criteria_side(trust_id) IS NOT NULL;
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

-- From here on the words stand; each criterion gets a row of its own.
CREATE FUNCTION door.propose_criteria(draft uuid, seen int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.criteria_version SET status = 'PROPOSED', proposed_at = clock_timestamp(), version = version + 1
  WHERE id = draft AND status = 'DRAFT' AND version = seen AND array_length(items, 1) > 0 AND door.criteria_side(trust_id) IS NOT NULL;
  IF NOT FOUND THEN RETURN 0; END IF;
  INSERT INTO public.criteria_item (id, criteria_version_id, position, text)
  SELECT gen_random_uuid(), v.id, i.place, i.words FROM public.criteria_version v, unnest(v.items) WITH ORDINALITY AS i (words, place) WHERE v.id = draft;
  RETURN 1;
END $$;

-- A draft or proposal is taken back, until a municipality has approved it.
CREATE FUNCTION door.withdraw_criteria(criteria uuid, seen int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.criteria_version WHERE id = criteria FOR UPDATE;
  UPDATE public.criteria_version v SET status = 'WITHDRAWN', withdrawn_at = clock_timestamp(), version = version + 1
  WHERE id = criteria AND status <> 'WITHDRAWN' AND version = seen AND door.criteria_side(trust_id) IS NOT NULL
    AND NOT EXISTS (SELECT FROM public.criteria_approval a WHERE a.criteria_version_id = v.id AND a.organisation_id <> v.trust_id);
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

-- The yes of the actor's own organisation, once, to the newest proposal that stands.
CREATE FUNCTION door.approve_criteria(criteria uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v public.criteria_version; side uuid;
BEGIN
  SELECT * INTO v FROM public.criteria_version WHERE id = criteria FOR UPDATE;
  side := door.criteria_side(v.trust_id);
  IF side IS NULL OR v.status <> 'PROPOSED' OR EXISTS (
      SELECT FROM public.criteria_version n WHERE n.trust_id = v.trust_id AND n.status = 'PROPOSED' AND n.number > v.number) THEN
    RETURN 0;
  END IF;
  INSERT INTO public.criteria_approval VALUES (criteria, side, door.person_id(), clock_timestamp()) ON CONFLICT DO NOTHING;
  RETURN CASE WHEN FOUND THEN 1 ELSE 0 END;
END $$;

REVOKE ALL ON FUNCTION door.criteria_side, door.criteria_in_force, door.set_criteria_party, door.begin_criteria, door.write_criteria,
  door.propose_criteria, door.withdraw_criteria, door.approve_criteria FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.criteria_side, door.criteria_in_force, door.set_criteria_party, door.begin_criteria, door.write_criteria,
  door.propose_criteria, door.withdraw_criteria, door.approve_criteria TO app_rt;
RESET ROLE;
REVOKE CREATE ON SCHEMA door FROM app_definer;

-- Everybody who is signed in may read what was proposed; drafts are read by those who may write them.
CREATE POLICY readable ON criteria_version FOR SELECT TO app_rt
  USING ((SELECT door.session_id()) IS NOT NULL AND (status <> 'DRAFT' AND proposed_at IS NOT NULL OR door.criteria_side(trust_id) IS NOT NULL));
CREATE POLICY readable ON criteria_item FOR SELECT TO app_rt USING ((SELECT door.session_id()) IS NOT NULL);
CREATE POLICY readable ON criteria_approval FOR SELECT TO app_rt USING ((SELECT door.session_id()) IS NOT NULL);
CREATE POLICY readable ON criteria_party FOR SELECT TO app_rt USING ((SELECT door.session_id()) IS NOT NULL);
