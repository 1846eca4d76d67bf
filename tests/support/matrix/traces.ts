import type { Db } from '#tests/support/records/ids'
import type { Ledger } from '#tests/support/matrix/ledger'

/** Kept by looking, not by doing: who was looked at, and that a session is alive. */
const asides = ['log_flag', '_prisma_migrations']

/** One line for all that is stored, so that an effect shows whatever it is; of sessions all but how long they stay alive. */
export async function fingerprint(db: Db): Promise<Map<string, string>> {
  const tables = await db.$queryRaw<
    { name: string }[]
  >`SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`
  const lines = tables
    .filter(({ name }) => !asides.includes(name))
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS line FROM ${name} t`,
    )
  const sessions = `SELECT 'session', count(*) || ' ' || coalesce(md5(string_agg(md5(row(s.id, s.secret_hash, s.membership_id, s.chosen, s.revoked_at, s.absolute_until)::text), '' ORDER BY s.id)), '') FROM auth.session s`
  const rows = await db.$queryRawUnsafe<{ name: string; line: string }[]>([...lines, sessions].join(' UNION ALL '))
  return new Map(rows.map(({ name, line }) => [name, line]))
}

/** The tables that are not as they were. */
export const changedSince = (before: Map<string, string>, after: Map<string, string>) =>
  [...after].filter(([name, line]) => before.get(name) !== line).map(([name]) => name)

const ledTo = ['patient.read', 'emergency.read', 'emergency.find']
const good = ['seen', 'done', 'vip', 'none', 'blocked']

/**
 * Whether each call of a session was written down once, what was allowed as allowed and the rest as refused. Boards write
 * down only whom they show for the first time, so of them at least one.
 */
export async function wronglyAudited(
  db: Db,
  sessionId: string,
  expected: Ledger['expected'],
  since: Date,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ act: string; good: number; all: number }[]>`
    SELECT act, count(*) FILTER (WHERE outcome = ANY (${good}))::int AS good, count(*)::int AS all
    FROM audit.entry WHERE session_id = ${sessionId}::uuid AND at >= ${since} GROUP BY act`
  return [...expected].flatMap(([act, { calls, allowed }]) => {
    const { good: done, all } = rows.find((row) => row.act === act) ?? { good: 0, all: 0 }
    if (act.startsWith('board.')) return all > 0 && done > 0 === allowed > 0 ? [] : [`${act}: not written down`]
    // The page that a form leads to is answered with the form, and written down too.
    const right = ledTo.includes(act)
      ? done >= allowed && all - done >= calls - allowed
      : done === allowed && all === calls
    return right ? [] : [`${act}: ${calls} calls, ${allowed} allowed; written down ${all}, ${done} as allowed`]
  })
}
