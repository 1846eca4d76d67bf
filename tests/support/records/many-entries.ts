import type pg from 'pg'
import { entryText, subjectText } from '#lib/audit/queries'

const entryColumns = `id, shard, seq, at, session_id, person_id, person_name, role, organisation_id, organisation_name, unit_id,
  unit_name, purpose, act, object_id, outcome, facts`
const subjectColumns = 'entry_id, patient_id, shard, seq, ground, shown'

/** A running hash, as a superuser may make one: `chain(start, text) OVER (…)`. Lives as long as the connection. */
export const chainAggregate = `
  CREATE OR REPLACE FUNCTION pg_temp.link(before bytea, start bytea, text text) RETURNS bytea LANGUAGE sql IMMUTABLE AS
    $$ SELECT sha256(coalesce(before, start) || convert_to(text, 'UTF8')) $$;
  CREATE OR REPLACE AGGREGATE pg_temp.chain(bytea, text) (SFUNC = pg_temp.link, STYPE = bytea);`

/**
 * Lengthens the chains as by so many look-ups, each an entry and a subject of an invented patient; the chains hold.
 * Set-based, because a million rows through the door would take an hour.
 */
export async function manyLookUps(superuser: pg.Client, lookUps: number) {
  await superuser.query(`BEGIN; SET LOCAL session_replication_role = 'replica'; ${chainAggregate}`)
  await superuser.query(`
    CREATE TEMP TABLE look_up ON COMMIT DROP AS
      SELECT id, patient_id, head.shard, head.seq + 2 * row_number() OVER (PARTITION BY head.shard) - 1 AS seq
      FROM (SELECT gen_random_uuid() AS id, gen_random_uuid() AS patient_id FROM generate_series(1, ${Number(lookUps)})) made
      JOIN audit.head ON head.shard = get_byte(uuid_send(patient_id), 15) % 16;
    CREATE TEMP TABLE made_entry ON COMMIT DROP AS
      SELECT id, shard, seq, timestamptz '2026-11-21 02:11Z' AS at, id AS session_id, id AS person_id,
        'Hanne Rusten' AS person_name, role 'NURSE' AS role, id AS organisation_id, 'Helse Fjordkyst' AS organisation_name,
        id AS unit_id, 'Akuttmottaket' AS unit_name, auth.purpose 'ETREAT' AS purpose, 'patient.check' AS act,
        NULL::uuid AS object_id, 'vip' AS outcome, jsonb '{"by": "number", "hits": 1}' AS facts FROM look_up;
    CREATE TEMP TABLE made_subject ON COMMIT DROP AS
      SELECT id AS entry_id, patient_id, shard, seq + 1 AS seq, 'WARD' AS ground, '{name,status,note}'::text[] AS shown FROM look_up;
    CREATE TEMP TABLE made_link ON COMMIT DROP AS
      SELECT link.shard, link.seq, pg_temp.chain(head.hash, text) OVER (PARTITION BY link.shard ORDER BY link.seq) AS hash
      FROM (SELECT shard, seq, ${entryText} AS text FROM made_entry
            UNION ALL SELECT shard, seq, ${subjectText} FROM made_subject) link
      JOIN audit.head USING (shard);
    CREATE TEMP TABLE made_hash ON COMMIT DROP AS
      SELECT shard, seq, made.hash, coalesce(lag(made.hash) OVER (PARTITION BY shard ORDER BY seq), head.hash) AS previous_hash
      FROM (SELECT shard, seq, hash FROM made_link) made JOIN (SELECT shard, hash FROM audit.head) head USING (shard);
    INSERT INTO audit.entry (${entryColumns}, hash, previous_hash)
      SELECT ${entryColumns}, hash, previous_hash FROM made_entry JOIN made_hash USING (shard, seq);
    INSERT INTO audit.subject (${subjectColumns}, hash, previous_hash)
      SELECT ${subjectColumns}, hash, previous_hash FROM made_subject JOIN made_hash USING (shard, seq);
    UPDATE audit.head SET seq = made.seq, hash = made.hash
      FROM (SELECT DISTINCT ON (shard) shard, seq, hash FROM made_link ORDER BY shard, seq DESC) made WHERE head.shard = made.shard`)
  await superuser.query('COMMIT; ANALYZE audit.entry; ANALYZE audit.subject')
}
