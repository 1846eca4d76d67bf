import { ActForm } from '#components/ui/act-form'
import { CheckField, RadioField, SelectField, TextField } from '#components/ui/fields'
import { recordNews2Action } from '#lib/triage/actions'
import { levels, limits, type Measure } from '#lib/triage/schema'
import { consciousnessText, scaleText } from '#lib/triage/text'

const Value = ({ name, decimal }: { name: Measure; decimal?: boolean }) => (
  <TextField
    name={name}
    label={limits[name].name}
    inputMode={decimal ? 'decimal' : 'numeric'}
    suffix={limits[name].unit}
  />
)

/** The seven values of NEWS2; nothing is filled in beforehand but the scale that holds for most. */
export function News2Form({ stay, formKey }: { stay: string; formKey: string }) {
  return (
    <section aria-labelledby="news2" className="sl-triage">
      <h3 id="news2">NEWS2</h3>
      <ActForm action={recordNews2Action} formKey={formKey} hidden={{ stay }} submit="Lagre NEWS2">
        <Value name="respiration" />
        <Value name="saturation" />
        <RadioField
          name="oxygen"
          label="Oksygen"
          options={[
            { value: 'no', text: 'Nei' },
            { value: 'yes', text: 'Ja' },
          ]}
        />
        <Value name="systolic" />
        <Value name="pulse" />
        <SelectField
          name="consciousness"
          label="Bevissthet"
          ask="Velg"
          options={levels.map((level) => ({ value: level, text: consciousnessText[level] }))}
        />
        <Value name="temperature" decimal />
        <SelectField
          name="scale"
          label="SpO₂-skala"
          value="ONE"
          options={(['ONE', 'TWO'] as const).map((scale) => ({ value: scale, text: scaleText[scale] }))}
        />
        <CheckField name="pregnant" label="Pasienten er gravid" />
        <TextField name="scaleDecidedBy" label="Lege som har besluttet skala 2" hint="Bare ved skala 2" />
      </ActForm>
    </section>
  )
}
