import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminTabs } from '#components/memberships/admin-tabs'
import { NewPersonForm } from '#components/memberships/new-person-form'
import { openNewPerson } from '#lib/memberships/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Ny person' }

export default async function NewPersonPage() {
  const { session, actor } = await signedIn()
  const found = await openNewPerson(session, {})
  if (!found.ok) notFound()
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Ny person</h1>
          <p>{actor.organisation?.name}</p>
        </div>
      </div>
      <AdminTabs here="people" />
      <div className="sl-cols">
        <NewPersonForm formKey={formKey(session)} kind={actor.organisation?.kind} units={found.value.units} />
        <aside className="sl-panel" aria-labelledby="om">
          <h2 id="om">Før du legger til</h2>
          <p>Gjelder det noen som alt bruker Samløp et annet sted? Gå tilbake og velg «Gi rolle til en ny».</p>
          <p>Personen kan logge inn med én gang rollen gjelder. Alt du gjør her, blir logget med navnet ditt.</p>
        </aside>
      </div>
    </div>
  )
}
