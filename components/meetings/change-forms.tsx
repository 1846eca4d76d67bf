import { AgreementFields } from '#components/meetings/agreement-fields'
import { CheckRow } from '#components/meetings/check-row'
import { ChoiceGroup } from '#components/meetings/choice-group'
import { GuestFields } from '#components/meetings/guest-fields'
import { TimeFields } from '#components/meetings/time-fields'
import { ActForm } from '#components/ui/act-form'
import { AreaField, SelectField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { now } from '#lib/clock'
import {
  cancelMeetingAction,
  inviteAction,
  moveMeetingAction,
  removeParticipantAction,
} from '#lib/meeting-changes/actions'
import { canLeave } from '#lib/meeting-changes/rules'
import type { MeetingView } from '#lib/meeting-pages/schema'
import type { Seat } from '#lib/meeting-proposals/rules'
import type { Proposal } from '#lib/meeting-proposals/schema'
import { seatAbout } from '#lib/meeting-proposals/text'
import { room } from '#lib/meetings/schema'

type Props = {
  meeting: MeetingView
  proposal: Proposal
  /** Who may be asked and is not yet. */
  others: readonly Seat[]
  formKey: string
}

/** What whoever leads can change until the meeting is held; everybody is told of each. */
export function ChangeForms({ meeting, proposal, others, formKey }: Props) {
  const hidden = { meeting: meeting.id, seen: String(meeting.version) }
  const given = { formKey, hidden, key: meeting.version }
  const leaving = meeting.participants.filter((one) => canLeave(one, meeting))
  return (
    <section className="sl-panel sl-folds" aria-label="Endre møtet">
      <Fold summary="Inviter flere" group="endre">
        <ActForm {...given} key={given.key} action={inviteAction} submit="Inviter">
          <ChoiceGroup field="seats" legend="Hvem">
            {others.slice(0, room.seats).map((seat, turn) => (
              <CheckRow
                key={seat.key}
                name={`seat${turn}`}
                value={seat.key}
                label={`${seat.name}, ${seatAbout(seat)}`}
              />
            ))}
          </ChoiceGroup>
          <GuestFields />
          <SelectField
            name="insteadOf"
            label="Kommer i stedet for"
            options={[{ value: '', text: 'Ingen' }, ...leaving.map(({ id, name }) => ({ value: id, text: name }))]}
          />
          <AgreementFields
            representatives={proposal.representatives}
            label="Har pasienten sagt ja til dem som arbeider et annet sted?"
            time={now()}
          />
        </ActForm>
      </Fold>
      <Fold summary="Flytt møtet" group="endre">
        <ActForm {...given} key={given.key} action={moveMeetingAction} submit="Flytt, og si fra til alle">
          <TimeFields times={[]} place={meeting.place ?? ''} videoUrl={meeting.videoUrl ?? ''} />
          <p className="small muted">Én tid blir tiden med en gang. Med flere svarer alle på nytt.</p>
        </ActForm>
      </Fold>
      {leaving.length > 0 && (
        <Fold summary="Ta ut en deltaker" group="endre">
          <ActForm {...given} key={given.key} action={removeParticipantAction} submit="Ta ut">
            <SelectField
              name="participant"
              label="Hvem"
              options={leaving.map(({ id, name }) => ({ value: id, text: name }))}
            />
          </ActForm>
        </Fold>
      )}
      <Fold summary="Avlys møtet" group="endre">
        <ActForm {...given} key={given.key} action={cancelMeetingAction} submit="Avlys, og si fra til alle">
          <AreaField name="why" label="Hvorfor avlyses møtet?" rows={2} />
        </ActForm>
      </Fold>
    </section>
  )
}
