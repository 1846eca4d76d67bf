import 'server-only'
import { command } from '#lib/command'
import type { ReadInput } from '#lib/notices/schema'
import { ok, type Result } from '#lib/result'

/** Marks as read what the actor had been told when the list was shown. */
const reads = (act: 'notice.read' | 'notice.own') =>
  command({
    act,
    load: async (_tx, { personId }, input: ReadInput) =>
      personId === null ? null : { id: personId, until: input.until },
    decide: (): Result<null, never> => ok(null),
    save: async (tx, { id, until }) => {
      await tx.notice.updateMany({
        where: { personId: id, readAt: null, toldAt: { lte: until } },
        data: { readAt: new Date() },
      })
      return 1
    },
  })

export const readNotices = reads('notice.read')
export const readOwnNotices = reads('notice.own')
