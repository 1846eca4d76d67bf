import 'server-only'
import { readFile } from 'node:fs/promises'
import * as openid from 'openid-client'
import { now } from '#lib/clock'
import { loopback, webEnv } from '#lib/env'
import { log } from '#lib/log'
import { claimsProblem, clockTolerance, maxAge, type ProviderName, providerNames } from '#lib/openid-claims'
import type { SignInProblem } from '#lib/sessions/text'

/** What the browser keeps for us, sealed, between leaving for the provider and coming back. */
export type Login = {
  provider: ProviderName
  state: string
  nonce: string
  codeVerifier: string
  /** In a window beside a page that waits for the person to be back. */
  beside?: boolean
  /** Somebody who is signed in proves again who they are, and goes on at this path of ours. */
  back?: string
  /** Seconds since 1970: such a proof is newer than this. */
  since?: number
}

/** Who came back, by the one name that counts. */
export type Identity = { issuer: string; subject: string; citizen: boolean }
/** The same with when they proved it to the provider. */
export type Proven = Identity & { authenticatedAt: Date }

/** Thrown when a sign-in is refused for a reason that the person can be told. */
export class SignInRefused extends Error {
  constructor(readonly problem: SignInProblem) {
    super(problem)
  }
}

export const isProviderName = (name: string): name is ProviderName => providerNames.some((known) => known === name)

/** No more is asked for than we check. */
const asked = {
  helseid: { scope: 'openid helseid://scopes/identity/pid helseid://scopes/identity/security_level' },
  idporten: { scope: 'openid', acr_values: 'idporten-loa-high' },
} as const satisfies Record<ProviderName, object>

/** Pushes the request to the provider and answers with the address to send the browser to. */
export async function startSignIn(provider: ProviderName): Promise<{ address: URL; login: Login }> {
  const codeVerifier = openid.randomPKCECodeVerifier()
  const login = { provider, state: openid.randomState(), nonce: openid.randomNonce(), codeVerifier }
  const address = await openid.buildAuthorizationUrlWithPAR(await configuration(provider), {
    ...asked[provider],
    redirect_uri: callbackOf(provider).href,
    state: login.state,
    nonce: login.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    // Machines in a ward are shared, so the provider must not answer for the one before.
    prompt: 'login',
    max_age: String(maxAge),
  })
  return { address, login }
}

/** Exchanges what the browser came back with for a proven identity. Throws when anything at all does not fit. */
export async function finishSignIn(login: Login, answer: URLSearchParams): Promise<Proven> {
  const config = await configuration(login.provider)
  const address = callbackOf(login.provider)
  address.search = answer.toString()
  const tokens = await openid.authorizationCodeGrant(config, address, {
    expectedState: login.state,
    expectedNonce: login.nonce,
    pkceCodeVerifier: login.codeVerifier,
    maxAge,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  const expected = { clientId: config.clientMetadata().client_id, deployment: webEnv().DEPLOYMENT, time: now() }
  const problem = claims ? claimsProblem(login.provider, claims, expected) : 'utilgjengelig'
  if (!claims || problem) throw new SignInRefused(problem ?? 'utilgjengelig')
  const provenAt = Number(claims.auth_time)
  if (provenAt < (login.since ?? 0) - clockTolerance) throw new SignInRefused('utlopt')
  const authenticatedAt = new Date(provenAt * 1_000)
  const { issuer } = config.serverMetadata()
  return { issuer, subject: claims.sub, citizen: login.provider === 'idporten', authenticatedAt }
}

/** What to tell the person. A provider that is down or breaks its word is also written to the log. */
export function signInProblem(error: unknown): SignInProblem {
  if (error instanceof SignInRefused) return error.problem
  if (error instanceof openid.AuthorizationResponseError && error.error === 'access_denied') return 'avbrutt'
  if (error instanceof openid.ResponseBodyError && error.error === 'invalid_grant') return 'utlopt'
  if (error instanceof openid.ClientError && stale.has(error.code ?? '')) return 'utlopt'
  log.failure(error)
  return 'utilgjengelig'
}

/** Another state, nonce or issuer than the one we sent out, or a token that is too old. */
const stale = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
])

/** From our own address and never from the request's, which anybody can write. */
const callbackOf = (provider: ProviderName) => new URL(`/api/auth/login/${provider}/callback`, webEnv().NEXTAUTH_URL)

const hour = 60 * 60 * 1000
const kept = new Map<ProviderName, { config: Promise<openid.Configuration>; until: number }>()

/** What the provider says of itself, asked for once an hour; a failure is not kept. */
function configuration(provider: ProviderName) {
  const earlier = kept.get(provider)
  if (earlier && now().getTime() < earlier.until) return earlier.config
  const config = discover(provider)
  kept.set(provider, { config, until: now().getTime() + hour })
  config.catch(() => kept.delete(provider))
  return config
}

async function discover(provider: ProviderName) {
  const { HELSEID_ISSUER, HELSEID_CLIENT_ID, IDPORTEN_ISSUER, IDPORTEN_CLIENT_ID } = webEnv()
  const [issuer, clientId] =
    provider === 'helseid' ? [HELSEID_ISSUER, HELSEID_CLIENT_ID] : [IDPORTEN_ISSUER, IDPORTEN_CLIENT_ID]
  const server = new URL(issuer)
  const unencrypted = server.protocol === 'http:' && loopback(issuer)
  return openid.discovery(server, clientId, { [openid.clockTolerance]: clockTolerance }, await clientAuth(), {
    timeout: 5,
    // Without the second one the signature of a token that came straight from the provider is not looked at.
    execute: [...(unencrypted ? [openid.allowInsecureRequests] : []), openid.enableNonRepudiationChecks],
  })
}

/** We prove who we are by signing with a key that only we have; there is no shared secret. */
async function clientAuth() {
  const { kid, ...jwk } = JSON.parse(await readFile(webEnv().CLIENT_ASSERTION_KEY_FILE, 'utf8'))
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  return openid.PrivateKeyJwt({ key, kid })
}
