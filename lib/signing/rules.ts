/** Milliseconds that a proof of who somebody is may be old when they sign. */
export const freshFor = 5 * 60_000

/** Whether somebody proved who they are so lately that their name may stand under a text. */
export const isFresh = (authenticatedAt: Date | null, time: Date) =>
  authenticatedAt !== null && time.getTime() - authenticatedAt.getTime() < freshFor

/** What somebody is about to sign, as a provider is told of it: never the text itself. */
export type SigningRequest = { contentHash: string; authenticatedAt: Date | null; back: string }

/** `go`: the signer proves who they are there first and comes back; `ready`: the signature may be kept now. */
export type SigningStep = { kind: 'ready'; provider: string } | { kind: 'go'; address: string }

/**
 * Whoever vouches for a signature. A provider of BankID signatures is another of these: it sends the signer away with the
 * hash, and is ready when its own proof is back.
 */
export type SigningPort = { name: string; next: (request: SigningRequest, time: Date) => SigningStep }

/** Our own: the same sign-in as ever, anew. It is used by the demo and the tests, and where no provider is agreed on. */
export const ownPort = (door: 'helseid' | 'idporten'): SigningPort => ({
  name: `openid:${door}`,
  next: ({ authenticatedAt, back }, time) =>
    isFresh(authenticatedAt, time)
      ? { kind: 'ready', provider: `openid:${door}` }
      : { kind: 'go', address: `/api/auth/login/${door}?signere=${encodeURIComponent(back)}` },
})
