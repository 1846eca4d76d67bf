import pg from 'pg'
import { vi } from 'vitest'
import { connected } from '#tests/support/world/connection'

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}
/** One reading of one table in a plan: how, and how many rows were touched for it. */
export type Scan = { how: string; table: string; rows: number }

/** From now on connections to this database tell how each of their statements was run, those within functions too. */
export const explainAll = (adminUrl: string) =>
  connected(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT quote_ident(current_database()) AS name')
    const settings = {
      session_preload_libraries: 'auto_explain',
      'auto_explain.log_min_duration': '0',
      'auto_explain.log_nested_statements': 'on',
      'auto_explain.log_analyze': 'on',
      'auto_explain.log_timing': 'off',
      'auto_explain.log_format': 'json',
      client_min_messages: 'log',
    }
    for (const [name, value] of Object.entries(settings))
      await client.query(`ALTER DATABASE ${rows[0]?.name} SET ${name} = '${value}'`)
  })

/** Every reading of a table while something is done. */
export async function scansOf(work: () => Promise<unknown>): Promise<Scan[]> {
  const emitted = vi.spyOn(pg.Client.prototype, 'emit')
  await work()
  const told = emitted.mock.calls.flatMap(([event, notice]) => (event === 'notice' ? [String(notice.message)] : []))
  emitted.mockRestore()
  return told.flatMap((message) => {
    const plan = /plan:\s*(\{[\s\S]*\})\s*$/.exec(message)?.[1]
    return plan ? scansIn((JSON.parse(plan) as { Plan: Node }).Plan) : []
  })
}

function scansIn(node: Node): Scan[] {
  const table = node['Relation Name']
  const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
  const own =
    table && node['Node Type'].includes('Scan') ? [{ how: node['Node Type'], table, rows: Math.round(rows) }] : []
  return [...own, ...(node.Plans ?? []).flatMap(scansIn)]
}
