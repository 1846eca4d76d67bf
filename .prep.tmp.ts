import { prepareDatabase } from '#tests/support/world/database'
const p='x'
console.log(await prepareDatabase('postgresql://postgres@localhost:54399/postgres', process.argv[2]!, { app_migrate:p, app_rt:p, app_login:p, app_auditor:p }, 'DEMO'))
