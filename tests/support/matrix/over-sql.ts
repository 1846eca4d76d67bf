import pg from 'pg'
import type { Db } from '#tests/support/records/ids'
import { Ledger, type Matrix } from '#tests/support/matrix/over-http'
import type { Subject } from '#tests/support/matrix/subjects'
import { attempts, type Statement } from '#tests/support/matrix/attempts'
import { type ActorKey, actors, errands, type Part, rowOf } from '#tests/security/policy'

/** Every errand that a session can be opened with. */
export const allErrands = [
  'TREAT',
  'ETREAT',
  'COC',
  'BTG',
  'QUALITY',
  'OWN',
  'PROXY',
  'CONTROL',
  'ADMIN',
  'SERVICE',
] as const
export type Errand = (typeof allErrands)[number]

/** What each table tells about a patient: of the stay that the situation tells of, and of everything else. */
const tables: Record<string, { key?: string; here: Part; else: Part; of?: 'stay' | 'case' }> = {
  patient: { key: 'id', here: 'name', else: 'name' },
  own_page: { here: 'words', else: 'words' },
  critical_note: { here: 'words', else: 'words' },
  phase_record: { here: 'words', else: 'words' },
  vip_case: { here: 'status', else: 'traces', of: 'case' },
  card: { here: 'traces', else: 'traces' },
  stay: { here: 'stay', else: 'rest', of: 'stay' },
  stay_event: { here: 'stay', else: 'rest', of: 'stay' },
  triage: { here: 'stay', else: 'rest', of: 'stay' },
  safety_clearance: { here: 'stay', else: 'rest', of: 'stay' },
  fast_track: { here: 'track', else: 'traces', of: 'stay' },
  fast_track_step: { here: 'track', else: 'traces', of: 'stay' },
  care_relation: { here: 'rest', else: 'rest' },
  representation: { here: 'rest', else: 'rest' },
  access_block: { here: 'rest', else: 'rest' },
  consent: { here: 'rest', else: 'rest' },
}
export const tableNames = Object.keys(tables)

/** One line a row: whose it is, and which. A consent to VIP status is a trace of it. */
const listing = tableNames
  .map((name) => {
    const { key = 'patient_id', of } = tables[name] ?? {}
    const id = name === 'own_page' ? "patient_id || ' ' || edition" : 'id::text'
    const about =
      of === 'stay'
        ? name === 'stay'
          ? 'id::text'
          : 'stay_id::text'
        : of === 'case'
          ? 'id::text'
          : name === 'consent'
            ? 'kind::text'
            : "''"
    return `SELECT '${name}' AS name, ${key}::text AS patient, ${id} AS id, ${about} AS about FROM ${name}`
  })
  .join(' UNION ALL ')
type Line = { name: string; patient: string; id: string; about: string }

const partOf = ({ name, about }: Line, { stay, case: vip }: Subject): Part => {
  const { here = 'rest', else: other = 'rest' } = tables[name] ?? {}
  if (name === 'consent') return about === 'VIP_STATUS' ? 'traces' : 'rest'
  return about === stay?.id || about === vip?.id ? here : other
}

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
  const { rows } = await begun(sql, visitors[who].session.secret, errand, () => sql.query<Line>(listing))
  const seen = new Set(rows.map(({ name, id }) => `${name} ${id}`))
  const known = new Set(all.map(({ subject }) => subject.id))
  for (const { subject, lines } of all) {
    const sees = errands[who].includes(errand) ? rowOf(who, subject.about).sees : new Set<Part>()
    for (const name of tableNames) {
      const wrong = lines.filter((line) => line.name === name && seen.has(`${name} ${line.id}`) !== sees.has(line.part))
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

/** What somebody can write about everybody by one errand, whatever the code would have said, against the policy. */
export async function writeEverything(sql: Sql, matrix: Matrix, who: ActorKey, errand: Errand, ledger: Ledger) {
  const tries = Object.values(matrix.subjects).flatMap((subject) =>
    attempts.flatMap((attempt) => {
      const statements = attempt.statements(subject, matrix, who)?.map(filled)
      return statements ? [{ subject, attempt, statements }] : []
    }),
  )
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
    ledger.cell(name, (outcome === 'written') === expected ? null : outcome)
  })
}

/** The statement with its values in their places. */
const filled = ([text, ...values]: Statement) =>
  text.replaceAll(/\$(\d)/g, (_, place) => pg.escapeLiteral(String(values[Number(place) - 1])))

/**
 * Sends many in one round trip, each undone at once. Answers of each `written`, or why not: no row, or what the database said.
 */
async function tried(sql: Sql, many: readonly (readonly string[])[]): Promise<string[]> {
  const body = `
    DECLARE one jsonb; line text; changed bigint; said text[] := '{}';
    BEGIN
      FOR one IN SELECT jsonb_array_elements(${pg.escapeLiteral(JSON.stringify(many))}::jsonb) LOOP
        BEGIN
          FOR line IN SELECT jsonb_array_elements_text(one) LOOP
            EXECUTE line;
            GET DIAGNOSTICS changed = ROW_COUNT;
          END LOOP;
          RAISE EXCEPTION USING ERRCODE = 'UNDO1', MESSAGE = CASE WHEN changed > 0 THEN 'written' ELSE 'no row' END;
        EXCEPTION WHEN OTHERS THEN
          said := said || CASE WHEN SQLSTATE = 'UNDO1' THEN SQLERRM ELSE 'refused: ' || SQLERRM END;
        END;
      END LOOP;
      PERFORM set_config('matrix.said', to_json(said)::text, true);
    END`
  await sql.query(`DO ${pg.escapeLiteral(body)}`)
  const { rows } = await sql.query<{ said: string }>("SELECT current_setting('matrix.said') AS said")
  return JSON.parse(rows[0]?.said ?? '[]') as string[]
}

const writing = ['TREAT', 'ETREAT', 'OWN'] as const
/** In a proof by every errand that anybody writes by; otherwise by those that open something, or by one that does not. */
function errandsToWriteBy(who: ActorKey): readonly Errand[] {
  const opening = writing.filter((errand) => errands[who].includes(errand))
  const other = actors[who].role === 'SERVICE' ? 'SERVICE' : 'ADMIN'
  if (process.env['PROOF']) return [...writing, other]
  return opening.length ? opening : [other]
}

/** Everything that one actor can see and write as the runtime role, by every errand. */
export async function asTheRuntimeRole(url: string, matrix: Matrix, who: ActorKey, all: Everything): Promise<Ledger> {
  const ledger = new Ledger()
  const sql = new pg.Client(url)
  await sql.connect()
  try {
    for (const errand of allErrands) await readEverything(sql, matrix, who, errand, all, ledger)
    for (const errand of errandsToWriteBy(who)) await writeEverything(sql, matrix, who, errand, ledger)
  } finally {
    await sql.end()
  }
  return ledger
}
