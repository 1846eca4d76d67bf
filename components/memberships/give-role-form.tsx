import { RoleFields } from '#components/memberships/role-fields'
import { ActForm } from '#components/ui/act-form'
import { TextField } from '#components/ui/fields'
import type { FormAction } from '#components/ui/use-send'

type Props = {
  action: FormAction<{ id: string | null }>
  formKey: string
  /** Of the organisation, as the session says it. */
  kind: string | undefined
  units: readonly { id: string; name: string }[]
  /** Whom it is for; without it the form asks for the number in the register of health personnel. */
  person?: string
}

/** A role for somebody whom Samløp knows. */
export const GiveRoleForm = ({ action, formKey, kind, units, person }: Props) => (
  <ActForm action={action} formKey={formKey} hidden={person ? { person } : {}} submit="Gi rollen">
    {!person && <TextField name="hpr" label="HPR-nummer" inputMode="numeric" />}
    <RoleFields kind={kind} units={units} />
  </ActForm>
)
