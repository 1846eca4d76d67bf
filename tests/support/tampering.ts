import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { entryText, subjectText } from '#lib/audit/queries'
import { chainAggregate } from '#tests/support/records/many-entries'

/** What somebody with all rights may do to the audit; `rehash` means that they also make the chain fit again. */
export type Tampering = { name: string; shard: number; from: number; rehash: boolean }
export type Column = { table: 'entry' | 'subject'; column: string; type: string }

const changed = (type: string, column: string) =>
  ({
    uuid: 'gen_random_uuid()',
    text: `coalesce(${column}, '') || 'x'`,
    jsonb: `${column} || '{"x": 1}'`,
    bytea: `sha256(${column})`,
    int8: `${column} + 1000000`,
    // A shard has no room for a row of another one with the same number.
    int2: `(${column} + 1) % 16, seq = seq + 1000000`,
    timestamptz: `${column} + interval '1 millisecond'`,
    _text: `${column} || 'x'::text`,
    role: `CASE ${column} WHEN 'NURSE' THEN 'HEAD_NURSE'::role ELSE 'NURSE'::role END`,
    purpose: `CASE ${column} WHEN 'TREAT' THEN 'ETREAT'::auth.purpose ELSE 'TREAT'::auth.purpose END`,
  })[type] ?? `no change known for ${type}`

/** Every column of the two tables. */
export async function columnsOf(superuser: pg.Client): Promise<Column[]> {
  const { rows } = await superuser.query<Column>(
    `SELECT table_name AS table, column_name AS column, udt_name AS type FROM information_schema.columns
     WHERE table_schema = 'audit' AND table_name IN ('entry', 'subject')`,
  )
  return rows
}

/** Numbers in a chain change place only by way of numbers that nobody has. */
const renumber = (condition: string, to: string) =>
  ['entry', 'subject']
    .map((table) => `UPDATE audit.${table} SET seq = -(${to}) WHERE shard = $shard AND seq > 0 AND ${condition}`)
    .concat(
      ['entry', 'subject'].map((table) => `UPDATE audit.${table} SET seq = -seq WHERE shard = $shard AND seq < 0`),
    )
    .join(';')

/** Makes all hashes of a chain fit again from a row on, and its head; columns of the chain itself are taken as they are. */
export async function rehash(superuser: pg.Client, shard: number, from: number) {
  const fill = (sql: string) => sql.replaceAll('$shard', String(shard)).replaceAll('$from', String(from))
  await superuser.query(
    fill(`${chainAggregate}
    CREATE TEMP TABLE again AS
      WITH start AS (
        SELECT coalesce((SELECT hash FROM audit.entry WHERE shard = $shard AND seq = $from - 1),
          (SELECT hash FROM audit.subject WHERE shard = $shard AND seq = $from - 1),
          sha256(convert_to('samlop $shard', 'UTF8'))) AS hash),
      link AS (
        SELECT seq, ${entryText} AS text FROM audit.entry WHERE shard = $shard AND seq >= $from
        UNION ALL SELECT seq, ${subjectText} FROM audit.subject WHERE shard = $shard AND seq >= $from),
      made AS (SELECT link.seq, start.hash AS first, pg_temp.chain(start.hash, text) OVER (ORDER BY link.seq) AS hash FROM link, start)
      SELECT seq, hash, coalesce(lag(hash) OVER (ORDER BY seq), first) AS previous_hash FROM made;
    UPDATE audit.entry SET hash = again.hash, previous_hash = again.previous_hash FROM again WHERE shard = $shard AND entry.seq = again.seq;
    UPDATE audit.subject SET hash = again.hash, previous_hash = again.previous_hash FROM again WHERE shard = $shard AND subject.seq = again.seq;
    UPDATE audit.head SET (seq, hash) = (SELECT seq, hash FROM again ORDER BY seq DESC LIMIT 1) WHERE shard = $shard AND EXISTS (SELECT FROM again);
    DROP TABLE again`),
  )
}

type Place = {
  superuser: pg.Client
  columns: readonly Column[]
  ends: readonly number[]
  shard: number
  from: number
  again: boolean
}
type Done = { name: string; rehash: boolean }

const run = ({ superuser, shard }: Place, sql: string) => superuser.query(sql.replaceAll('$shard', String(shard)))
const here = ({ from }: Place) => `shard = $shard AND seq = ${from}`

