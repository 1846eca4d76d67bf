import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { beginSession } from '#lib/login-db'
import type { Identity } from '#lib/openid'
import type { Session } from '#lib/session'
import { admin } from '#tests/support/admin'
import { daysAgo, inDays } from '#tests/support/records/moments'
import { ward as aWard } from '#tests/support/records/organisations'
import { patient } from '#tests/support/records/patients'
import { citizen, identity, membership, person, staff, testIssuers } from '#tests/support/records/people'
import { representation } from '#tests/support/records/relations'

type Ward = Awaited<ReturnType<typeof aWard>>
let ward: Ward
beforeAll(async () => {
  ward = await aWard(admin)
})

const aNurse = () => staff(admin, { role: 'NURSE', unit: ward, givenName: 'Solveig', familyName: 'Prøve' })
const atWork = ({ issuer, subject }: { issuer: string; subject: string }): Identity => ({
  issuer,
  subject,
  citizen: false,
})
const atHome = ({ issuer, subject }: { issuer: string; subject: string }): Identity => ({
  issuer,
  subject,
  citizen: true,
})

const rowOf = ({ secret }: Session) =>
  admin.session.findUniqueOrThrow({ where: { secretHash: createHash('sha256').update(secret).digest() } })
const entriesOf = (sessionId: string) => admin.auditEntry.findMany({ where: { sessionId }, orderBy: { seq: 'asc' } })
const counts = async () => [await admin.session.count(), await admin.auditEntry.count()]

/** One who signed in, with the row that it made. */
async function signedIn(who: Identity) {
  const session = await beginSession(who)
  if (!session) throw new Error('refused')
  return { session, row: await rowOf(session) }
}

describe('a known person signs in', () => {
  test('an employee, with the membership that is in force', async () => {
    const nurse = await aNurse()
    const { row } = await signedIn(atWork(nurse))
    expect(row).toMatchObject({
      kind: 'STAFF',
      personId: nurse.id,
      membershipId: nurse.membershipId,
      issuer: nurse.issuer,
    })
  })

  test('a patient', async () => {
    const who = await citizen(admin)
    await patient(admin, { personId: who.id })
    const { row } = await signedIn(atHome(who))
    expect(row).toMatchObject({ kind: 'CITIZEN', personId: who.id, membershipId: null })
    expect(await entriesOf(row.id)).toMatchObject([{ role: 'PATIENT', purpose: 'OWN' }])
  })

  test('one who stands for a patient', async () => {
    const who = await citizen(admin)
    await representation(admin, { patient: await patient(admin), person: who })
    const { row } = await signedIn(atHome(who))
    expect(await entriesOf(row.id)).toMatchObject([{ role: 'NEXT_OF_KIN', purpose: 'PROXY' }])
  })

  test('for fifteen minutes at a time, twelve hours in all', async () => {
    const { row } = await signedIn(atWork(await aNurse()))
    expect(row.idleUntil.getTime() - row.createdAt.getTime()).toBe(15 * 60_000)
    expect(row.absoluteUntil.getTime() - row.createdAt.getTime()).toBe(12 * 3_600_000)
  })

  test('each time anew, and each time written down', async () => {
    const nurse = await aNurse()
    const sessions = await Promise.all(Array.from({ length: 10 }, () => signedIn(atWork(nurse))))
    expect(new Set(sessions.map(({ session }) => session.secret)).size).toBe(10)
    for (const { row } of sessions) {
      const written = {
        act: 'session.begin',
        outcome: 'done',
        objectId: row.id,
        personId: nurse.id,
        personName: 'Solveig Prøve',
      }
      const place = {
        role: 'NURSE',
        purpose: 'ADMIN',
        organisationId: ward.organisationId,
        unitId: ward.id,
        unitName: ward.name,
      }
      expect(await entriesOf(row.id)).toMatchObject([{ ...written, ...place }])
    }
  })

  test('and what the database keeps cannot be used to be that person', async () => {
    const { session, row } = await signedIn(atWork(await aNurse()))
    expect(Buffer.from(session.secret, 'base64url')).toHaveLength(32)
    expect(JSON.stringify({ ...row, secretHash: Buffer.from(row.secretHash).toString('latin1') })).not.toContain(
      session.secret,
    )
  })
})

const unknown: [string, () => Promise<Identity>][] = [
  ['a name nobody has', async () => atWork({ issuer: testIssuers.helseid, subject: 'nobody' })],
  ['an empty name', async () => atWork({ issuer: testIssuers.helseid, subject: '' })],
  ['a known name at the other provider', async () => atWork({ ...(await aNurse()), issuer: testIssuers.idporten })],
  [
    'a known name in other letters',
    async () => ((who) => atWork({ ...who, subject: who.subject.toUpperCase() }))(await aNurse()),
  ],
  ['a disabled person', async () => atWork(await staff(admin, { role: 'NURSE', unit: ward, disabledAt: daysAgo(1) }))],
  ['a membership that has ended', async () => atWork(await employed({ validUntil: daysAgo(1) }))],
  ['a membership that has not begun', async () => atWork(await employed({ validFrom: inDays(1) }))],
  ['somebody without a membership', async () => atWork(await citizen(admin, { issuer: testIssuers.helseid }))],
  ['an employee as a citizen', async () => atHome(await aNurse())],
  ['a citizen who is neither patient nor representative', async () => atHome(await citizen(admin))],
  ['one who stood for a patient until yesterday', async () => atHome(await representative({ validUntil: daysAgo(1) }))],
  ['one who will stand for a patient tomorrow', async () => atHome(await representative({ validFrom: inDays(1) }))],
]

async function employed(time: { validFrom?: Date; validUntil?: Date }) {
  const who = await person(admin)
  await membership(admin, { person: who, role: 'NURSE', unit: ward, ...time })
  return identity(admin, { person: who, issuer: testIssuers.helseid, subject: who.id })
}
async function representative(time: { validFrom?: Date; validUntil?: Date }) {
  const who = await citizen(admin)
  await representation(admin, { patient: await patient(admin), person: who, ...time })
  return who
}

describe(`${unknown.length} who are not let in: sessions made 0`, () => {
  test.each(unknown)('%s', async (_, someone) => {
    const who = await someone()
    const before = await counts()
    await expect(beginSession(who)).resolves.toBeNull()
    expect(await counts()).toEqual(before)
  })
})
