'use client'

import Link from 'next/link'

/** Each page carries what it shows when something is not there, so it is code that the browser keeps. */
export const NotFoundPage = () => (
  <main id="innhold" tabIndex={-1} className="sl-page">
    <section className="stack" style={{ maxWidth: 720 }}>
      <h1>Vi finner ikke siden</h1>
      <p>Den finnes ikke, eller du har ikke tilgang til den med rollen du er logget inn i.</p>
      <p>
        <Link href="/" prefetch={false}>
          Gå til forsiden din
        </Link>
      </p>
    </section>
  </main>
)
