import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmergencyRecord } from '#components/emergency-access/emergency-record'
import { OpenEmergencyForm } from '#components/emergency-access/open-emergency-form'
import { readEmergency } from '#lib/emergency-access/queries'
import { emergencyParams } from '#lib/emergency-access/schema'
import { may } from '#lib/permissions'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Nødtilgang' }

export default async function EmergencyPage({ params }: PageProps<'/patients/[id]/emergency'>) {
  const { session, actor } = await signedIn()
  const asked = emergencyParams.safeParse(await params)
  if (!asked.success) notFound()
  const view = await readEmergency(session, asked.data)
  const key = formKey(session)
  if (view.ok)
    return <EmergencyRecord view={view.value} mayOpenBlock={may(actor, 'emergency.open_block')} formKey={key} />
  // An id of nobody, one that is blocked and one that is not open look the same.
  if (view.refusal === 'not_found') return <OpenEmergencyForm patient={asked.data.id} formKey={key} />
  notFound()
}
