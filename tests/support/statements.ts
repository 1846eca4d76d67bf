import pg from 'pg'

/** How many statements are sent to the database while something is done. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype
  let sent = 0
  pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
    sent++
    return Reflect.apply(query, this, given)
  } as typeof query
  await work().finally(() => {
    pg.Client.prototype.query = query
  })
  return sent
}
