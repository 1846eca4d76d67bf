import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminTabs } from '#components/memberships/admin-tabs'
import { CandidateListForm } from '#components/organisation-settings/candidate-list-form'
import { InitiatorList } from '#components/organisation-settings/initiator-list'
import { TargetForm } from '#components/organisation-settings/target-form'
import { UnitPhoneList } from '#components/organisation-settings/unit-phone-list'
import { openSettings } from '#lib/organisation-settings/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Oppsett' }

export default async function SettingsPage() {
  const { session, actor } = await signedIn()
  const found = await openSettings(session, {})
  if (!found.ok) notFound()
  const { value: settings } = found
  const key = formKey(session)
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Oppsett</h1>
          <p>{actor.organisation?.name}</p>
        </div>
      </div>
      <AdminTabs here="settings" />
      <div className="sl-cols">
        <div>
          <InitiatorList initiators={settings.initiators} formKey={key} />
          <UnitPhoneList units={settings.units} formKey={key} />
          <CandidateListForm settings={settings} formKey={key} />
        </div>
        <aside aria-label="Mål">
          {settings.kind === 'HEALTH_TRUST' && <TargetForm target={settings.target} formKey={key} />}
        </aside>
      </div>
    </div>
  )
}
