import { ActForm } from '#components/ui/act-form'
import { RadioField } from '#components/ui/fields'
import { recordColourAction } from '#lib/triage/actions'
import { colours } from '#lib/triage/schema'
import { colourText } from '#lib/triage/text'

/** The result of another triage, for children, in pregnancy, and where the hospital uses another scale. */
export function ColourForm({ stay, formKey }: { stay: string; formKey: string }) {
  return (
    <section aria-labelledby="annen-triage" className="sl-triage">
      <h3 id="annen-triage">Annen triage</h3>
      <ActForm action={recordColourAction} formKey={formKey} hidden={{ stay }} submit="Lagre farge" variant="secondary">
        <RadioField
          name="colour"
          label="Farge"
          options={colours.map((colour) => ({ value: colour, text: colourText[colour] }))}
        />
      </ActForm>
    </section>
  )
}
