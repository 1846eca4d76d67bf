import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PlaceCriteria } from '#components/criteria/place-criteria'
import { AdminTabs } from '#components/memberships/admin-tabs'
import { Empty } from '#components/ui/empty'
import { listCriteria } from '#lib/criteria/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Inklusjonskriterier' }

export default async function CriteriaAdminPage() {
  const { session, actor } = await signedIn()
  const found = await listCriteria(session, {})
  if (!found.ok) notFound()
  const { places, versions } = found.value
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Inklusjonskriterier</h1>
          <p>Sykehuset og kommunene skriver dem sammen. De gjelder med hver kommune som har godkjent.</p>
        </div>
      </div>
      <AdminTabs here="criteria" />
      {places.length === 0 && (
        <Empty title="Dere er ikke part ennå">
          <p>Når et sykehus gjør dere til part, kan dere skrive og godkjenne kriterier sammen her.</p>
        </Empty>
      )}
      {places.map((place) => (
        <PlaceCriteria
          key={place.id}
          place={place}
          versions={versions.filter(({ trustId }) => trustId === place.id)}
          organisationId={actor.organisation?.id}
          formKey={formKey(session)}
        />
      ))}
    </div>
  )
}
