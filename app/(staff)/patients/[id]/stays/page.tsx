import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AllStays } from '#components/patient-pages/all-stays'
import { openStays } from '#lib/patient-pages/queries'
import { patientParams, staysQuery } from '#lib/patient-pages/schema'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Opphold' }

export default async function StaysPage({ params, searchParams }: PageProps<'/patients/[id]/stays'>) {
  const { session } = await signedIn()
  const asked = patientParams.safeParse(await params)
  const patient = asked.success && (await openStays(session, asked.data))
  if (!patient || !patient.ok) notFound()
  const { side } = staysQuery.parse(await searchParams)
  return <AllStays patient={patient.value} page={side} />
}
