import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FindForEmergency } from '#components/emergency-access/find-for-emergency'
import { may } from '#lib/permissions'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Nødtilgang' }

export default async function FindForEmergencyPage() {
  const { session, actor } = await signedIn()
  if (!may(actor, 'emergency.find')) notFound()
  return <FindForEmergency formKey={formKey(session)} />
}
