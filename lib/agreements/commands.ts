import 'server-only'
import { createHash } from 'node:crypto'
import { draftAgreement } from '#lib/agreements/draft'
import { authenticatedAt, findVersions, lockVersion, standing } from '#lib/agreements/queries'
import {
  canonical,
  decideBegin,
  decideFreeze,
  decideRevoke,
  decideWrite,
  inForce,
  sideOf,
  withdrawnByChange,
} from '#lib/agreements/rules'
import type { BeginInput, RevokeInput, VersionInput, WriteInput } from '#lib/agreements/schema'
import { askToSign, tellParties } from '#lib/agreements/telling'
import { dayOf, now } from '#lib/clock'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'

/** One version, locked, with for which party whoever asks may act and when they last proved who they are; null when it is not theirs to see. */
export async function known(tx: Transaction, actor: Actor, { id }: { id: string }) {
  const agreement = await lockVersion(tx, id)
  if (!agreement) return null
  const { representationId, isPatient } = await standing(tx, actor, agreement.patientId)
  return {
    id,
    patientId: agreement.patientId,
    agreement,
    actor,
    representationId,
    party: sideOf(actor, agreement) ?? (isPatient || representationId ? ('PATIENT' as const) : null),
    authenticatedAt: await authenticatedAt(tx),
    signedElse: agreement.signatures.some(({ personId }) => personId !== null && personId === actor.personId),
  }
}

/** Begins a new version: from the template, or from the text that stands. What waits for signatures falls away at once. */
export const beginVersion = command({
  act: 'agreement.write',
  load: async (tx, actor, { patient }: BeginInput) => {
    const found = await tx.vipCase.findFirst({
      where: { patientId: patient, status: { in: ['ACTIVE', 'UNDER_REVIEW'] }, wardId: { not: null } },
      select: { id: true, trustId: true, wardId: true, reviewOn: true, patient: { select: { municipalityId: true } } },
    })
    if (!found) return null
    const versions = (await findVersions(tx, { patients: [patient] })).filter(({ caseId }) => caseId === found.id)
    const places = { wardId: found.wardId ?? '', trustId: found.trustId, municipalityId: found.patient.municipalityId }
    return { id: found.id, patientId: patient, case: found, versions, places, actor }
  },
  decide: (loaded, _input: BeginInput) => decideBegin(loaded),
  save: async (tx, { id: caseId, patientId, case: of, places, versions }, change, actor) => {
    const standing = versions.find(({ status }) => inForce.includes(status))
    const begun = { caseId, patientId, meetingId: null, wardId: places.wardId, measures: [] }
    const id = await draftAgreement(tx, actor, {
      ...begun,
      reviewOn: change.reviewOn ?? dayOf(of.reviewOn ?? now()),
      ...(standing && { templateId: standing.templateId }),
    })
    if (!standing) return 1
    const draft = await lockVersion(tx, id)
    if (!draft) return 0
    const { number } = draft
    await write(tx, draft, { content: canonical({ ...standing.content, id, number, from: dayOf(now()) }) })
    if (!withdrawnByChange(standing)) return 1
    await tellParties(tx, actor, standing, 'AGREEMENT_CHANGED')
    return write(tx, standing, { status: 'SUPERSEDED', endReason: 'Teksten ble endret.' })
  },
})

/** Keeps what a party has written in the draft. */
export const writeDraft = command({
  act: 'agreement.write',
  load: (tx, actor, input: WriteInput) => known(tx, actor, input),
  decide: ({ agreement, actor }, input: WriteInput) => decideWrite({ draft: agreement, actor }, input),
  save: (tx, { agreement }, content) => write(tx, agreement, { content: canonical(content) }),
})

/** Freezes the draft; whoever is to sign is asked to, and a version that was valid until now is replaced. */
export const freezeDraft = command({
  act: 'agreement.write',
  load: async (tx, actor, input: VersionInput) => {
    const loaded = await known(tx, actor, input)
    if (!loaded) return null
    const { caseId, wardId } = loaded.agreement
    const active = { id: caseId, wardId, status: { in: ['ACTIVE' as const, 'UNDER_REVIEW' as const] } }
    return { ...loaded, caseActive: (await tx.vipCase.count({ where: active })) === 1 }
  },
  decide: ({ agreement: draft, actor, caseActive }, input: VersionInput, time) =>
    decideFreeze({ draft, actor, caseActive, today: dayOf(time) }, input),
  save: async (tx, { agreement }, content, actor) => {
    const versions = await findVersions(tx, { patients: [agreement.patientId] })
    const before = versions.find(({ caseId, status }) => caseId === agreement.caseId && inForce.includes(status))
    if (before) await write(tx, before, { status: 'SUPERSEDED', endReason: 'Det kom en ny versjon.' })
    const frozen = { contentHash: hashOf(content), frozenAt: now(), frozenById: actor.personId }
    const count = await write(tx, agreement, { status: 'FROZEN', ...frozen })
    if (count === 1) await askToSign(tx, actor, agreement)
    return count
  },
})

const revoke = (act: 'agreement.write' | 'agreement.answer') =>
  command({
    act,
    load: (tx, actor, input: VersionInput & Partial<RevokeInput>) => known(tx, actor, input),
    decide: (loaded, input: VersionInput & Partial<RevokeInput>) => decideRevoke(loaded, input),
    save: async (tx, { agreement }, { reason }, actor) => {
      await tellParties(tx, actor, agreement, 'AGREEMENT_ENDED')
      return write(tx, agreement, { status: 'REVOKED', endReason: reason })
    },
  })
/** Ends it for a party at work, with the reason. */
export const revokeAtWork = revoke('agreement.write')
/** Ends it for the patient, who needs no reason. */
export const revokeOwn = revoke('agreement.answer')

/** SHA-256 in hex of the canonical text; the database checks it. */
const hashOf = (content: string) => createHash('sha256').update(content).digest('hex')

type Change = Parameters<Transaction['agreement']['updateMany']>[0]['data']

/** Checked by version; the time and the name of an end are the database's to say. */
async function write(tx: Transaction, { id, version }: { id: string; version: number }, data: Change) {
  const ends = 'status' in data && (data.status === 'SUPERSEDED' || data.status === 'REVOKED') && { endedAt: now() }
  const { count } = await tx.agreement.updateMany({
    where: { id, version },
    data: { ...data, ...ends, version: { increment: 1 } },
  })
  return count
}
