import { inject } from 'vitest'
import { copyTemplate, environment } from '#tests/support/test-database'

// Each worker has a copy of the template to itself, and its files run one after the other in it.
const urls = await copyTemplate(inject('adminUrl'), `test_${process.env['VITEST_POOL_ID']}`)
Object.assign(process.env, environment(urls), {
  ADMIN_URL: urls.admin,
  MIGRATE_DATABASE_URL: urls.migrate,
  LOG_LEVEL: 'silent',
})
