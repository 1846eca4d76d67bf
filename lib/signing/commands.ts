import 'server-only'
import { v7 as uuid } from 'uuid'
import { known } from '#lib/agreements/commands'
import type { AgreementVersion, DeclineInput, SignInput } from '#lib/agreements/schema'
import { endAsking, tellParties } from '#lib/agreements/telling'
import { now } from '#lib/clock'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'
import { findSigner } from '#lib/signing/queries'
import { decideDecline, decideSign, decideWitness, providerOf } from '#lib/signing/rules'
import type { PaperInput } from '#lib/signing/schema'
import type { AgreementParty } from '#prisma/generated/enums'

/** Somebody's own name under the frozen text that they saw. The database counts, and checks each word of it again. */
const sign = (act: 'agreement.sign' | 'agreement.answer') =>
  command({
    act,
    load: (tx, actor, input: SignInput) => known(tx, actor, input),
    decide: (loaded, input: SignInput, time) => decideSign(loaded, input, time),
    save: async (tx, { id, patientId, agreement, representationId }, party, actor) => {
      await tx.agreementSignature.create({
        data: {
          ...{ id: uuid(), agreementId: id, patientId, party },
          contentHash: agreement.contentHash ?? '',
          method: 'DIGITAL',
          personId: actor.personId,
          representationId: party === 'PATIENT' ? representationId : null,
          provider: providerOf(actor.role),
          // The database writes these itself.
          ...{ name: actor.name, authenticatedAt: now(), signedAt: now() },
        },
        select: { id: true },
      })
      return signed(tx, actor, agreement, party)
    },
  })
export const signAtWork = sign('agreement.sign')
export const signOwn = sign('agreement.answer')

/** What follows a signature: that party is no longer asked, and all are told. */
async function signed(tx: Transaction, actor: Actor, agreement: AgreementVersion, party: AgreementParty) {
  await endAsking(tx, actor, agreement, party, 'SIGNED')
  const last = agreement.signatures.length === 2
  await tellParties(tx, actor, agreement, last ? 'AGREEMENT_ACTIVE' : 'AGREEMENT_SIGNED')
  return 1
}

/** The patient, or whoever may sign for the patient, says no. Nothing else changes: a no is not an end of the help. */
export const declineOwn = command({
  act: 'agreement.answer',
  load: (tx, actor, input: DeclineInput) => known(tx, actor, input),
  decide: (loaded, input: DeclineInput) => decideDecline(loaded, input),
  save: async (tx, { id, patientId, agreement, representationId }, { reason }, actor) => {
    await tx.agreementDecline.create({
      data: {
        ...{ id: uuid(), agreementId: id, patientId, reason, representationId },
        personId: actor.personId ?? '',
        declinedAt: now(),
      },
      select: { id: true },
    })
    await endAsking(tx, actor, agreement, 'PATIENT', 'DECLINED')
    await tellParties(tx, actor, agreement, 'AGREEMENT_DECLINED')
    return 1
  },
})

/** A paper that was signed by hand, kept with its scan by a member of staff who saw it and is not the signer. */
export const witnessPaper = command({
  act: 'agreement.witness',
  load: async (tx, actor, { id, patient, signer }: PaperInput) => {
    const loaded = await known(tx, actor, { id })
    if (loaded?.patientId !== patient) return null
    return { ...loaded, signer: await findSigner(tx, actor, loaded.agreement, signer) }
  },
  decide: (loaded, input: PaperInput, time) => decideWitness(loaded, input, time),
  save: async (tx, { id, patientId, agreement }, { signer, kind, contentHash, bytes }, actor) => {
    const { party, personId, representationId } = signer
    const scan = { id: uuid(), agreementId: id, patientId, party, kind, contentHash, content: bytes() }
    await tx.agreementScan.create({
      data: { ...scan, uploadedById: actor.personId ?? '', uploadedAt: now() },
      select: { id: true },
    })
    await tx.agreementSignature.create({
      data: {
        ...{ id: uuid(), agreementId: id, patientId, party, personId, representationId },
        ...{ contentHash: agreement.contentHash ?? '', method: 'PAPER', provider: 'paper' },
        ...{ scanId: scan.id, witnessId: actor.personId },
        // The database writes these itself.
        ...{ name: signer.name, authenticatedAt: now(), signedAt: now() },
      },
      select: { id: true },
    })
    return signed(tx, actor, agreement, party)
  },
  facts: (_loaded, { signer, kind, contentHash }) => ({ party: signer.party, kind, scan: contentHash }),
})
