import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { keyName } from '#lib/audit/checkpoint'
import { createWriter } from '#lib/audit/writer'

/** Two parties with a directory each, and the keys of an installation. */
export function parties() {
  const room = mkdtempSync(join(tmpdir(), 'samlop-checkpoints-'))
  const directories = ['hospital', 'municipality'].map((name) => join(room, name))
  for (const directory of directories) mkdirSync(directory)
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { room, directories, key: privateKey, keys: new Map([[keyName(publicKey), publicKey]]) }
}

export const writerFor = ({ directories, key }: { directories: string[]; key: KeyObject }) =>
  createWriter({ url: process.env['AUDIT_DATABASE_URL'] ?? '', key, directories, patience: 1_000 })

/** The same directories once more, to be tampered with. */
export function copyOf(directories: readonly string[]) {
  const room = mkdtempSync(join(tmpdir(), 'samlop-tampered-'))
  return directories.map((directory) => {
    const copy = join(room, directory.split('/').at(-1) ?? '')
    cpSync(directory, copy, { recursive: true })
    return copy
  })
}

const daysOf = (directory: string) =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()

/** All lines of a directory, with where each stands. */
export const linesIn = (directory: string) =>
  daysOf(directory).flatMap((file) =>
    readFileSync(join(directory, file), 'utf8')
      .split('\n')
      .flatMap((text, place) => (text ? [{ file: join(directory, file), place, text }] : [])),
  )

/** Writes a file of a directory anew as somebody with a text editor would. */
export function edit(file: string, change: (lines: string[]) => string[]) {
  const lines = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, change(lines).join('\n'))
}

/** Lets a verifier look from within the transaction that tampered. */
export const sameTransaction = (client: pg.Client) =>
  ({
    query: (text: string, values?: unknown[]) =>
      /^(BEGIN|ROLLBACK)/.test(text) ? Promise.resolve() : client.query(text, values),
  }) as never
