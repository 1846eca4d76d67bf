import { OwnMeeting } from '#components/own-meetings/own-meeting'
import type { MeetingView } from '#lib/meeting-pages/schema'
import type { Actor } from '#lib/permissions'

type Props = {
  meetings: readonly { patient: { id: string; givenName: string }; meeting: MeetingView }[]
  actor: Actor
  formKey: string
}

/** The meetings to come, each with what there is to answer. */
export const OwnMeetingList = ({ meetings, actor, formKey }: Props) => (
  <>
    <h1>Møter</h1>
    {meetings.length === 0 && <p>Det er ikke kalt inn til noe møte nå. Når det skjer, står det her.</p>}
    {meetings.map(({ patient, meeting }) => (
      <OwnMeeting
        key={meeting.id}
        meeting={meeting}
        // Whose it is, for somebody who stands for another.
        name={actor.role === 'PATIENT' ? null : patient.givenName}
        actor={actor}
        formKey={formKey}
      />
    ))}
  </>
)
