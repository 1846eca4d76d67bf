import 'server-only'
import type { Transaction } from '#lib/db'
import { findMeeting } from '#lib/held-meetings/queries'
import type { HoldParams } from '#lib/held-meetings/schema'
import { minutesContent } from '#lib/minutes/schema'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'

const name = { select: { givenName: true, familyName: true } } as const

async function loadMinutes(tx: Transaction, actor: Actor, { id }: HoldParams) {
  const meeting = await findMeeting(tx, actor, id)
  if (!meeting) return null
  const editions = await tx.minutes.findMany({
    where: { meetingId: id },
    select: {
      id: true,
      edition: true,
      content: true,
      hash: true,
      writtenAt: true,
      writtenBy: name,
      comments: {
        select: { id: true, text: true, writtenAt: true, writtenBy: name },
        orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }],
      },
      signature: { select: { signedAt: true, signedBy: name } },
    },
    orderBy: { edition: 'desc' },
  })
  const [newest] = editions
  if (!newest) return null
  const plan = await tx.planDraftItem.count({ where: { meetingId: id } })
  return { ...meeting, newest: { ...newest, content: minutesContent.parse(newest.content) }, editions, plan }
}
export type OpenedMinutes = NonNullable<Awaited<ReturnType<typeof loadMinutes>>>

/** The newest edition of the minutes with what was said to each; null until there is one. */
export const openMinutes = reading<HoldParams, OpenedMinutes>({
  act: 'minutes.read',
  load: loadMinutes,
  shows: ({ patientId }) => [{ patientId, shown: ['name', 'minutes'] }],
})
