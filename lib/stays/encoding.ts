import { createReadStream } from 'node:fs'

export type Inspected = { encoding: string; lines: number; endsWithLineBreak: boolean }

const marks: readonly [string, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * Goes through a file once, in pieces, to learn how to read it: what its byte order mark says, else UTF-8 when all of it
 * is valid, else Windows-1252, which holds all letters of Latin-1.
 */
export async function inspectFile(path: string): Promise<Inspected> {
  let marked: string | undefined
  let isUtf8 = true
  let lines = 0
  let last = 0
  let isFirst = true
  const strict = new TextDecoder('utf-8', { fatal: true })
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    if (isFirst) marked = marks.find(([, mark]) => mark.every((byte, place) => bytes[place] === byte))?.[0]
    isFirst = false
    isUtf8 &&= isValid(strict, bytes)
    for (const byte of bytes) if (byte === 10) lines += 1
    last = bytes.at(-1) === 0 ? (bytes.at(-2) ?? 0) : (bytes.at(-1) ?? 0)
  }
  isUtf8 &&= isValid(strict)
  return { encoding: marked ?? (isUtf8 ? 'utf-8' : 'windows-1252'), lines, endsWithLineBreak: last === 10 || last === 13 }
}

function isValid(strict: TextDecoder, bytes?: Buffer) {
  try {
    strict.decode(bytes, { stream: bytes !== undefined })
    return true
  } catch {
    return false
  }
}
