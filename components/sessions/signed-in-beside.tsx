'use client'

import { useEffect } from 'react'
import { askOthers } from '#components/sessions/session-watch'

/** The window that was opened to sign in again: the one that waits finds out, and this one can go. */
export function SignedInBeside() {
  useEffect(() => {
    askOthers()
    // Browsers close only what a page opened itself.
    close()
  }, [])
  return (
    <main id="innhold" tabIndex={-1} className="sl-ended">
      <section className="sl-panel">
        <h1>Du er logget inn</h1>
        <p>Gå tilbake til vinduet du kom fra. Det du skrev, står der. Dette vinduet kan du lukke.</p>
        <button type="button" className="ds-button" data-variant="secondary" onClick={() => location.replace('/')}>
          Fortsett her i stedet
        </button>
      </section>
    </main>
  )
}
