import { EndRoleForm } from '#components/memberships/end-role-form'
import { GiveRoleForm } from '#components/memberships/give-role-form'
import { ShutOutForm } from '#components/memberships/shut-out-form'
import { Chip } from '#components/ui/chip'
import { now } from '#lib/clock'
import { showDate } from '#lib/dates'
import { giveMembershipAction } from '#lib/memberships/actions'
import { roleText } from '#lib/organisations/text'
import type { Role } from '#prisma/generated/enums'

type Held = {
  id: string
  role: Role
  validFrom: Date
  validUntil: Date | null
  version: number
  unit: { name: string } | null
}
type Props = {
  person: {
    id: string
    givenName: string
    familyName: string
    hprNumber: string | null
    disabledAt: Date | null
    memberships: readonly Held[]
  }
  units: readonly { id: string; name: string }[]
  kind: string | undefined
  formKey: string
  /** Nobody changes the own roles. */
  isOneself: boolean
}

/** Somebody's roles in the own organisation, and what can be done about them. */
export function StaffMember({ person, units, kind, formKey, isOneself }: Props) {
  return (
    <div className="sl-cols">
      <section className="sl-panel" aria-labelledby="roller">
        <header>
          <h2 id="roller">Roller her</h2>
          {person.disabledAt && <Chip kind="danger">Stengt ute siden {showDate(person.disabledAt)}</Chip>}
        </header>
        <ul className="sl-rows">
          {person.memberships.map((held) => (
            <RoleRow key={held.id} held={held} formKey={formKey} mayEnd={!isOneself} />
          ))}
        </ul>
      </section>
      <aside aria-label="Endre">
        {isOneself ? (
          <section className="sl-panel">
            <h2>Dette er deg</h2>
            <p className="muted">Ingen kan endre egne roller eller egen tilgang. Be en annen administrator.</p>
          </section>
        ) : (
          <>
            <section className="sl-panel" aria-labelledby="ny">
              <header>
                <h2 id="ny">Gi en rolle</h2>
              </header>
              <GiveRoleForm
                action={giveMembershipAction}
                formKey={formKey}
                kind={kind}
                units={units}
                person={person.id}
              />
            </section>
            <ShutOutForm person={person.id} isOut={person.disabledAt !== null} formKey={formKey} />
          </>
        )}
      </aside>
    </div>
  )
}

function RoleRow({ held, formKey, mayEnd }: { held: Held; formKey: string; mayEnd: boolean }) {
  const { role, unit, validFrom, validUntil } = held
  const time = now()
  const isOver = validUntil !== null && validUntil <= time
  return (
    <li>
      <div className="spread">
        <p>
          <b>{roleText[role]}</b>, {unit?.name ?? 'hele organisasjonen'}
          <br />
          <span className="muted num">
            {showDate(validFrom)}–{validUntil && showDate(validUntil)}
          </span>
        </p>
        {isOver ? <Chip kind="neutral">Avsluttet</Chip> : validFrom > time && <Chip kind="waiting">Kommer</Chip>}
      </div>
      {mayEnd && !isOver && <EndRoleForm held={held} formKey={formKey} />}
    </li>
  )
}
