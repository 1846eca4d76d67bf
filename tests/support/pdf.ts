import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What poppler says of a PDF: facts, structure, plain text, and what it makes of the seal. */
export function readPdf(pdf: Buffer) {
  const folder = mkdtempSync(join(tmpdir(), 'samlop-pdf-'))
  const file = join(folder, 'x.pdf')
  writeFileSync(file, pdf)
  const run = (program: string, ...args: string[]) => {
    try {
      return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    } catch (error) {
      return String((error as { stdout?: string }).stdout)
    }
  }
  try {
    return {
      info: run('pdfinfo', file),
      structure: run('pdfinfo', '-struct-text', file),
      text: run('pdftotext', '-layout', file, '-'),
      seal: run('pdfsig', '-nocert', file),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
