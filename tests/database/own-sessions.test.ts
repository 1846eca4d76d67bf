import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { SessionEnded } from '#lib/request'
import type { Session } from '#lib/session'
import { endOne, endOthers } from '#lib/sessions/commands'
import { listOwnSessions } from '#lib/sessions/queries'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { reception as aReception, ward as aWard } from '#tests/support/records/organisations'
import { patient } from '#tests/support/records/patients'
import { citizen, membership, staff } from '#tests/support/records/people'
import { daysAgo } from '#tests/support/records/moments'
import { signIn } from '#tests/support/admin'

type Ward = Awaited<ReturnType<typeof aWard>>
type Nurse = Awaited<ReturnType<typeof staff>>
let ward: Ward
let nurse: Nurse
let here: Session
let elsewhere: Session

beforeEach(async () => {
  ward = await aWard(admin)
  nurse = await staff(admin, { role: 'NURSE', unit: ward })
  elsewhere = await as(nurse)
  here = await as(nurse)
})

async function seen(by: Session) {
  const list = await listOwnSessions(by, {})
  if (!list.ok) throw new Error(list.refusal)
  return list.value
}
const idOf = async (of: Session) => (await seen(of)).find(({ current }) => current)?.id ?? ''
const works = (of: Session) =>
  seen(of).then(
    () => true,
    (error) => !(error instanceof SessionEnded) && Promise.reject(error),
  )
const entries = async (of: Session, act: string) => {
  const sessionId = await idOf(of)
  return admin.auditEntry.findMany({ where: { sessionId, act }, orderBy: { seq: 'asc' } })
}

describe('the list of the own sessions', () => {
  test('shows this one first, as what and where, since when, and when it was last used', async () => {
    const list = await seen(here)
    expect(list).toMatchObject([
      { current: true, role: 'NURSE', unit: { name: ward.name } },
      { current: false, role: 'NURSE', unit: { name: ward.name } },
    ])
    for (const { startedAt, usedAt } of list)
      for (const moment of [startedAt, usedAt]) expect(Math.abs(moment.getTime() - Date.now())).toBeLessThan(60_000)
  })

  test('when it was last used follows what somebody does', async () => {
    const id = await idOf(elsewhere)
    await admin.$executeRaw`UPDATE auth.session SET created_at = now() - interval '3 hours', idle_until = now() + interval '5 minutes' WHERE id = ${id}::uuid`
    const [, other] = await seen(here)
    expect(Math.round((Date.now() - (other?.usedAt.getTime() ?? 0)) / 60_000)).toBe(10)
  })

  test('leaves out those that count no more', async () => {
    const id = await idOf(elsewhere)
    for (const ended of [
      'revoked_at = now()',
      'revoked_at = NULL, idle_until = now()',
      "idle_until = now() + interval '1 minute', absolute_until = now()",
    ]) {
      await admin.$executeRawUnsafe(`UPDATE auth.session SET ${ended} WHERE id = '${id}'`)
      expect(await seen(here)).toHaveLength(1)
    }
  })

  test("shows a patient's own and says as what", async () => {
    const who = await citizen(admin)
    await patient(admin, { personId: who.id })
    const session = await signIn(who.issuer, who.subject, true)
    expect(await seen(session)).toMatchObject([{ current: true, role: 'PATIENT', unit: null, organisation: null }])
  })

  test("shows nothing of a colleague's, whatever is asked as the runtime role", async () => {
    const colleague = await as(await staff(admin, { role: 'NURSE', unit: ward }))
    expect(await seen(colleague)).toHaveLength(1)
    await expect(asRuntimeRole(colleague, 'ADMIN', (tx) => tx.$queryRaw`SELECT id FROM auth.session`)).rejects.toThrow(
      /permission denied/,
    )
  })

  test('each look is written down, without a patient', async () => {
    await seen(here)
    expect((await entries(here, 'session.list'))[0]).toMatchObject({
      outcome: 'seen',
      purpose: 'ADMIN',
      personId: nurse.id,
    })
  })
})

