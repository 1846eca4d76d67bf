import { defineConfig } from 'prisma/config'

// The engine from npm, so that no download server is needed; an installation with its own engine names it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= new URL('./schema-engine.mjs', import.meta.url).pathname

export default defineConfig({
  schema: 'schema',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.MIGRATE_DATABASE_URL ?? '' },
})
