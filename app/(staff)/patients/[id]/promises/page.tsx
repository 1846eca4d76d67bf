import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PromisePage } from '#components/measures/promise-page'
import { openPromises } from '#lib/measures/queries'
import { patientParams } from '#lib/patient-pages/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Løfter' }

export default async function PromisesPage({ params }: PageProps<'/patients/[id]/promises'>) {
  const { session } = await signedIn()
  const asked = patientParams.safeParse(await params)
  const ledger = asked.success && (await openPromises(session, asked.data))
  if (!ledger || !ledger.ok) notFound()
  return <PromisePage ledger={ledger.value} formKey={formKey(session)} />
}
