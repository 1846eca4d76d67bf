import { generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto'
import type { Context } from 'oidc-provider'
import { errorPage } from '#tests/support/identity-provider/page'
import type { loadPackage } from '#tests/support/identity-provider/package'
import type { IssuerName, People } from '#tests/support/identity-provider/people'

export type Keys = { keys: JsonWebKey[] }

/** What tests may change while the provider runs. */
export type Tricks = {
  /** A level other than the high one, by subject. */
  levels: Map<string, string>
  /** Puts another ID token in the place of the right one; gets the key that it was signed with. */
  forge?: ((idToken: string, key: JsonWebKey) => string) | undefined
}

type Options = {
  name: IssuerName
  url: string
  client: { id: string; redirectUri: string; keys: Keys }
  people: People
  tricks: Tricks
}

export const highest = { helseid: '4', idporten: 'idporten-loa-high' } as const satisfies Record<IssuerName, string>

/** The claims that each scope opens, by the names that the real ones use. */
const claims = {
  helseid: {
    openid: ['sub'],
    profile: ['name'],
    'helseid://scopes/identity/pid': ['helseid://claims/identity/pid'],
    'helseid://scopes/identity/security_level': ['helseid://claims/identity/security_level'],
    'helseid://scopes/hpr/hpr_number': ['helseid://claims/hpr/hpr_number'],
  },
  idporten: { openid: ['sub', 'pid'], profile: [] },
} as const satisfies Record<IssuerName, object>

/** The number of somebody whom the database has none for; a real provider always has one. */
const someNumber = '01819012345'

/** One issuer with the profile of the real ones: code only, PKCE, pushed requests, signed client assertions. */
export function makeIssuer(
  { Provider, createMemoryAdapter }: Awaited<ReturnType<typeof loadPackage>>,
  { name, url, client, people, tricks }: Options,
) {
  const key = {
    ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
    kid: randomBytes(8).toString('hex'),
  }

  async function claimsOf(subject: string) {
    const person = await people.find(name, url, subject)
    const pid = person?.identityNumber ?? someNumber
    if (name === 'idporten') return { sub: subject, pid }
    return {
      sub: subject,
      name: person?.name ?? 'Ukjent person',
      'helseid://claims/identity/pid': pid,
      'helseid://claims/identity/security_level': tricks.levels.get(subject) ?? highest.helseid,
      ...(person?.hprNumber && { 'helseid://claims/hpr/hpr_number': person.hprNumber }),
    }
  }

  const provider = new Provider(url, {
    ...profile,
    adapter: createMemoryAdapter(),
    jwks: { keys: [{ ...key, alg: 'ES256', use: 'sig' }] },
    clients: [clientOf(client)],
    claims: claims[name],
    scopes: Object.keys(claims[name]),
    acrValues: name === 'idporten' ? ['idporten-loa-substantial', 'idporten-loa-high'] : [],
    findAccount: (_: Context, subject: string) => ({ accountId: subject, claims: () => claimsOf(subject) }),
    interactions: { url: (_: Context, { uid }: { uid: string }) => `${url}/sign-in/${uid}` },
    cookies: {
      keys: [randomBytes(32).toString('hex')],
      names: { session: `${name}_session`, interaction: `${name}_sign_in`, resume: `${name}_resume` },
    },
  })
  provider.use(async (context, next) => {
    await next()
    const body = context.body as { id_token?: string } | undefined
    if (tricks.forge && context.oidc?.route === 'token' && body?.id_token)
      body.id_token = tricks.forge(body.id_token, key)
  })
  return { name, url, provider, answer: provider.callback() }
}

export type Issuer = ReturnType<typeof makeIssuer>

const clientOf = ({ id, redirectUri, keys }: Options['client']) => ({
  client_id: id,
  redirect_uris: [redirectUri],
  grant_types: ['authorization_code'],
  response_types: ['code'],
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: 'ES256',
  id_token_signed_response_alg: 'ES256',
  require_auth_time: true,
  jwks: keys,
})

const profile = {
  responseTypes: ['code'],
  clientAuthMethods: ['private_key_jwt'],
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
  },
  enabledJWA: { clientAuthSigningAlgValues: ['ES256'], idTokenSigningAlgValues: ['ES256'] },
  conformIdTokenClaims: false,
  ttl: { AccessToken: 60, IdToken: 300, Interaction: 600, Session: 600, Grant: 600 },
  clientBasedCORS: () => false,
  /** Agreeing is not asked for: who chose to sign in has agreed. */
  loadExistingGrant: async ({ oidc }: Context) => {
    if (!oidc) return undefined
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
    grant.addOIDCScope([...oidc.requestParamScopes].join(' '))
    await grant.save()
    return grant
  },
  renderError: (context: Context, { error }: { error: string }) => {
    context.type = 'html'
    context.body = errorPage(error)
  },
}
