import { ActForm } from '#components/ui/act-form'
import { TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { endMembershipAction } from '#lib/memberships/actions'
import { roleText } from '#lib/organisations/text'
import type { Role } from '#prisma/generated/enums'

type Props = { held: { id: string; version: number; role: Role; unit: { name: string } | null }; formKey: string }

/** Ends a role now, or on the evening of a day. */
export const EndRoleForm = ({ held: { id, version, role, unit }, formKey }: Props) => (
  <Fold summary="Avslutt rollen" label={`Avslutt rollen ${[roleText[role], unit?.name].filter(Boolean).join(', ')}`}>
    <ActForm
      action={endMembershipAction}
      formKey={formKey}
      hidden={{ membership: id, seen: String(version) }}
      submit="Avslutt"
    >
      <TextField name="until" label="Siste dag" hint="Tomt betyr nå: tilgangen er borte ved neste klikk." />
    </ActForm>
  </Fold>
)
