import { ActForm } from '#components/ui/act-form'
import { SelectField, TextField } from '#components/ui/fields'
import type { FormAction } from '#components/ui/use-send'
import { rolesOf } from '#lib/memberships/rules'
import { roleText } from '#lib/organisations/text'
import type { OrganisationKind } from '#prisma/generated/enums'

type Props = {
  action: FormAction<{ id: string | null }>
  formKey: string
  /** Of the organisation, as the session says it. */
  kind: string | undefined
  units: readonly { id: string; name: string }[]
  /** Whom it is for; without it the form asks for the number in the register of health personnel. */
  person?: string
}

/** A role, where it is held, and from when until when. */
export function GiveRoleForm({ action, formKey, kind, units, person }: Props) {
  return (
    <ActForm action={action} formKey={formKey} hidden={person ? { person } : {}} submit="Gi rollen">
      {!person && <TextField name="hpr" label="HPR-nummer" inputMode="numeric" />}
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
    </ActForm>
  )
}
