import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { db } from '#lib/db'
import { listOwnMemberships, listStaff } from '#lib/memberships/queries'
import { staffListInput } from '#lib/memberships/schema'
import type { Actor } from '#lib/permissions'
import { SessionEnded } from '#lib/request'
import { checkFormKey, formKey, type Session } from '#lib/session'
import { chooseMembership } from '#lib/sessions/commands'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { daysAgo, inDays } from '#tests/support/records/moments'
import { healthTrust, reception as aReception, ward as aWard } from '#tests/support/records/organisations'
import { membership, staff } from '#tests/support/records/people'

type Place = Awaited<ReturnType<typeof aWard>>
let ward: Place
let reception: Place
let nurse: Awaited<ReturnType<typeof staff>>
let session: Session
let second: string

beforeEach(async () => {
  ward = await aWard(admin)
  reception = await aReception(admin, { organisation: { id: ward.organisationId } })
  nurse = await staff(admin, { role: 'NURSE', unit: ward })
  second = (await membership(admin, { person: nurse, role: 'NURSE', unit: reception, validFrom: daysAgo(10) })).id
  session = await as(nurse)
})

const hashOf = ({ secret }: Session) => createHash('sha256').update(secret).digest()
const rowOf = (of: Session) => admin.session.findUnique({ where: { secretHash: hashOf(of) } })
async function whoIs({ secret }: Session) {
  const [row] = await db().$queryRaw<[{ actor: Actor | null }]>`SELECT door.who_am_i(${secret}) AS actor`
  return row.actor
}
const choose = (id: string, key = uuid(), of = session) => chooseMembership(of, { id }, key)
const entries = (act = 'session.choose') =>
  admin.auditEntry.findMany({ where: { personId: nurse.id, act }, orderBy: { at: 'asc' } })
async function chosen(id: string) {
  const result = await choose(id)
  if (!result.ok) throw new Error(result.refusal)
  return result.value
}

describe('somebody with several memberships', () => {
  test('is told so until the choice is made', async () => {
    expect(await whoIs(session)).toMatchObject({ mayChoose: true, chosen: false, unit: { id: ward.id } })
    expect(await whoIs(await chosen(nurse.membershipId))).toMatchObject({ mayChoose: true, chosen: true })
  })

  test('goes on as the chosen one, under a new secret and in the same session', async () => {
    const before = await rowOf(session)
    const after = await chosen(second)
    expect(await whoIs(after)).toMatchObject({ role: 'NURSE', unit: { id: reception.id, kind: 'RECEPTION' } })
    expect(await rowOf(after)).toMatchObject({ id: before?.id, membershipId: second, chosen: true })
  })

  test('has nothing left of the one before: no session, and no form of it is taken', async () => {
    const oldForm = formKey(session)
    const after = await chosen(second)
    expect(await whoIs(session)).toBeNull()
    expect(checkFormKey(after, oldForm)).toBeNull()
    expect(checkFormKey(after, formKey(after))).not.toBeNull()
    await expect(listOwnMemberships(session, {})).rejects.toBeInstanceOf(SessionEnded)
  })

  test('may go back', async () => {
    const there = await chosen(second)
    const back = await choose(nurse.membershipId, uuid(), there)
    if (!back.ok) throw new Error(back.refusal)
    expect(await whoIs(back.value)).toMatchObject({ unit: { id: ward.id } })
  })

  test('leaves one audit entry, written as who one was before', async () => {
    await chosen(second)
    expect(await entries()).toMatchObject([
      { outcome: 'done', objectId: second, unitId: ward.id, purpose: 'ADMIN', facts: {} },
    ])
  })

  test('leaves no secret behind, neither in the receipt nor in the audit', async () => {
    const after = await chosen(second)
    const receipts = await admin.commandReceipt.findMany({ where: { actorId: nurse.id } })
    const written = await admin.auditEntry.findMany({ where: { personId: nurse.id }, omit: { seq: true } })
    const kept = JSON.stringify([receipts, written])
    for (const of of [session, after]) {
      expect(kept).not.toContain(of.secret)
      expect(kept).not.toContain(hashOf(of).toString('hex'))
    }
  })

  test('sees only the own ones that count now, the oldest first', async () => {
    const closed = await aWard(admin, { closedAt: daysAgo(1) })
    await membership(admin, { person: nurse, role: 'NURSE', unit: closed })
    await membership(admin, { person: nurse, role: 'NURSE', unit: await aWard(admin), validUntil: daysAgo(1) })
    await membership(admin, { person: nurse, role: 'NURSE', unit: await aWard(admin), validFrom: inDays(1) })
    await staff(admin, { role: 'NURSE', unit: ward })
    const list = await listOwnMemberships(session, {})
    expect(list.ok && list.value.map(({ id }) => id)).toEqual([nurse.membershipId, second])
  })
})

