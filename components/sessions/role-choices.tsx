import { RoleChoice } from '#components/sessions/role-choice'
import { placeText, roleText } from '#lib/organisations/text'
import type { Role } from '#prisma/generated/enums'

type Place = { id: string; name: string }
type Membership = { id: string; role: Role; unit: Place | null; organisation: Place }
type Props = {
  memberships: readonly Membership[]
  /** What the person is here now; nothing before the first choice. */
  current: { role: Role; unit: { id: string } | null; organisation: { id: string } | null } | null
  /** A fresh one for each form. */
  keyOf: () => string
}

/** All that somebody may be here, each a button of its own. */
export function RoleChoices({ memberships, current, keyOf }: Props) {
  return (
    <ul className="sl-roles">
      {memberships.map(({ id, role, unit, organisation }) => {
        const isCurrent =
          current?.role === role && current.unit?.id === unit?.id && current.organisation?.id === organisation.id
        const place = [roleText[role], unit && organisation.name].filter(Boolean).join(', ')
        return (
          <li key={id}>
            <RoleChoice
              id={id}
              formKey={keyOf()}
              name={placeText({ unit, organisation })}
              hint={isCurrent ? `${place}. Du er her nå` : place}
            />
          </li>
        )
      })}
    </ul>
  )
}
