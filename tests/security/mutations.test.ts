import { writeSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { otherBuild } from '#tests/support/matrix/builds'
import { allErrands, type Errand } from '#tests/support/matrix/errands'
import { Ledger } from '#tests/support/matrix/ledger'
import { lookUpEverybody, tryLists } from '#tests/support/matrix/over-http'
import { everything, readEverything, writeEverything } from '#tests/support/matrix/over-sql'
import { setStage, type Stage } from '#tests/support/matrix/stage'
import { openPolicy, rewrite, type Undo, withoutSecurity, withoutTrigger } from '#tests/support/matrix/walls'
import type { ActorKey } from '#tests/security/policy'

/** Breaks one wall of the database or one row of the permissions at a time, and asks a small part of the matrix whether it was noticed. */

const minutes = 60_000
let stage: Stage
let sql: pg.Client
let all: Awaited<ReturnType<typeof everything>>

beforeAll(async () => {
  stage = await setStage()
  await lookUpEverybody(stage.matrix)
  all = await everything(stage.db, Object.values(stage.matrix.subjects))
  sql = new pg.Client(stage.app.env['DATABASE_URL'])
  await sql.connect()
}, 5 * minutes)

afterAll(async () => {
  await sql?.end()
  await stage?.stop()
}, minutes)

/** Few, but of each kind: at the desk, on wards, of the municipality, at home, for control, and with break-glass. */
const some: readonly ActorKey[] = [
  'deskHead',
  'ward',
  'secondWard',
  'caseworker',
  'wardAtHome',
  'controller',
  'desk',
  'gp',
]
const reading: readonly Errand[] = ['TREAT', 'ETREAT', 'BTG', 'OWN', 'ADMIN']

/** The first who met something else than the policy says. */
async function noticed(): Promise<string | null> {
  for (const who of some) {
    const ledger = new Ledger()
    await stage.matrix.forget()
    for (const errand of reading) await readEverything(sql, stage.matrix, who, errand, all, ledger)
    for (const errand of allErrands) await writeEverything(sql, stage.matrix, who, errand, ledger)
    if (ledger.wrong[0]) return ledger.wrong[0]
  }
  return null
}

type Db = Stage['db']
const walls: Record<string, (db: Db) => Promise<Undo>> = {
  'own pages are shown to everybody': (db) => openPolicy(db, 'own_page', 'relation'),
  'VIP status is shown to everybody': (db) => openPolicy(db, 'vip_case', 'relation'),
  'stays are shown to everybody': (db) => openPolicy(db, 'stay', 'relation'),
  'grants of everybody count': (db) => openPolicy(db, 'access_grant', 'own_grants'),
  'break-glass opens consents': (db) => openPolicy(db, 'consent', 'not_in_emergency'),
  'break-glass opens what goes on in reception': (db) => openPolicy(db, 'triage', 'not_in_emergency'),
  'undoing goes by any errand': (db) => openPolicy(db, 'stay_event', 'undo_errand'),
  'table of notes has no row-level security': (db) => withoutSecurity(db, 'critical_note'),
  'events are written by anybody': (db) => withoutTrigger(db, 'stay_event', 'keep_event'),
  'cards are revoked by anybody': (db) => withoutTrigger(db, 'card', 'keep_card'),
  'cards are made by anybody': (db) => withoutTrigger(db, 'card', 'keep_card_new'),
  'runs are changed by anybody': (db) => withoutTrigger(db, 'fast_track', 'keep_run'),
  'triage is written by anybody': (db) => withoutTrigger(db, 'triage', 'keep_fact'),
  'caseworkers may break the glass': (db) => rewrite(db, 'purposes_of', '{COC,ADMIN}', '{COC,BTG,ADMIN}'),
  'work opens the own record': (db) => rewrite(db, 'grounds_of', '{MUNICIPALITY_CASE,', '{SELF,MUNICIPALITY_CASE,'),
  'break-glass opens what is blocked': (db) =>
    rewrite(
      db,
      'is_opened',
      'JOIN public.block_opening b ON b.emergency_id = e.id WHERE blocked_since <= b.opened_at',
      '',
    ),
  'a nurse opens what is blocked': (db) =>
    rewrite(db, 'open_block', "c.role NOT IN ('GP', 'COLLABORATION_PHYSICIAN') OR ", ''),
  'break-glass is opened of the own record': (db) => rewrite(db, 'open_emergency', "OR (facts->>'own')::boolean ", ''),
  'break-glass of somebody else is ended': (db) =>
    rewrite(db, 'end_emergency', 'session_id = door.session_id() AND ', ''),
}

test('with all walls standing nothing is wrong', { timeout: 6 * minutes }, async () => {
  expect(await noticed()).toBeNull()
})

const found = new Set<string>()
test.for(Object.keys(walls))('it is noticed when %s', { timeout: 6 * minutes }, async (name) => {
  const undo = await walls[name]?.(stage.db)
  try {
    expect(await noticed()).not.toBeNull()
    found.add(name)
  } finally {
    await undo?.()
  }
})

const role = (act: string, one: string, ...more: string[]) =>
  [`"${act}":{roles:["${one}"]`, `"${act}":{roles:${JSON.stringify(more)}`] as const
const permissions: Record<string, readonly [part: string, instead: string]> = {
  'the flow board is opened by nurses': role('board.flow', 'FLOW_COORDINATOR', 'FLOW_COORDINATOR', 'NURSE'),
  'figures of quality are opened by GPs': role(
    'quality.fast_track',
    'COLLABORATION_PHYSICIAN',
    'COLLABORATION_PHYSICIAN',
    'GP',
  ),
  'flags are opened by administrators': role('control.flags', 'LOG_CONTROLLER', 'LOG_CONTROLLER', 'ORG_ADMIN'),
  'people are listed by log controllers': role('staff.list', 'ORG_ADMIN', 'ORG_ADMIN', 'LOG_CONTROLLER'),
  'people are listed by nobody': role('staff.list', 'ORG_ADMIN'),
}

/** The same of what is asked over HTTP. */
async function noticedOverHttp(): Promise<string | null> {
  for (const who of ['ward', 'gp', 'admin', 'controller'] as const) {
    const ledger = new Ledger()
    await tryLists(stage.matrix, who, ledger)
    if (ledger.wrong[0]) return ledger.wrong[0]
  }
  return null
}

test('with all rows of the permissions in place nothing is wrong over HTTP', { timeout: minutes }, async () => {
  expect(await noticedOverHttp()).toBeNull()
})

test.for(Object.keys(permissions))('it is noticed when %s', { timeout: 2 * minutes }, async (name) => {
  const { folder, remove } = otherBuild(...(permissions[name] ?? (['', ''] as const)))
  try {
    await stage.app.signal('SIGTERM')
    await stage.app.again(folder)
    expect(await noticedOverHttp()).not.toBeNull()
    found.add(name)
  } finally {
    remove()
  }
})

afterAll(() =>
  writeSync(
    1,
    `   ${found.size} av ${Object.keys({ ...walls, ...permissions }).length} vegger og rader som ble endret, ble oppdaget\n`,
  ),
)
