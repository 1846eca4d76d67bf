import { PdfCheck } from '#components/agreements/pdf-check'
import type { CheckedFile } from '#lib/agreements/schema'
import { fileText, verdictText } from '#lib/agreements/text'

type Props = { verdict: keyof typeof verdictText | null; file: CheckedFile | null; typed: string }

/** Asks for a PDF or the code of an agreement and says what is known of it; plain forms that work without JavaScript. */
export function AgreementCheck({ verdict, file, typed }: Props) {
  const good = verdict === 'SIGNED' && (file === null || file === 'OURS')
  return (
    <div className="stack">
      <h1>Sjekk en avtale</h1>
      <output>
        {(verdict || file) && (
          <div className="ds-alert" data-color={good ? 'success' : 'warning'}>
            {[file && fileText[file], verdict && verdictText[verdict]].filter(Boolean).join(' ')}
          </div>
        )}
      </output>
      <PdfCheck />
      <form method="get" action="/verify" className="stack-2">
        <div className="ds-field">
          <label className="ds-label" htmlFor="kode">
            Eller skriv avtalens kode
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
        <button type="submit" className="ds-button" data-variant="secondary">
          Sjekk koden
        </button>
      </form>
      <p className="small muted">
        Svaret sier bare om dette er en avtale som er signert, aldri hvem den gjelder. Vi tar ikke vare på filen.
      </p>
    </div>
  )
}
