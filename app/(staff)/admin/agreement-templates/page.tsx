import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PlaceTemplates } from '#components/agreement-templates/place-templates'
import { AdminTabs } from '#components/memberships/admin-tabs'
import { Empty } from '#components/ui/empty'
import { listTemplates } from '#lib/agreement-templates/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Mal for avtalen' }

export default async function TemplatesPage() {
  const { session, actor } = await signedIn()
  const found = await listTemplates(session, {})
  if (!found.ok) notFound()
  const { places, versions } = found.value
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Mal for avtalen</h1>
          <p>Avtaler om VIP-status begynner med teksten som sykehuset og pasientens kommune har godkjent.</p>
        </div>
      </div>
      <AdminTabs here="templates" />
      {places.length === 0 && (
        <Empty title="Dere er ikke part ennå">
          <p>Når et sykehus gjør dere til part, kan dere skrive og godkjenne malen sammen her.</p>
        </Empty>
      )}
      {places.map((place) => (
        <PlaceTemplates
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
