import Link from 'next/link'
import { DecideForm } from '#components/log-flags/decide-form'
import { FlagLooks } from '#components/log-flags/flag-looks'
import { showMoment } from '#lib/dates'
import type { FlagDetail } from '#lib/log-flags/schema'
import { aboutText, endCauseText, findingText, kindText, questionText } from '#lib/log-flags/text'
import { roleText } from '#lib/organisations/text'

/** One flag: what happened, what was written, the looks around it, and what came of it. */
export function FlagPage({ flag, formKey }: { flag: FlagDetail; formKey: string }) {
  const { kind, at, by, role, unit, patient, emergency, history, looks } = flag
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>{kindText[kind]}</h1>
          <p>{questionText[kind]}</p>
        </div>
        <Link className="ds-button" data-variant="tertiary" href="/control" prefetch={false}>
          Til varslene
        </Link>
      </div>
      <div className="sl-cols">
        <div>
          <section className="sl-panel" aria-labelledby="dette">
            <header>
              <h2 id="dette">Dette skjedde</h2>
            </header>
            <dl className="sl-flag-facts">
              <dt>Når</dt>
              <dd className="num">{showMoment(at)}</dd>
              <dt>Hvem</dt>
              <dd>
                {by}, {[roleText[role], unit].filter(Boolean).join(', ')}
              </dd>
              {patient && (
                <>
                  <dt>Pasient</dt>
                  <dd>
                    <a href={`/patients/${patient.id}/access`}>{patient.name}</a>
                  </dd>
                </>
              )}
              {aboutText(flag) && (
                <>
                  <dt>{patient ? 'Grunn' : 'Omfang'}</dt>
                  <dd>{aboutText(flag)}</dd>
                </>
              )}
              {emergency && <EmergencyFacts emergency={emergency} />}
            </dl>
          </section>
          <FlagLooks looks={looks} />
        </div>
        <aside aria-label="Avgjørelse">
          {history.length > 0 && <History history={history} />}
          <DecideForm flag={flag} formKey={formKey} />
        </aside>
      </div>
    </div>
  )
}

function EmergencyFacts({ emergency }: { emergency: NonNullable<FlagDetail['emergency']> }) {
  const { text, openedAt, until, endedAt, endCause } = emergency
  return (
    <>
      <dt>Begrunnelse</dt>
      <dd>«{text}»</dd>
      <dt>Åpen</dt>
      <dd className="num">
        {showMoment(openedAt)} til {showMoment(endedAt ?? until)}
        {endCause && `, ${endCauseText[endCause]}`}
      </dd>
    </>
  )
}

function History({ history }: Pick<FlagDetail, 'history'>) {
  return (
    <section className="sl-panel" aria-labelledby="avgjort">
      <header>
        <h2 id="avgjort">Avgjort</h2>
      </header>
      <ul className="sl-rows">
        {history.map(({ id, finding, text, at, by }) => (
          <li key={id}>
            <b>{findingText[finding]}</b>
            {text && <p>{text}</p>}
            <small className="muted num">
              {by}, {showMoment(at)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
