import { ActForm } from '#components/ui/act-form'
import { SelectField, TextField } from '#components/ui/fields'
import { registerArrivalAction } from '#lib/arrivals/actions'
import { modes, urgencies } from '#lib/arrivals/schema'
import { modeText, urgencyText } from '#lib/arrivals/text'
import { writeMoment } from '#lib/dates'

type Props = { lookUp: string; at: string; fastTrack: boolean; formKey: string; submit: string }

/** When, how much it hastens, and how the patient came. The time is that of the look-up, when the patient stood there. */
export function ArrivalForm({ lookUp, at, fastTrack, formKey, submit }: Props) {
  return (
    <ActForm
      action={registerArrivalAction}
      formKey={formKey}
      hidden={{ lookUp, fastTrack: fastTrack ? 'yes' : 'no' }}
      submit={submit}
    >
      <TextField name="at" label="Ankom" value={writeMoment(at)} />
      <SelectField
        name="urgency"
        label="Hastegrad"
        value="IMMEDIATE"
        options={urgencies.map((urgency) => ({ value: urgency, text: urgencyText[urgency] }))}
      />
      <SelectField
        name="mode"
        label="Kom med"
        ask="Ikke oppgitt"
        options={modes.map((mode) => ({ value: mode, text: modeText[mode] }))}
      />
    </ActForm>
  )
}
