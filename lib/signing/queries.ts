import 'server-only'
import type { AgreementVersion } from '#lib/agreements/schema'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'
import { type ScanParams, type SignedBy, signerCode, signersAnswer } from '#lib/signing/schema'
import type { ScanKind } from '#prisma/generated/enums'

type Answer = [{ answer: unknown }]

/** Whoever may sign this version for a party that has not, except whoever asks; for a paper that was signed by hand. */
export async function findSigners(
  tx: Transaction,
  actor: Actor,
  agreement: AgreementVersion | undefined,
): Promise<SignedBy[]> {
  if (!agreement) return []
  const { patientId, municipalityId, wardId, trustId, signatures } = agreement
  const [row] = await tx.$queryRaw<Answer>`
    SELECT coalesce(jsonb_agg(jsonb_build_object('party', s.party, 'personId', s.person, 'representationId', s.right, 'name', s.name)
        ORDER BY s.place, s.name), '[]') AS answer FROM (
      SELECT 1 AS place, 'PATIENT' AS party, p.person_id AS person, NULL::uuid AS right, p.given_name || ' ' || p.family_name AS name
      FROM patient p WHERE p.id = ${patientId}::uuid
      UNION
      SELECT 2, 'PATIENT', r.person_id, r.id, p.given_name || ' ' || p.family_name FROM representation r JOIN person p ON p.id = r.person_id
      WHERE r.patient_id = ${patientId}::uuid AND r.valid_from <= now() AND (r.valid_until IS NULL OR now() < r.valid_until)
      UNION
      SELECT CASE WHEN m.role = 'CASEWORKER' THEN 3 ELSE 4 END, CASE WHEN m.role = 'CASEWORKER' THEN 'MUNICIPALITY' ELSE 'HOSPITAL' END,
        p.id, NULL, p.given_name || ' ' || p.family_name
      FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.valid_from <= now() AND (m.valid_until IS NULL OR now() < m.valid_until)
        AND (m.role = 'CASEWORKER' AND m.organisation_id = ${municipalityId}::uuid OR m.role = 'HEAD_NURSE' AND m.unit_id = ${wardId}::uuid
          OR m.role = 'COLLABORATION_PHYSICIAN' AND m.organisation_id = ${trustId}::uuid)) s
    WHERE s.person IS DISTINCT FROM ${actor.personId}::uuid`
  return signersAnswer.parse(row.answer).filter(({ party }) => !signatures.some((one) => one.party === party))
}

/** One of them by the code of a form; also of a party that has signed, so that the rule can say so. */
export async function findSigner(tx: Transaction, actor: Actor, agreement: AgreementVersion, code: string) {
  const all = await findSigners(tx, actor, { ...agreement, signatures: [] })
  return all.find((signer) => signerCode(signer) === code) ?? null
}

export type Scan = { patientId: string; kind: ScanKind; bytes: Uint8Array; number: number }

const load = (act: 'agreement.read' | 'agreement.own') =>
  reading<ScanParams, Scan>({
    act,
    load: async (tx, _actor, { version, party }) => {
      const signed = await tx.agreementSignature.findFirst({
        where: { agreementId: version, party, method: 'PAPER' },
        select: {
          patientId: true,
          agreement: { select: { number: true } },
          scan: { select: { kind: true, content: true } },
        },
      })
      if (!signed?.scan) return null
      const { patientId, agreement, scan } = signed
      return { patientId, number: agreement.number, kind: scan.kind, bytes: scan.content }
    },
    shows: ({ patientId }) => [{ patientId, shown: ['agreement'] }],
  })
/** The paper that a party signed by hand, for whoever works with the patient. */
export const readScan = load('agreement.read')
/** The same for the patient. */
export const readOwnScan = load('agreement.own')
