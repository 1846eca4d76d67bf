import 'server-only'
import { v3 as named } from 'uuid'
import type { AgreementVersion } from '#lib/agreements/schema'
import { now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import type { NoticeKind } from '#lib/notices/schema'
import { tell } from '#lib/notices/tell'
import type { Actor } from '#lib/permissions'
import { endTasks, giveTask } from '#lib/tasks/give'
import type { AgreementParty } from '#prisma/generated/enums'

const week = 7 * 24 * 60 * 60_000
type About = Pick<AgreementVersion, 'id' | 'patientId' | 'wardId' | 'municipalityId'>

/** Each party's task has an object of its own, so that one signature ends one task; `door.signing_object` makes the same. */
const askingOf = ({ id }: Pick<About, 'id'>, party: AgreementParty) => named(party, id)

/** The patient, or those who may sign for the patient when the patient has no sign-in. */
async function citizensOf(tx: Transaction, patientId: string): Promise<string[]> {
  const valid = { validFrom: { lte: now() }, OR: [{ validUntil: null }, { validUntil: { gt: now() } }] }
  const patient = await tx.patient.findUnique({
    where: { id: patientId },
    select: { personId: true, representations: { where: valid, select: { personId: true } } },
  })
  return patient?.personId ? [patient.personId] : (patient?.representations.map(({ personId }) => personId) ?? [])
}

/** Asks the three who are to sign. */
export async function askToSign(tx: Transaction, actor: Actor, agreement: About) {
  const { patientId, wardId, municipalityId } = agreement
  const dueAt = new Date(now().getTime() + 2 * week)
  const ask = (party: AgreementParty, to: Parameters<typeof giveTask>[2]['to']) =>
    giveTask(tx, actor, { kind: 'SIGN_AGREEMENT', patientId, objectId: askingOf(agreement, party), to, dueAt })
  const citizens = await citizensOf(tx, patientId)
  for (const personId of citizens) await ask('PATIENT', { personId })
  await ask('HOSPITAL', { unitId: wardId, role: 'HEAD_NURSE' })
  if (municipalityId) await ask('MUNICIPALITY', { organisationId: municipalityId, role: 'CASEWORKER' })
  await endTasks(tx, actor, { kind: 'COMPLETE_AGREEMENT', objectId: agreement.id }, 'DONE')
  await tell(tx, actor, { kind: 'AGREEMENT_READY', patientId, objectId: agreement.id, to: citizens })
}

/** One party has answered. When the agreement itself ends, the database ends what was asked about it. */
export const endAsking = (
  tx: Transaction,
  actor: Actor,
  agreement: About,
  party: AgreementParty,
  outcome: 'SIGNED' | 'DECLINED',
) => endTasks(tx, actor, { kind: 'SIGN_AGREEMENT', objectId: askingOf(agreement, party) }, outcome)

/** Tells the patient and whoever wrote, froze or signed it. */
export async function tellParties(tx: Transaction, actor: Actor, { id, patientId }: About, kind: NoticeKind) {
  const row = await tx.agreement.findUnique({
    where: { id },
    select: { createdById: true, frozenById: true, signatures: { select: { personId: true } } },
  })
  const people = [row?.createdById, row?.frozenById, ...(row?.signatures.map(({ personId }) => personId) ?? [])]
  const to = [...people.filter((person) => typeof person === 'string'), ...(await citizensOf(tx, patientId))]
  await tell(tx, actor, { kind, patientId, objectId: id, to })
}
