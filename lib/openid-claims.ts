import type { env } from '#lib/env'
import type { SignInProblem } from '#lib/sessions/text'

export const providerNames = ['helseid', 'idporten'] as const
export type ProviderName = (typeof providerNames)[number]

type Claims = { readonly [name: string]: unknown }
type Expected = { clientId: string; deployment: ReturnType<typeof env>['DEPLOYMENT']; time: Date }

/** How each provider names the identity number and the level of security, and which level counts as high. */
const names = {
  helseid: { number: 'helseid://claims/identity/pid', level: 'helseid://claims/identity/security_level', high: '4' },
  idporten: { number: 'pid', level: 'acr', high: 'idporten-loa-high' },
} as const satisfies Record<ProviderName, object>

/** Seconds that a sign-in may be old, and that two clocks may differ. */
export const maxAge = 300
export const clockTolerance = 60

/**
 * What we ask of an ID token beyond what the protocol does: for us alone, made now by somebody who proved who they are
 * just now at the high level, with an identity number of the kind this installation takes.
 */
export function claimsProblem(
  provider: ProviderName,
  claims: Claims,
  { clientId, deployment, time }: Expected,
): SignInProblem | null {
  const { number, level, high } = names[provider]
  const forUs = [claims['aud']].flat().every((audience) => audience === clientId)
  if (!forUs || (claims['azp'] ?? clientId) !== clientId) return 'utilgjengelig'

  const latest = time.getTime() / 1000 + clockTolerance
  if (!isUpTo(claims['iat'], latest) || !isUpTo(claims['auth_time'], latest)) return 'utlopt'
  if (claims[level] !== high) return 'sikkerhetsniva'
  return isNumberFor(deployment, claims[number]) ? null : 'ukjent'
}

const isUpTo = (claim: unknown, latest: number) => typeof claim === 'number' && claim <= latest

/** Synthetic numbers have 80 added to the month; production takes none of them, the others nothing else. */
function isNumberFor(deployment: Expected['deployment'], number: unknown) {
  if (typeof number !== 'string' || !/^\d{11}$/.test(number)) return false
  return Number(number.slice(2, 4)) > 80 === (deployment !== 'production')
}
