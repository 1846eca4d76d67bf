import type { Card } from '#components/cards/card-panel'
import { cardStateText } from '#lib/cards/text'
import { showDate } from '#lib/dates'

/** The cards before this one, newest first. */
export function CardHistory({ cards }: { cards: readonly Card[] }) {
  if (cards.length === 0) return null
  return (
    <>
      <h3 className="small muted">Tidligere kort</h3>
      <ul className="sl-rows">
        {cards.map((card) => (
          <li key={card.id} className="small num">
            {cardStateText(card)}, laget {showDate(card.issuedAt)}
            {card.number && ` · kort ${card.number}`}
          </li>
        ))}
      </ul>
    </>
  )
}
