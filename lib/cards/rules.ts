import { ok, refuse, type Result } from '#lib/result'
import type { CardStatus } from '#prisma/generated/enums'

export type RevokeRefusal = 'not_valid'

/** Only a card that is still valid can be revoked; the others have ended already. */
export function decideRevoke(
  card: { status: CardStatus },
  _input: unknown,
  time: Date,
): Result<{ status: 'REVOKED'; endedAt: Date }, RevokeRefusal> {
  return card.status === 'ISSUED' ? ok({ status: 'REVOKED', endedAt: time }) : refuse('not_valid')
}
