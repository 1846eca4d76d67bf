import 'server-only'
import type { Transaction } from '#lib/db'
import { loadMeeting } from '#lib/meeting-pages/queries'
import type { MeetingView } from '#lib/meeting-pages/schema'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'

export type OwnMeetings = {
  meetings: { patient: { id: string; givenName: string }; meeting: MeetingView }[]
  actor: Actor
}

/** The meetings to come about the citizen, or about those the citizen stands for, soonest first; and what was cancelled lately. */
export const listOwnMeetings = reading<object, OwnMeetings>({
  act: 'meeting.own',
  load: async (tx, actor) => ({ meetings: await ownMeetings(tx), actor }),
  shows: ({ meetings }) =>
    [...new Set(meetings.map(({ patient }) => patient.id))].map((patientId) => ({ patientId, shown: ['meetings'] })),
})

async function ownMeetings(tx: Transaction) {
  const rows = await tx.$queryRaw<{ id: string; patientId: string; givenName: string }[]>`
    SELECT m.id, p.id AS "patientId", p.given_name AS "givenName" FROM meeting m JOIN patient p ON p.id = m.patient_id
    WHERE m.status IN ('CALLED', 'CONFIRMED') OR m.status = 'CANCELLED' AND m.cancelled_at > now() - interval '14 days'
    ORDER BY m.starts_at NULLS LAST, m.called_at LIMIT 20`
  const found = []
  for (const { id, patientId, givenName } of rows) {
    const meeting = await loadMeeting(tx, id)
    if (meeting) found.push({ patient: { id: patientId, givenName }, meeting })
  }
  return found
}
