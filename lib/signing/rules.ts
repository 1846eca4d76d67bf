import type { Role } from '#prisma/generated/enums'

/** Milliseconds that a proof of who somebody is may be old when they sign. */
export const freshFor = 5 * 60_000

/** Whether somebody proved who they are so lately that their name may stand under a text. */
export const isFresh = (authenticatedAt: Date | null, time: Date) =>
  authenticatedAt !== null && time.getTime() - authenticatedAt.getTime() < freshFor

/** Who vouches for signatures by our own sign-in, by the door that the role comes in through. */
export const providerOf = (role: Role) => `openid:${doorOf(role)}`
export const doorOf = (role: Role) => (role === 'PATIENT' || role === 'NEXT_OF_KIN' ? 'idporten' : 'helseid')

/** What a provider is told of somebody who is about to sign: never the text, and what is signed by its hash alone. */
export type SigningRequest = { contentHash?: string; authenticatedAt: Date | null; back: string }

/** `go`: the signer proves who they are there first and comes back; `ready`: the signature may be kept now. */
export type SigningStep = { kind: 'ready'; provider: string } | { kind: 'go'; address: string }

/**
 * Whoever vouches for a signature. A provider of BankID signatures is another of these: it sends the signer away with the
 * hash, and is ready when its own proof is back.
 */
export type SigningPort = { name: string; next: (request: SigningRequest, time: Date) => SigningStep }

/** Our own: the same sign-in as ever, anew. It is used by the demo and the tests, and where no provider is agreed on. */
export const ownPort = (role: Role): SigningPort => ({
  name: providerOf(role),
  next: ({ authenticatedAt, back }, time) =>
    isFresh(authenticatedAt, time)
      ? { kind: 'ready', provider: providerOf(role) }
      : { kind: 'go', address: `/api/auth/login/${doorOf(role)}?signere=${encodeURIComponent(back)}` },
})
