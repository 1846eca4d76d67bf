import 'server-only'
import type { Transaction } from '#lib/db'
import type { MeetingNews } from '#lib/invitations/schema'
import type { Actor } from '#lib/permissions'

/**
 * Tells everybody who takes part in a meeting what became of it, inside the transaction of the change and after it: in
 * the app, and by mail, with a calendar file of one's own once the meeting has a time. Who has been taken out since is
 * told that it is off. Answers to how many a mail leaves. The actor needs a relation to the patient.
 */
export async function tellMeeting(
  tx: Transaction,
  _actor: Actor,
  { meetingId, kind }: { meetingId: string; kind: MeetingNews },
) {
  const [told] = await tx.$queryRaw<[{ mails: number }]>`
    SELECT door.tell_meeting(${meetingId}::uuid, ${`MEETING_${kind}`}) AS mails`
  return told.mails
}
