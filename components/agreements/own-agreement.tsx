import { AgreementText } from '#components/agreements/agreement-text'
import { ReadAloud } from '#components/agreements/read-aloud'
import { SignForm } from '#components/agreements/sign-form'
import { Signatures } from '#components/agreements/signatures'
import { ActForm } from '#components/ui/act-form'
import { AreaField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { declineOwnAgreementAction, revokeOwnAgreementAction } from '#lib/agreements/actions'
import { inForce, missing } from '#lib/agreements/rules'
import type { AgreementVersion } from '#lib/agreements/schema'
import { hashText, ownStatusText } from '#lib/agreements/text'
import type { SigningStep } from '#lib/signing/rules'

type Props = {
  patient: { id: string; givenName: string; own: boolean; agreement: AgreementVersion | null }
  step: SigningStep
  formKey: string
}

/** The agreement as the patient reads it: what it says, aloud too, and yes or no. */
export function OwnAgreement({ patient: { id, givenName, own, agreement }, step, formKey }: Props) {
  const title = own ? 'Avtalen din' : `Avtalen til ${givenName}`
  if (!agreement)
    return (
      <section className="stack" aria-labelledby={`avtale-${id}`}>
        <h2 id={`avtale-${id}`}>{title}</h2>
        <p>{own ? `${givenName}, du har` : `${givenName} har`} ingen avtale ennå. Du får beskjed når den er klar.</p>
      </section>
    )
  const stands = inForce.includes(agreement.status)
  return (
    <section className="stack" aria-labelledby={`avtale-${id}`}>
      <h2 id={`avtale-${id}`}>{title}</h2>
      <p className="strong">{ownStatusText(agreement)}</p>
      <ReadAloud of={`tekst-${id}`} />
      <AgreementText content={agreement.content} id={`tekst-${id}`} />
      {stands && missing(agreement).includes('PATIENT') && (
        <Answer agreement={agreement} step={step} formKey={formKey} />
      )}
      <h3>Hvem har skrevet under</h3>
      <Signatures agreement={agreement} own />
      <p className="small muted">
        Avtalens kode: <code className="sl-hash">{hashText(agreement.contentHash ?? '')}</code>
      </p>
      <a className="ds-button" data-variant="secondary" href={`/api/agreements/${agreement.id}/own-pdf`}>
        Last ned avtalen (PDF)
      </a>
      {agreement.status === 'SIGNED' && (
        <Fold summary="Si opp avtalen" variant="tertiary">
          <p>Du trenger ikke å si hvorfor. Hjelpen du får ellers, slutter ikke.</p>
          <ActForm
            action={revokeOwnAgreementAction}
            formKey={formKey}
            hidden={{ id: agreement.id, version: String(agreement.version) }}
            submit="Ja, si opp avtalen"
          />
        </Fold>
      )}
    </section>
  )
}

function Answer({ agreement, step, formKey }: { agreement: AgreementVersion; step: SigningStep; formKey: string }) {
  return (
    <>
      <h3>Vil du skrive under?</h3>
      <SignForm agreement={agreement} step={step} formKey={formKey} own />
      {!agreement.decline && (
        <Fold summary="Nei, jeg vil ikke" variant="tertiary">
          <p>Det er helt greit. Hjelpen du får ellers, slutter ikke.</p>
          <ActForm
            action={declineOwnAgreementAction}
            formKey={formKey}
            hidden={{ id: agreement.id }}
            submit="Si nei til avtalen"
          >
            <AreaField name="reason" label="Vil du si hvorfor? Du må ikke." />
          </ActForm>
        </Fold>
      )}
    </>
  )
}
