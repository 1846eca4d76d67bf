import { DraftForm } from '#components/agreements/draft-form'
import { PaperFold } from '#components/agreements/paper-fold'
import { SignForm } from '#components/agreements/sign-form'
import { ActForm } from '#components/ui/act-form'
import { Caution } from '#components/ui/caution'
import { TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { beginVersionAction, revokeAgreementAction } from '#lib/agreements/actions'
import { missing, sideOf } from '#lib/agreements/rules'
import type { AgreementVersion } from '#lib/agreements/schema'
import type { Actor } from '#lib/permissions'
import type { SigningStep } from '#lib/signing/rules'
import type { SignedBy } from '#lib/signing/schema'
import type { PaperProblem } from '#lib/signing/text'

type Props = {
  patient: string
  /** The newest version, if there is one. */
  newest: AgreementVersion | undefined
  /** The version that counts or waits, which may be older than a draft. */
  standing: AgreementVersion | undefined
  actor: Actor
  step: SigningStep
  formKey: string
  /** Who may have signed on paper, and what was wrong with the paper that was just sent. */
  signers: readonly SignedBy[]
  paper: { problem: PaperProblem | undefined; signer: string }
}

/** What the reader may do with the agreement now. */
export function AgreementActs({ patient, newest, standing, actor, step, formKey, signers, paper }: Props) {
  const side = newest && sideOf(actor, newest)
  const signs = standing && side && missing(standing).includes(side)
  return (
    <div className="sl-acts">
      {side && newest.status === 'DRAFT' && <DraftForm draft={newest} formKey={formKey} />}
      {signs && <SignForm agreement={standing} step={step} formKey={formKey} />}
      {side && standing && signers.length > 0 && (
        <PaperFold {...{ agreement: standing, signers, step, formKey, paper }} />
      )}
      {newest?.status !== 'DRAFT' && (
        <Fold summary={newest ? 'Endre teksten' : 'Skriv avtale'}>
          {standing && <Caution>{changeText(standing)}</Caution>}
          <ActForm
            action={beginVersionAction}
            formKey={formKey}
            hidden={{ patient }}
            submit={newest ? 'Lag ny versjon' : 'Lag utkast fra malen'}
          />
        </Fold>
      )}
      {side && standing && (
        <Fold summary="Avslutt avtalen" variant="tertiary">
          <ActForm
            action={revokeAgreementAction}
            formKey={formKey}
            hidden={{ id: standing.id, version: String(standing.version) }}
            submit="Avslutt avtalen"
          >
            <TextField name="reason" label="Hvorfor avsluttes den?" />
          </ActForm>
        </Fold>
      )}
    </div>
  )
}

/** What a change does to the signatures there are. */
function changeText({ status, signatures, number }: AgreementVersion) {
  if (status === 'SIGNED') return `Versjon ${number} gjelder til den nye er låst. Så må alle signere på nytt.`
  return signatures.length > 0
    ? `Signaturene på versjon ${number} faller bort. Alle må signere på nytt.`
    : `Versjon ${number} kan ikke signeres etter dette.`
}
