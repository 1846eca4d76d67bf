import type { Metadata } from 'next'
import Link from 'next/link'

export const metadata: Metadata = { title: 'Fant ikke siden' }

/** The same answer for what is not there and for what one may not see. */
export default function NotFound() {
  return (
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
}