describe('what cannot be chosen', () => {
  const impossible: [string, () => Promise<{ id: string }>][] = [
    ["another person's", async () => ({ id: (await staff(admin, { role: 'HEAD_NURSE', unit: ward })).membershipId })],
    [
      'an ended one',
      () => membership(admin, { person: nurse, role: 'HEAD_NURSE', unit: ward, validUntil: daysAgo(1) }),
    ],
    [
      'one that has not begun',
      () => membership(admin, { person: nurse, role: 'HEAD_NURSE', unit: ward, validFrom: inDays(1) }),
    ],
    [
      'one at a closed unit',
      async () =>
        membership(admin, { person: nurse, role: 'HEAD_NURSE', unit: await aWard(admin, { closedAt: daysAgo(1) }) }),
    ],
    ['one that does not exist', async () => ({ id: uuid() })],
  ]
  test.each(impossible)('%s', async (_, make) => {
    const { id } = await make()
    expect(await choose(id)).toEqual({ ok: false, refusal: 'not_found' })
    expect(await whoIs(session)).toMatchObject({ unit: { id: ward.id }, chosen: false })
    expect(await entries()).toMatchObject([{ outcome: 'not_found' }])
  })
})

describe('twice at once', () => {
  /** The sessions that came of it, and in one word what became of the others. */
  async function allOf(choices: ReturnType<typeof choose>[]) {
    const results = await Promise.all(choices.map((choice) => choice.catch((error: unknown) => error as Error)))
    const sessions = results.flatMap((result) => (!(result instanceof Error) && result.ok ? [result.value] : []))
    const others = results.flatMap((result) => {
      if (result instanceof Error) return [result instanceof SessionEnded ? 'ended' : result.message]
      return result.ok ? [] : [result.refusal]
    })
    return { sessions, others }
  }

  // Whoever comes after the change has no session left to choose with.
  test('in two windows: one choice counts, the others are refused in words', async () => {
    const { sessions, others } = await allOf([second, nurse.membershipId, second, second].map((id) => choose(id)))
    expect(await Promise.all(sessions.map(whoIs))).toMatchObject([{ chosen: true }])
    expect(others.filter((other) => other !== 'already_chosen' && other !== 'ended')).toEqual([])
  })

  test('by the same press: one effect, and never a session that opens nothing', async () => {
    const key = uuid()
    const { sessions, others } = await allOf(Array.from({ length: 5 }, () => choose(second, key)))
    expect(await Promise.all(sessions.map(whoIs))).toMatchObject([{ unit: { id: reception.id } }])
    expect(others.filter((other) => other !== 'key_reused' && other !== 'ended')).toEqual([])
  })
})

describe('the list of people and roles', () => {
  const input = (given: object = {}) => staffListInput.parse(given)
  let boss: Session
  let trust: { id: string }

  beforeEach(async () => {
    trust = await healthTrust(admin)
    boss = await as(await staff(admin, { role: 'ORG_ADMIN', organisation: trust, familyName: 'Zetlitz' }))
  })
  const open = async (given: object = {}) => {
    const list = await listStaff(boss, input(given))
    if (!list.ok) throw new Error(list.refusal)
    return list.value
  }
  const here = (given: object) => staff(admin, { role: 'NURSE', organisation: trust, ...given })

  test('shows the own organisation and no other, in the order of the Norwegian alphabet', async () => {
    await here({ familyName: 'Ås' })
    await here({ familyName: 'Øvre' })
    await here({ familyName: 'Berg' })
    const { rows, counts } = await open()
    expect(rows.map(({ person }) => person.familyName)).toEqual(['Berg', 'Zetlitz', 'Øvre', 'Ås'])
    expect(counts).toEqual({ active: 4, ended: 0, coming: 0 })
  })

  test('knows who is active, who has ended and who will come', async () => {
    const who = await here({ familyName: 'Berg' })
    await membership(admin, { person: who, role: 'NURSE', organisation: trust, validUntil: daysAgo(1) })
    await membership(admin, { person: who, role: 'GP', organisation: trust, validFrom: inDays(3) })
    expect((await open()).counts).toEqual({ active: 2, ended: 1, coming: 1 })
    expect((await open({ show: 'coming' })).rows).toMatchObject([{ role: 'GP' }])
    expect((await open({ show: 'ended' })).rows).toMatchObject([{ role: 'NURSE' }])
  })

  test('sorts by role and by unit too', async () => {
    const unit = await aWard(admin, { organisation: trust, name: 'Aa-posten' })
    await staff(admin, { role: 'HEAD_NURSE', unit, familyName: 'Zz' })
    expect((await open({ sort: 'unit' })).rows[0]?.unit?.name).toBe('Aa-posten')
    expect((await open({ sort: 'role' })).rows.map(({ role }) => role)).toEqual(['HEAD_NURSE', 'ORG_ADMIN'])
  })

  test('comes in pages of twenty; a page too far is the last, and nonsense is the first', async () => {
    for (let one = 0; one < 21; one++) await here({ familyName: `Berg ${one}` })
    expect((await open()).rows).toHaveLength(20)
    expect(await open({ page: '2' })).toMatchObject({ page: 2, rows: [{}, {}] })
    expect(await open({ page: '900' })).toMatchObject({ page: 2 })
    for (const page of ['-1', 'x', ['1', '2'], '1e9', ''])
      expect(await open({ page, show: 'all', sort: ['name'] })).toMatchObject({ page: 1, show: 'active', sort: 'name' })
  })

  test('is for administrators, and each look is written down without a patient', async () => {
    expect(await listStaff(session, input())).toEqual({ ok: false, refusal: 'forbidden' })
    await open()
    const [entry] = await admin.auditEntry.findMany({
      where: { act: 'staff.list', organisationId: trust.id },
      include: { subjects: true },
    })
    expect(entry).toMatchObject({ outcome: 'seen', purpose: 'ADMIN', subjects: [] })
  })
})