async function update(place: Place): Promise<Done> {
  const { table, column, type } = pick(place.columns)
  const own = (await run(place, `SELECT FROM audit.${table} WHERE ${here(place)}`)).rowCount ? table : other[table]
  const known = own === table || place.columns.some((one) => one.table === own && one.column === column)
  const otherwise = own === 'entry' ? "act = act || 'x'" : "ground = ground || 'x'"
  const set = known ? `${column} = ${changed(type, column)}` : otherwise
  await run(place, `UPDATE audit.${own} SET ${set} WHERE ${here(place)}`)
  // A row that has left its chain leaves a hole that no new hashes fill.
  const fits = place.again && !['shard', 'seq', 'hash', 'previous_hash'].includes(column)
  if (fits) await rehash(place.superuser, place.shard, place.from)
  return { name: `update ${own} ${set}`, rehash: fits }
}

async function remove(place: Place): Promise<Done> {
  await run(place, `DELETE FROM audit.entry WHERE ${here(place)}; DELETE FROM audit.subject WHERE ${here(place)}`)
  if (place.again) await run(place, renumber(`seq > ${place.from}`, 'seq - 1'))
  if (place.again) await rehash(place.superuser, place.shard, place.from)
  return { name: 'delete', rehash: place.again }
}

async function insert(place: Place): Promise<Done> {
  const { again, from, ends, shard } = place
  if (again) await run(place, renumber(`seq >= ${from}`, 'seq + 1'))
  const seq = again ? from : (ends[shard] ?? 0) + 1
  await run(
    place,
    `INSERT INTO audit.subject SELECT (SELECT id FROM audit.entry LIMIT 1), gen_random_uuid(), $shard,
      ${seq}, 'WARD', '{}', sha256(''), sha256('')`,
  )
  if (again) await rehash(place.superuser, shard, from)
  return { name: 'insert', rehash: again }
}

async function reorder(place: Place): Promise<Done> {
  const { from, ends, shard } = place
  const end = ends[shard] ?? 0
  const to = from === end ? from - 1 : from + 1 + randomInt(end - from)
  await run(place, renumber(`seq IN (${from}, ${to})`, `${from + to} - seq`))
  if (place.again) await rehash(place.superuser, shard, Math.min(from, to))
  return { name: `reorder with ${to}`, rehash: place.again }
}

async function cutTail(place: Place): Promise<Done> {
  const rest = ['entry', 'subject'].map(
    (table) => `DELETE FROM audit.${table} WHERE shard = $shard AND seq >= ${place.from}`,
  )
  await run(place, rest.join(';'))
  await run(
    place,
    `UPDATE audit.head SET (seq, hash) = (SELECT seq, hash FROM (
      SELECT 0 AS seq, sha256(convert_to('samlop $shard', 'UTF8')) AS hash
      UNION ALL SELECT seq, hash FROM audit.entry WHERE shard = $shard
      UNION ALL SELECT seq, hash FROM audit.subject WHERE shard = $shard) row ORDER BY seq DESC LIMIT 1) WHERE shard = $shard`,
  )
  return { name: 'cut the tail', rehash: true }
}

async function rewriteAll({ superuser, ends }: Place): Promise<Done> {
  await superuser.query("UPDATE audit.entry SET person_name = 'Noen Andre'; UPDATE audit.subject SET ground = 'WARD '")
  for (const shard of ends.keys()) await rehash(superuser, shard, 1)
  return { name: 'rewrite all chains', rehash: true }
}

async function changeHead(place: Place): Promise<Done> {
  await run(
    place,
    `UPDATE audit.head SET ${pick(['hash = sha256(hash)', 'seq = seq - 1', 'shard = 99'])} WHERE shard = $shard`,
  )
  return { name: 'change the head', rehash: false }
}

const acts = [update, update, update, remove, insert, reorder, cutTail, rewriteAll, changeHead]

/** One tampering at a row that a checkpoint has seen. To be done in a transaction with triggers out of the way. */
export async function tamper(
  superuser: pg.Client,
  columns: readonly Column[],
  ends: readonly number[],
): Promise<Tampering> {
  const shard = pick(ends.flatMap((end, place) => (end > 3 ? [place] : [])))
  const from = 1 + randomInt(ends[shard] ?? 0)
  const done = await pick(acts)({ superuser, columns, ends, shard, from, again: randomInt(2) === 0 })
  return { shard, from, ...done }
}

const other = { entry: 'subject', subject: 'entry' } as const

function pick<T>(all: readonly T[]): T {
  const one = all[randomInt(all.length)]
  if (one === undefined) throw new Error('Nothing to pick from')
  return one
}
