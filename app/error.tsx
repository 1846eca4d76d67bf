'use client'

/** Something failed with us. Says so, gives the reference that stands in our log, and nothing about what was on the page. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <main id="innhold" tabIndex={-1} className="sl-page">
      <section className="stack" style={{ maxWidth: 720 }} role="alert">
        <h1>Noe gikk galt hos oss</h1>
        <p>Behandlingen skal ikke vente på Samløp. Prøv igjen om litt.</p>
        <div className="row">
          <button type="button" className="ds-button" data-variant="primary" onClick={() => location.reload()}>
            Prøv igjen
          </button>
        </div>
        <p className="small muted">Referanse {error.digest ?? 'ukjent'}. Oppgi den hvis du ringer brukerstøtte.</p>
      </section>
    </main>
  )
}
