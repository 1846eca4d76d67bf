import { createHash } from 'node:crypto'

/** One row of a chain: entries and subjects of a shard share its numbers. */
export type Link = {
  kind: 'entry' | 'subject'
  id: string
  seq: bigint
  text: string
  previousHash: Buffer
  hash: Buffer
}
export type End = { seq: bigint; hash: Buffer }
export type Fault = 'missing_row' | 'changed_row' | 'broken_link' | 'cut_tail'
export type FirstFault = { shard: number; seq: bigint; kind: Link['kind'] | 'head'; id: string | null; fault: Fault }

/** A moment that a checkpoint vouches for: its number, its time and the end of one chain then. */
export type Mark = { number: number; at: string; seq: number }
/** Between which checkpoints a row was written. */
export type Window = { after: Mark | null; before: Mark | null }
/**
 * A chain that is no longer what checkpoints say. Rows after `good` up to `bad` are the first that differ, or are gone;
 * it was done after `lastBad` and, unless that is null, before `healed`.
 */
export type Rewritten = {
  shard: number
  gone: boolean
  good: Mark | null
  bad: Mark
  lastBad: Mark
  healed: Mark | null
}
/** A time without checkpoints, or one in which the clock went back, and how many rows were written in it. */
export type Gap = { kind: 'gap' | 'clock'; from: string; to: string; rows: number }

/** `torn` is no checkpoint at all, as a write that was cut off leaves it. */
export type LineFault = 'torn' | 'changed' | 'unknown_key' | 'other_deployment'
export type Place = { directory: string; file: string; line: number }
/** Numbers that are not there, in one directory or (null) in any; `removed` when they once were. */
export type Lack = {
  kind: 'removed' | 'absent'
  directory: string | null
  from: number
  to: number
  /** Null when nothing came before. */
  fromAt: string | null
  toAt: string
}
/** What does not fit among the checkpoints themselves. */
export type Finding =
  | Lack
  | { kind: LineFault | 'out_of_order'; place: Place }
  | { kind: 'disagree' | 'broken_chain'; number: number; at: string; directories: string[] }
  | { kind: 'unreadable'; directory: string; code: string }

/** What the writer of checkpoints must tell somebody at once. */
export type Alarm =
  | { kind: 'directory'; directory: string; code: string }
  | { kind: 'taken_away'; directory: string; from: number }
  | { kind: 'rewritten'; chains: string; number: number }
  | { kind: 'clock'; seconds: number }
  | { kind: 'nowhere' }

const sha256 = (...parts: (Buffer | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

/** Where the chain of a shard begins. */
export const chainStart = (shard: number): End => ({ seq: 0n, hash: sha256(`samlop ${shard}`) })

/** Whether a row follows on the one before: its number, its link and its own hash. */
export function checkLink(before: End, link: Link): Fault | null {
  if (link.seq !== before.seq + 1n) return 'missing_row'
  if (!link.previousHash.equals(before.hash)) return 'broken_link'
  if (!link.hash.equals(sha256(link.previousHash, link.text))) return 'changed_row'
  return null
}

/** Whether the last row is the one the head points at. */
export const checkEnd = (last: End, head: End): Fault | null =>
  last.seq === head.seq && last.hash.equals(head.hash) ? null : 'cut_tail'
