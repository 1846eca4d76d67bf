import type { KeyObject } from 'node:crypto'
import pg from 'pg'
import { hashOf, keyName, publicHalf, readLine, type Trust, writeLine } from '#lib/audit/checkpoint'
import { deploymentOf, hashesAt, readHeads } from '#lib/audit/queries'
import type { Alarm } from '#lib/audit/rules'
import type { Checkpoint } from '#lib/audit/schema'
import { createWitness, type Held, type Witness } from '#lib/audit/witness'
import { now } from '#lib/clock'

export type Taken = { number: number; directories: string[]; alarms: Alarm[] }
type Tell = (alarm: Alarm) => void
type Settings = { url: string; key: KeyObject; directories: readonly string[]; patience?: number }

/** Two programs at once write one between them. */
const tooSoon = 30_000

/**
 * Answers a function that takes one checkpoint a call: null when another program has just done so. It throws when the
 * database cannot be asked. What was written last is also remembered, so that nobody can take it away unseen meanwhile.
 * @param patience milliseconds that a directory may take, after which the others go on without it
 */
export function createWriter({ url, key, directories, patience = 10_000 }: Settings) {
  const witnesses = directories.map((directory) => createWitness(directory, patience))
  const keys = new Map([[keyName(key), publicHalf(key)]])
  const publicKey = publicHalf(key).export({ type: 'spki', format: 'pem' }).toString()
  let newest: Held | undefined

  async function take(client: pg.Client, always: boolean): Promise<Taken | null> {
    const alarms: Alarm[] = []
    const tell: Tell = (alarm) => void alarms.push(alarm)
    const trust = { keys, deployment: (await deploymentOf(client)) ?? '' }
    const found = await lookBack(witnesses, trust, newest, tell)
    newest = found.newest
    const at = now()
    const pause = newest ? at.getTime() - Date.parse(newest.told.at) : Infinity
    if (pause < 0) tell({ kind: 'clock', seconds: Math.round(-pause / 1000) })
    else if (pause < tooSoon && !always) return null
    const heads = await endsOf(client)
    if (newest) await compare(client, newest.told, tell)
    const line = writeLine(
      {
        deployment: trust.deployment,
        number: (newest?.told.number ?? 0) + 1,
        at: at.toISOString(),
        previous: newest ? hashOf(newest.line) : null,
        directories: witnesses.length,
        kept: found.kept,
        heads,
        count: heads.reduce((sum, { seq }) => sum + seq, 0),
      },
      key,
    )
    const told = readLine(line, trust)
    if (typeof told === 'string') throw new Error('The chains do not have sixteen ends.')
    // The file is that of the newest day, also when the clock has gone back.
    const day = newest && newest.told.at > told.at ? newest.told.at : told.at
    // A number is never given twice, also when nobody is known to have taken it.
    newest = { line, told }
    return { number: told.number, directories: await spread(witnesses, day, newest, publicKey, tell), alarms }
  }

  return async function takeCheckpoint(always = false): Promise<Taken | null> {
    const limits = { connectionTimeoutMillis: 5_000, query_timeout: 15_000, statement_timeout: 15_000 }
    const client = new pg.Client({ connectionString: url, ...limits })
    // A connection that breaks is also a query that fails.
    client.on('error', () => {})
    try {
      await client.connect()
      // Held until the connection ends, so that two programs at once do not write the same number.
      await client.query("SELECT pg_advisory_lock(hashtext('samlop checkpoint'))")
      return await take(client, always)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

/** The newest checkpoint there is, and how many directories have it; tells of those that lost what they had. */
async function lookBack(witnesses: readonly Witness[], trust: Trust, remembered: Held | undefined, tell: Tell) {
  const accept = (line: string) => {
    const told = readLine(line, trust)
    return typeof told === 'string' ? undefined : told
  }
  const tails = await Promise.all(witnesses.map(async (witness) => ({ witness, held: await witness.newest(accept) })))
  for (const { witness, held } of tails) {
    const number = held?.told.number ?? 0
    if (held !== null && number < witness.written)
      tell({ kind: 'taken_away', directory: witness.name, from: number + 1 })
  }
  const known = remembered?.told.number ?? 0
  const acknowledged = witnesses.filter(({ written }) => written === known).length
  // Another program may have given the same number when nobody took ours.
  const newest = tails.reduce<Held | undefined>((best, { held }) => {
    const number = held?.told.number ?? 0
    const least = best?.told.number ?? 0
    return held && (number > least || (best === remembered && number === known && acknowledged === 0)) ? held : best
  }, remembered)
  const holders = tails.filter(({ held }) => held && held.line === newest?.line).length
  return { newest, kept: newest === remembered ? Math.max(acknowledged, holders) : holders }
}

async function endsOf(client: pg.Client) {
  const heads = await readHeads(client)
  return heads.map(({ seq, hash }) => ({ seq: Number(seq), hash: hash.toString('hex') }))
}

/** Whether the database still has what the checkpoint before says: a cut tail shows within the minute. */
async function compare(client: pg.Client, { heads, number }: Checkpoint, tell: Tell) {
  const points = heads.map(({ seq }, shard) => ({ shard, seq }))
  const found = await hashesAt(client, points)
  const chains = heads.flatMap(({ hash }, shard) => (found[shard] === hash ? [] : [shard]))
  if (chains.length > 0) tell({ kind: 'rewritten', chains: chains.join(' '), number })
}

/** Into every directory that takes it; answers which did. */
async function spread(witnesses: readonly Witness[], day: string, held: Held, publicKey: string, tell: Tell) {
  const took = await Promise.all(
    witnesses.map(async (witness) => {
      try {
        await witness.add(day, held, publicKey)
        return witness.name
      } catch (error) {
        const { code = 'unknown' } = error as NodeJS.ErrnoException
        tell({ kind: 'directory', directory: witness.name, code })
        return []
      }
    }),
  )
  if (took.flat().length === 0) tell({ kind: 'nowhere' })
  return took.flat()
}
