import { CheckRow } from '#components/meetings/check-row'
import { ChoiceGroup } from '#components/meetings/choice-group'
import { ActForm } from '#components/ui/act-form'
import { RadioField, SelectField, TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { now } from '#lib/clock'
import { showMoment, writeMoment } from '#lib/dates'
import { recordAnswerAction } from '#lib/meeting-answers/actions'
import { recordedAnswers } from '#lib/meeting-answers/schema'
import { recordedChoiceText } from '#lib/meeting-answers/text'
import type { MeetingView, Participant } from '#lib/meeting-pages/schema'
import { methodText } from '#lib/meeting-pages/text'
import type { Proposal } from '#lib/meeting-proposals/schema'
import { standsText } from '#lib/meeting-proposals/text'
import { ConsentMethod } from '#prisma/generated/enums'

type Props = {
  meeting: MeetingView
  seat: Participant
  representatives: Proposal['representatives']
  formKey: string
}

/** What the patient has answered to whoever leads, by word of mouth or on paper. */
export const PatientAnswerForm = ({ meeting, seat, representatives, formKey }: Props) => (
  <Fold summary="Skriv ned svaret" label={`Skriv ned svaret fra ${seat.name}`} variant="tertiary">
    <ActForm
      key={seat.version}
      action={recordAnswerAction}
      formKey={formKey}
      hidden={{ meeting: meeting.id, participant: seat.id, seen: String(seat.version) }}
      submit="Lagre svaret"
      variant="secondary"
    >
      <RadioField
        name="answer"
        label="Hva svarte pasienten?"
        options={recordedAnswers.map((value) => ({ value, text: recordedChoiceText[value] }))}
      />
      {meeting.status === 'CALLED' && (
        <ChoiceGroup field="times" legend="Hvilke tider passer?">
          {meeting.times.map(({ id, startsAt }, turn) => (
            <CheckRow
              key={id}
              name={`time${turn}`}
              value={id}
              label={showMoment(startsAt)}
              checked={seat.suits.includes(id)}
            />
          ))}
        </ChoiceGroup>
      )}
      {representatives.length > 0 && (
        <SelectField
          name="by"
          label="Hvem svarte"
          options={[
            { value: '', text: 'Pasienten selv' },
            ...representatives.map(({ id, name, kind }) => ({ value: id, text: `${name} (${standsText[kind]})` })),
          ]}
        />
      )}
      <SelectField
        name="method"
        label="Hvordan"
        options={Object.values(ConsentMethod).map((value) => ({ value, text: methodText[value] }))}
      />
      <TextField name="givenAt" label="Når svaret ble gitt" value={writeMoment(now())} />
    </ActForm>
  </Fold>
)
