import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Overview } from '#components/patient-pages/overview'
import { openPatient } from '#lib/patient-pages/queries'
import { patientParams } from '#lib/patient-pages/schema'
import { signedIn } from '#lib/signed-in'

// Titles stand in histories and tabs, so they name nobody.
export const metadata: Metadata = { title: 'Pasient' }

export default async function PatientPage({ params }: PageProps<'/patients/[id]'>) {
  const { session } = await signedIn()
  const asked = patientParams.safeParse(await params)
  const patient = asked.success && (await openPatient(session, asked.data))
  if (!patient || !patient.ok) notFound()
  return <Overview patient={patient.value} />
}
