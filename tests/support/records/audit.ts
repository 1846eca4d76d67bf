import type { Entry } from '#lib/audit'
import { type Db, newId, type Stored } from '#tests/support/records/ids'
import type { Purpose } from '#prisma/generated/enums'

type AuditOptions = Pick<Entry, 'act' | 'outcome' | 'objectId' | 'facts'> & {
  id?: string
  /** As whom it was done. */
  session: Stored
  patient: Stored
  at: Date
  purpose: Purpose
  ground: string
  shown?: readonly string[]
}

/** What somebody at work did some time ago with one patient, at the end of that patient's chain; the chain holds. */
export async function pastEntry(db: Db, { session, patient, ground, shown = [], ...given }: AuditOptions) {
  const { id = newId(), at, purpose, act, outcome, objectId, facts = {} } = given
  const told = { id, at, purpose, act, outcome, facts, ...(objectId && { object_id: objectId }) }
  await db.$executeRaw`
    WITH head AS (SELECT * FROM audit.head WHERE shard = door.shard_of(${patient.id}::uuid) FOR UPDATE),
    who AS (
      SELECT jsonb_build_object('session_id', s.id, 'person_id', p.id, 'person_name', p.given_name || ' ' || p.family_name, 'role', m.role,
        'organisation_id', o.id, 'organisation_name', o.name, 'unit_id', u.id, 'unit_name', u.name) AS facts
      FROM auth.session s JOIN person p ON p.id = s.person_id JOIN membership m ON m.id = s.membership_id
      JOIN organisation o ON o.id = m.organisation_id LEFT JOIN unit u ON u.id = m.unit_id WHERE s.id = ${session.id}::uuid
    ),
    draft AS (SELECT h.hash AS before, jsonb_populate_record(NULL::audit.entry, ${JSON.stringify(told)}::jsonb || who.facts
      || jsonb_build_object('shard', h.shard, 'seq', h.seq + 1, 'previous_hash', h.hash)) AS entry FROM head h, who),
    entry AS (
      INSERT INTO audit.entry SELECT (jsonb_populate_record(entry,
        jsonb_build_object('hash', sha256(before || convert_to(door.entry_text(entry), 'UTF8'))))).* FROM draft
      RETURNING id, shard, seq, hash
    ),
    touched AS (SELECT e.hash AS before, jsonb_populate_record(NULL::audit.subject, jsonb_build_object('entry_id', e.id,
      'patient_id', ${patient.id}::uuid, 'shard', e.shard, 'seq', e.seq + 1, 'ground', ${ground}::text,
      'shown', ${[...shown]}::text[], 'previous_hash', e.hash)) AS subject FROM entry e),
    subject AS (
      INSERT INTO audit.subject SELECT (jsonb_populate_record(subject,
        jsonb_build_object('hash', sha256(before || convert_to(door.subject_text(subject), 'UTF8'))))).* FROM touched
      RETURNING shard, seq, hash
    )
    UPDATE audit.head h SET seq = s.seq, hash = s.hash FROM subject s WHERE h.shard = s.shard`
}
