/** Something failed with us: calm words, what to do, and the reference that stands in our log. Nothing of what was on the page. */
export function Failure({ reference }: { reference: string | undefined }) {
  return (
    <main id="innhold" tabIndex={-1} className="sl-page">
      <section className="stack" style={{ maxWidth: 720 }} role="alert">
        <h1>Noe gikk galt hos oss</h1>
        <p>Behandlingen skal ikke vente på Samløp. Følg vanlig rutine, og prøv igjen om litt.</p>
        <div className="row">
          <button type="button" className="ds-button" data-variant="primary" onClick={() => location.reload()}>
            Prøv igjen
          </button>
        </div>
        {reference && <p className="small muted">Referanse {reference}. Oppgi den hvis du ringer brukerstøtte.</p>}
      </section>
    </main>
  )
}
