import { execFileSync } from 'node:child_process'
import { environment, makeTemplate, startTestServer } from '#tests/support/test-database'

/** One server and one template with the demo world and the real admissions; each worker gets a copy. */
export default async function setup() {
  const server = await startTestServer()
  const urls = await makeTemplate(server.adminUrl)
  const env = { ...process.env, ...environment(urls), ADMIN_URL: urls.admin }
  const program = ['--conditions=react-server', '--import', 'tsx']
  const run = (...args: string[]) => execFileSync(process.execPath, [...program, ...args], { env, stdio: 'pipe' })
  run('prisma/seed.ts')
  run('lib/stays/cli.ts', 'prisma/mappings/mimic-iii-demo-admissions.csv', '--mapping', 'mimic')
  run('prisma/seed.ts', '--after-import')
  process.env['E2E_ADMIN_URL'] = server.adminUrl
  return server.stop
}
