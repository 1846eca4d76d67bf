import { AgreementActs } from '#components/agreements/agreement-acts'
import { AgreementText } from '#components/agreements/agreement-text'
import { OlderVersions } from '#components/agreements/older-versions'
import { Signatures } from '#components/agreements/signatures'
import { Chip } from '#components/ui/chip'
import { inForce, missing } from '#lib/agreements/rules'
import type { AgreementVersion } from '#lib/agreements/schema'
import { hashText, missingText, statusText } from '#lib/agreements/text'
import { may, type Actor } from '#lib/permissions'
import type { SigningStep } from '#lib/signing/rules'
import type { SignedBy } from '#lib/signing/schema'
import type { PaperProblem } from '#lib/signing/text'

type Props = {
  patient: string
  versions: readonly AgreementVersion[]
  actor: Actor
  step: SigningStep
  formKey: string
  signers: readonly SignedBy[]
  paper: { problem: PaperProblem | undefined; signer: string }
}

/** What is agreed with the patient: the text, whose names stand under it, and what is to be done. */
export function AgreementPanel({ patient, versions, actor, ...acts }: Props) {
  const [newest] = versions
  const standing = versions.find(({ status }) => inForce.includes(status))
  const shown = newest?.status === 'DRAFT' ? newest : (standing ?? newest)
  return (
    <div className="sl-cols">
      <div>
        <section className="sl-panel" aria-labelledby="avtale">
          <header>
            <h2 id="avtale">Avtale om VIP-status</h2>
            {shown && <State agreement={shown} />}
          </header>
          {!shown && <p>Det er ikke skrevet noen avtale ennå. Den blir til når referatet fra møtet signeres.</p>}
          {shown && <AgreementText content={shown.content} />}
          {shown?.contentHash && (
            <p className="small muted sl-sub">
              Avtalens kode: <code className="sl-hash">{hashText(shown.contentHash)}</code>
              <br />
              <a href={`/api/agreements/${shown.id}/pdf`}>Last ned som PDF</a>.
            </p>
          )}
        </section>
        <OlderVersions versions={versions.filter((version) => version !== shown && version !== standing)} />
      </div>
      <aside aria-label="Signaturer og valg">
        {standing && <SignaturePanel standing={standing} replaced={shown !== standing} />}
        {may(actor, 'agreement.write') && (
          <section className="sl-panel" aria-label="Hva du kan gjøre">
            <AgreementActs {...{ patient, newest, standing, actor, ...acts }} />
          </section>
        )}
      </aside>
    </div>
  )
}

function SignaturePanel({ standing, replaced }: { standing: AgreementVersion; replaced: boolean }) {
  return (
    <section className="sl-panel" aria-labelledby="signaturer">
      <header>
        <h2 id="signaturer">Signaturer</h2>
      </header>
      <Signatures agreement={standing} />
      {standing.decline?.reason && (
        <p dir="auto" className="sl-sub">
          Pasienten skrev: «{standing.decline.reason}»
        </p>
      )}
      {replaced && <p className="sl-sub">Versjon {standing.number} gjelder til utkastet er låst.</p>}
    </section>
  )
}

function State({ agreement }: { agreement: AgreementVersion }) {
  const { status, number, template } = agreement
  const kind =
    status === 'SIGNED' ? 'success' : status === 'PARTLY_SIGNED' || status === 'FROZEN' ? 'waiting' : 'neutral'
  const lacks = kind === 'waiting' && missingText(missing(agreement))
  return (
    <span className="row">
      <Chip kind={kind}>{lacks || statusText[status]}</Chip>
      <span className="small">
        Versjon {number}
        {template && `, fra mal ${template}`}
      </span>
    </span>
  )
}
