import { ActForm } from '#components/ui/act-form'
import { SelectField, TextField } from '#components/ui/fields'
import type { HeldMeeting } from '#lib/held-meetings/schema'
import { capacityText } from '#lib/held-meetings/text'
import { addMeasureAction } from '#lib/measures/actions'

type Props = { meeting: HeldMeeting; formKey: string }

/** A new measure; who does it is one of those who were asked, or of the care team. */
export function MeasureForm({ meeting: { id, seats, careTeam }, formKey }: Props) {
  const options = [
    ...seats.map((seat) => ({
      value: `p:${seat.id}`,
      text: `${seat.name}, ${capacityText[seat.capacity].toLowerCase()}`,
    })),
    ...careTeam.map(({ id: relation, organisation, unit }) => ({
      value: `r:${relation}`,
      text: [unit?.name, organisation.name].filter(Boolean).join(', '),
    })),
  ]
  return (
    <ActForm
      action={addMeasureAction}
      formKey={formKey}
      hidden={{ meeting: id }}
      submit="Legg til tiltaket"
      variant="secondary"
    >
      <TextField name="text" label="Hva skal gjøres" />
      <SelectField name="who" label="Hvem gjør det" ask="Velg" options={options} />
      <div className="sl-grid2">
        <TextField name="startsOn" label="Fra" hint="Kan stå tomt" inputMode="numeric" />
        <TextField name="dueOn" label="Frist" hint="Som 24.11.2026" inputMode="numeric" />
      </div>
      <TextField name="goal" label="Målet det skal hjelpe med" hint="Kan stå tomt" />
    </ActForm>
  )
}
