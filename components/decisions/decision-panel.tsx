import { DecisionForm } from '#components/decisions/decision-form'
import { CheckmarkCircleFillIcon, ExclamationmarkTriangleIcon } from '#components/ui/icons'
import { dayOf, now } from '#lib/clock'
import { showDate, showMoment } from '#lib/dates'
import { methodText, outcomeText } from '#lib/decisions/text'
import type { Lack } from '#lib/held-meetings/rules'
import type { HeldMeeting } from '#lib/held-meetings/schema'
import { lackText } from '#lib/held-meetings/text'

type Props = { meeting: HeldMeeting; lacks: readonly Lack[]; leads: boolean; formKey: string }

/** The decision about VIP status: what stands, and for whoever leads the form to say it. */
export function DecisionPanel({ meeting, lacks, leads, formKey }: Props) {
  const { decision, answer, patient, purpose, criteria } = meeting
  return (
    <section className="sl-panel" aria-labelledby="beslutning">
      <header>
        <h2 id="beslutning">Beslutning om VIP-status</h2>
      </header>
      {decision && (
        <output className="sl-decided">
          <CheckmarkCircleFillIcon className="i ok" aria-hidden />
          <span>
            <b className="strong">{outcomeText[decision.outcome].told}</b>
            {decision.ward && ` ved ${decision.ward.name}`}
            {decision.reviewOn && `, ny vurdering ${showDate(decision.reviewOn)}`}. {decision.reason}{' '}
            <span className="small muted num">
              Skrevet av {decision.decidedBy.givenName} {decision.decidedBy.familyName} {showMoment(decision.decidedAt)}
              .
            </span>
          </span>
        </output>
      )}
      {answer && (
        <p>
          {answer.representation
            ? `${answer.representation.person.givenName} ${answer.representation.person.familyName}`
            : patient.givenName}{' '}
          har sagt <b className="strong">{answer.agrees ? 'ja' : 'nei'}</b> til VIP-status (
          {methodText[answer.method].toLowerCase()}, <span className="num">{showMoment(answer.givenAt)}</span>).
          {!answer.agrees && ' Det er bindende.'}
        </p>
      )}
      {!criteria && purpose === 'VIP_DECISION' && (
        <p>
          <ExclamationmarkTriangleIcon className="i warn" aria-hidden /> Sykehuset og kommunen har ingen kriterier som
          begge har godkjent. Uten dem kan møtet ikke si ja.
        </p>
      )}
      {leads && purpose === 'VIP_DECISION' && <Enough lacks={lacks} />}
      {leads && <DecisionForm meeting={meeting} formKey={formKey} today={dayOf(now())} />}
      {leads && <p className="small muted">Status, avtale, planutkast og oppgaver lages når referatet er signert.</p>}
      {!leads && !decision && <p className="muted">Møtet har ikke besluttet noe ennå.</p>}
    </section>
  )
}

function Enough({ lacks }: { lacks: readonly Lack[] }) {
  if (lacks.length === 0)
    return (
      <p className="sl-decided">
        <CheckmarkCircleFillIcon className="i ok" aria-hidden />
        <span>Møtet kan beslutte: pasient, kommune, fastlege og sykehus er med.</span>
      </p>
    )
  return (
    <div className="sl-decided">
      <ExclamationmarkTriangleIcon className="i warn" aria-hidden />
      <div>
        <span>Møtet kan ikke si ja ennå:</span>
        <ul>
          {lacks.map((lack) => (
            <li key={lack}>{lackText[lack]}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
