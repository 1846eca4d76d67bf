import 'server-only'
import {
  attribute,
  bytesOf,
  drawable,
  ink,
  inner,
  newDocument,
  plain,
  room,
  said,
  semibold,
  type Struct,
} from '#lib/pdf-page'
import { type Table, writeTable } from '#lib/pdf-table'

/** One piece of a document, in reading order. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; text: string; small?: boolean }
  | { kind: 'list'; items: readonly string[]; numbered?: boolean }
  | ({ kind: 'table' } & Table)
  /** A PNG or JPEG with what it shows in words; the width in points. */
  | { kind: 'figure'; image: Buffer; alt: string; width: number }

export type Written = {
  title: string
  blocks: readonly Block[]
  footer?: string
  /** For programs; nothing about a person. */
  keywords?: string
}

const sizes = { 1: 20, 2: 14, 3: 11.5 } as const

/**
 * A tagged PDF (PDF/UA-1) of headings, paragraphs, lists, tables and figures, with page numbers. Letters that the font
 * lacks are drawn as a frame and keep their text for whoever copies it or has it read aloud.
 */
export function writePdf({ title, blocks, footer = '', keywords }: Written): Promise<Buffer> {
  const doc = newDocument(title)
  if (keywords) doc.info.Keywords = keywords
  const root = doc.struct('Document')
  doc.addStructure(root)
  for (const block of blocks) write(doc, root, block)
  root.end()
  numberPages(doc, footer)
  return bytesOf(doc)
}

function write(doc: PDFKit.PDFDocument, root: Struct, block: Block) {
  if (block.kind === 'heading') return writeHeading(doc, root, block)
  if (block.kind === 'paragraph') {
    for (const text of block.text.split('\n').filter((line) => line.trim() !== ''))
      root.add(said(doc, 'P', text, () => plain(doc, block.small ? 9 : 10.5).text(drawable(doc, text), { lineGap: 3 })))
    return void doc.moveDown(0.6)
  }
  if (block.kind === 'list') return writeList(doc, root, block)
  if (block.kind === 'table') return writeTable(doc, root, block)
  return writeFigure(doc, root, block)
}

/** A heading never stands alone at the foot of a page. */
function writeHeading(doc: PDFKit.PDFDocument, root: Struct, { level, text }: Extract<Block, { kind: 'heading' }>) {
  room(doc, sizes[level] * 2 + 40)
  if (doc.y > doc.page.margins.top) doc.moveDown(level === 1 ? 0.4 : 0.6)
  const draw = () => doc.font(semibold).fontSize(sizes[level]).fillColor(ink).text(drawable(doc, text), { lineGap: 2 })
  root.add(said(doc, `H${level}`, text, draw))
  doc.moveDown(0.3)
}

function writeList(doc: PDFKit.PDFDocument, root: Struct, { items, numbered }: Extract<Block, { kind: 'list' }>) {
  const left = doc.x
  const indent = 18
  const list = doc.struct('L')
  root.add(list)
  for (const [index, text] of items.entries()) {
    plain(doc, 10.5)
    room(doc, 20)
    const item = doc.struct('LI')
    list.add(item)
    const { y } = doc
    const mark = numbered ? `${index + 1}.` : '•'
    item.add(doc.struct('Lbl', {}, () => void plain(doc, 10.5).text(mark, left, y, { lineBreak: false })))
    const draw = () =>
      plain(doc, 10.5).text(drawable(doc, text), left + indent, y, { width: inner(doc) - indent, lineGap: 3 })
    item.add(said(doc, 'LBody', text, draw))
    item.end()
    doc.x = left
  }
  list.end()
  doc.moveDown(0.6)
}

function writeFigure(doc: PDFKit.PDFDocument, root: Struct, block: Extract<Block, { kind: 'figure' }>) {
  const size = (doc as never as { openImage: (src: Buffer) => { width: number; height: number } }).openImage(
    block.image,
  )
  const width = Math.min(block.width, inner(doc))
  const height = (width * size.height) / size.width
  room(doc, height)
  const box = { x: doc.x, y: doc.y, width, height }
  const figure = doc.struct('Figure', { alt: block.alt }, () => void doc.image(block.image, box.x, box.y, { width }))
  const { height: page } = doc.page
  const BBox = [box.x, page - box.y - height, box.x + width, page - box.y]
  attribute(figure, { O: 'Layout', Placement: 'Block', BBox })
  root.add(figure)
  doc.y = box.y + height
  doc.moveDown(0.6)
}

function numberPages(doc: PDFKit.PDFDocument, footer: string) {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page)
    const { left, bottom } = doc.page.margins
    // Text below the margin would begin a new page.
    doc.page.margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination' })
    const text = [footer, `Side ${page - start + 1} av ${count}`].filter(Boolean).join(' · ')
    plain(doc, 8).text(drawable(doc, text), left, doc.page.height - 36, { width: inner(doc), height: 24 })
    doc.endMarkedContent()
    doc.page.margins.bottom = bottom
  }
}
