import { ChevronRightIcon } from '#components/ui/icons'
const door = '/api/auth/login/helseid'

/** Nobody is signed in any more, and the browser goes on to the provider by itself, with and without JavaScript. */
export function ChangingUser() {
  return (
    <main id="innhold" tabIndex={-1} className="sl-ended">
      {/* A form may not be led to another site, so that a page must stand in between. */}
      <meta httpEquiv="refresh" content={`0;url=${door}`} />
      <section className="sl-panel">
        <h1>Bytter bruker</h1>
        <p>Den forrige er logget ut.</p>
        <a className="ds-button" data-variant="primary" href={door}>
          Logg inn
          <ChevronRightIcon className="i" aria-hidden />
        </a>
      </section>
    </main>
  )
}
