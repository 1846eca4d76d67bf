import { beforeAll, expect, test } from 'vitest'
import { beginSession } from '#lib/login-db'
import type { Identity } from '#lib/openid'
import { checkFormKey, formKey } from '#lib/session'
import { ownedBy } from '#lib/signed-in'
import { admin } from '#tests/support/admin'
import { daysAgo } from '#tests/support/records/moments'
import { ward as aWard } from '#tests/support/records/organisations'
import { patient } from '#tests/support/records/patients'
import { identity, membership, staff, testIssuers } from '#tests/support/records/people'

process.env['CLIENT_ASSERTION_KEY_FILE'] ??= 'not read here'

let ward: Awaited<ReturnType<typeof aWard>>
beforeAll(async () => {
  ward = await aWard(admin)
})

/** A session as the sign-in route makes it. */
async function signedIn({ issuer, subject, citizen = false }: Omit<Identity, 'citizen'> & { citizen?: boolean }) {
  const who = { issuer, subject, citizen }
  const session = await beginSession(who)
  if (!session) throw new Error('refused')
  return ownedBy(session, who)
}
const aNurse = () => staff(admin, { role: 'NURSE', unit: ward })

test('what was begun before can be sent after the same person has signed in again, as one sending', async () => {
  const nurse = await aNurse()
  const [before, after] = [await signedIn(nurse), await signedIn(nurse)]
  const key = formKey(before)
  expect(after.secret).not.toBe(before.secret)
  expect(checkFormKey(after, key)).toBe(checkFormKey(before, key))
  expect(checkFormKey(after, `${key}.name`)).toBe(checkFormKey(before, `${key}.name`))
})

test('a form of a colleague of the same ward is refused', async () => {
  const [one, another] = [await signedIn(await aNurse()), await signedIn(await aNurse())]
  expect(checkFormKey(another, formKey(one))).toBeNull()
})

test('a form of the same person at another provider is refused', async () => {
  const nurse = await aNurse()
  await patient(admin, { personId: nurse.id })
  const atHome = { issuer: testIssuers.idporten, subject: nurse.subject }
  await identity(admin, { person: nurse, ...atHome })
  expect(checkFormKey(await signedIn({ ...atHome, citizen: true }), formKey(await signedIn(nurse)))).toBeNull()
})

test('a form of the same person in a role that has ended since is refused', async () => {
  const nurse = await aNurse()
  const key = formKey(await signedIn(nurse))
  await membership(admin, { person: nurse, role: 'NURSE', unit: await aWard(admin), validFrom: daysAgo(2_000) })
  expect(checkFormKey(await signedIn(nurse), key)).toBeNull()
})

test('nothing of the key tells who it is for', async () => {
  const nurse = await aNurse()
  const session = await signedIn(nurse)
  const key = formKey(session)
  for (const part of [nurse.subject, nurse.id, nurse.membershipId, session.owner.identity, session.secret])
    expect(key).not.toContain(part)
})
