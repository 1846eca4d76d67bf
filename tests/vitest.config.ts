import { defineConfig } from 'vitest/config'

const resolve = { alias: { 'server-only': new URL('./support/empty.ts', import.meta.url).pathname } }
// A zone of odd hours, so that a forgotten time zone fails.
process.env['TZ'] = 'Pacific/Chatham'

const project = (name: string, more: object = {}) => ({
  resolve,
  test: { name, root: '.', include: [`tests/${name}/**/*.test.ts`], ...more },
})
const withDatabase = {
  globalSetup: ['tests/support/vitest-server.ts'],
  setupFiles: ['tests/support/vitest-worker.ts'],
  pool: 'forks',
  maxWorkers: 2,
  isolate: true,
  testTimeout: 30_000,
  hookTimeout: 60_000,
}

/** Tears down the walls one by one; that the matrix itself is whole is for every run. */
const proof = process.env['PROOF'] ? [] : ['tests/security/mutations.test.ts']

const kills = 'tests/security/kills.test.ts'

export default defineConfig({
  test: {
    // What a test prints unasked is a fault of its own.
    onConsoleLog: (text) => {
      throw new Error(`Unexpected output: ${text}`)
    },
    projects: [
      project('rules'),
      project('architecture'),
      project('database', withDatabase),
      project('security', { exclude: [...proof, kills] }),
      // Its figures are times, so that nothing else runs beside it.
      project('kills', { include: [kills], sequence: { groupOrder: 1 } }),
    ],
  },
})
