import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as openid from 'openid-client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { providerForTests } from '#tests/support/identity-provider/for-tests'
import { visit } from '#tests/support/identity-provider/visit'
import { freePort } from '#tests/support/test-database'

let provider: Awaited<ReturnType<typeof providerForTests>>
let us: openid.Configuration

beforeAll(async () => {
  provider = await providerForTests()
  us = await client(openid.PrivateKeyJwt(await imported(JSON.parse(readFileSync(provider.keys.privateFile, 'utf8')))))
})
afterAll(() => provider.stop())

async function imported({ kid = 'a key', ...jwk }: JsonWebKey & { kid?: string }) {
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  return { key, kid }
}
const strangersKey = () =>
  imported(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }))

const client = (authentication: openid.ClientAuth) =>
  openid.discovery(new URL(provider.issuers.helseid), 'samlop-ansatt', {}, authentication, {
    execute: [openid.allowInsecureRequests],
  })

const verifier = openid.randomPKCECodeVerifier()
const request = async () => ({
  redirect_uri: 'http://localhost:3000/api/auth/login/helseid/callback',
  scope: 'openid',
  response_type: 'code',
  state: 'state',
  nonce: 'nonce',
  code_challenge: await openid.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
})
const push = async (config: openid.Configuration, change: Record<string, string | undefined>) => {
  const given = Object.entries({ ...(await request()), ...change })
  const said = given.filter((field): field is [string, string] => field[1] !== undefined)
  return openid.buildAuthorizationUrlWithPAR(config, Object.fromEntries(said))
}

test('the request that all the others differ from is taken', async () => {
  await expect(push(us, {})).resolves.toBeInstanceOf(URL)
})

const wrong: [string, Record<string, string | undefined>][] = [
  ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
  ['with PKCE that hides nothing', { code_challenge: verifier, code_challenge_method: 'plain' }],
  ['with an answer to another address', { redirect_uri: 'http://localhost:3000/elsewhere' }],
  ['with an answer to another host', { redirect_uri: 'https://example.com/api/auth/login/helseid/callback' }],
  ['for a token in the address', { response_type: 'id_token' }],
  ['for a code and a token', { response_type: 'code id_token' }],
]

describe(`${wrong.length} pushed requests that break the profile: accepted 0`, () => {
  test.each(wrong)('%s', async (_, change) => {
    await expect(push(us, change)).rejects.toBeInstanceOf(openid.ResponseBodyError)
  })
})

/** The status that the provider refuses with. */
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'accepted',
    ({ status }) => String(status),
  )

const strangers: [string, () => Promise<openid.ClientAuth>][] = [
  ['another key under our name', async () => openid.PrivateKeyJwt(await strangersKey())],
  ['a shared secret', async () => openid.ClientSecretPost('secret')],
  ['a shared secret in the header', async () => openid.ClientSecretBasic('secret')],
  ['a secret as a signing key', async () => openid.ClientSecretJwt('secret-secret-secret-secret-secret')],
  ['no proof at all', async () => openid.None()],
  ['an assertion for somewhere else', () => ours((payload) => Object.assign(payload, { aud: 'https://example.com' }))],
  ['an assertion that is too old', () => ours((payload) => Object.assign(payload, { exp: 1_000, iat: 940, nbf: 940 }))],
  ['an assertion of another client', () => ours((payload) => Object.assign(payload, { iss: 'x', sub: 'x' }))],
]

async function ours(change: (payload: object) => void) {
  const key = await imported(JSON.parse(readFileSync(provider.keys.privateFile, 'utf8')))
  return openid.PrivateKeyJwt(key, { [openid.modifyAssertion]: (_, payload) => change(payload) })
}

describe(`${strangers.length} clients that cannot prove to be us: accepted 0`, () => {
  test.each(strangers)('%s', async (_, authentication) => {
    const stranger = await client(await authentication())
    expect(await refusal(push(stranger, {}))).toMatch(/^40[01]$/)
    const answer = await visit(await push(us, {}))
    const exchange = openid.authorizationCodeGrant(stranger, answer, {
      expectedState: 'state',
      expectedNonce: 'nonce',
      pkceCodeVerifier: verifier,
    })
    expect(await refusal(exchange)).toMatch(/^40[01]$/)
  })
})

test('a request that was not pushed is refused', async () => {
  const { searchParams } = await visit(openid.buildAuthorizationUrl(us, await request()))
  expect(searchParams.get('error')).toBe('invalid_request')
  expect(searchParams.has('code')).toBe(false)
})

test('a code without its verifier is refused', async () => {
  const answer = await visit(await push(us, {}))
  const exchange = openid.authorizationCodeGrant(us, answer, { expectedState: 'state', expectedNonce: 'nonce' })
  await expect(exchange).rejects.toMatchObject({ error: 'invalid_grant' })
})

test('an assertion of ours is taken once', async () => {
  const again = await client(await ours((payload) => Object.assign(payload, { jti: 'the same' })))
  await push(again, {})
  await expect(push(again, {})).rejects.toMatchObject({ error: 'invalid_client' })
})

test('a provider that does not answer is unavailable, and is asked again the next time', async () => {
  const later = await freePort()
  process.env['HELSEID_ISSUER'] = `http://localhost:${later}/helseid`
  vi.resetModules()
  const { startSignIn, signInProblem } = await import('#lib/openid')
  expect(await startSignIn('helseid').catch(signInProblem)).toBe('utilgjengelig')
  const back = await providerForTests(later, provider.keys)
  expect(await startSignIn('helseid')).toHaveProperty('address')
  await back.stop()
})
