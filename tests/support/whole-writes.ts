import type { Client } from 'pg'
import type { Write } from '#tests/support/writers'

/** What must be empty whatever was killed; each answers ids. */
const halves = {
  'a stay without its arrival, or with two':
    "SELECT s.id FROM stay s WHERE organisation_id = $1 AND (SELECT count(*) FROM stay_event e WHERE e.stay_id = s.id AND e.kind = 'ARRIVED') <> 1",
  'a stay that its reception may not see':
    "SELECT s.id FROM stay s WHERE organisation_id = $1 AND NOT EXISTS (SELECT FROM access_grant g WHERE g.patient_id = s.patient_id AND g.ground = 'RECEPTION')",
  'a stay without its fast track':
    'SELECT s.id FROM stay s WHERE organisation_id = $1 AND NOT EXISTS (SELECT FROM fast_track f WHERE f.stay_id = s.id)',
  'a fast track without its first step, or with two':
    "SELECT f.id FROM fast_track f WHERE organisation_id = $1 AND (SELECT count(*) FROM fast_track_step p WHERE p.fast_track_id = f.id AND p.kind = 'STARTED') <> 1",
  'a triage of somebody who is not seen to':
    "SELECT s.id FROM stay s WHERE organisation_id = $1 AND EXISTS (SELECT FROM triage t WHERE t.stay_id = s.id) <> (s.status = 'IN_RECEPTION')",
  'somebody seen to twice':
    "SELECT s.id FROM stay s WHERE organisation_id = $1 AND (SELECT count(*) FROM stay_event e WHERE e.stay_id = s.id AND e.kind = 'IN_RECEPTION') > 1",
  'a patient who came twice':
    'SELECT patient_id AS id FROM stay WHERE organisation_id = $1 GROUP BY 1 HAVING count(*) > 1',
  'triage that is not once for each receipt and entry of the log': `
    SELECT s.id FROM stay s, LATERAL (SELECT
      (SELECT count(*) FROM triage t WHERE t.stay_id = s.id) AS effects,
      (SELECT count(*) FROM command_receipt r WHERE r.act = 'triage.record' AND r.object_id = s.id) AS receipts,
      (SELECT count(*) FROM audit.entry e WHERE e.act = 'triage.record' AND e.outcome = 'done' AND e.object_id = s.id) AS entries) n
    WHERE organisation_id = $1 AND NOT (effects = receipts AND receipts = entries)`,
  'an arrival that is not once in receipts and log': `
    SELECT s.id FROM stay s, LATERAL (SELECT
      (SELECT count(*) FROM command_receipt r WHERE r.act = 'arrival.register' AND r.object_id = s.id) AS receipts,
      (SELECT count(*) FROM audit.entry e WHERE e.act = 'arrival.register' AND e.outcome = 'done' AND e.object_id = s.id) AS entries) n
    WHERE organisation_id = $1 AND NOT (receipts = 1 AND entries = 1)`,
  'a request that never ended': 'SELECT session_id AS id FROM auth.transaction_context WHERE $1::uuid IS NOT NULL',
}

/** What is half written, by name, with the first few ids. */
export async function halfWritten(client: Client, trustId: string): Promise<string[]> {
  const found: string[] = []
  for (const [name, query] of Object.entries(halves)) {
    const { rows } = await client.query<{ id: string }>(query, [trustId])
    if (rows.length > 0)
      found.push(
        `${rows.length} × ${name}: ${rows
          .slice(0, 3)
          .map(({ id }) => id)
          .join(' ')}`,
      )
  }
  return found
}

/** Writes that were acknowledged and are not there. */
export async function lostWrites(client: Client, ledger: readonly Write[]): Promise<Write[]> {
  const acknowledged = ledger.filter(({ told }) => told === 'acknowledged')
  const { rows } = await client.query<{ key: string }>('SELECT key FROM command_receipt WHERE key = ANY ($1)', [
    acknowledged.map(({ key }) => key),
  ])
  const there = new Set(rows.map(({ key }) => key))
  return acknowledged.filter(({ key }) => !there.has(key))
}
