import type { ClientBase } from 'pg'
import { readLine, type Trust } from '#lib/audit/checkpoint'
import { createComparison, longestPause } from '#lib/audit/comparison'
import { historyOf } from '#lib/audit/history'
import { deploymentOf, verifyChains } from '#lib/audit/queries'
import type { Finding, FirstFault, Gap, LineFault, Rewritten, Window } from '#lib/audit/rules'
import type { Checkpoint } from '#lib/audit/schema'

/** What checkpoints told; null when there were no directories to ask. */
export type Vouched = {
  count: number
  last: Checkpoint | undefined
  rewritten: Rewritten[]
  window: Window
  findings: Finding[]
  gaps: Gap[]
}
export type Verification = {
  /** `lacking`: nothing is wrong, but a part has no checkpoint to vouch for it. */
  verdict: 'whole' | 'lacking' | 'broken'
  rows: number
  first: FirstFault | null
  vouched: Vouched | null
}

/** What a write that was cut off, an outage or a clock leaves behind; all else is somebody's work. */
const harmless = new Set<Finding['kind']>(['torn', 'absent', 'unreadable'])

/**
 * Walks the chains, and holds the checkpoints of the directories up to them.
 * @param clients connections as app_auditor; with two the chains are walked two at a time
 * @param keys the public keys that are trusted, by name
 */
export async function verifyAudit(
  [client, ...more]: readonly [ClientBase, ...ClientBase[]],
  directories: readonly string[],
  keys: Trust['keys'],
): Promise<Verification> {
  const { rows, first } = await verifyChains(client, more)
  if (directories.length === 0) return { verdict: first ? 'broken' : 'lacking', rows, first, vouched: null }
  const deployment = (await deploymentOf(client)) ?? ''
  const vouched = await askCheckpoints(client, directories, { keys, deployment }, { rows, first })
  return { verdict: verdictOf(first, vouched), rows, first, vouched }
}

/** Each row is looked up after its checkpoint has been read, so that one just written is never missed. */
async function askCheckpoints(
  client: ClientBase,
  directories: readonly string[],
  trust: Trust,
  { rows, first }: { rows: number; first: FirstFault | null },
): Promise<Vouched> {
  const findings: Finding[] = []
  const now = new Date()
  const comparison = createComparison(client, first)
  const history = historyOf(directories, remembering(trust), (finding) => void findings.push(finding))
  for await (const checkpoint of history) await comparison.take(checkpoint)
  const rewritten = await comparison.rewritten()
  const { last, count, window, gaps } = comparison
  if (last && now.getTime() - Date.parse(last.at) > longestPause)
    gaps.push({ kind: 'gap', from: last.at, to: now.toISOString(), rows: Math.max(0, rows - last.count) })
  return { count, last, rewritten, window, findings, gaps }
}

/** The directories hold the same lines and are read in step, so that each signature is checked once. */
function remembering(trust: Trust) {
  const known = new Map<string, Checkpoint | LineFault>()
  return (line: string) => {
    const told = known.get(line) ?? readLine(line, trust)
    if (known.size > 16) known.clear()
    known.set(line, told)
    return told
  }
}

function verdictOf(first: FirstFault | null, { rewritten, findings, gaps, last }: Vouched): Verification['verdict'] {
  if (first || rewritten.length > 0 || findings.some(({ kind }) => !harmless.has(kind))) return 'broken'
  return !last || findings.length > 0 || gaps.some(({ kind, rows }) => kind === 'clock' || rows > 0)
    ? 'lacking'
    : 'whole'
}
