import 'server-only'
import { attribute, drawable, inner, plain, room, said, semibold, type Struct } from '#lib/pdf-page'

export type Table = { head: readonly string[]; rows: readonly (readonly string[])[]; caption?: string }

const padding = 5

/** Writes a table below what stands there; a row goes whole to the next page, and nothing is cut off. */
export function writeTable(doc: PDFKit.PDFDocument, root: Struct, block: Table) {
  const left = doc.x
  const width = inner(doc) / block.head.length
  const table = doc.struct('Table')
  root.add(table)
  if (block.caption !== undefined) {
    const { caption } = block
    room(doc, 60)
    table.add(said(doc, 'Caption', caption, () => doc.font(semibold).fontSize(10.5).text(drawable(doc, caption))))
    doc.moveDown(0.3)
  }
  writeRow(doc, table, block.head, { left, width, heads: block.head, head: true })
  for (const row of block.rows) writeRow(doc, table, row, { left, width, heads: block.head })
  table.end()
  doc.x = left
  doc.moveDown(0.8)
}

type Row = { left: number; width: number; heads: readonly string[]; head?: boolean }

function writeRow(doc: PDFKit.PDFDocument, table: Struct, cells: readonly string[], { left, width, heads, head }: Row) {
  const face = () => (head ? doc.font(semibold).fontSize(9.5) : plain(doc, 9.5))
  const textWidth = width - 2 * padding
  face()
  const height = Math.max(...cells.map((text) => doc.heightOfString(drawable(doc, text) || ' ', { width: textWidth })))
  const whole = doc.page.height - doc.page.margins.top - doc.page.margins.bottom
  const tall = height + 2 * padding > whole
  const row = doc.struct('TR')
  table.add(row)
  if (!tall) room(doc, height + 2 * padding)
  const top = doc.y
  for (const [index, text] of cells.entries()) {
    const draw = tall
      ? // A row taller than a page stands in the full width, one cell below the other, so that nothing is cut off.
        () => face().text(drawable(doc, `${heads[index]}: ${text}`), left, doc.y, { width: inner(doc) })
      : () => face().text(drawable(doc, text), left + index * width + padding, top + padding, { width: textWidth })
    row.add(cell(doc, head === true, text, draw))
  }
  row.end()
  if (!tall) doc.y = top + height + 2 * padding
  rule(doc, left)
}

function cell(doc: PDFKit.PDFDocument, head: boolean, text: string, draw: () => unknown) {
  const made = said(doc, head ? 'TH' : 'TD', text, draw)
  if (head) attribute(made, { O: 'Table', Scope: 'Column' })
  return made
}

/** A line across the page that no reader is told about. */
function rule(doc: PDFKit.PDFDocument, left: number) {
  doc.markContent('Artifact', { type: 'Layout' })
  doc
    .moveTo(left, doc.y)
    .lineTo(left + inner(doc), doc.y)
    .lineWidth(0.5)
    .strokeColor('#b8c2cc')
    .stroke()
  doc.endMarkedContent()
}
