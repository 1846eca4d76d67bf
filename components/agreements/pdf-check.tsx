/** A PDF from the device, to be told whether it is as we made it. */
export function PdfCheck() {
  return (
    <form method="post" action="/api/agreements/check" encType="multipart/form-data" className="stack-2">
      <div className="ds-field">
        <label className="ds-label" htmlFor="pdf">
          Avtalen som PDF
        </label>
        <p className="small muted" id="pdf-hint">
          Filen slik den ble lastet ned fra Samløp.
        </p>
        <input
          className="ds-input"
          id="pdf"
          name="pdf"
          type="file"
          accept=".pdf,application/pdf"
          aria-describedby="pdf-hint"
        />
      </div>
      <button type="submit" className="ds-button" data-variant="primary">
        Sjekk filen
      </button>
    </form>
  )
}
