import 'server-only'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'

export type Struct = PDFKit.PDFStructureElement

/** Inter, both weights; the files stand beside this one (SIL Open Font License 1.1). */
const fonts = join(process.cwd(), 'lib', 'pdf')
export const [regular, semibold] = [join(fonts, 'inter-regular.ttf'), join(fonts, 'inter-semibold.ttf')]

export const ink = '#1f2933'

/** An empty tagged document (PDF/UA-1, bokmål, A4 unless said otherwise) for what needs a layout of its own. */
export function newDocument(title: string, options: PDFKit.PDFDocumentOptions = {}) {
  return new PDFDocument({
    size: 'A4',
    margin: 56,
    ...options,
    ...{ pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, lang: 'nb-NO', displayTitle: true, bufferPages: true },
    info: { Title: title, Producer: 'Samløp', Creator: 'Samløp' },
    // Never one of the standard fonts: they are not embedded and lack Sámi letters.
    font: regular,
  } as object)
}

/** The bytes of a document that has been written. */
export function bytesOf(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const pieces: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (piece: Buffer) => pieces.push(piece))
    doc.on('end', () => resolve(Buffer.concat(pieces)))
    doc.on('error', reject)
    doc.end()
  })
}

/** What pdfkit keeps of the font that is in use; its types do not tell. */
type WithFont = { _font: { font: { hasGlyphForCodePoint: (point: number) => boolean } } }

const frame = '□'

/** A text as the document's font can draw it: one frame for each sign that it lacks. Nothing that is sent here throws. */
export function drawable(doc: PDFKit.PDFDocument, text: string): string {
  const { font } = (doc as never as WithFont)._font
  return Array.from(text.toWellFormed(), (sign) => {
    if (sign === '\n') return sign
    if (sign === '\t') return ' '
    return font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0) ? sign : frame
  }).join('')
}

/** What readers are told of an element beyond its kind; pdfkit's types leave the dictionary out. */
export const attribute = (element: Struct, A: object) =>
  Object.assign((element as never as { dictionary: { data: object } }).dictionary.data, { A })

/** An element whose text is told in full even when the font could not draw all of it. */
export const said = (doc: PDFKit.PDFDocument, type: string, text: string, draw: () => unknown) =>
  doc.struct(type, drawable(doc, text) === text ? {} : { actual: text }, () => void draw())

export const plain = (doc: PDFKit.PDFDocument, size: number) => doc.font(regular).fontSize(size).fillColor(ink)
export const inner = (doc: PDFKit.PDFDocument) => doc.page.width - doc.page.margins.left - doc.page.margins.right

export function room(doc: PDFKit.PDFDocument, height: number) {
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage()
}
