import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CardPage } from '#components/cards/card-page'
import { openCards } from '#lib/cards/queries'
import { patientParams } from '#lib/patient-pages/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Kort' }

export default async function PatientCardPage({ params }: PageProps<'/patients/[id]/card'>) {
  const { session } = await signedIn()
  const asked = patientParams.safeParse(await params)
  const patient = asked.success && (await openCards(session, asked.data))
  if (!patient || !patient.ok) notFound()
  return <CardPage {...patient.value} formKey={formKey(session)} />
}
