import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Block, writePdf } from '#lib/pdf'
import { seal } from '#lib/pdf-seal'
import { readPdf } from '#tests/support/pdf'
import { newSealKey } from '#tests/support/world/seal-key'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const sami = 'Áilu Eŋŋe Čáhppeš Đorvvi Ŧ ŧ ž'
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const blocks: Block[] = [
  { kind: 'heading', level: 1, text: 'Avtale' },
  { kind: 'paragraph', text: `Denne gjelder for ${sami}.` },
  { kind: 'list', items: ['Ring når som helst', 'Kom rett til avdelingen'] },
  { kind: 'table', caption: 'Tiltak', head: ['Hva', 'Hvem'], rows: [['Besøk', 'Hjemmetjenesten']] },
  { kind: 'figure', image: pixel, alt: 'En grå rute', width: 40 },
]
const folder = mkdtempSync(join(tmpdir(), 'samlop-seal-'))

describe('A PDF', () => {
  test('is tagged, in Norwegian, with a title, and marked as PDF/UA', async () => {
    const pdf = await writePdf({ title: 'Avtale om VIP-status', blocks })
    const { info } = readPdf(pdf)
    expect(info).toMatch(/Title:\s+Avtale om VIP-status/)
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(pdf.includes('pdfuaid:part')).toBe(true)
    expect(pdf.includes('/Lang (nb-NO)')).toBe(true)
  })

  test('tells headings, lists, tables and what a figure shows to a screen reader', async () => {
    const { structure } = readPdf(await writePdf({ title: 'x', blocks }))
    for (const part of ['H1', 'P', 'L ', 'LI', 'LBody', 'Table', 'Caption', 'TH', 'TD', 'Figure'])
      expect(structure).toMatch(new RegExp(`^\\s+${part}`, 'm'))
    expect(structure).toContain('/Scope /Column')
    expect(structure.indexOf('Besøk')).toBeGreaterThan(structure.indexOf('Hva'))
  })

  test('shows Sámi letters, and frames in place of letters the font lacks, which keep their text', async () => {
    const pdf = await writePdf({ title: 'x', blocks: [...blocks, { kind: 'paragraph', text: 'தமிழ் 🦊 עברית \uD800' }] })
    const { text } = readPdf(pdf)
    expect(text).toContain(sami)
    expect(text).toContain('□')
    expect(pdf.includes('/ActualText')).toBe(true)
  })

  test('loses nothing of a very long text, in a paragraph or in a cell', async () => {
    const words = Array.from({ length: 1200 }, (_, number) => `ord${number}`)
    const long = words.join(' ')
    const table: Block = { kind: 'table', head: ['Hva', 'Hvem'], rows: [[long, 'Noen']] }
    const { text } = readPdf(await writePdf({ title: 'x', blocks: [{ kind: 'paragraph', text: long }, table] }))
    expect(text.match(/ord\d+/g)?.toSorted()).toEqual([...words, ...words].toSorted())
  })
})

describe('A seal', () => {
  beforeAll(() => {
    writeFileSync(join(folder, 'seal.p12'), newSealKey())
    process.env['SEAL_KEY_FILE'] = join(folder, 'seal.p12')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('is valid, covers the whole document, and leaves the tags', async () => {
    const { seal: verdict, info } = readPdf(await seal(await writePdf({ title: 'x', blocks }), 'Avtale'))
    expect(verdict).toContain('Signature is Valid.')
    expect(verdict).toContain('Total document signed')
    expect(info).toMatch(/Tagged:\s+yes/)
  })

  test('breaks when one byte of the document changes', async () => {
    const sealed = await seal(await writePdf({ title: 'x', blocks }), 'Avtale')
    const place = sealed.indexOf('/Producer')
    sealed[place + 12] = (sealed[place + 12] ?? 0) ^ 1
    expect(readPdf(sealed).seal).not.toContain('Signature is Valid.')
  })
})
