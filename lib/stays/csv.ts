import { createReadStream } from 'node:fs'
import { CsvError, parse } from 'csv-parse/sync'

type Line = { number: number; text: string; tooLong: boolean }
export type CsvProblem = 'open_quote' | 'stray_quote' | 'line_too_long'
/** A record begins at a line of the file; its text is kept as it stood, to be handed back when it is refused. */
export type CsvRecord = { line: number; text: string } & ({ cells: string[] } | { problem: CsvProblem })

const longestLine = 64_000
/** So many lines may a field in quotation marks span. */
const longestRecord = 20

/** The lines of a text file, read in pieces; of a line that never ends only the beginning is kept. */
export async function* linesOf(path: string, encoding: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  let tooLong = false
  let number = 0
  const take = (text: string): Line => {
    number += 1
    const line = { number, text: text.slice(0, longestLine), tooLong: tooLong || text.length > longestLine }
    tooLong = false
    return line
  }
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    const text = rest + decoder.decode(bytes, { stream: true })
    // A carriage return at the end of a piece may be the first half of a line break.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text
    const lines = whole.split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + text.slice(whole.length)
    for (const line of lines) yield take(line)
    if (rest.length > longestLine) [rest, tooLong] = [rest.slice(0, longestLine), true]
  }
  rest += decoder.decode()
  if (rest) yield take(rest.replace(/\r$/, ''))
}

/** The character that parts the columns: the one that the header has most of. */
export function delimiterOf(header: string) {
  const count = (sign: string) => header.split(sign).length
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/**
 * The records of a file. A stray quotation mark must cost its own line and nothing else, so lines are put together here
 * and csv-parse reads one record at a time.
 */
export async function* recordsOf(
  lines: AsyncIterator<Line>,
  delimiter: string,
  width: number,
): AsyncGenerator<CsvRecord> {
  const waiting: Line[] = []
  const lineAt = async (place: number) => {
    if (place < waiting.length) return waiting[place]
    const next = await lines.next()
    if (!next.done) waiting.push(next.value)
    return waiting[place]
  }
  for (let first = await lineAt(0); first; first = await lineAt(0)) {
    let record = readRecord([first], delimiter)
    for (
      let length = 1;
      'problem' in record && record.problem === 'open_quote' && length < longestRecord;
      length += 1
    ) {
      const next = await lineAt(length)
      // A line that could be a whole row is one; a quotation mark before it must not swallow it.
      if (!next || next.text.split(delimiter).length >= width) break
      const longer = readRecord(waiting.slice(0, length + 1), delimiter)
      if ('problem' in longer && longer.problem !== 'open_quote') break
      if ('cells' in longer && longer.cells.length === width) record = longer
      else if ('cells' in longer) break
    }
    waiting.splice(0, record.text.split('\n').length)
    if (record.text.trim() !== '') yield record
  }
}

export function readRecord(lines: readonly Line[], delimiter: string): CsvRecord {
  const text = lines.map((line) => line.text).join('\n')
  const where = { line: lines[0]?.number ?? 0, text }
  if (lines.some((line) => line.tooLong)) return { ...where, problem: 'line_too_long' }
  if (!text.includes('"')) return { ...where, cells: text.split(delimiter).map((cell) => cell.trim()) }
  try {
    const [cells = []] = parse(text, { delimiter, relax_column_count: true, record_delimiter: '\n' })
    return { ...where, cells: cells.map((cell) => cell.trim()) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { ...where, problem: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open_quote' : 'stray_quote' }
  }
}
