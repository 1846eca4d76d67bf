import { readdir } from 'node:fs/promises'
import { hashOf } from '#lib/audit/checkpoint'
import { directoryName, linesOf } from '#lib/audit/directories'
import { createLacks } from '#lib/audit/lacks'
import type { Finding, LineFault, Place } from '#lib/audit/rules'
import type { Checkpoint } from '#lib/audit/schema'

type Read = (line: string) => Checkpoint | LineFault
type Tell = (finding: Finding) => void
type Step = { number: number; at: string; hashes: string[]; lacking: string[] }

/** Younger than this, the newest checkpoint may be on its way to the other directories. */
const onItsWay = 30_000

/**
 * The checkpoints of all directories by number, each once and one at a time.
 * @param tell told of what does not fit together among them, and of what is missing
 */
export async function* historyOf(directories: readonly string[], read: Read, tell: Tell): AsyncGenerator<Checkpoint> {
  const lacks = createLacks()
  const readers = await readersOf(directories, read, tell)
  let before: Step | undefined
  for (;;) {
    const number = Math.min(...readers.map(({ current }) => current?.checkpoint.number ?? Infinity))
    const holders = readers.filter(({ current }) => current?.checkpoint.number === number)
    const checkpoint = holders[0]?.current?.checkpoint
    if (!checkpoint) break
    const lines = new Set(holders.flatMap(({ current }) => current?.line ?? []))
    const where = { number, at: checkpoint.at, directories: holders.map(({ name }) => name) }
    if (lines.size > 1) tell({ kind: 'disagree', ...where })

    const elsewhere = Math.max(0, checkpoint.directories - readers.length)
    const [first, last] = [(before?.number ?? 0) + 1, number - 1]
    const here = before && first > last ? readers.length - before.lacking.length : 0
    const kind = before && checkpoint.kept > here + elsewhere ? 'removed' : 'absent'
    if (first <= last)
      lacks.add({ kind, directory: null, from: first, to: last, fromAt: before?.at ?? null, toAt: checkpoint.at })
    else if (before && !before.hashes.includes(checkpoint.previous ?? '')) tell({ kind: 'broken_chain', ...where })
    if (before) lacks.addIn(first <= last ? 'absent' : kind, before)

    const lacking = readers.filter((reader) => !holders.includes(reader)).map(({ name }) => name)
    before = { number, at: checkpoint.at, hashes: [...lines].map(hashOf), lacking }
    yield checkpoint
    await Promise.all(holders.map((reader) => reader.advance()))
  }
  if (before && Date.now() - Date.parse(before.at) > onItsWay) lacks.addIn('absent', before)
  lacks.all.forEach(tell)
}

/** One for each directory that can be read, standing at its first checkpoint. */
async function readersOf(directories: readonly string[], read: Read, tell: Tell) {
  const readers = []
  for (const directory of directories) {
    try {
      await readdir(directory)
      const reader = createReader(directory, read, tell)
      await reader.advance()
      readers.push(reader)
    } catch (error) {
      tell(unreadable(directory, error))
    }
  }
  return readers
}

const unreadable = (directory: string, error: unknown): Finding => ({
  kind: 'unreadable',
  directory: directoryName(directory),
  code: (error as NodeJS.ErrnoException).code ?? 'ukjent',
})

function createReader(directory: string, read: Read, tell: Tell) {
  const lines = linesOf(directory)
  let newest = 0
  const reader = {
    name: directoryName(directory),
    current: undefined as { checkpoint: Checkpoint; line: string } | undefined,

    /** Goes on to the next checkpoint whose number is higher than all before it. */
    async advance() {
      reader.current = undefined
      try {
        while (!reader.current) {
          const next = await lines.next()
          if (next.done) break
          take(next.value)
        }
      } catch (error) {
        tell(unreadable(directory, error))
      }
    },
  }

  function take({ text, place }: { text: string; place: Place }) {
    const checkpoint = read(text)
    if (typeof checkpoint === 'string') return tell({ kind: checkpoint, place })
    if (checkpoint.number <= newest) return tell({ kind: 'out_of_order', place })
    newest = checkpoint.number
    reader.current = { checkpoint, line: text }
  }

  return reader
}
