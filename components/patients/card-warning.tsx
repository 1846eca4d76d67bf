import { Caution } from '#components/ui/caution'
import type { CardCheck } from '#lib/patients/schema'
import { cardText, isBadCard } from '#lib/patients/text'

export function CardWarning({ card }: { card: CardCheck | undefined }) {
  if (!card || !isBadCard(card)) return null
  return (
    <Caution>
      <b>Kortet som ble skannet, gjelder ikke.</b> {cardText(card)}. Spør om navn og fødselsdato før du går videre.
    </Caution>
  )
}
