import { writeSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { adminClient } from '#tests/support/admin'
import { type RunningApp, startApp } from '#tests/support/e2e-app'
import { actionIds, ask, send } from '#tests/support/matrix/call'
import { Canaries } from '#tests/support/matrix/canaries'
import { crawl } from '#tests/support/matrix/crawl'
import { difference, givenAway, insiderOf, tryEverything, tryFromElsewhere } from '#tests/support/matrix/outsiders'
import {
  changeWhatIsAllowed,
  each,
  foreign,
  Ledger,
  lookAndBeRefused,
  lookUpEverybody,
  type Matrix,
} from '#tests/support/matrix/over-http'
import { asTheRuntimeRole, everything } from '#tests/support/matrix/over-sql'
import { people, type PersonKey, places, twinOf } from '#tests/support/matrix/places'
import { type Subject, subject, type World } from '#tests/support/matrix/subjects'
import { changedSince, fingerprint, wronglyAudited } from '#tests/support/matrix/traces'
import { ways } from '#tests/support/matrix/ways'
import { programAs, signInAs, type Visitor } from '#tests/support/matrix/visitors'
import { makeTemplate, startTestServer } from '#tests/support/test-database'
import { type ActorKey, actors, type Situation, situations } from '#tests/security/policy'

const minutes = 60_000
// The controllers first: what others look at becomes theirs to look into.
const isController = (who: ActorKey) => /controller/i.test(who)
const everybody = Object.keys(actors) as ActorKey[]
const actorKeys = [...everybody.filter(isController), ...everybody.filter((who) => !isController(who))]

let server: Awaited<ReturnType<typeof startTestServer>>
let app: RunningApp
let db: ReturnType<typeof adminClient>
let world: World
let matrix: Matrix

const forget = () => db.$executeRaw`DELETE FROM auth.unrelated_look`
const fresh = (about: Situation) => subject(world, about)

/** The figures that the closing note quotes; a passing test says nothing else. */
const report = (line: string) => writeSync(1, `   ${line}\n`)

beforeAll(async () => {
  server = await startTestServer()
  await makeTemplate(server.adminUrl)
  process.env['E2E_ADMIN_URL'] = server.adminUrl
  app = await startApp(91)
  db = adminClient(app.adminUrl)
  const [at, canaries] = [await places(db), new Canaries()]
  world = { db, at, canaries, people: await people(db, at, app) }
  const subjects = {} as Record<Situation, Subject>
  await each(
    Object.keys(situations) as Situation[],
    async (about) => (subjects[about] = await subject(world, about, true)),
  )
  const visitors = {} as Record<ActorKey, Visitor>
  await each(
    Object.keys(world.people) as PersonKey[],
    async (who) => (visitors[who] = await signInAs(app, world.people[who])),
    2,
  )
  visitors.service = await programAs(app, at.trust)
  visitors.farService = await programAs(app, at.farTrust)
  matrix = { canaries, at, ids: actionIds(), visitors, subjects, lookUps: new Map(), forget }
}, 2 * minutes)

afterAll(async () => {
  await app?.stop()
  await db?.$disconnect()
  await server?.stop()
})

describe('over HTTP, against the production build', () => {
  const total = new Ledger()

  test.for(actorKeys)(
    '%s sees and is refused what the policy says, nothing changes, and each call is written down',
    { timeout: 2 * minutes },
    async (who) => {
      const [before, since] = [await fingerprint(db), new Date()]
      const ledger = new Ledger()
      await lookAndBeRefused(matrix, who, ledger)
      total.cells += ledger.cells
      total.requests += ledger.requests
      expect(ledger.wrong).toEqual([])
      expect(changedSince(before, await fingerprint(db))).toEqual([])
      expect(await wronglyAudited(db, matrix.visitors[who].sessionId, ledger.expected, since)).toEqual([])
    },
  )

  afterAll(() => report(`${total.cells} celler over HTTP (${total.requests} kall)`))
})

describe('over SQL, as the runtime role with the same sessions, whatever the code would say', () => {
  const total = new Ledger()
  let all: Awaited<ReturnType<typeof everything>>
  beforeAll(async () => {
    await lookUpEverybody(matrix)
    all = await everything(db, Object.values(matrix.subjects))
  })

  test.for(actorKeys)('%s sees and writes what the policy says', { timeout: 2 * minutes }, async (who) => {
    const ledger = await asTheRuntimeRole(app.env['DATABASE_URL'] ?? '', matrix, who, all)
    total.cells += ledger.cells
    expect(ledger.wrong).toEqual([])
  })

  afterAll(() => report(`${total.cells} celler over SQL`))
})

describe('who may nothing', () => {
  /** As each insider, signed in anew, once the session has come to an end in this way. */
  const ends: Record<string, (person: { id: string }) => Promise<unknown>> = {
    'a session that was revoked': ({ id }) =>
      db.$executeRaw`UPDATE auth.session SET revoked_at = now() WHERE person_id = ${id}::uuid AND revoked_at IS NULL`,
    'a session that was left alone': ({ id }) =>
      db.$executeRaw`UPDATE auth.session SET idle_until = now() WHERE person_id = ${id}::uuid AND revoked_at IS NULL`,
    'a session of twelve hours': ({ id }) =>
      db.$executeRaw`UPDATE auth.session SET absolute_until = now() WHERE person_id = ${id}::uuid AND revoked_at IS NULL`,
    'somebody who was shut out': ({ id }) =>
      db.$executeRaw`UPDATE person SET disabled_at = now(), version = version + 1 WHERE id = ${id}::uuid`,
    'somebody who works there no more': ({ id }) =>
      db.$executeRaw`UPDATE membership SET valid_until = now(), version = version + 1 WHERE person_id = ${id}::uuid`,
  }
  const insiders = [...new Set(ways.map((way) => insiderOf(way)[0]))] as PersonKey[]

  /** What was given away, what failed, and what it changed; there must be none of it. */
  async function gotOrDone(found: Awaited<ReturnType<typeof tryEverything>>, before: Map<string, string>) {
    const failed = found.filter(({ status }) => status >= 500).map(({ name, status }) => `${name}: ${status}`)
    const untried = found.length > 50 ? [] : ['hardly anything was tried']
    return [...untried, ...givenAway(matrix, found), ...failed, ...changedSince(before, await fingerprint(db))]
  }
  const nobody = () => ({ url: app.url, cookie: '', session: null })

  test('nobody gets nothing, however it is asked', { timeout: 2 * minutes }, async () => {
    const before = await fingerprint(db)
    const found = await tryEverything(matrix, nobody, { disguised: true })
    expect(await gotOrDone(found, before)).toEqual([])
    report(`${found.length} forsøk uten økt`)
  })

  test.for(['samlop=junk', 'samlop=a.b.c.d.e', 'samlop=%', 'samlop=', '__Host-samlop=x; next-auth.session-token=x'])(
    'the cookie %s gets nothing',
    { timeout: minutes },
    async (cookie) => {
      const before = await fingerprint(db)
      expect(await gotOrDone(await tryEverything(matrix, () => ({ ...nobody(), cookie })), before)).toEqual([])
    },
  )

  test.for(Object.keys(ends))('%s gets nothing', { timeout: 2 * minutes }, async (how) => {
    // Twins, so that the others can go on.
    const twins = {} as Record<ActorKey, Visitor>
    for (const who of insiders) {
      const twin = await twinOf(db, app, world.people[who])
      twins[who] = await signInAs(app, twin)
      await ends[how]?.(twin)
    }
    const before = await fingerprint(db)
    expect(await gotOrDone(await tryEverything(matrix, (who) => twins[who]), before)).toEqual([])
  })

  test(
    'a form that comes from elsewhere does nothing, though somebody is signed in',
    { timeout: 2 * minutes },
    async () => {
      const before = await fingerprint(db)
      const found = await tryFromElsewhere(matrix)
      expect(givenAway(matrix, found)).toEqual([])
      expect(changedSince(before, await fingerprint(db))).toEqual([])
    },
  )

  test('what is not there and what is not allowed look the same', async () => {
    const { visitors, subjects } = matrix
    const pages = [
      ['ward', `/patients/${subjects.none.id}`, `/patients/${uuid()}`],
      ['ward', `/patients/${subjects.none.id}/stays`, `/patients/${uuid()}/stays`],
      ['controller', `/patients/${subjects.far.id}/access`, `/patients/${uuid()}/access`],
      ['desk', `/reception/${subjects.atSecondDesk.stay?.id}`, `/reception/${uuid()}`],
      ['ward', `/patients/${subjects.none.id}/emergency`, `/patients/${uuid()}/emergency`],
    ] as const
    for (const [who, hidden, absent] of pages) {
      const [one, other] = [await ask(visitors[who], hidden), await ask(visitors[who], absent)]
      expect(one.status).toBe(other.status)
      expect(difference(one.text, other.text)).toBeNull()
    }
  })
})

describe('a crawler', () => {
  const own: Partial<Record<ActorKey, Situation>> = {
    desk: 'arrived',
    ward: 'vip',
    secondWard: 'asked',
    contact: 'onWard',
    flow: 'waiting',
    caseworker: 'caseOpen',
    zone: 'homeCare',
    invited: 'invitation',
    gp: 'gpList',
    controller: 'cancelled',
    patient: 'self',
    kin: 'proxy',
    wardAtHome: 'nurseHerself',
    farDesk: 'far',
    farWard: 'far',
    farFlow: 'far',
    farGp: 'far',
    farPatient: 'far',
    farKin: 'far',
  }
  let bytes = 0

  test.for(everybody)('as %s meets nobody foreign, whatever link it follows', { timeout: 2 * minutes }, async (who) => {
    const met = await crawl(matrix.visitors[who])
    const text = [...met.values()].join('\n')
    bytes += text.length
    // Whoever controls sees names of patients in lists of control.
    const beyond = isController(who) ? ['name', 'rest'] : []
    const strange = foreign(who, matrix.canaries.in(text)).filter(({ leak }) => !beyond.includes(leak))
    expect(strange.map(({ about, what }) => `${what} of ${about}`)).toEqual([])
    const mine = own[who]
    // Whoever has a patient sees that one, so that the eye is proven to see.
    expect(mine === undefined || matrix.canaries.in(text).some(({ about }) => about === mine)).toBe(true)
  })

  afterAll(() => report(`${Math.round(bytes / 1024)} kB lest av roboten`))

  test('meets nobody at all with a cookie that was signed out', { timeout: minutes }, async () => {
    const ward = await twinOf(db, app, world.people.ward)
    const visitor = await signInAs(app, ward)
    expect(matrix.canaries.in([...(await crawl(visitor)).values()].join('')).length).toBeGreaterThan(0)
    await send(visitor, matrix.ids.get('lib/sessions/actions.ts#signOutAction') ?? '', {})
    expect(matrix.canaries.in([...(await crawl(visitor)).values()].join(''))).toEqual([])
  })
})

test('the app wrote no word of any record into its own log', () => {
  expect(matrix.canaries.in(app.printed())).toEqual([])
})

describe('over HTTP, last because it changes what there is to see', () => {
  const total = new Ledger()

  test.for(actorKeys)('%s does what the policy allows', { timeout: 2 * minutes }, async (who) => {
    const ledger = new Ledger()
    await changeWhatIsAllowed(matrix, who, fresh, ledger)
    total.cells += ledger.cells
    total.requests += ledger.requests
    expect(ledger.wrong).toEqual([])
  })

  afterAll(() => report(`${total.cells} celler som endrer noe, over HTTP`))
})
