import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons'
import type { CardCheck } from '#lib/patients/schema'
import { cardText } from '#lib/patients/text'

/** A card that no longer counts may be in the wrong hands. */
export function CardWarning({ card }: { card: CardCheck | undefined }) {
  if (!card?.scanned || card.status === 'ISSUED') return null
  return (
    <p className="sl-caution">
      <ExclamationmarkTriangleIcon className="i" aria-hidden />
      <span>
        <b>Kortet som ble skannet, gjelder ikke.</b> {cardText(card)}. Spør om navn og fødselsdato før du går videre.
      </span>
    </p>
  )
}
