'use client'

import '@fontsource-variable/inter'
import '@digdir/designsystemet-css'
import '@digdir/designsystemet-css/theme/designsystemet.css'
import './samlop.css'
import { Failure } from '#components/ui/failure'

/** What stands around every page failed too, so this is a page of its own. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="nb" data-color-scheme="light">
      <head>
        <title>Noe gikk galt – Samløp</title>
      </head>
      <body data-size="sm">
        <Failure reference={error.digest} />
      </body>
    </html>
  )
}
