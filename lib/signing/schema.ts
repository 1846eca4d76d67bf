import { z } from 'zod'
import { AgreementParty, type ScanKind } from '#prisma/generated/enums'

/** Somebody whose name may stand on the paper: which party they sign for, and by which right when it is for the patient. */
export const signedBy = z.strictObject({
  party: z.enum(AgreementParty),
  /** Null for a patient without a sign-in. */
  personId: z.uuid().nullable(),
  representationId: z.uuid().nullable(),
  name: z.string(),
})
export type SignedBy = z.output<typeof signedBy>
export const signersAnswer = z.array(signedBy)

/** How a form names one of them: `PATIENT` in person, otherwise the party and the id of the person or of the right. */
export const signerCode = ({ party, personId, representationId }: SignedBy) => {
  if (party !== 'PATIENT') return `${party}:${personId}`
  return representationId ? `PATIENT:${representationId}` : 'PATIENT'
}

export const paperParams = z.strictObject({ id: z.uuid() })

/** A paper that was signed by hand: under which text, and by whom. The file goes beside it. */
export const paperInput = z.strictObject({
  id: z.uuid(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  signer: z.string().regex(/^(PATIENT|(PATIENT|MUNICIPALITY|HOSPITAL):[0-9a-f-]{36})$/),
  seen: z.literal('yes'),
})

export type PaperInput = z.output<typeof paperInput> & {
  patient: string
  file: {
    kind: ScanKind
    /** SHA-256 in hex: what a repeated send is known by. */
    contentHash: string
    /** A function, so that the content takes no part in that. */
    bytes: () => Uint8Array<ArrayBuffer>
  }
}

export const scanParams = z.strictObject({ version: z.uuid(), party: z.enum(AgreementParty) })
export type ScanParams = z.output<typeof scanParams>
