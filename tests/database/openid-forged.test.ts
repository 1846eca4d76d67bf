import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finishSignIn, type Login, signInProblem, startSignIn } from '#lib/openid'
import { providerForTests } from '#tests/support/identity-provider/for-tests'
import { visit } from '#tests/support/identity-provider/visit'

let provider: Awaited<ReturnType<typeof providerForTests>>
beforeAll(async () => {
  provider = await providerForTests()
})
afterAll(() => provider.stop())

type Json = Record<string, unknown>
type Parts = { header: Json; claims: Json; key: JsonWebKey }
type Forgery = (parts: Parts) => string

const part = (json: Json) => Buffer.from(JSON.stringify(json)).toString('base64url')
const open = (text = '') => JSON.parse(Buffer.from(text, 'base64url').toString()) as Json
const now = () => Math.floor(Date.now() / 1000)

function signed({ header, claims, key }: Parts) {
  const content = `${part(header)}.${part(claims)}`
  const privateKey = createPrivateKey({ key, format: 'jwk' })
  return `${content}.${sign('sha256', Buffer.from(content), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}
const withSecret = ({ header, claims }: Parts, secret: string) => {
  const content = `${part({ ...header, alg: 'HS256' })}.${part(claims)}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}
const pemOf = ({ kty, crv, x, y }: JsonWebKey) =>
  createPublicKey({ key: { kty, crv, x, y } as JsonWebKey, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString()

/** Signed with the provider's own key, so that nothing but the claim can give it away. */
const saying =
  (change: (claims: Json) => Json): Forgery =>
  ({ header, claims, key }) =>
    signed({ header, claims: { ...claims, ...change(claims) }, key })
const headed =
  (change: Json): Forgery =>
  ({ header, claims, key }) =>
    signed({ header: { ...header, ...change }, claims, key })
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
const publicStranger = { kty: stranger.kty, crv: stranger.crv, x: stranger.x, y: stranger.y }

const level = 'helseid://claims/identity/security_level'
const number = 'helseid://claims/identity/pid'

const forged: [string, Forgery][] = [
  ['for another client', saying(() => ({ aud: 'another' }))],
  ['for us and another', saying(({ aud }) => ({ aud: [aud, 'another'] }))],
  ['for us and another, made for us', saying(({ aud }) => ({ aud: [aud, 'another'], azp: aud }))],
  ['for us and another, made for the other', saying(({ aud }) => ({ aud: [aud, 'another'], azp: 'another' }))],
  ['for us, made for another', saying(() => ({ azp: 'another' }))],
  ['for nobody', saying(() => ({ aud: undefined }))],
  ['of another issuer', saying(() => ({ iss: 'https://helseid.example' }))],
  ['of the other provider', saying(() => ({ iss: provider.issuers.idporten }))],
  ['of no issuer', saying(() => ({ iss: undefined }))],
  ['about nobody', saying(() => ({ sub: undefined }))],
  ['about a number instead of a name', saying(() => ({ sub: 7 }))],
  ['expired', saying(() => ({ exp: now() - 120 }))],
  ['without an end', saying(() => ({ exp: undefined }))],
  ['with an end in words', saying(() => ({ exp: 'tomorrow' }))],
  ['issued in the future', saying(() => ({ iat: now() + 120 }))],
  ['issued at no time', saying(() => ({ iat: undefined }))],
  ['not valid yet', saying(() => ({ nbf: now() + 120 }))],
  ['with another nonce', saying(() => ({ nonce: 'another' }))],
  ['without a nonce', saying(() => ({ nonce: undefined }))],
  ['of somebody who signed in too long ago', saying(() => ({ auth_time: now() - 420 }))],
  ['of somebody who will sign in later', saying(() => ({ auth_time: now() + 120 }))],
  ['without the time of signing in', saying(() => ({ auth_time: undefined }))],
  ['at level 3', saying(() => ({ [level]: '3' }))],
  ['at level 4 as a number', saying(() => ({ [level]: 4 }))],
  ['at several levels', saying(() => ({ [level]: ['3', '4'] }))],
  ['at no level', saying(() => ({ [level]: undefined }))],
  ["at the other provider's level", saying(() => ({ [level]: undefined, acr: 'idporten-loa-high' }))],
  ['without an identity number', saying(() => ({ [number]: undefined }))],
  [
    "with the identity number in the other provider's place",
    saying((claims) => ({ [number]: undefined, pid: claims[number] })),
  ],
  ['with a real identity number', saying(() => ({ [number]: '01019012345' }))],
  ['with an identity number that is none', saying(() => ({ [number]: '0181901234x' }))],
  ['not signed', ({ header, claims }) => `${part({ ...header, alg: 'none' })}.${part(claims)}.`],
  ['not signed, in other letters', ({ header, claims }) => `${part({ ...header, alg: 'nOnE' })}.${part(claims)}.`],
  ['signed with our name as a secret', (parts) => withSecret(parts, 'samlop-ansatt')],
  ["signed with the provider's public key as a secret", (parts) => withSecret(parts, pemOf(parts.key))],
  ['signed with another key', (parts) => signed({ ...parts, key: stranger })],
  [
    'signed with an unknown key',
    ({ header, claims }) => signed({ header: { ...header, kid: 'unknown' }, claims, key: stranger }),
  ],
  [
    'signed with the key it brings',
    ({ header, claims }) => signed({ header: { ...header, jwk: publicStranger }, claims, key: stranger }),
  ],
  [
    'signed with a key it points at',
    ({ header, claims }) =>
      signed({ header: { ...header, kid: 'mine', jku: 'https://example.com/jwks' }, claims, key: stranger }),
  ],
  ['said to be signed in another way', headed({ alg: 'RS256' })],
  ['with a header that must be understood', headed({ crit: ['exp'] })],
  [
    'changed after it was signed',
    (parts) => signed(parts).replace(/\.[^.]+\./, `.${part({ ...parts.claims, sub: 'another' })}.`),
  ],
  ['with the signature cut off', (parts) => signed(parts).replace(/[^.]+$/, '')],
  ['sealed for somebody else', () => 'a.b.c.d.e'],
  ['that is no token', () => 'token'],
]

async function arrive(): Promise<[Login, URLSearchParams]> {
  const { address, login } = await startSignIn('helseid')
  return [login, (await visit(address)).searchParams]
}
const forge = (forgery?: Forgery) => {
  provider.tricks.forge =
    forgery &&
    ((idToken, key) => {
      const [header, claims] = idToken.split('.')
      return forgery({ header: open(header), claims: open(claims), key })
    })
}

test('the token that all the others differ from is taken', async () => {
  forge(signed)
  await expect(finishSignIn(...(await arrive()))).resolves.toHaveProperty('subject')
})

describe(`${forged.length} forged ID tokens: accepted 0`, () => {
  test.each(forged)('%s', async (_, forgery) => {
    forge(forgery)
    const problem = await finishSignIn(...(await arrive())).then(() => 'accepted', signInProblem)
    expect(['sikkerhetsniva', 'utlopt', 'ukjent', 'utilgjengelig']).toContain(problem)
  })
})
