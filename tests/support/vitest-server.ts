import type { TestProject } from 'vitest/node'
import { makeTemplate, startTestServer } from '#tests/support/test-database'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
  }
}

/** One server and one migrated template for all workers of the database tests. */
export default async function setup(project: TestProject) {
  const server = await startTestServer()
  await makeTemplate(server.adminUrl)
  project.provide('adminUrl', server.adminUrl)
  return server.stop
}