describe('ending one elsewhere', () => {
  test('refuses it at its very next request, leaves this one, and is written down', async () => {
    const id = await idOf(elsewhere)
    await expect(endOne(here, { id }, uuid())).resolves.toMatchObject({ ok: true })
    expect([await works(elsewhere), await works(here)]).toEqual([false, true])
    expect(await entries(here, 'session.revoke')).toMatchObject([{ outcome: 'done', objectId: id, purpose: 'ADMIN' }])
  })

  test('by the same press twice has one effect', async () => {
    const [id, key] = [await idOf(elsewhere), uuid()]
    const answers = await Promise.all(Array.from({ length: 5 }, () => endOne(here, { id }, key)))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect((await entries(here, 'session.revoke')).map(({ outcome }) => outcome).toSorted()).toEqual([
      'done',
      ...Array.from({ length: 4 }, () => 'repeated'),
    ])
  })

  test('from two windows at once ends it once, and the other is told', async () => {
    const id = await idOf(elsewhere)
    const answers = await Promise.all([endOne(here, { id }, uuid()), endOne(here, { id }, uuid())])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && /^(not_found|conflict)$/.test(answer.refusal))).toHaveLength(1)
  })

  test.each([
    ['this one', async () => idOf(here), 'this_one'],
    ["a colleague's", async () => idOf(await as(await staff(admin, { role: 'NURSE', unit: ward }))), 'not_found'],
    ['one that does not exist', async () => uuid(), 'not_found'],
  ] as const)('%s is refused and written down', async (_, which, refusal) => {
    expect(await endOne(here, { id: await which() }, uuid())).toEqual({ ok: false, refusal })
    expect(await entries(here, 'session.revoke')).toMatchObject([{ outcome: refusal }])
    expect(await works(here)).toBe(true)
  })

  test("no statement of the runtime role ends a colleague's, nor the one that asks", async () => {
    const colleague = await as(await staff(admin, { role: 'NURSE', unit: ward }))
    const ids = [await idOf(colleague), await idOf(here)]
    const end = asRuntimeRole(
      here,
      'ADMIN',
      (tx) => tx.$queryRaw`SELECT door.end_own_sessions(${ids}::uuid[]) AS ended`,
    )
    expect(await end).toEqual([{ ended: 0 }])
    expect([await works(colleague), await works(here)]).toEqual([true, true])
  })
})

describe('ending all the others', () => {
  test('leaves this one alone, and is one entry', async () => {
    const third = await as(nurse)
    await expect(endOthers(here, {}, uuid())).resolves.toMatchObject({ ok: true })
    expect([await works(elsewhere), await works(third), await works(here)]).toEqual([false, false, true])
    expect(await entries(here, 'session.revoke')).toMatchObject([{ outcome: 'done', objectId: await idOf(here) }])
  })

  test('when there are none it says so', async () => {
    await endOthers(here, {}, uuid())
    expect(await endOthers(here, {}, uuid())).toEqual({ ok: false, refusal: 'no_others' })
  })

  test('from two sessions at once never fails, and at least one is left or both have ended each other', async () => {
    const answers = await Promise.allSettled([endOthers(here, {}, uuid()), endOthers(elsewhere, {}, uuid())])
    const failed = answers.filter((answer) => answer.status === 'rejected' && !(answer.reason instanceof SessionEnded))
    expect(failed).toEqual([])
  })
})

test('a look-up in reception outlives a new sign-in of the same nurse, and is nobody else’s', async () => {
  const desk = await aReception(admin)
  const at = await staff(admin, { role: 'NURSE', unit: desk })
  const lookUp = uuid()
  const before = await as(at)
  const sessionId = (await admin.session.findFirstOrThrow({ where: { personId: at.id } })).id
  const who = await patient(admin)
  await asRuntimeRole(
    before,
    'ETREAT',
    (tx) =>
      tx.$executeRaw`SELECT door.audit_append(${JSON.stringify({ id: lookUp, act: 'patient.check', outcome: 'none', subjects: [{ patientId: who.id, shown: ['name'] }] })}::jsonb)`,
  )
  await admin.session.update({ where: { id: sessionId }, data: { idleUntil: new Date() } })
  const find = (session: Session) =>
    asRuntimeRole(
      session,
      'ETREAT',
      (tx) => tx.$queryRaw`SELECT door.arriving(${lookUp}::uuid) ->> 'patientId' AS found`,
    )
  expect(await find(await as(at))).toEqual([{ found: who.id }])
  expect(await find(await as(await staff(admin, { role: 'NURSE', unit: desk })))).toEqual([{ found: null }])
  await membership(admin, { person: at, role: 'NURSE', unit: await aReception(admin), validFrom: daysAgo(2_000) })
  expect(await find(await as(at))).toEqual([{ found: null }])
})
