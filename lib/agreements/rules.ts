import type { TemplateName } from '#lib/agreement-templates/schema'
import type { AgreementContent, AgreementVersion, RevokeInput, VersionInput, WriteInput } from '#lib/agreements/schema'
import type { Actor } from '#lib/permissions'
import { ok, refuse, type Result } from '#lib/result'
import type { AgreementParty, AgreementStatus } from '#prisma/generated/enums'

/** Everybody whose name must stand under it. */
export const signers: readonly AgreementParty[] = ['PATIENT', 'MUNICIPALITY', 'HOSPITAL']
/** What may be signed or declined. */
export const signable: readonly AgreementStatus[] = ['FROZEN', 'PARTLY_SIGNED']
export const inForce: readonly AgreementStatus[] = ['FROZEN', 'PARTLY_SIGNED', 'SIGNED']

/** The text that the hash is of: the same agreement gives the same signs, whoever writes it and in whatever order. */
export const canonical = (content: AgreementContent): string => JSON.stringify(sorted(content))

const sorted = (value: unknown): unknown => {
  if (typeof value === 'string') return value.normalize('NFC')
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const keys = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(keys.map(([key, inner]) => [key, sorted(inner)]))
}

/** The blocks of a template with the names of this patient's ward, hospital and municipality. */
export function filled(
  text: string,
  { ward, hospital, municipality }: Pick<AgreementContent, 'ward' | 'hospital' | 'municipality'>,
) {
  const names: Record<TemplateName, string> = {
    avdeling: ward.name,
    telefon: ward.phone ?? 'sentralbordet',
    sykehus: hospital,
    kommune: municipality ?? 'Kommunen',
  }
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: TemplateName) => names[name] ?? whole)
}

type Places = Pick<AgreementVersion, 'wardId' | 'trustId' | 'municipalityId'>

/** For which party somebody at work may write and sign: the ward's head nurse or the collaboration physician, or the municipality's caseworker. */
export function sideOf({ role, unit, organisation }: Actor, agreement: Places): 'HOSPITAL' | 'MUNICIPALITY' | null {
  if (role === 'HEAD_NURSE' && unit?.id === agreement.wardId) return 'HOSPITAL'
  if (role === 'COLLABORATION_PHYSICIAN' && organisation?.id === agreement.trustId) return 'HOSPITAL'
  if (role === 'CASEWORKER' && organisation?.id === agreement.municipalityId) return 'MUNICIPALITY'
  return null
}

export const missing = ({ signatures }: Pick<AgreementVersion, 'signatures'>) =>
  signers.filter((party) => !signatures.some((signature) => signature.party === party))

/** How far somebody's own agreement is, as the first page says it in a line. */
export type OwnState = 'NONE' | 'WAITS' | 'DECLINED' | 'OTHERS' | 'VALID'

/** Of a patient with agreements at two hospitals what waits for the patient is said first. */
export function ownStateOf(
  agreements: readonly {
    status: AgreementStatus
    signatures: readonly { party: AgreementParty }[]
    declined: boolean
  }[],
): OwnState {
  const states = agreements
    .filter(({ status }) => inForce.includes(status))
    .map(({ status, signatures, declined }) => {
      if (status === 'SIGNED') return 'VALID'
      if (signatures.some(({ party }) => party === 'PATIENT')) return 'OTHERS'
      return declined ? 'DECLINED' : 'WAITS'
    })
  const order = ['WAITS', 'DECLINED', 'OTHERS', 'VALID'] as const
  return order.find((state) => states.includes(state)) ?? 'NONE'
}

export type WriteRefusal = 'not_a_party' | 'not_a_draft' | 'conflict' | 'review_before' | 'nothing_new'

/** A draft is written by its parties; two at once see what the other wrote. */
export function decideWrite(
  { draft, actor }: { draft: AgreementVersion; actor: Actor },
  { id: _id, version, phone, ...input }: WriteInput,
): Result<AgreementContent, WriteRefusal> {
  if (!sideOf(actor, draft)) return refuse('not_a_party')
  if (draft.status !== 'DRAFT') return refuse('not_a_draft')
  if (draft.version !== version) return refuse('conflict')
  if (input.reviewOn <= input.from) return refuse('review_before')
  const content = { ...draft.content, ...input, ward: { ...draft.content.ward, phone: phone || null } }
  return canonical(content) === canonical(draft.content) ? refuse('nothing_new') : ok(content)
}

export type FreezeRefusal = 'not_a_party' | 'not_a_draft' | 'conflict' | 'no_municipality' | 'not_vip' | 'review_past'

/** From now on it cannot be changed, and can be signed. */
export function decideFreeze(
  { draft, actor, caseActive, today }: { draft: AgreementVersion; actor: Actor; caseActive: boolean; today: string },
  { version }: VersionInput,
): Result<string, FreezeRefusal> {
  if (!sideOf(actor, draft)) return refuse('not_a_party')
  if (draft.status !== 'DRAFT') return refuse('not_a_draft')
  if (draft.version !== version) return refuse('conflict')
  if (!caseActive) return refuse('not_vip')
  if (!draft.municipalityId) return refuse('no_municipality')
  if (draft.content.reviewOn <= today) return refuse('review_past')
  return ok(canonical(draft.content))
}

export type RevokeRefusal = 'not_a_party' | 'ended_already' | 'conflict'

/** Each party may end it; whoever is at work says why. */
export function decideRevoke(
  { agreement, party }: { agreement: AgreementVersion; party: AgreementParty | null },
  { version, reason }: Pick<RevokeInput, 'version'> & { reason?: string },
): Result<{ reason: string | null }, RevokeRefusal> {
  if (!party) return refuse('not_a_party')
  if (agreement.status === 'SUPERSEDED' || agreement.status === 'REVOKED') return refuse('ended_already')
  if (agreement.version !== version) return refuse('conflict')
  return ok({ reason: reason ?? null })
}

export type BeginRefusal = 'not_a_party' | 'draft_exists'

/** Whether a version that waits for signatures falls away when somebody begins to change its text. */
export const withdrawnByChange = ({ status }: Pick<AgreementVersion, 'status'>) => signable.includes(status)

type Beginning = { versions: readonly AgreementVersion[]; places: Places; actor: Actor }

/** One draft at a time; the date of review is kept from the text that stands, when there is one. */
export function decideBegin({ versions, places, actor }: Beginning): Result<{ reviewOn: string | null }, BeginRefusal> {
  if (!sideOf(actor, places)) return refuse('not_a_party')
  if (versions.some(({ status }) => status === 'DRAFT')) return refuse('draft_exists')
  return ok({ reviewOn: versions.find(({ status }) => inForce.includes(status))?.content.reviewOn ?? null })
}
