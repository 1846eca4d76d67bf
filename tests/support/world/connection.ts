import pg from 'pg'

/** One errand on a connection of its own, which is closed whatever happens. */
export async function connected<T>(url: string, errand: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    return await errand(client)
  } finally {
    await client.end()
  }
}
