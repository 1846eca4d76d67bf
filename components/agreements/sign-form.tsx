import { ActForm } from '#components/ui/act-form'
import { CheckField } from '#components/ui/fields'
import { signAgreementAction, signOwnAgreementAction } from '#lib/agreements/actions'
import type { AgreementVersion } from '#lib/agreements/schema'
import type { SigningStep } from '#lib/signing/rules'

type Props = { agreement: AgreementVersion; step: SigningStep; formKey: string; own?: boolean }

/** Puts the reader's name under the text above, once they have just proved who they are. */
export function SignForm({ agreement: { id, contentHash }, step, formKey, own = false }: Props) {
  if (step.kind === 'go')
    return (
      <div className="stack-2">
        <p>
          {own
            ? 'Før du skriver under, må du vise hvem du er. Du kommer tilbake hit etterpå.'
            : 'Før du signerer, må du bekrefte hvem du er på nytt. Du kommer tilbake hit etterpå.'}
        </p>
        {/* A page of the app's own would not leave it. */}
        <a className="ds-button" data-variant="primary" data-fullwidth href={step.address}>
          {own ? 'Vis hvem du er' : 'Bekreft hvem du er'}
        </a>
      </div>
    )
  return (
    <ActForm
      action={own ? signOwnAgreementAction : signAgreementAction}
      formKey={formKey}
      hidden={{ id, hash: contentHash ?? '' }}
      submit={own ? 'Skriv under' : 'Signer avtalen'}
    >
      <CheckField name="read" label={own ? 'Jeg har lest avtalen' : 'Jeg har lest hele teksten over'} />
    </ActForm>
  )
}
