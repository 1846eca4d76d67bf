import 'server-only'
import type { ClientBase } from 'pg'
import { chainStart, checkEnd, checkLink, type End, type Fault, type Link } from '#lib/audit/rules'

export type FirstFault = { shard: number; seq: bigint; kind: Link['kind'] | 'head'; id: string | null; fault: Fault }

const page = 20_000

/**
 * The rows of one shard as text, in their order. The text is put together here and not by the database's own function,
 * so that nobody can change what is verified by changing that function.
 */
const links = `
  SELECT * FROM (
    SELECT 'entry' AS kind, id::text, seq, previous_hash, hash, jsonb_build_array('entry', shard, seq, id,
      to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), session_id, person_id, person_name, role, organisation_id,
      organisation_name, unit_id, unit_name, purpose, act, object_id, outcome, facts)::text AS text
    FROM audit.entry WHERE shard = $1 AND seq > $2 AND seq <= $2 + $3
    UNION ALL
    SELECT 'subject', entry_id::text, seq, previous_hash, hash,
      jsonb_build_array('subject', shard, seq, entry_id, patient_id, ground, shown)::text
    FROM audit.subject WHERE shard = $1 AND seq > $2 AND seq <= $2 + $3
  ) link ORDER BY seq`

/** Walks all chains from the start and answers how many rows they have and the first row that does not fit, or null. */
export async function verifyChains(client: ClientBase): Promise<{ rows: number; first: FirstFault | null }> {
  // One snapshot, so that what is written meanwhile is not mistaken for a fault.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    const { rows: heads } = await client.query<{ shard: number; seq: string; hash: Buffer }>(
      'SELECT shard, seq, hash FROM audit.head ORDER BY shard',
    )
    let rows = 0
    for (let shard = 0; shard < 16; shard++) {
      const head = heads.find((one) => one.shard === shard)
      const end = head ? { seq: BigInt(head.seq), hash: head.hash } : { seq: -1n, hash: Buffer.alloc(0) }
      const result = await verifyChain(client, shard, end)
      rows += result.rows
      if (result.first) return { rows, first: result.first }
    }
    return { rows, first: null }
  } finally {
    await client.query('ROLLBACK')
  }
}

async function verifyChain(client: ClientBase, shard: number, head: End) {
  let last = chainStart(shard)
  let rows = 0
  for (;;) {
    const found = await client.query<Record<string, never>>(links, [shard, String(last.seq), page])
    for (const row of found.rows) {
      const link = linkOf(row)
      const fault = checkLink(last, link)
      if (fault) return { rows, first: { shard, seq: link.seq, kind: link.kind, id: link.id, fault } }
      last = { seq: link.seq, hash: link.hash }
      rows++
    }
    // A gap may be longer than a page: only the end of the chain ends the walk.
    if (found.rows.length === 0) break
  }
  const beyond = await client.query(
    `SELECT min(seq) AS seq FROM (SELECT seq FROM audit.entry WHERE shard = $1 AND seq > $2
     UNION ALL SELECT seq FROM audit.subject WHERE shard = $1 AND seq > $2) more`,
    [shard, String(last.seq)],
  )
  const fault = beyond.rows[0].seq === null ? checkEnd(last, head) : 'missing_row'
  return { rows, first: fault && { shard, seq: last.seq + 1n, kind: 'head' as const, id: null, fault } }
}

function linkOf(row: Record<string, unknown>): Link {
  return {
    kind: row['kind'] as Link['kind'],
    id: row['id'] as string,
    seq: BigInt(row['seq'] as string),
    text: row['text'] as string,
    previousHash: row['previous_hash'] as Buffer,
    hash: row['hash'] as Buffer,
  }
}
