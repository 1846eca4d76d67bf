import 'server-only'
import type { Qr } from '#lib/cards/qr'
import { phonesOf } from '#lib/cards/rules'
import { backText, phoneLines } from '#lib/cards/text'
import { showDate } from '#lib/dates'
import { attribute, bytesOf, drawable, ink, newDocument, regular, said, semibold, type Struct } from '#lib/pdf-page'

type Printed = {
  name: string
  ward: string
  hospital: string
  phone: string | null
  nightPhone: string | null
  validUntil: string
  number: string | null
  qr: Qr
}
type Doc = PDFKit.PDFDocument
type Place = { doc: Doc; into: Struct; x: number; y: number }
type Line = { text: string; x: number; y: number; width: number; font?: string; color?: string }

/** Points in a millimetre. */
const mm = 72 / 25.4
/** ISO/IEC 7810 ID-1, as a bank card. */
const card = { width: 85.6 * mm, height: 54 * mm }
const blue = '#443c8c'
const deep = '#352f72'
const grey = '#475257'

/**
 * The card as a tagged PDF: two pages of the size of a bank card, or one A4 sheet with front and back beside each other to
 * be cut out and folded.
 */
export function writeCardPdf(printed: Printed, sheet: boolean): Promise<Buffer> {
  const doc = newDocument('VIP-kort', { size: sheet ? 'A4' : [card.width, card.height], margin: 0 })
  const into = doc.struct('Document')
  doc.addStructure(into)
  const [x, y] = sheet ? [(doc.page.width - 2 * card.width) / 2, 30 * mm] : [0, 0]
  drawFront({ doc, into, x, y }, printed)
  if (!sheet) doc.addPage({ size: [card.width, card.height], margin: 0 })
  const back = { doc, into, x: sheet ? x + card.width : 0, y }
  drawBack(back, printed)
  if (sheet) drawCuts({ doc, into, x, y })
  into.end()
  return bytesOf(doc)
}

function drawFront(place: Place, printed: Printed) {
  const { doc, x, y } = place
  artifact(doc, () => doc.rect(x, y, card.width, 11 * mm).fill(blue))
  const [left, top] = [x + 5 * mm, y + 3.4 * mm]
  const inner = 43.6 * mm
  write(place, { text: 'VIP-kort', x: left, y: top, width: 30 * mm, font: semibold, color: '#fff' }, [10.5])
  const hospital = { text: printed.hospital, x: x + 34 * mm, y: top + 0.7 * mm, width: 46.6 * mm, color: '#fff' }
  write(place, hospital, [7.5, 6.5, 5.5], { align: 'right' })
  const under = (at: number, gap: number) => at + gap * mm
  let at = write(
    place,
    { text: printed.name, x: left, y: y + 14 * mm, width: inner, font: semibold },
    [13, 11.5, 10.5, 9, 8, 7, 6, 5],
    { lines: (size) => (size > 11 ? 2 : 3) },
  )
  at = write(
    place,
    { text: printed.ward, x: left, y: under(at, 0.8), width: inner, font: semibold, color: deep },
    [10, 9, 8, 7, 6, 5],
    { lines: () => 2 },
  )
  at = under(at, 1.6)
  const phones = phoneLines(phonesOf(printed))
  // Two numbers stand each on one line.
  if (phones.length > 1)
    for (const [when, phone] of phones)
      at = write(place, { text: `${when} ${phone}`, x: left, y: at, width: inner, font: semibold }, [9.5])
  else
    for (const [when, phone] of phones) {
      at = write(place, { text: when, x: left, y: at, width: inner, color: grey }, [7])
      at = write(place, { text: phone, x: left, y: at, width: inner, font: semibold }, [11])
    }
  const until = `Gyldig til ${showDate(printed.validUntil)}`
  write(place, { text: until, x: left, y: y + card.height - 6.5 * mm, width: inner, color: grey }, [7.5])
  drawQr(place, printed)
}

/** With its quiet zone of four squares within the white of the card. */
function drawQr({ doc, into, x, y }: Place, { qr, number }: Printed) {
  const side = 27 * mm
  const unit = side / qr.size
  const [left, top] = [x + card.width - 4.5 * mm - side, y + 15.5 * mm]
  const figure = doc.struct('Figure', { alt: 'QR-kode for skanning i mottak' }, () => {
    doc.save().translate(left, top).scale(unit).path(qr.path).fill('#000').restore()
  })
  const { height } = doc.page
  attribute(figure, { O: 'Layout', Placement: 'Block', BBox: [left, height - top - side, left + side, height - top] })
  into.add(figure)
  const label = { text: number ?? '', x: left, y: top + side + 1.6 * mm, width: side, color: grey }
  if (number) write({ doc, into, x, y }, label, [7], { align: 'center' })
}

function drawBack(place: Place, printed: Printed) {
  const { x, y } = place
  const { title, steps, found } = backText(phonesOf(printed))
  const [left, width] = [x + 5 * mm, card.width - 10 * mm]
  let at = write(place, { text: title, x: left, y: y + 5 * mm, width, font: semibold }, [11])
  at += 1.5 * mm
  for (const [index, step] of steps.entries())
    at = write(place, { text: `${index + 1}. ${step}`, x: left, y: at, width }, [9.5], { lines: () => 2 }) + 1 * mm
  write(place, { text: found, x: left, y: y + card.height - 12 * mm, width, color: grey }, [7.5], { lines: () => 2 })
}

/** Where to cut and where to fold. */
function drawCuts({ doc, into, x, y }: Place) {
  artifact(doc, () => {
    doc.lineWidth(0.4).strokeColor('#8a9499').dash(2, { space: 2 })
    doc.rect(x, y, 2 * card.width, card.height).stroke()
    doc
      .moveTo(x + card.width, y)
      .lineTo(x + card.width, y + card.height)
      .stroke()
      .undash()
  })
  const told = 'Klipp langs den ytre streken, og brett på midten.'
  write({ doc, into, x, y }, { text: told, x, y: y + card.height + 6 * mm, width: 2 * card.width }, [10])
}

/** What is drawn and says nothing. */
function artifact(doc: Doc, draw: () => unknown) {
  doc.markContent('Artifact')
  draw()
  doc.endMarkedContent()
}

type Shape = { lines?: (size: number) => number; align?: 'left' | 'right' | 'center' }

/** Writes in the largest of the sizes that fits, and answers where the text ended. */
function write(
  { doc, into }: Place,
  line: Line,
  sizes: readonly number[],
  { lines = () => 1, align = 'left' }: Shape = {},
) {
  const { text, x, y, width, font = regular, color = ink } = line
  doc.font(font)
  const shown = drawable(doc, text)
  const fits = (size: number) => {
    doc.fontSize(size)
    const words = shown.split(/[\s-]+/).map((word) => doc.widthOfString(word))
    return (
      Math.max(...words) <= width &&
      doc.heightOfString(shown, { width }) <= lines(size) * doc.currentLineHeight(true) + 1
    )
  }
  const size = sizes.find(fits) ?? sizes.at(-1) ?? 7
  const height = doc.fontSize(size).heightOfString(shown, { width })
  const draw = () => doc.font(font).fontSize(size).fillColor(color).text(shown, x, y, { width, align })
  into.add(said(doc, 'P', text, draw))
  return y + height
}
