import { verdictText } from '#lib/agreements/text'

type Props = { verdict: keyof typeof verdictText | null; typed: string }

/** Asks for the code of an agreement and says what is known of it; a plain form that works without JavaScript. */
export function AgreementCheck({ verdict, typed }: Props) {
  return (
    <div className="stack">
      <h1>Sjekk en avtale</h1>
      {verdict && (
        <output className="ds-alert" data-color={verdict === 'SIGNED' ? 'success' : 'warning'}>
          {verdictText[verdict]}
        </output>
      )}
      <form method="get" action="/verify" className="stack-2">
        <div className="ds-field">
          <label className="ds-label" htmlFor="kode">
            Avtalens kode
          </label>
          <p className="small muted" id="kode-hint">
            Koden står nederst i avtalen: 64 tegn, med eller uten mellomrom.
          </p>
          <input
            className="ds-input"
            id="kode"
            name="kode"
            autoComplete="off"
            spellCheck={false}
            defaultValue={typed}
            aria-describedby="kode-hint"
          />
        </div>
        <button type="submit" className="ds-button" data-variant="primary">
          Sjekk
        </button>
      </form>
      <p className="small muted">Svaret sier bare om koden er fra en avtale som er signert, aldri hvem den gjelder.</p>
    </div>
  )
}
