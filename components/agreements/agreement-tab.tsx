import { AgreementPanel } from '#components/agreements/agreement-panel'
import { PatientHeader } from '#components/patient-pages/patient-header'
import { OnlyThis } from '#components/patient-pages/year-of-stays'
import type { AgreementVersion } from '#lib/agreements/schema'
import type { PatientHeader as Header } from '#lib/patient-pages/schema'
import type { Actor } from '#lib/permissions'
import type { SigningStep } from '#lib/signing/rules'
import type { SignedBy } from '#lib/signing/schema'
import type { PaperProblem } from '#lib/signing/text'

type Props = {
  opened: { header: Header; versions: AgreementVersion[]; step: SigningStep; signers: SignedBy[] }
  actor: Actor
  formKey: string
  /** What was wrong with a paper that was just sent. */
  paper: { problem: PaperProblem | undefined; signer: string }
  /** What came of what was just sent, or of proving who one is. */
  said?: { text: string; good: boolean } | undefined
}

/** What is agreed with the patient. */
export function AgreementTab({ opened: { header, versions, step, signers }, actor, formKey, paper, said }: Props) {
  return (
    <>
      <PatientHeader header={header} tab="agreement" />
      <div className="sl-page">
        {!header.whole && <OnlyThis />}
        {said && (
          <p className="ds-alert" data-color={said.good ? 'success' : 'warning'} role={said.good ? 'status' : 'alert'}>
            {said.text}
          </p>
        )}
        <AgreementPanel {...{ patient: header.id, versions, actor, step, formKey, signers, paper }} />
      </div>
    </>
  )
}
