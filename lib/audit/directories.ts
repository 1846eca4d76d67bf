import { createReadStream } from 'node:fs'
import { access, open, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Place } from '#lib/audit/rules'

/**
 * A file a day, one checkpoint a line, only ever added to: 365 files a year, and a party may forbid everything but
 * adding (`chattr +a`), which writing a new file and renaming it would not survive.
 */
const pattern = /^checkpoints-\d{4}-\d\d-\d\d\.jsonl$/
const fileOf = (at: string) => `checkpoints-${at.slice(0, 10)}.jsonl`

/** Enough for some twenty checkpoints. */
const tailBytes = 64 * 1024

/** How a directory is called where people read of it. */
export const directoryName = (directory: string) => basename(directory)

/** The days of a directory, oldest first. Throws when there is no such directory. */
async function filesOf(directory: string) {
  return (await readdir(directory)).filter((name) => pattern.test(name)).toSorted()
}

/** The newest line that `accept` takes for a checkpoint, and what it says. Throws when the directory cannot be read. */
export async function newestIn<T>(directory: string, accept: (line: string) => T | undefined) {
  for (const name of (await filesOf(directory)).slice(-2).toReversed()) {
    const lines = (await tailOf(join(directory, name))).split('\n')
    for (const line of lines.toReversed()) {
      const told = line ? accept(line) : undefined
      if (told) return { line, told }
    }
  }
  return undefined
}

async function tailOf(file: string) {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const buffer = Buffer.alloc(Math.min(size, tailBytes))
    await handle.read(buffer, 0, buffer.length, size - buffer.length)
    return buffer.toString()
  } finally {
    await handle.close()
  }
}

/**
 * Adds a line to the file of its day, and waits until it is on the disk. Behind a line that was cut off it begins a new
 * one. Never makes the directory: where nothing is mounted, nothing must be written.
 */
export async function addLine(directory: string, at: string, line: string) {
  const file = join(directory, fileOf(at))
  const handle = await open(file, 'a+', 0o644)
  try {
    const { size } = await handle.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await handle.read(last, 0, 1, size - 1)
    const bytes = Buffer.from(`${size > 0 && last.toString() !== '\n' ? '\n' : ''}${line}\n`)
    const { bytesWritten } = await handle.write(bytes)
    if (bytesWritten < bytes.length) throw Object.assign(new Error('only a part was written'), { code: 'ENOSPC' })
    await handle.sync()
    if (size === 0) await syncDirectory(directory)
  } finally {
    await handle.close()
  }
}

/** A new file is there after a power cut only once its directory is on the disk too. */
async function syncDirectory(directory: string) {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Lays the public key beside the checkpoints, once. */
export async function publishKey(directory: string, name: string, pem: string) {
  const file = join(directory, `key-${name}.pem`)
  const there = await access(file).then(
    () => true,
    () => false,
  )
  if (!there) await writeFile(file, pem, { flag: 'wx', mode: 0o644 })
}

/** All lines of a directory in their order, one at a time. Throws when something cannot be read. */
export async function* linesOf(directory: string): AsyncGenerator<{ text: string; place: Place }> {
  for (const file of await filesOf(directory)) {
    let line = 0
    for await (const text of createInterface({ input: createReadStream(join(directory, file)), crlfDelay: Infinity })) {
      line++
      if (text) yield { text, place: { directory: directoryName(directory), file, line } }
    }
  }
}
