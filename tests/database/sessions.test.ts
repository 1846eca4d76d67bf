import { createHash } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { db } from '#lib/db'
import { beginService } from '#lib/login-db'
import type { Actor } from '#lib/permissions'
import { isSessionEnded, SessionEnded } from '#lib/request'
import type { Session } from '#lib/session'
import { endSession, signOut } from '#lib/sessions/commands'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { ward as aWard } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'

type Ward = Awaited<ReturnType<typeof aWard>>
type Nurse = Awaited<ReturnType<typeof staff>>
let ward: Ward
let nurse: Nurse
let session: Session

beforeAll(async () => {
  ward = await aWard(admin)
})
beforeEach(async () => {
  nurse = await staff(admin, { role: 'NURSE', unit: ward })
  session = await as(nurse)
})

const hashOf = ({ secret }: Session) => createHash('sha256').update(secret).digest()
const rowOf = (of: Session) => admin.session.findUniqueOrThrow({ where: { secretHash: hashOf(of) } })
const works = (of: Session) =>
  asRuntimeRole(of, 'ADMIN', async () => true).catch((error) => !isSessionEnded(error) && Promise.reject(error))
const change = (data: object) => admin.session.update({ where: { secretHash: hashOf(session) }, data })

describe('a session stops counting at the very next request', () => {
  const ends: [string, () => Promise<unknown>][] = [
    ['when it is revoked', () => change({ revokedAt: new Date() })],
    [
      'when the person is disabled',
      () => admin.person.update({ where: { id: nurse.id }, data: { disabledAt: new Date(), version: 2 } }),
    ],
    [
      'when the membership ends',
      () =>
        admin.membership.update({ where: { id: nurse.membershipId }, data: { validUntil: new Date(), version: 2 } }),
    ],
    ['when the idle time is over', () => change({ idleUntil: new Date() })],
    ['when twelve hours are over', () => change({ absoluteUntil: new Date() })],
    ['when it was signed out', () => endSession(session, {}, uuid())],
  ]
  test.each(ends)('%s', async (_, end) => {
    expect(await works(session)).toBe(true)
    await end()
    expect(await works(session)).toBe(false)
    const [row] = await db().$queryRaw<[{ actor: unknown }]>`SELECT door.who_am_i(${session.secret}) AS actor`
    expect(row.actor).toBeNull()
  })

  test('when the unit closes', async () => {
    const closing = await aWard(admin)
    session = await as(await staff(admin, { role: 'NURSE', unit: closing }))
    expect(await works(session)).toBe(true)
    await admin.unit.update({ where: { id: closing.id }, data: { closedAt: new Date() } })
    expect(await works(session)).toBe(false)
  })
})

describe('both sides of the edge', () => {
  // In one transaction the database's time stands still, so that a limit can be put exactly on it.
  const countsAt = (column: 'idle_until' | 'absolute_until', milliseconds: number) =>
    admin.$transaction(async (tx) => {
      const at = `date_trunc('milliseconds', now()) + interval '${milliseconds} milliseconds'`
      await tx.$executeRawUnsafe(`UPDATE auth.session SET ${column} = ${at} WHERE secret_hash = $1`, hashOf(session))
      const [row] = await tx.$queryRaw<
        [{ found: number }]
      >`SELECT count(*)::int AS found FROM door.session_of(${session.secret})`
      return row.found
    })

  test.each(['idle_until', 'absolute_until'] as const)('%s', async (column) => {
    expect(await countsAt(column, 1)).toBe(1)
    expect(await countsAt(column, 0)).toBe(0)
  })

  /** Moves the whole life of the session back, as if it began or was last used that long ago. */
  async function agedBy(column: 'idle_until' | 'absolute_until', limit: string, age: string) {
    return admin.$transaction(async (tx) => {
      const at = `date_trunc('milliseconds', now()) + interval '${limit}' - interval '${age}'`
      await tx.$executeRawUnsafe(`UPDATE auth.session SET ${column} = ${at} WHERE secret_hash = $1`, hashOf(session))
      const [row] = await tx.$queryRaw<[{ actor: Actor | null }]>`SELECT door.who_am_i(${session.secret}) AS actor`
      return row.actor?.secondsLeft
    })
  }

  test('14 minutes and 59 seconds without use is in time, and 15 minutes is too late', async () => {
    expect(await agedBy('idle_until', '15 minutes', '14 minutes 59 seconds')).toMatchObject({ idle: 1 })
    expect(await agedBy('idle_until', '15 minutes', '15 minutes')).toBeUndefined()
  })
  test('a second before twelve hours is in time, and twelve hours is too late', async () => {
    expect(await agedBy('absolute_until', '12 hours', '11 hours 59 minutes 59 seconds')).toMatchObject({ absolute: 1 })
    expect(await agedBy('absolute_until', '12 hours', '12 hours')).toBeUndefined()
  })

  /** How long there is left of both limits after somebody was active, by the database's own clock. */
  async function keptAlive(idle: string, absolute: string) {
    const limits = `idle_until = now() + interval '${idle}', absolute_until = now() + interval '${absolute}'`
    await admin.$executeRawUnsafe(`UPDATE auth.session SET ${limits} WHERE secret_hash = $1`, hashOf(session))
    await db().$executeRaw`SELECT door.keep_session_alive(${session.secret})`
    const [row] = await admin.$queryRaw<[{ idle: number; same: boolean }]>`
      SELECT extract(epoch FROM idle_until - now())::int AS idle, idle_until = absolute_until AS same
      FROM auth.session WHERE secret_hash = ${hashOf(session)}`
    return row
  }

  test('being active gives fifteen minutes more', async () => {
    expect((await keptAlive('30 seconds', '1 hour')).idle).toBeGreaterThan(890)
  })
  test('being active is written at most once a minute', async () => {
    expect((await keptAlive('14 minutes 10 seconds', '1 hour')).idle).toBeLessThan(851)
  })
  test('being active never outlasts twelve hours', async () => {
    expect((await keptAlive('30 seconds', '1 minute')).same).toBe(true)
  })
  test('an ended session cannot be kept alive', async () => {
    expect((await keptAlive('-1 second', '1 hour')).idle).toBeLessThan(0)
  })
})

