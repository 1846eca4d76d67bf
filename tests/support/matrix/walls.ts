import type { Db } from '#tests/support/records/ids'

/** Puts a wall that was broken up again. */
export type Undo = () => Promise<unknown>

type Policy = { qual: string | null; check: string | null }
const conditions = (qual: string | null, check: string | null) =>
  [qual && `USING (${qual})`, check && `WITH CHECK (${check})`].filter(Boolean).join(' ')

/** Lets a policy say yes to whatever it is asked. */
export async function openPolicy(db: Db, table: string, policy: string): Promise<Undo> {
  const [was] = await db.$queryRawUnsafe<Policy[]>(
    `SELECT qual, with_check AS "check" FROM pg_policies WHERE schemaname = 'public' AND tablename = '${table}' AND policyname = '${policy}'`,
  )
  if (!was) throw new Error(`${table} has no policy ${policy}`)
  const alter = (condition: string) => db.$executeRawUnsafe(`ALTER POLICY ${policy} ON ${table} ${condition}`)
  await alter(conditions(was.qual && 'true', was.check && 'true'))
  return () => alter(conditions(was.qual, was.check))
}

export async function withoutSecurity(db: Db, table: string): Promise<Undo> {
  await db.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`)
  return () => db.$executeRawUnsafe(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`)
}

export async function withoutTrigger(db: Db, table: string, trigger: string): Promise<Undo> {
  await db.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`)
  return () => db.$executeRawUnsafe(`ALTER TABLE ${table} ENABLE TRIGGER ${trigger}`)
}

/** Writes one part of a function of the door anew. */
export async function rewrite(db: Db, name: string, part: string, instead: string): Promise<Undo> {
  const [was] = await db.$queryRawUnsafe<{ text: string }[]>(
    `SELECT pg_get_functiondef('door.${name}'::regproc) AS text`,
  )
  if (!was?.text.includes(part)) throw new Error(`door.${name} does not say ${part}`)
  await db.$executeRawUnsafe(was.text.replaceAll(part, instead))
  return () => db.$executeRawUnsafe(was.text)
}
