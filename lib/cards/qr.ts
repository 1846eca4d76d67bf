import { create } from 'qrcode'

export type Qr = { size: number; path: string }

/** The dark squares of a QR code as one SVG path, a unit each; the quiet zone of four is for whoever draws it. */
export function qrOf(text: string): Qr {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) => (data[y * size + x] ? '#' : ' ')).join(''),
  )
  const path = rows
    .flatMap((row, y) =>
      [...row.matchAll(/#+/g)].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('')
  return { size, path }
}
