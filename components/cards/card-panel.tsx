import { CardHistory } from '#components/cards/card-history'
import { ActForm } from '#components/ui/act-form'
import { Fold } from '#components/ui/fold'
import { PersonRectangleIcon } from '#components/ui/icons'
import { issueCardAction, revokeCardAction } from '#lib/cards/actions'
import { cardStateText } from '#lib/cards/text'
import type { CardStatus } from '#prisma/generated/enums'

export type Card = {
  id: string
  status: CardStatus
  issuedAt: Date
  validUntil: string
  endedAt: Date | null
  number: string | null
}
export type CaseWithCards = { id: string; ward: string; own: boolean; cards: readonly Card[] }

type Props = { cases: readonly CaseWithCards[]; formKey: string }

/** The cards of a patient: what counts now, and for the head nurse of the ward the acts that change it. */
export function CardPanel({ cases, formKey }: Props) {
  return (
    <section className="sl-panel" aria-labelledby="kort">
      <header>
        <h2 id="kort">Kort</h2>
      </header>
      {cases.length === 0 && <p>Pasienten har ikke VIP-status nå. Kort lages når statusen er aktiv.</p>}
      {cases.map((vip) => (
        <CaseCards key={vip.id} vip={vip} formKey={formKey} several={cases.length > 1} />
      ))}
    </section>
  )
}

function CaseCards({ vip, formKey, several }: { vip: CaseWithCards; formKey: string; several: boolean }) {
  const [newest] = vip.cards
  const valid = newest?.status === 'ISSUED' ? newest : null
  return (
    <div className="stack">
      {several && <h3>{vip.ward}</h3>}
      <p className="sl-cardline">
        <PersonRectangleIcon className="i" aria-hidden />
        <span>
          <b>{valid ? cardStateText(valid) : newest ? 'Uten gyldig kort' : 'Kort er ikke laget'}</b>
          {valid?.number && <small className="num"> Kort {valid.number}</small>}
        </span>
      </p>
      {vip.own ? (
        <CardActs key={valid?.id} caseId={vip.id} valid={valid} formKey={formKey} />
      ) : (
        <p className="small muted">Avdelingssykepleier ved {vip.ward} lager, bytter og sperrer kort.</p>
      )}
      <CardHistory cards={valid ? vip.cards.slice(1) : vip.cards} />
    </div>
  )
}

function CardActs({ caseId, valid, formKey }: { caseId: string; valid: Card | null; formKey: string }) {
  if (!valid)
    return (
      <ActForm action={issueCardAction} formKey={formKey} hidden={{ case: caseId, replaces: '' }} submit="Lag kort" />
    )
  const shown = valid.number !== null
  return (
    <div className="stack-2 sl-cardacts">
      {shown ? (
        <p className="sl-cardpdf">
          {/* A look that is written down, so never fetched beforehand. */}
          <a className="ds-button" data-variant="primary" href={`/api/cards/${valid.id}/pdf`}>
            Åpne kortet (PDF)
          </a>
          <a className="ds-button" data-variant="secondary" href={`/api/cards/${valid.id}/pdf?ark`}>
            A4-ark til å klippe ut
          </a>
        </p>
      ) : (
        <p>Dette kortet kan ikke skrives ut på nytt. Bytt det ut for å få et som kan det.</p>
      )}
      <Fold summary="Bytt ut kortet" group="kort">
        <p>Det gamle kortet slutter å virke straks. Pasienten trenger det nye.</p>
        <ActForm
          action={issueCardAction}
          formKey={formKey}
          hidden={{ case: caseId, replaces: valid.id }}
          submit="Lag nytt kort"
        />
      </Fold>
      <Fold summary="Sperr kortet" group="kort" variant="tertiary">
        <p>Kortet slutter å virke straks. VIP-statusen og avdelingen er som før.</p>
        <ActForm
          action={revokeCardAction}
          formKey={formKey}
          hidden={{ id: valid.id }}
          submit="Sperr nå"
          variant="secondary"
        />
      </Fold>
    </div>
  )
}