describe('signing out', () => {
  test('ends this session, leaves the others, and is written down', async () => {
    const elsewhere = await as(nurse)
    await expect(endSession(session, {}, uuid())).resolves.toMatchObject({ ok: true })
    expect([await works(session), await works(elsewhere)]).toEqual([false, true])
    const { id, revokedAt } = await rowOf(session)
    expect(revokedAt).not.toBeNull()
    const [, entry, ...more] = await admin.auditEntry.findMany({ where: { sessionId: id }, orderBy: { seq: 'asc' } })
    expect(entry).toMatchObject({
      act: 'session.end',
      outcome: 'done',
      objectId: id,
      personId: nurse.id,
      purpose: 'ADMIN',
    })
    expect(more).toEqual([])
  })

  test('a second time is no fault', async () => {
    await endSession(session, {}, uuid())
    await expect(endSession(session, {}, uuid())).rejects.toBeInstanceOf(SessionEnded)
    await expect(signOut(session)).resolves.toMatchObject({ ok: true })
  })

  test('ten times at once ends it once, and faults nobody', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => signOut(session)))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(await works(session)).toBe(false)
  })
})

describe('the session of a program', () => {
  const numberOf = async (id: string) =>
    (await admin.organisation.findUniqueOrThrow({ where: { id } })).organisationNumber

  test('acts for one organisation, lists its acts and lasts twelve hours', async () => {
    const program = await beginService(await numberOf(ward.organisationId), ['stay.import'])
    if (!program) throw new Error('refused')
    const { id, createdAt, absoluteUntil, ...row } = await rowOf(program)
    expect(row).toMatchObject({
      kind: 'SERVICE',
      organisationId: ward.organisationId,
      personId: null,
      acts: ['stay.import'],
    })
    expect(absoluteUntil.getTime() - createdAt.getTime()).toBe(12 * 3_600_000)
    const [entry] = await admin.auditEntry.findMany({ where: { sessionId: id } })
    expect(entry).toMatchObject({ act: 'session.begin', role: 'SERVICE', purpose: 'SERVICE', personName: 'Program' })
  })

  test('has no other errand than its own, whatever it states', async () => {
    const program = await beginService(await numberOf(ward.organisationId), ['stay.import'])
    if (!program) throw new Error('refused')
    for (const purpose of ['TREAT', 'COC', 'OWN', 'CONTROL', 'ADMIN', 'SERVICE'] as const)
      await asRuntimeRole(program, purpose, (tx) => tx.$queryRaw`SELECT door.principals()::text[]`)
    const { id } = await rowOf(program)
    const entries = await admin.auditEntry.findMany({ where: { sessionId: id } })
    expect(entries.map(({ purpose }) => purpose)).toEqual(Array.from({ length: 7 }, () => 'SERVICE'))
  })

  test('is not made for an organisation that is not there', async () => {
    await expect(beginService('999999999', ['stay.import'])).resolves.toBeNull()
  })
})
