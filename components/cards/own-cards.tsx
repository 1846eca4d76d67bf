import Link from 'next/link'
import { PaperCard } from '#components/cards/paper-card'
import { type Face, PhoneCard } from '#components/cards/phone-card'
import { PrintButton } from '#components/cards/print-button'
import { ChevronLeftIcon } from '#components/ui/icons'

/** The own card on the whole screen, and below it the same for paper. */
export function OwnCards({ cards, own }: { cards: readonly Face[]; own: boolean }) {
  const printed = cards.filter(({ qr }) => qr !== null)
  return (
    <>
      <main id="innhold" tabIndex={-1}>
        <div className="bar">
          <Link className="ghost" href="/my" prefetch={false}>
            <ChevronLeftIcon className="i" aria-hidden />
            Tilbake
          </Link>
        </div>
        {cards.length === 0 && (
          <>
            <h1>{own ? 'Du har ikke noe gyldig kort' : 'Ingen gyldige kort'}</h1>
            <p className="sl-cardpage__say">Ring avdelingen, så lager de et nytt.</p>
          </>
        )}
        {cards.map((face) => (
          <PhoneCard key={face.id} face={face} />
        ))}
        {printed.length > 0 && <p className="sl-cardpage__say">Vis kortet når du kommer til mottaket.</p>}
      </main>
      {printed.length > 0 && (
        <section className="sl-print" aria-labelledby="papir">
          <div className="sl-print__in">
            <h2 id="papir">{own ? 'Kortet på papir' : 'På papir'}</h2>
            <p className="lead muted">Som et bankkort, 85,6 × 54 mm. Forside og bakside.</p>
            <p className="sl-noprint">
              <PrintButton />
            </p>
            {printed.map((face) => (
              <PaperCard key={face.id} face={face} />
            ))}
          </div>
        </section>
      )}
    </>
  )
}
