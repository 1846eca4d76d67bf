'use client'

/** Prints the page; without JavaScript the browser's own menu does. */
export const PrintButton = () => (
  <button type="button" className="ds-button" data-variant="secondary" onClick={() => print()}>
    Skriv ut
  </button>
)
