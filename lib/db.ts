import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { env } from '#lib/env'
import { Prisma, PrismaClient } from '#prisma/generated/client'

export type Transaction = Prisma.TransactionClient

const kept = globalThis as { samlopDb?: PrismaClient }

/**
 * The adapter writes and reads times without their zone, so a server in another one than UTC would move them all. And
 * planning a statement behind row-level security takes longer than running it: for a board 30 ms against 3.
 */
const settings = { options: '-c TimeZone=UTC -c plan_cache_mode=force_generic_plan' }

/** Each connection plans a statement once. */
const names = new Map<string, string>()
const most = 500

/** Statements are known by their text. More than these few hundred would fill the memory of every connection. */
function nameOf({ sql }: { sql: string }): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = names.size < most ? `s${names.size}` : ''
  if (name) names.set(sql, name)
  return name
}

/** The runtime role's client. Only the doors and the definer calls beside them use it. */
export const db = () =>
  (kept.samlopDb ??= new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString: env().DATABASE_URL,
        max: 10,
        connectionTimeoutMillis: 2_000,
        query_timeout: 8_000,
        // A new connection plans everything anew.
        idleTimeoutMillis: 10 * 60_000,
        ...settings,
      },
      { statementNameGenerator: nameOf },
    ),
  }))

/**
 * One short transaction at READ COMMITTED; a deadlock or a lost version is tried again, three times in all.
 * Throws what `work` throws.
 */
export async function inTransaction<T>(work: (tx: Transaction) => Promise<T>, attempts = 3): Promise<T> {
  try {
    return await db().$transaction(work, { maxWait: 2_000, timeout: 8_000 })
  } catch (error) {
    if (attempts === 1 || !['40001', '40P01'].includes(sqlState(error) ?? '')) throw error
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 50))
    return inTransaction(work, attempts - 1)
  }
}

/** How many rows a function of the door answers that it wrote. */
export async function rowsOf(tx: Transaction, call: Prisma.Sql) {
  const [{ rows }] = await tx.$queryRaw<[{ rows: number }]>`SELECT ${call} AS rows`
  return rows
}

/** The five-character SQLSTATE behind an error of Prisma's, or undefined. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined
  if (error.code === 'P2034') return '40001'
  const cause = (error.meta?.['driverAdapterError'] as { cause?: { originalCode?: string } } | undefined)?.cause
  return cause?.originalCode
}
