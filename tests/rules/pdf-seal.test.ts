import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { writePdf } from '#lib/pdf'
import { keywordsOf, seal, sealedByUs } from '#lib/pdf-seal'
import { newSealKey } from '#tests/support/world/seal-key'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'samlop-seal-'))
const file = join(folder, 'seal.p12')
const code = `sha256:${'ab'.repeat(32)}`
let plain: Buffer
let ours: Buffer

beforeAll(async () => {
  process.env['SEAL_KEY_FILE'] = file
  writeFileSync(file, newSealKey())
  plain = await writePdf({ title: 'Avtale', keywords: code, blocks: [{ kind: 'paragraph', text: 'Vi er enige.' }] })
  ours = await seal(plain, 'Avtale')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const changed = (at: number) => {
  const copy = Buffer.from(ours)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

describe('A sealed PDF is ours', () => {
  test('as we made it, with the code in it', async () => {
    expect(await sealedByUs(ours)).toBe(true)
    expect(keywordsOf(ours)).toBe(code)
  })

  test('and not with one bit changed, wherever it is', async () => {
    const figures = ours.indexOf('/ByteRange')
    const places = [20, ours.indexOf('sha256:') + 9, figures + 14, ours.length - 30, ours.length - 2]
    for (const at of places) expect(await sealedByUs(changed(at))).toBe(false)
    // The signature itself is the last of the seal; zeros fill the place up.
    const inTheSeal = /0*>/.exec(ours.toString('latin1', ours.indexOf('<30', figures)))?.index ?? 0
    expect(inTheSeal).toBeGreaterThan(1_000)
    expect(await sealedByUs(changed(ours.indexOf('<30', figures) + inTheSeal - 40))).toBe(false)
  })

  test('and not with something after it, without its seal, or cut off', async () => {
    expect(await sealedByUs(Buffer.concat([ours, Buffer.from('\n% more')]))).toBe(false)
    expect(await sealedByUs(ours.subarray(0, -1))).toBe(false)
    expect(await sealedByUs(plain)).toBe(false)
    for (const junk of ['', '%PDF-1.7', '/ByteRange [0 1 2 3]', '/ByteRange [0 8 8 0]<zz>'])
      expect(await sealedByUs(Buffer.from(junk))).toBe(false)
  })

  test('and not with a seal put on again by another key, over ours or alone', async () => {
    const key = readFileSync(file)
    writeFileSync(file, newSealKey())
    const theirs = await seal(plain, 'Avtale')
    expect(await sealedByUs(theirs)).toBe(true)
    writeFileSync(file, key)
    expect(await sealedByUs(theirs)).toBe(false)
    expect(await sealedByUs(ours)).toBe(true)
  })
})
