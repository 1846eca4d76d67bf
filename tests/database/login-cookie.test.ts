import { decode, encode } from 'next-auth/jwt'
import { describe, expect, test } from 'vitest'
import { openLogin, sealLogin } from '#lib/login-cookie'
import type { Login } from '#lib/openid'

process.env['CLIENT_ASSERTION_KEY_FILE'] ??= 'not read here'

const secret = process.env['NEXTAUTH_SECRET'] ?? ''
const salt = 'samlop login'
const login: Login = { provider: 'helseid', state: 'state', nonce: 'nonce', codeVerifier: 'verifier' }

/** Every sign of the text changed, one at a time. */
const tampered = (sealed: string) =>
  Array.from(sealed, (sign, at) => `${sealed.slice(0, at)}${sign === 'A' ? 'g' : 'A'}${sealed.slice(at + 1)}`)

test('what was sealed comes back as it was', async () => {
  await expect(openLogin(await sealLogin(login), 'helseid')).resolves.toEqual(login)
})

test('nothing of it can be read from outside', async () => {
  const sealed = await sealLogin({ ...login, codeVerifier: 'a-secret-verifier' })
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('a-secret-verifier')
})

test('a login cookie with any one sign changed is refused', async () => {
  const attempts = tampered(await sealLogin(login))
  const opened = await Promise.all(attempts.map((sealed) => openLogin(sealed, 'helseid')))
  expect(attempts.length).toBeGreaterThan(200)
  expect(opened.filter(Boolean)).toEqual([])
})

const refused: [string, () => string | Promise<string>][] = [
  ['empty', () => ''],
  ['no token', () => 'junk'],
  ['junk in five parts', () => 'a.b.c.d.e'],
  ['a letter no token has', () => '\u0000æ%'],
  ['very long', () => 'x'.repeat(100_000)],
  ['too old', () => sealLogin(login, -60)],
  ['sealed with another secret', () => encode({ token: { ...login }, secret: 'x'.repeat(40), salt })],
  ["in the session's cookie's key", () => encode({ token: { ...login }, secret })],
  ['without a state', () => encode({ token: { ...login, state: undefined }, secret, salt })],
  ['with a number for a nonce', () => encode({ token: { ...login, nonce: 7 }, secret, salt })],
  ['for a provider we do not know', () => encode({ token: { ...login, provider: 'another' }, secret, salt })],
  ['for the other provider', () => sealLogin({ ...login, provider: 'idporten' })],
]

describe(`${refused.length} login cookies that do not count: accepted 0`, () => {
  test.each(refused)('%s', async (_, sealed) => {
    await expect(openLogin(await sealed(), 'helseid')).resolves.toBeNull()
  })
})

test("a login cookie cannot stand in for the session's cookie", async () => {
  await expect(decode({ token: await sealLogin(login), secret })).rejects.toThrow('decryption operation failed')
})
