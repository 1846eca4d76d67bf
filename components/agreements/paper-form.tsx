'use client'

import { FileField } from '#components/ui/file-field'
import { CheckField, SelectField } from '#components/ui/fields'
import { FormContext } from '#components/ui/form-context'
import type { AgreementVersion } from '#lib/agreements/schema'
import { partyText } from '#lib/agreements/text'
import { type SignedBy, signerCode } from '#lib/signing/schema'
import { type PaperProblem } from '#lib/signing/text'

type Props = {
  agreement: Pick<AgreementVersion, 'id' | 'patientId' | 'contentHash'>
  signers: readonly SignedBy[]
  formKey: string
  /** What was wrong with the paper that was just sent, and who was said to have signed it. */
  problem: PaperProblem | undefined
  signer: string
}

/** A scan of what somebody signed by hand, and the word of whoever saw it; a plain form, because it carries a file. */
export function PaperForm({ agreement: { id, patientId, contentHash }, signers, formKey, problem, signer }: Props) {
  const fields = problem?.field ? { [problem.field]: [problem.text] } : {}
  return (
    <form
      className="sl-act"
      method="post"
      encType="multipart/form-data"
      action={`/api/patients/${patientId}/signed-paper`}
    >
      <input type="hidden" name="formKey" value={`${formKey}.papir`} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="hash" value={contentHash ?? ''} />
      <FormContext value={{ fields, typed: { signer } }}>
        <div className="sl-act__fields">
          <SelectField
            name="signer"
            label="Hvem har signert?"
            ask="Velg"
            options={signers.map((one) => ({ value: signerCode(one), text: nameOf(one) }))}
          />
          <FileField
            name="scan"
            label="Det skannede arket"
            hint="PDF, PNG eller JPEG, opptil 10 MB. Hele avtalen med signaturen."
            accept=".pdf,.png,.jpg,.jpeg"
          />
          <CheckField name="seen" label="Jeg så at personen signerte dette arket" />
        </div>
      </FormContext>
      <div role="alert">
        {problem && !problem.field && (
          <p className="ds-validation-message" data-color="danger">
            {problem.text}
          </p>
        )}
      </div>
      <button type="submit" className="ds-button" data-variant="primary" data-fullwidth>
        Bekreft signaturen
      </button>
    </form>
  )
}

const nameOf = ({ party, name, representationId }: SignedBy) =>
  `${partyText[party]}: ${name}${representationId ? ' (på vegne av pasienten)' : ''}`
