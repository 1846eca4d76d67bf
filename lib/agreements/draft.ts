import 'server-only'
import { v7 as uuid } from 'uuid'
import { templateInForce } from '#lib/agreement-templates/queries'
import { canonical, filled } from '#lib/agreements/rules'
import type { AgreementContent } from '#lib/agreements/schema'
import { dayOf, now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'
import { giveTask } from '#lib/tasks/give'

export type NewDraft = {
  caseId: string
  patientId: string
  /** The meeting whose minutes write it, if any. */
  meetingId: string | null
  wardId: string
  /** `YYYY-MM-DD` */
  reviewOn: string
  measures: AgreementContent['measures']
  /** The template of the text that it is written from when that is an agreement before it; null when that has none. */
  templateId?: string | null
}

/**
 * Writes the draft of an agreement from the template that its parties approved last, in the caller's transaction, and answers its id. A draft
 * that is there already is left as it is and answered. The case must have its ward. Throws when the database refuses.
 */
export async function draftAgreement(tx: Transaction, actor: Actor, draft: NewDraft): Promise<string> {
  const { caseId, patientId, wardId } = draft
  const there = await tx.agreement.findFirst({ where: { caseId, status: 'DRAFT' }, select: { id: true } })
  if (there) return there.id
  const { trustId, municipalityId, templateId, ...content } = await contentOf(tx, draft)
  const last = await tx.agreement.aggregate({ where: { caseId }, _max: { number: true } })
  const id = uuid()
  const number = (last._max.number ?? 0) + 1
  await tx.agreement.create({
    data: {
      ...{ id, patientId, caseId, wardId, trustId, municipalityId },
      number,
      meetingId: draft.meetingId,
      templateId: draft.templateId === undefined ? templateId : draft.templateId,
      content: canonical({ ...content, id, number }),
      createdById: actor.personId ?? '',
      createdAt: now(),
    },
    select: { id: true },
  })
  const dueAt = new Date(now().getTime() + 7 * 24 * 60 * 60_000)
  const to = { unitId: wardId, role: 'HEAD_NURSE' } as const
  await giveTask(tx, actor, { kind: 'COMPLETE_AGREEMENT', patientId, objectId: id, to, dueAt })
  return id
}

type Content = Omit<AgreementContent, 'id' | 'number'> & {
  trustId: string
  municipalityId: string | null
  templateId: string
}

async function contentOf(
  tx: Transaction,
  { caseId, patientId, wardId, reviewOn, measures }: NewDraft,
): Promise<Content> {
  const patient = await tx.patient.findUniqueOrThrow({
    where: { id: patientId },
    select: {
      ...{ givenName: true, familyName: true, birthDate: true, addressProtection: true, municipalityId: true },
      municipality: { select: { name: true } },
      ownPages: { select: { matters: true, helps: true }, orderBy: { edition: 'desc' }, take: 1 },
    },
  })
  const { trustId } = await tx.vipCase.findUniqueOrThrow({ where: { id: caseId }, select: { trustId: true } })
  const ward = await tx.unit.findUniqueOrThrow({
    where: { id: wardId },
    select: { name: true, phone: true, organisation: { select: { name: true } } },
  })
  const { municipalityId } = patient
  const template = await templateInForce(tx, { trustId, municipalityId })
  const names = {
    hospital: ward.organisation.name,
    ward: { name: ward.name, phone: ward.phone },
    // Where somebody with a protected address lives is told by no paper.
    municipality: patient.addressProtection === 'NONE' ? (patient.municipality?.name ?? null) : null,
  }
  const [own] = patient.ownPages
  return {
    ...names,
    ...{ trustId, municipalityId, templateId: template.id, measures, reviewOn },
    patient: {
      name: `${patient.givenName} ${patient.familyName}`,
      birthDate: patient.birthDate.toISOString().slice(0, 10),
    },
    expects: filled(template.expects, names),
    ownWords: own?.matters ?? own?.helps ?? '',
    wardDoes: filled(template.wardDoes, names),
    municipalityDoes: filled(template.municipalityDoes, names),
    patientDoes: filled(template.patientDoes, names),
    changes: filled(template.changes, names),
    from: dayOf(now()),
    until: null,
  }
}
