import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columnsOf } from '#lib/stays/schema'
import { standard } from '#prisma/mappings/standard'

export type Row = Readonly<Record<string, string>>

/** A stay that nothing is wrong with, on units that a test has to make. */
export const usual: Row = {
  opphold_id: 'A-1',
  fodselsnummer: '15834820088',
  fornavn: 'Solveig',
  etternavn: 'Ødegård',
  fodselsdato: '15.03.1948',
  kjonn: 'K',
  kommunenummer: '4671',
  enhet_resh: '880001',
  mottak_resh: '880002',
  ankomst: '01.02.2025 10:00',
  innlagt: '01.02.2025 11:00',
  pa_post: '01.02.2025 12:30',
  utskrevet: '05.02.2025 14:00',
  hastegrad: '1',
}

const columns = columnsOf(standard)
const folder = mkdtempSync(join(tmpdir(), 'samlop-export-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
let files = 0

/** The rows as a hospital's system would export them; each is the usual one but for what is given. */
export function csvOf(rows: readonly Row[], { delimiter = ';', without = '' } = {}) {
  const shown = columns.filter((column) => column !== without)
  const lines = rows.map((given) => shown.map((column) => ({ ...usual, ...given })[column] ?? '').join(delimiter))
  return [shown.join(delimiter), ...lines, ''].join('\n')
}

/** A file with this content, in a folder of its own. */
export function fileOf(content: string | Uint8Array) {
  const path = join(folder, `eksport-${(files += 1)}.csv`)
  writeFileSync(path, content)
  return path
}
