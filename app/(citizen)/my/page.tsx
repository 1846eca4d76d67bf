import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { KinHome } from '#components/citizens/kin-home'
import { PatientHome } from '#components/citizens/patient-home'
import { openOwnPage } from '#lib/citizens/queries'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Min side' }

export default async function MyPage() {
  const { session, actor } = await signedIn()
  const page = await openOwnPage(session, {})
  if (!page.ok) notFound()
  const { givenName, patients } = page.value
  const [patient] = patients
  return (
    <>
      <h1>Hei, {givenName}</h1>
      {actor.role === 'PATIENT' && patient ? <PatientHome patient={patient} /> : <KinHome patients={patients} />}
    </>
  )
}
