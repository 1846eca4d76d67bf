import 'server-only'
import { now } from '#lib/clock'
import type { OwnNews } from '#lib/notices/schema'
import { reading } from '#lib/reading'

/** No citizen has more that is new; older ones come when these are read. */
const most = 20

/** What waits for somebody at home: what they are to do, and what they have been told and not read. */
export const openOwnNews = reading({
  act: 'inbox.own',
  load: async (tx, _actor, _input: object): Promise<OwnNews> => {
    const time = now()
    const [tasks, notices] = [
      await tx.task.findMany({
        where: { status: 'OPEN', citizen: true },
        select: { id: true, kind: true, patientId: true, dueAt: true },
        orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
        take: most,
      }),
      await tx.notice.findMany({
        where: { readAt: null, citizen: true },
        select: { id: true, kind: true, patientId: true, toldAt: true },
        orderBy: [{ toldAt: 'desc' }, { id: 'asc' }],
        take: most,
      }),
    ]
    return { at: time.toISOString(), tasks, notices }
  },
  shows: ({ tasks, notices }) =>
    [...new Set([...tasks, ...notices].flatMap(({ patientId }) => patientId ?? []))].map((patientId) => ({
      patientId,
      shown: ['task'],
    })),
})
