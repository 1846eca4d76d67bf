import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RoleChoices } from '#components/sessions/role-choices'
import { listOwnMemberships } from '#lib/memberships/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Velg rolle' }

export default async function ChoosePage() {
  const { session, actor } = await signedIn()
  const memberships = actor.mayChoose && (await listOwnMemberships(session, {}))
  if (!memberships || !memberships.ok) notFound()
  return (
    <div className="sl-page sl-choose">
      <div className="sl-title">
        <div>
          <h1>Hvem er du her?</h1>
          <p>Du ser og gjør bare det som hører til rollen du velger. Du kan bytte når du vil.</p>
        </div>
      </div>
      <RoleChoices
        memberships={memberships.value}
        current={actor.chosen ? actor : null}
        keyOf={() => formKey(session)}
      />
    </div>
  )
}
