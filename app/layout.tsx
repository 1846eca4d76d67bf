import '@fontsource-variable/inter'
import '@digdir/designsystemet-css'
import '@digdir/designsystemet-css/theme/designsystemet.css'
import './icons.css'
import './samlop.css'
import type { Metadata } from 'next'
import { headers } from 'next/headers'

export const metadata: Metadata = {
  title: { template: '%s – Samløp', default: 'Samløp' },
  robots: { index: false, follow: false },
}

export default async function RootLayout({ children }: LayoutProps<'/'>) {
  // Reading the request makes every page an answer of its own, so that each carries its own nonce.
  await headers()
  return (
    <html lang="nb" data-color-scheme="light">
      <body data-size="sm">
        <a className="ds-skip-link" href="#innhold">
          Hopp til innholdet
        </a>
        {children}
      </body>
    </html>
  )
}
