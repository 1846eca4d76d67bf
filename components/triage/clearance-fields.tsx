import { SelectField, TextField } from '#components/ui/fields'
import { writeMoment } from '#lib/dates'
import { clearanceRoles } from '#lib/fast-tracks/schema'
import { clearanceRoleText } from '#lib/fast-tracks/text'

/** Who cleared it: name, role and time. */
export function ClearanceFields({ time }: { time: Date }) {
  return (
    <>
      <TextField name="clearedBy" label="Avklart av" hint="Navn" />
      <SelectField
        name="clearedRole"
        label="Rolle"
        ask="Velg rolle"
        options={clearanceRoles.map((role) => ({ value: role, text: clearanceRoleText[role] }))}
      />
      <TextField name="clearedAt" label="Tidspunkt" value={writeMoment(time)} />
    </>
  )
}
