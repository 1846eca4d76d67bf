import { execFileSync } from 'node:child_process'
import jsQR from 'jsqr'
import type { Page } from '@playwright/test'

/** What a scanner reads from a picture of RGBA pixels; null when there is no code in it. */
const scan = (pixels: Uint8ClampedArray, width: number, height: number) => jsQR(pixels, width, height)?.data ?? null

/** The code on the first page of a PDF, as it comes out of a printer with 300 dots to the inch. */
export function scanPdf(pdf: Buffer): string | null {
  const ppm = execFileSync('pdftoppm', ['-r', '300', '-f', '1', '-l', '1', '-'], {
    input: pdf,
    maxBuffer: 64 * 1024 * 1024,
  })
  const [head = '', width = '', height = ''] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.toString('latin1', 0, 40)) ?? []
  const [columns, rows] = [Number(width), Number(height)]
  const pixels = new Uint8ClampedArray(columns * rows * 4).fill(255)
  for (let at = 0; at < columns * rows; at += 1)
    pixels.set(ppm.subarray(head.length + at * 3, head.length + at * 3 + 3), at * 4)
  return scan(pixels, columns, rows)
}

/** The code on what a screen shows, as another phone would see it. */
export async function scanScreen(page: Page): Promise<string | null> {
  const png = (await page.screenshot()).toString('base64')
  const { width, height, data } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
    canvas?.drawImage(picture, 0, 0)
    const seen = canvas?.getImageData(0, 0, picture.width, picture.height)
    return { width: picture.width, height: picture.height, data: Array.from(seen?.data ?? []) }
  }, png)
  return scan(Uint8ClampedArray.from(data), width, height)
}
