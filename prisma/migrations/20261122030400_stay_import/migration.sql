-- How far each import has come.

CREATE TABLE "stay_import" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "path_hash" BYTEA NOT NULL,
    "file_hash" BYTEA NOT NULL,
    "size" BIGINT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "finished" BOOLEAN NOT NULL DEFAULT false,
    "line" INTEGER NOT NULL DEFAULT 0,
    "rows_read" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "registered" INTEGER NOT NULL DEFAULT 0,
    "marked" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "rejects_size" BIGINT NOT NULL DEFAULT 0,
    "rejects_hash" BYTEA,

    CONSTRAINT "stay_import_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "stay_import_organisation_id_source_idx" ON "stay_import"("organisation_id", "source");
ALTER TABLE "stay_import" ADD CONSTRAINT "stay_import_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE stay_import ADD CHECK (octet_length(path_hash) = 32 AND octet_length(file_hash) = 32);
ALTER TABLE stay_import ADD CHECK (NOT finished OR ended_at IS NOT NULL);
CREATE TRIGGER refuse_delete BEFORE DELETE ON stay_import FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON stay_import FOR EACH STATEMENT EXECUTE FUNCTION refuse();
-- For the doors alone.
ALTER TABLE stay_import ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY definer ON stay_import TO app_definer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON stay_import TO app_definer;
