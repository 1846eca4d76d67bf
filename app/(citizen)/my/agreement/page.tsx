import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OwnAgreement } from '#components/agreements/own-agreement'
import { openOwnAgreements } from '#lib/agreements/queries'
import { saidAbout } from '#lib/agreements/text'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Avtale' }

export default async function OwnAgreementPage({ searchParams }: PageProps<'/my/agreement'>) {
  const { session } = await signedIn()
  const page = await openOwnAgreements(session, {})
  if (!page.ok) notFound()
  const { patients, step } = page.value
  const said = saidAbout(await searchParams)
  return (
    <>
      <h1>Avtale</h1>
      {said && <p role="alert">{said.text}</p>}
      {patients.map((patient) => (
        <OwnAgreement key={patient.id} patient={patient} step={step} formKey={formKey(session)} />
      ))}
    </>
  )
}
