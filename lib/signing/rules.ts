import { signable } from '#lib/agreements/rules'
import type { AgreementVersion, DeclineInput, SignInput } from '#lib/agreements/schema'
import { ok, refuse, type Result } from '#lib/result'
import type { PaperInput, SignedBy } from '#lib/signing/schema'
import type { AgreementParty, Role, ScanKind } from '#prisma/generated/enums'

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

export type SignRefusal =
  | 'not_a_party'
  | 'not_frozen'
  | 'superseded'
  | 'signed_already'
  | 'other_text'
  | 'stale'
  | 'one_party_each'

type Signing = {
  agreement: AgreementVersion
  /** For which party this person may sign, if any. */
  party: AgreementParty | null
  authenticatedAt: Date | null
  /** Whether the same person has signed it for another party. */
  signedElse: boolean
}

/** What is signed is the newest frozen text, the one that was shown, by somebody who has just proved who they are. */
export function decideSign(
  { agreement, party, authenticatedAt, signedElse }: Signing,
  { hash }: Pick<SignInput, 'hash'>,
  time: Date,
): Result<AgreementParty, SignRefusal> {
  if (!party) return refuse('not_a_party')
  if (agreement.status === 'SUPERSEDED' || agreement.status === 'REVOKED') return refuse('superseded')
  if (agreement.signatures.some((signature) => signature.party === party)) return refuse('signed_already')
  if (!signable.includes(agreement.status)) return refuse('not_frozen')
  if (agreement.contentHash !== hash) return refuse('other_text')
  if (signedElse) return refuse('one_party_each')
  return isFresh(authenticatedAt, time) ? ok(party) : refuse('stale')
}

export type DeclineRefusal = 'not_a_party' | 'superseded' | 'signed_already' | 'declined_already' | 'not_frozen'

export function decideDecline(
  { agreement, party }: Pick<Signing, 'agreement' | 'party'>,
  { reason }: DeclineInput,
): Result<{ reason: string | null }, DeclineRefusal> {
  if (party !== 'PATIENT') return refuse('not_a_party')
  if (agreement.status === 'SUPERSEDED' || agreement.status === 'REVOKED') return refuse('superseded')
  if (agreement.signatures.some((signature) => signature.party === 'PATIENT')) return refuse('signed_already')
  if (agreement.decline) return refuse('declined_already')
  if (!signable.includes(agreement.status)) return refuse('not_frozen')
  return ok({ reason: reason || null })
}

export type WitnessRefusal = SignRefusal | 'not_signer'

type Witnessing = Pick<Signing, 'agreement' | 'party' | 'authenticatedAt'> & {
  /** Whose name stands on the paper, when that person may sign for that party and is not the witness. */
  signer: SignedBy | null
}

/** Staff of a party confirm somebody else's name on paper, under the newest frozen text, having just proved who they are. */
export function decideWitness(
  { agreement, party: side, signer, authenticatedAt }: Witnessing,
  { hash, file }: Pick<PaperInput, 'hash' | 'file'>,
  time: Date,
): Result<{ signer: SignedBy } & PaperInput['file'], WitnessRefusal> {
  if (side !== 'HOSPITAL' && side !== 'MUNICIPALITY') return refuse('not_a_party')
  if (!signer) return refuse('not_signer')
  const { party, personId } = signer
  const signedElse = agreement.signatures.some((one) => one.personId !== null && one.personId === personId)
  const signing = decideSign({ agreement, party, authenticatedAt, signedElse }, { hash }, time)
  return signing.ok ? ok({ signer, ...file }) : signing
}

/** Bytes that a scan may have. */
export const mostOfScan = 10 * 1024 * 1024

const endings: Record<ScanKind, RegExp> = { PDF: /\.pdf$/i, PNG: /\.png$/i, JPEG: /\.jpe?g$/i }
const kinds: Record<string, ScanKind> = { 'application/pdf': 'PDF', 'image/png': 'PNG', 'image/jpeg': 'JPEG' }

export type ScanRefusal = 'file_missing' | 'file_too_large' | 'file_unknown' | 'file_lies'

/** What a file is goes by its content; its name must say the same, because whoever opens it later goes by the name. */
export function decideScan(file: { name: string; size: number; type: string | null }): Result<ScanKind, ScanRefusal> {
  if (file.size === 0) return refuse('file_missing')
  if (file.size > mostOfScan) return refuse('file_too_large')
  const kind = kinds[file.type ?? '']
  if (!kind) return refuse('file_unknown')
  return endings[kind].test(file.name) ? ok(kind) : refuse('file_lies')
}
