import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { newSealKey } from '#tests/support/world/seal-key'

/** A key of the seal for one test file. */
export function sealForTests() {
  const folder = mkdtempSync(join(tmpdir(), 'samlop-seal-'))
  beforeAll(() => {
    process.env['SEAL_KEY_FILE'] = join(folder, 'seal.p12')
    writeFileSync(process.env['SEAL_KEY_FILE'], newSealKey())
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
}
