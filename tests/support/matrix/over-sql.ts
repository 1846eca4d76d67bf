import pg from 'pg'
import { closedTables, type Line, listing, partOf, tableNames } from '#tests/support/matrix/record-tables'
import type { Db } from '#tests/support/records/ids'
import { Ledger, type Matrix } from '#tests/support/matrix/ledger'
import type { Subject } from '#tests/support/matrix/subjects'
import { attempts, type Statement } from '#tests/support/matrix/attempts'
import { allErrands, type Errand, isTriedBy } from '#tests/support/matrix/errands'
import { type ActorKey, emergencyTables, errands, type Part, rowOf } from '#tests/security/policy'

/** Everything there is about the patients of the matrix, part by part, as somebody sees it who sees everything. */
export async function everything(db: Db, subjects: readonly Subject[]) {
  const lines = await db.$queryRawUnsafe<Line[]>(listing)
  return subjects.map((subject) => ({
    subject,
    lines: lines
      .filter(({ patient }) => patient === subject.id)
      .map((line) => ({ ...line, part: partOf(line, subject) })),
  }))
}
type Everything = Awaited<ReturnType<typeof everything>>

export type Sql = pg.ClientBase
/** A transaction of the runtime role as somebody with an errand, undone at its end. */
export async function begun<T>(sql: Sql, secret: string, errand: Errand, work: () => Promise<T>): Promise<T> {
  try {
    await sql.query('SELECT door.begin_request($1, $2::auth.purpose)', [secret, errand])
    return await work()
  } finally {
    await sql.query('ROLLBACK')
  }
}

const blocked = /blocked/i
/** What somebody sees of everybody by one errand, table by table, against the policy. */
export async function readEverything(
  sql: Sql,
  { visitors }: Matrix,
  who: ActorKey,
  errand: Errand,
  all: Everything,
  ledger: Ledger,
) {
  await sql.query('BEGIN')
  const { rows, grants, closed } = await begun(sql, visitors[who].session.secret, errand, async () => ({
    rows: (await sql.query<Line>(listing)).rows,
    grants: (await sql.query<{ patient_id: string }>("SELECT patient_id FROM access_grant WHERE effect = 'ALLOW'"))
      .rows,
    closed: await tried(
      sql,
      closedTables.map((name) => [[`SELECT 1 FROM ${name}`]]),
    ),
  }))
  closedTables.forEach((name, turn) => {
    const got = closed[turn] ?? 'was not tried'
    const isClosed = got === 'no row' || /permission denied/.test(got)
    ledger.cell(`${who} × SELECT ${name} as ${errand}`, isClosed ? null : `reads it: ${got}`)
  })
  const granted = new Set(grants.map(({ patient_id }) => patient_id))
  const seen = new Set(rows.map(({ name, id }) => `${name} ${id}`))
  const known = new Set(all.map(({ subject }) => subject.id))
  for (const { subject, lines } of all) {
    const row = rowOf(who, subject.about)
    const sees = errands[who].includes(errand) ? row.sees : new Set<Part>()
    const opened = errand === 'BTG' && row.glass === 'unblocked' ? emergencyTables : []
    // Who has a grant and sees nothing has met a block.
    const may = sees.size > 0 || row.glass !== 'shut' || blocked.test(subject.about)
    ledger.cell(
      `${who} × ${subject.about} × SELECT access_grant as ${errand}`,
      granted.has(subject.id) && !may ? 'sees a grant' : null,
    )
    for (const name of tableNames) {
      const wrong = lines.filter(
        (line) =>
          line.name === name && seen.has(`${name} ${line.id}`) !== (sees.has(line.part) || opened.includes(name)),
      )
      const problem = wrong.map(
        ({ id, part }) => `${seen.has(`${name} ${id}`) ? 'sees' : 'does not see'} a row that is ${part}`,
      )
      ledger.cell(`${who} × ${subject.about} × SELECT ${name} as ${errand}`, [...new Set(problem)].join(', ') || null)
    }
  }
  // Nobody of whom the matrix knows nothing.
  const strangers = rows.filter(({ patient }) => !known.has(patient)).map(({ name }) => name)
  ledger.cell(
    `${who} × anybody else as ${errand}`,
    strangers.length ? `sees rows of ${[...new Set(strangers)].join(' ')}` : null,
  )
}

/** Refused because the statement was no good proves nothing. */
const spoilt = /syntax|does not exist|is of type|invalid input|case not found/i

