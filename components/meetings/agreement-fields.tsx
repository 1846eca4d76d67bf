import { ChoiceGroup } from '#components/meetings/choice-group'
import { RadioField, SelectField, TextField } from '#components/ui/fields'
import { writeMoment } from '#lib/dates'
import { standsText } from '#lib/meeting-proposals/text'
import type { Proposal } from '#lib/meeting-proposals/schema'
import { agreementMethods } from '#lib/recommendations/schema'
import { agreementText } from '#lib/recommendations/text'

type Props = { representatives: Proposal['representatives']; label: string; time: Date }

/** What the patient, or whoever stands for the patient, said, how and when. */
export const AgreementFields = ({ representatives, label, time }: Props) => (
  <ChoiceGroup field="agreedBy" legend="Pasientens ja">
    <RadioField
      name="agreement"
      label={label}
      options={agreementMethods.map((value) => ({ value, text: agreementText[value] }))}
    />
    <div className="sl-grid2">
      {representatives.length > 0 && (
        <SelectField
          name="agreedBy"
          label="Hvem svarte"
          options={[
            { value: '', text: 'Pasienten selv' },
            ...representatives.map(({ id, name, kind }) => ({ value: id, text: `${name} (${standsText[kind]})` })),
          ]}
        />
      )}
      <TextField name="askedAt" label="Når pasienten ble spurt" value={writeMoment(time)} />
    </div>
  </ChoiceGroup>
)
