import 'server-only'
import type { ClientBase } from 'pg'
import { chainStart, checkEnd, checkLink, type End, type FirstFault, type Link } from '#lib/audit/rules'

/** Few enough that the database sorts them in memory. */
const page = 4_000

/**
 * What the hash of a row is taken over. The text is put together here and not by the database's own function, so that
 * nobody can change what is verified by changing that function.
 */
export const entryText = `jsonb_build_array('entry', shard, seq, id,
      to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), session_id, person_id, person_name, role, organisation_id,
      organisation_name, unit_id, unit_name, purpose, act, object_id, outcome, facts)::text`
export const subjectText = "jsonb_build_array('subject', shard, seq, entry_id, patient_id, ground, shown)::text"

/** The rows of one shard, in their order. */
const links = `
  SELECT * FROM (
    SELECT 'entry' AS kind, id::text, seq, previous_hash, hash, ${entryText} AS text
    FROM audit.entry WHERE shard = $1 AND seq > $2 AND seq <= $2 + $3
    UNION ALL
    SELECT 'subject', entry_id::text, seq, previous_hash, hash, ${subjectText}
    FROM audit.subject WHERE shard = $1 AND seq > $2 AND seq <= $2 + $3
  ) link ORDER BY seq`

/**
 * Walks all chains from the start and answers how many rows they have and the first row that does not fit, or null.
 * @param more connections that walk other chains meanwhile; two halve the time on two cores
 */
export async function verifyChains(
  client: ClientBase,
  more: readonly ClientBase[] = [],
): Promise<{ rows: number; first: FirstFault | null }> {
  const walkers = [client, ...more]
  // One snapshot, so that what is written meanwhile is not mistaken for a fault.
  await Promise.all(walkers.map((one) => one.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')))
  try {
    if (more.length > 0) await shareSnapshot(client, more)
    const ends = new Map((await readHeads(client)).map(({ shard, seq, hash }) => [shard, { seq, hash }]))
    const results: { rows: number; first: FirstFault | null }[] = []
    let shard = 0
    await Promise.all(
      walkers.map(async (walker) => {
        while (shard < 16 && !results.some(({ first }) => first)) {
          const mine = shard++
          results[mine] = await verifyChain(walker, mine, ends.get(mine) ?? noEnd)
        }
      }),
    )
    return {
      rows: results.reduce((sum, { rows }) => sum + rows, 0),
      first: results.find(({ first }) => first)?.first ?? null,
    }
  } finally {
    await Promise.all(walkers.map((one) => one.query('ROLLBACK')))
  }
}

const noEnd = { seq: -1n, hash: Buffer.alloc(0) }

async function shareSnapshot(from: ClientBase, to: readonly ClientBase[]) {
  const { rows } = await from.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot')
  // The name is the database's own, of hexadecimal digits; SET takes no parameter.
  const name = /^[0-9A-F-]+$/.exec(rows[0]?.snapshot ?? '')?.[0] ?? ''
  await Promise.all(to.map((one) => one.query(`SET TRANSACTION SNAPSHOT '${name}'`)))
}

/** The end of each chain, in the order of the shards. */
export async function readHeads(client: ClientBase): Promise<(End & { shard: number })[]> {
  const { rows } = await client.query<{ shard: number; seq: string; hash: Buffer }>(
    'SELECT shard, seq, hash FROM audit.head ORDER BY shard',
  )
  return rows.map(({ shard, seq, hash }) => ({ shard, seq: BigInt(seq), hash }))
}

/** The name of this installation in its checkpoints. */
export async function deploymentOf(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM deployment')
  return rows[0]?.id
}

export type Point = { shard: number; seq: number }

/** The hashes that the database has at these places of the chains, in the same order; null where there is no row. */
export async function hashesAt(client: ClientBase, points: readonly Point[]): Promise<(string | null)[]> {
  const { rows } = await client.query<{ hash: string | null }>(
    `SELECT encode(coalesce(entry.hash, subject.hash), 'hex') AS hash
     FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY point (shard, seq, place)
     LEFT JOIN audit.entry ON entry.shard = point.shard AND entry.seq = point.seq
     LEFT JOIN audit.subject ON subject.shard = point.shard AND subject.seq = point.seq
     ORDER BY place`,
    [points.map(({ shard }) => shard), points.map(({ seq }) => seq)],
  )
  return rows.map(({ hash }, place) => (points[place]?.seq === 0 ? startHash(points[place].shard) : hash))
}

const startHash = (shard: number) => chainStart(shard).hash.toString('hex')

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
