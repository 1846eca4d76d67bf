import { ActForm } from '#components/ui/act-form'
import { AreaField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { showMoment } from '#lib/dates'
import { writeStatementAction } from '#lib/meeting-answers/actions'
import type { MeetingView, Participant } from '#lib/meeting-pages/schema'

/** For who cannot come: in writing it counts as taking part. */
export const StatementForm = ({
  meeting,
  seat,
  formKey,
}: {
  meeting: MeetingView
  seat: Participant
  formKey: string
}) => (
  <Fold summary={seat.statement ? 'Skriv uttalelsen på nytt' : 'Kan du ikke komme? Skriv en uttalelse'}>
    {seat.statement && <p className="small muted">Du sendte en uttalelse {showMoment(seat.statement.sentAt)}.</p>}
    <ActForm
      key={seat.version}
      action={writeStatementAction}
      formKey={formKey}
      hidden={{ meeting: meeting.id, participant: seat.id, seen: String(seat.version) }}
      submit="Send uttalelsen"
    >
      <AreaField
        name="text"
        label="Uttalelse til møtet"
        rows={8}
        hint="Alle som er med, kan lese den. Den regnes som at du har deltatt."
        value={seat.statement?.text ?? ''}
      />
    </ActForm>
  </Fold>
)
