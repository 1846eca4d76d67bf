import 'server-only'
import { z } from 'zod'
import { signable } from '#lib/agreements/rules'
import { type AgreementVersion, agreementVersion, verdict } from '#lib/agreements/schema'
import { now } from '#lib/clock'
import { db, type Transaction } from '#lib/db'
import { findHeader, shownOf } from '#lib/patient-pages/queries'
import type { PatientHeader, PatientParams } from '#lib/patient-pages/schema'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'
import { findSigners } from '#lib/signing/queries'
import { ownPort, type SigningStep } from '#lib/signing/rules'
import type { SignedBy } from '#lib/signing/schema'

type Answer = [{ answer: unknown }]
const versions = z.array(agreementVersion)

/** Every version that this request may see of these patients' agreements, the newest first; or one of them. */
export async function findVersions(tx: Transaction, { patients, id }: { patients?: readonly string[]; id?: string }) {
  const [row] = await tx.$queryRaw<Answer>`
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'caseId', a.case_id, 'patientId', a.patient_id, 'number', a.number, 'status', a.status,
        'content', a.content, 'contentHash', a.content_hash, 'wardId', a.ward_id, 'trustId', a.trust_id, 'municipalityId', a.municipality_id,
        'municipality', CASE WHEN p.address_protection = 'NONE' THEN m.name END,
        'frozenAt', a.frozen_at, 'endedAt', a.ended_at, 'endReason', a.end_reason, 'version', a.version,
        'templateId', a.template_id, 'template', (SELECT l.edition FROM agreement_template l WHERE l.id = a.template_id),
        'signatures', (SELECT coalesce(jsonb_agg(jsonb_build_object('party', s.party, 'method', s.method, 'name', s.name, 'role', s.role, 'personId', s.person_id,
              'organisation', CASE WHEN s.party <> 'MUNICIPALITY' OR p.address_protection = 'NONE' THEN o.name END,
              'represents', s.representation_id IS NOT NULL, 'witness', s.witness_name, 'scan', s.scan_id, 'signedAt', s.signed_at)
              ORDER BY s.signed_at), '[]')
            FROM agreement_signature s LEFT JOIN organisation o ON o.id = s.organisation_id
            WHERE s.agreement_id = a.id AND s.content_hash = a.content_hash),
        'decline', (SELECT jsonb_build_object('reason', d.reason, 'declinedAt', d.declined_at, 'represents', d.representation_id IS NOT NULL)
            FROM agreement_decline d WHERE d.agreement_id = a.id))
      ORDER BY a.created_at DESC, a.number DESC), '[]') AS answer
    FROM agreement a JOIN patient p ON p.id = a.patient_id LEFT JOIN organisation m ON m.id = a.municipality_id
    WHERE (${id ?? null}::uuid IS NULL OR a.id = ${id ?? null}::uuid)
      AND (${patients ? [...patients] : null}::uuid[] IS NULL OR a.patient_id = ANY (${patients ? [...patients] : null}::uuid[]))`
  return versions.parse(row.answer)
}

/** One version, locked until the end of the transaction; null when this actor may not see it. */
export async function lockVersion(tx: Transaction, id: string): Promise<AgreementVersion | null> {
  await tx.$queryRaw`SELECT id FROM agreement WHERE id = ${id}::uuid FOR UPDATE`
  return (await findVersions(tx, { id }))[0] ?? null
}

/** When the session that asks last proved who it is. */
export async function authenticatedAt(tx: Transaction): Promise<Date | null> {
  const [row] = await tx.$queryRaw<[{ at: Date | null }]>`SELECT door.authenticated_at() AS at`
  return row.at
}

/** What somebody has to do before they can sign on the page at `back`. */
const signingStep = async (tx: Transaction, { role }: Actor, back: string): Promise<SigningStep> =>
  ownPort(role).next({ authenticatedAt: await authenticatedAt(tx), back }, now())

/** Whether a citizen is the patient, or by which right they may sign for the patient. Nobody at work is either. */
export async function standing(tx: Transaction, { role, personId }: Actor, patientId: string) {
  const at = now()
  const valid = { validFrom: { lte: at }, OR: [{ validUntil: null }, { validUntil: { gt: at } }] }
  const isPatient = role === 'PATIENT' && (await tx.patient.count({ where: { id: patientId, personId } })) === 1
  const right =
    role === 'NEXT_OF_KIN'
      ? await tx.representation.findFirst({
          where: { patientId, personId: personId ?? '', ...valid },
          select: { id: true },
          orderBy: { validFrom: 'asc' },
        })
      : null
  return { isPatient, representationId: right?.id ?? null }
}

export type OpenedAgreements = {
  header: PatientHeader
  versions: AgreementVersion[]
  step: SigningStep
  /** Who may have signed on paper what is not signed yet. */
  signers: SignedBy[]
}

async function load(tx: Transaction, actor: Actor, id: string): Promise<OpenedAgreements | null> {
  const header = await findHeader(tx, actor, id)
  if (!header) return null
  const versions = await findVersions(tx, { patients: [id] })
  const signers = await findSigners(
    tx,
    actor,
    versions.find(({ status }) => signable.includes(status)),
  )
  return { header, versions, signers, step: await signingStep(tx, actor, `/patients/${id}/agreement`) }
}

/** The agreements of one patient as whoever works with the patient reads them. */
export const openAgreements = reading<PatientParams, OpenedAgreements>({
  act: 'agreement.read',
  load: (tx, actor, { id }) => load(tx, actor, id),
  shows: ({ header }) => [{ patientId: header.id, shown: [...new Set([...shownOf(header), 'agreement'])] }],
})

/** A citizen's own agreements, or those of whom the citizen stands for: what is frozen, and only the newest of each. */
export const openOwnAgreements = reading({
  act: 'agreement.own',
  load: async (tx, actor, _input: object) => {
    const patients = await tx.patient.findMany({
      select: { id: true, givenName: true, familyName: true },
      orderBy: [{ birthDate: 'asc' }, { id: 'asc' }],
    })
    const versions = await findVersions(tx, { patients: patients.map(({ id }) => id) })
    return {
      step: await signingStep(tx, actor, '/my/agreement'),
      patients: patients.map((patient) => ({
        ...patient,
        own: actor.role === 'PATIENT',
        agreement: versions.find(({ patientId, status }) => patientId === patient.id && status !== 'DRAFT') ?? null,
      })),
    }
  },
  shows: ({ patients }) => patients.map(({ id }) => ({ patientId: id, shown: ['agreement'] })),
})
export type OwnAgreement = {
  id: string
  givenName: string
  familyName: string
  own: boolean
  agreement: AgreementVersion | null
}

/** What anybody may be told of a hash; nobody has to sign in for it, and nothing about a person is read. */
export async function checkAgreement(hash: string) {
  const [row] = await db().$queryRaw<[{ answer: unknown }]>`SELECT door.verify_agreement(${hash}) AS answer`
  return verdict.parse(row.answer)
}
