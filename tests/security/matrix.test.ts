import { writeSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import type { RunningApp } from '#tests/support/e2e-app'
import { ask, send } from '#tests/support/matrix/call'
import type { Leak } from '#tests/support/matrix/canaries'
import { crawl } from '#tests/support/matrix/crawl'
import { tryMoreThanAsked } from '#tests/support/matrix/more-than-asked'
import { difference, givenAway, insiderOf, tryEverything, tryFromElsewhere } from '#tests/support/matrix/outsiders'
import { Ledger, type Matrix } from '#tests/support/matrix/ledger'
import { changeWhatIsAllowed, lookAndBeRefused, lookUpEverybody } from '#tests/support/matrix/over-http'
import { foreign, opened } from '#tests/support/matrix/verdicts'
import { asTheRuntimeRole, everything } from '#tests/support/matrix/over-sql'
import { type PersonKey, twinOf } from '#tests/support/matrix/places'
import { setStage, type Stage } from '#tests/support/matrix/stage'
import { subject, type World } from '#tests/support/matrix/subjects'
import { changedSince, fingerprint, wronglyAudited } from '#tests/support/matrix/traces'
import { ways } from '#tests/support/matrix/ways'
import { signInAs, type Visitor } from '#tests/support/matrix/visitors'
import { type ActorKey, actors, alone, rowOf, type Situation } from '#tests/security/policy'

const minutes = 60_000
const everybody = Object.keys(actors) as ActorKey[]
// Those who read the log first: what others look at becomes theirs to look into, and fills page after page.
const readsTheLog = (who: ActorKey) => /access.own|control/.test(alone[who])
const actorKeys = [...everybody.filter(readsTheLog), ...everybody.filter((who) => !readsTheLog(who))]
/** What somebody meets beyond the records: in lists of control names of patients, in logs and lists of staff who looked. */
const beyond = (who: ActorKey): readonly Leak[] =>
  /control/.test(alone[who]) ? ['name', 'looker', 'reason'] : /access.own|staff/.test(alone[who]) ? ['looker'] : []

let stage: Stage
let app: RunningApp
let db: Stage['db']
let world: World
let matrix: Matrix

const fresh = (about: Situation, signsIn = false) => subject(world, about, signsIn)

/** The figures that the closing note quotes; a passing test says nothing else. */
const report = (line: string) => writeSync(1, `   ${line}\n`)

beforeAll(async () => {
  stage = await setStage()
  ;({ app, db, world, matrix } = stage)
}, 5 * minutes)

afterAll(() => stage?.stop(), minutes)

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
  }, minutes)

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

  test(
    'a form that says more than it is asked does nothing, though somebody may',
    { timeout: 5 * minutes },
    async () => {
      const before = await fingerprint(db)
      const { sent, done } = await tryMoreThanAsked(matrix)
      expect(done).toEqual([])
      expect(changedSince(before, await fingerprint(db))).toEqual([])
      report(`${sent} skjemaer med et felt for mye`)
    },
  )

  test('what is not there and what is not allowed look the same', async () => {
    const { visitors } = matrix
    // New ones, at whom nobody has looked.
    const [none, far, waiting] = [await fresh('none'), await fresh('far'), await fresh('atSecondDesk')]
    const pages = [
      ['ward', `/patients/${none.id}`, `/patients/${uuid()}`],
      ['ward', `/patients/${none.id}/stays`, `/patients/${uuid()}/stays`],
      ['ward', `/patients/${none.id}/stays/${none.far.stay.id}`, `/patients/${uuid()}/stays/${uuid()}`],
      ['controller', `/patients/${far.id}/access`, `/patients/${uuid()}/access`],
      ['controller', `/control/${far.flag?.id}`, `/control/${uuid()}`],
      ['desk', `/reception/${waiting.stay?.id}`, `/reception/${uuid()}`],
      ['ward', `/patients/${none.id}/emergency`, `/patients/${uuid()}/emergency`],
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
    const strange = foreign(who, matrix.canaries.in(text)).filter(
      ({ about, leak }) => ![...beyond(who), ...opened(rowOf(who, about))].includes(leak),
    )
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
