import { connected } from './connection'
import { Failure } from './failure.mjs'

/** Refuses a server that does not answer, that may not do what is needed, or whose database is not a demo. */
export async function checkNamedServer(adminUrl: string, database = '') {
  try {
    if (await mayDoAll(adminUrl, database)) await refuseOtherKinds(adminUrl, database)
  } catch (error) {
    if (error instanceof Failure) throw error
    const { code, message } = error as NodeJS.ErrnoException
    throw new Failure(`Får ikke kontakt med PostgreSQL på adressen i DATABASE_ADMIN_URL (${code ?? message}).`)
  }
}

/** Drops the database, after the check. */
export const dropDatabase = (adminUrl: string, database: string) =>
  connected(adminUrl, (server) =>
    server.query(`DROP DATABASE IF EXISTS ${server.escapeIdentifier(database)} WITH (FORCE)`),
  )

/** @returns whether the database is there */
const mayDoAll = (adminUrl: string, database: string) =>
  connected(adminUrl, async (server) => {
    const { rows } = await server.query<{ enough: boolean; version: number }>(
      "SELECT rolsuper AS enough, current_setting('server_version_num')::int AS version FROM pg_roles WHERE rolname = current_user",
    )
    if (!rows[0]?.enough) throw new Failure('Brukeren i DATABASE_ADMIN_URL må være superbruker i PostgreSQL.')
    if (rows[0].version < 150_000) throw new Failure('Serveren i DATABASE_ADMIN_URL må være PostgreSQL 15 eller nyere.')
    const { rowCount } = await server.query('SELECT FROM pg_database WHERE datname = $1', [database])
    return Boolean(rowCount)
  })

function refuseOtherKinds(adminUrl: string, database: string) {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return connected(url.href, async (client) => {
    const { rows: tables } = await client.query<{ there: boolean }>(
      "SELECT to_regclass('public.deployment') IS NOT NULL AS there",
    )
    if (!tables[0]?.there) return
    const { rows } = await client.query<{ kind: string }>('SELECT kind::text FROM public.deployment')
    if (rows.some(({ kind }) => kind !== 'DEMO'))
      throw new Failure(
        `Databasen ${database} på serveren i DATABASE_ADMIN_URL tilhører en installasjon som ikke er demo.`,
      )
  })
}
