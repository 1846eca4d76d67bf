import 'server-only'
import { newToken } from '#lib/cards/key'
import { findCase, lockCard } from '#lib/cards/queries'
import { decideIssue, decideRevoke } from '#lib/cards/rules'
import type { IssueCardInput } from '#lib/cards/schema'
import { dayOf, now } from '#lib/clock'
import { command } from '#lib/command'
import { endTasks } from '#lib/tasks/give'

/** A card for who has VIP status at the own ward; the one before ends, and the new one can be printed at once. */
export const issueCard = command({
  act: 'card.issue',
  load: async (tx, _actor, input: IssueCardInput) => {
    const found = await findCase(tx, input)
    return found && { ...found, replaces: input.replaces }
  },
  decide: ({ open, replaces }, _input, time, actor) => decideIssue(open, replaces, actor.unit?.id, dayOf(time)),
  save: async (tx, { id, caseId, patientId }, { validUntil, ends }, actor) => {
    const at = now()
    if (ends) {
      const { id: former, version, status } = ends
      const change = { status, endedAt: at, version: { increment: 1 } }
      if ((await tx.card.updateMany({ where: { id: former, version }, data: change })).count !== 1) return 0
    }
    const card = {
      id,
      patientId,
      caseId,
      issuedAt: at,
      validUntil: new Date(validUntil),
      ...newToken({ id, validUntil }),
    }
    // Of two at once the second waits here and makes none.
    const { count } = await tx.card.createMany({ data: [card], skipDuplicates: true })
    if (count === 1) await endTasks(tx, actor, { kind: 'ISSUE_CARD', objectId: caseId }, 'ISSUED')
    return count
  },
})

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
