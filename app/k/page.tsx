import type { Metadata } from 'next'
import { CardCheck } from '#components/cards/card-check'

export const metadata: Metadata = { title: 'Sjekk av kort' }

/** Where the code of a card leads a phone. What stands after `#` is never sent with the address. */
export default function CardCheckPage() {
  return (
    <main id="innhold" tabIndex={-1} className="sl-cardcheck">
      <CardCheck />
      <noscript>
        <h1>Sjekk av kort</h1>
        <p>Siden trenger JavaScript for å lese kortet. Ring nummeret som står på kortet.</p>
      </noscript>
    </main>
  )
}
