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
