import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { KinHome } from '#components/citizens/kin-home'
import { PatientHome } from '#components/citizens/patient-home'
import { OwnNews } from '#components/notices/own-news'
import { openOwnPage } from '#lib/citizens/queries'
import { openOwnNews } from '#lib/notices/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Min side' }

export default async function MyPage() {
  const { session, actor } = await signedIn()
  const page = await openOwnPage(session, {})
  if (!page.ok) notFound()
  const news = await openOwnNews(session, {})
  const { givenName, patients } = page.value
  const [patient] = patients
  return (
    <>
      <h1>Hei, {givenName}</h1>
      {news.ok && <OwnNews news={news.value} formKey={formKey(session)} />}
      {actor.role === 'PATIENT' && patient ? <PatientHome patient={patient} /> : <KinHome patients={patients} />}
    </>
  )
}
