'use client'

import { PrinterSmallIcon } from '#components/ui/icons'

/** Prints what the style sheet of paper leaves of this page: the card. */
export function PrintButton() {
  return (
    <button type="button" className="ds-button" data-variant="primary" onClick={() => print()}>
      <PrinterSmallIcon className="i" aria-hidden />
      Skriv ut kortet
    </button>
  )
}
