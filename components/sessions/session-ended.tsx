import { useLayoutEffect, useRef } from 'react'
import { AgainLink } from '#components/sessions/again-link'

/** Stands where the page stood: nothing here tells who it was, or about whom. */
export function SessionEnded({ door }: { door: 'helseid' | 'idporten' }) {
  const panel = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const [focused, title] = [document.activeElement, document.title]
    document.title = 'Logget ut – Samløp'
    panel.current?.focus()
    return () => {
      document.title = title
      // The page is not yet in sight when this one goes.
      requestAnimationFrame(() => focused instanceof HTMLElement && focused.focus({ preventScroll: true }))
    }
  }, [])
  return (
    <main className="sl-ended" ref={panel} tabIndex={-1} aria-labelledby="logget-ut">
      <section className="sl-panel">
        <h1 id="logget-ut">Du er logget ut</h1>
        <p>Det som er skrevet her, er ikke borte. Logg inn igjen som samme person, så fortsetter du der du var.</p>
        <AgainLink door={door}>Logg inn igjen</AgainLink>
        <p className="small muted">
          Er det ikke du som skal fortsette her? Gå til forsiden. Da blir det som er skrevet, slettet.
        </p>
        <button type="button" className="ds-button" data-variant="secondary" onClick={() => location.replace('/')}>
          Til forsiden
        </button>
      </section>
    </main>
  )
}
