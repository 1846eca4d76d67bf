import { hash } from 'node:crypto'

/** Where each id of a file stood first. */
export type Seen = { cells: Uint32Array; count: number }

const width = 4
const smallest = 1 << 12

export const newSeen = (): Seen => ({ cells: new Uint32Array(smallest * width), count: 0 })

/**
 * Notes an id and answers the line where it stood before, or undefined. Of an id only 96 bits of its SHA-256 are kept, so
 * that a million of them take 32 MB and none is ever taken for another.
 */
export function note(seen: Seen, id: string, line: number): number | undefined {
  const digest = hash('sha256', id, 'buffer')
  const key = [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8)] as const
  const at = find(seen.cells, key)
  const before = seen.cells[at + 3]
  if (before) return before
  seen.cells.set([...key, line], at)
  seen.count += 1
  if (seen.count * width * 4 > seen.cells.length * 3) grow(seen)
  return undefined
}

/** The cell of this key, or the free one where it belongs; lines begin at 1, so a zero is free. */
function find(cells: Uint32Array, [first, second, third]: readonly [number, number, number]) {
  const places = cells.length / width
  let place = first & (places - 1)
  for (;;) {
    const at = place * width
    if (cells[at + 3] === 0) return at
    if (cells[at] === first && cells[at + 1] === second && cells[at + 2] === third) return at
    place = (place + 1) & (places - 1)
  }
}

function grow(seen: Seen) {
  const old = seen.cells
  seen.cells = new Uint32Array(old.length * 2)
  for (let at = 0; at < old.length; at += width) {
    if (old[at + 3] === 0) continue
    const row = old.subarray(at, at + width)
    seen.cells.set(row, find(seen.cells, [row[0] ?? 0, row[1] ?? 0, row[2] ?? 0]))
  }
}
