import { SelectField, TextField } from '#components/ui/fields'
import { rolesOf } from '#lib/memberships/rules'
import { roleText } from '#lib/organisations/text'
import type { OrganisationKind } from '#prisma/generated/enums'

type Props = {
  /** Of the organisation, as the session says it. */
  kind: string | undefined
  units: readonly { id: string; name: string }[]
}

/** A role, where it is held, and from when until when. */
export const RoleFields = ({ kind, units }: Props) => (
  <>
    <SelectField
      name="role"
      label="Rolle"
      ask="Velg rolle"
      options={rolesOf(kind as OrganisationKind).map((value) => ({ value, text: roleText[value] }))}
    />
    <SelectField
      name="unit"
      label="Enhet"
      ask="Hele organisasjonen"
      options={units.map(({ id, name }) => ({ value: id, text: name }))}
    />
    <TextField name="from" label="Fra og med" hint="Tomt betyr nå." />
    <TextField name="until" label="Til og med" hint="Tomt betyr inntil videre." />
  </>
)
