import { PaperForm } from '#components/agreements/paper-form'
import { Fold } from '#components/ui/fold'
import type { AgreementVersion } from '#lib/agreements/schema'
import type { SignedBy } from '#lib/signing/schema'
import type { PaperProblem } from '#lib/signing/text'
import type { SigningStep } from '#lib/signing/rules'

type Props = {
  agreement: AgreementVersion
  signers: readonly SignedBy[]
  step: SigningStep
  formKey: string
  paper: { problem: PaperProblem | undefined; signer: string }
}

/** Signing by hand, for whoever has no electronic ID with them: print, sign, scan, confirm. */
export function PaperFold({ agreement, signers, step, formKey, paper }: Props) {
  return (
    <Fold summary="Signert på papir" id="papir" open={paper.problem !== undefined}>
      <p>
        <a href={`/api/agreements/${agreement.id}/pdf`}>Skriv ut avtalen</a> med koden på, og la den som mangler,
        signere for hånd. Skann arket. Du som så det, bekrefter.
      </p>
      {step.kind === 'go' ? (
        <div className="stack-2">
          {paper.problem && <p role="alert">{paper.problem.text}</p>}
          <p>Før du bekrefter, må du vise på nytt hvem du er. Du kommer tilbake hit etterpå.</p>
          <a className="ds-button" data-variant="primary" data-fullwidth href={step.address}>
            Vis hvem du er
          </a>
        </div>
      ) : (
        <PaperForm {...{ agreement, signers, formKey, ...paper }} />
      )}
    </Fold>
  )
}
