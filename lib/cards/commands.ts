import 'server-only'
import { lockCard } from '#lib/cards/queries'
import { decideRevoke } from '#lib/cards/rules'
import { command } from '#lib/command'

/** A lost card stops working at once; the status and the ward stay. */
export const revokeCard = command({
  act: 'card.revoke',
  load: lockCard,
  decide: decideRevoke,
  save: async (tx, { id, version }, change) => {
    const { count } = await tx.card.updateMany({
      where: { id, version },
      data: { ...change, version: { increment: 1 } },
    })
    return count
  },
})
