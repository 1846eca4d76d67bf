import { GiveRoleForm } from '#components/memberships/give-role-form'
import { Fold } from '#components/ui/fold'
import { giveByHprAction } from '#lib/memberships/actions'

type Props = { formKey: string; kind: string | undefined; units: readonly { id: string; name: string }[] }

/** A role for somebody who works elsewhere, found by the number in the register of health personnel. */
export const GiveByHpr = (props: Props) => (
  <Fold summary="Gi rolle til en ny">
    <GiveRoleForm action={giveByHprAction} {...props} />
  </Fold>
)