/** What somebody can write about everybody by one errand, whatever the code would have said, against the policy. */
export async function writeEverything(sql: Sql, matrix: Matrix, who: ActorKey, errand: Errand, ledger: Ledger) {
  const tries = Object.values(matrix.subjects).flatMap((subject) =>
    attempts.flatMap((attempt) => {
      if (!isTriedBy(who, attempt, errand)) return []
      const statements = attempt.statements(subject, matrix, who)
      return statements ? [{ subject, attempt, statements }] : []
    }),
  )
  if (!tries.length) return
  await sql.query("BEGIN; SET LOCAL statement_timeout = '2min'")
  const outcomes = await begun(sql, matrix.visitors[who].session.secret, errand, () =>
    tried(
      sql,
      tries.map(({ statements }) => statements),
    ),
  )
  tries.forEach(({ subject, attempt }, turn) => {
    const outcome = outcomes[turn] ?? 'was not tried'
    const expected = attempt.may[errand]?.(rowOf(who, subject.about), subject) ?? false
    const name = `${who} × ${subject.about} × ${attempt.name} as ${errand}`
    ledger.cell(name, (outcome === 'written') === expected && !spoilt.test(outcome) ? null : outcome)
  })
}

/**
 * Sends many in one round trip, each undone at once. Each kind of statement is planned once, since that takes longer than
 * running it; a value is an id unless the statement says something else.
 * @returns of each `written`, or why not: no row, or what the database said
 */
async function tried(sql: Sql, many: readonly (readonly Statement[])[]): Promise<string[]> {
  const kinds = [...new Set(many.flatMap((statements) => statements.map(([text]) => text)))]
  const steps = many.map((statements) =>
    statements.map(([text, ...values]) => ({
      kind: kinds.indexOf(text),
      values: values.map((value) => value ?? null),
    })),
  )
  const branch = (text: string, kind: number) =>
    `WHEN ${kind} THEN ${inBlock(text)}; GET DIAGNOSTICS mx_changed = ROW_COUNT;`
  const body = `
    DECLARE mx_one jsonb; mx_step jsonb; mx text[]; mx_changed bigint; mx_said text[] := '{}';
    BEGIN
      FOR mx_one IN SELECT jsonb_array_elements(${pg.escapeLiteral(JSON.stringify(steps))}::jsonb) LOOP
        BEGIN
          FOR mx_step IN SELECT jsonb_array_elements(mx_one) LOOP
            mx := ARRAY(SELECT jsonb_array_elements_text(mx_step->'values'));
            CASE (mx_step->>'kind')::int
              ${kinds.map(branch).join('\n')}
            END CASE;
          END LOOP;
          RAISE EXCEPTION USING ERRCODE = 'UNDO1', MESSAGE = CASE WHEN mx_changed > 0 THEN 'written' ELSE 'no row' END;
        EXCEPTION WHEN OTHERS THEN
          mx_said := mx_said || CASE WHEN SQLSTATE = 'UNDO1' THEN SQLERRM ELSE 'refused: ' || SQLERRM END;
        END;
      END LOOP;
      PERFORM set_config('matrix.said', to_json(mx_said)::text, true);
    END`
  await sql.query("SET LOCAL plan_cache_mode = 'force_generic_plan'")
  await sql.query(`DO ${pg.escapeLiteral(body)}`)
  const { rows } = await sql.query<{ said: string }>("SELECT current_setting('matrix.said') AS said")
  return JSON.parse(rows[0]?.said ?? '[]') as string[]
}

/** As it stands in a block of PL/pgSQL. */
const inBlock = (text: string) =>
  text
    .replace(/^SELECT\b/, 'PERFORM')
    .replaceAll(/\$(\d)(::\w+)?/g, (_, place, type = '::uuid') => `(mx[${place}])${type}`)

/** Everything that one actor can see and write as the runtime role, by every errand. */
export async function asTheRuntimeRole(url: string, matrix: Matrix, who: ActorKey, all: Everything): Promise<Ledger> {
  const ledger = new Ledger()
  const sql = new pg.Client(url)
  await sql.connect()
  try {
    for (const errand of allErrands) await readEverything(sql, matrix, who, errand, all, ledger)
    // Everybody here looked at everybody, which the limiter would have its say about.
    await matrix.forget()
    for (const errand of allErrands) await writeEverything(sql, matrix, who, errand, ledger)
  } finally {
    await sql.end()
  }
  return ledger
}
