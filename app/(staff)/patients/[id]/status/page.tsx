import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { HistoryPage } from '#components/case-histories/history-page'
import { openHistories } from '#lib/case-histories/queries'
import { patientParams } from '#lib/patient-pages/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'VIP-status' }

export default async function StatusPage({ params }: PageProps<'/patients/[id]/status'>) {
  const { session } = await signedIn()
  const asked = patientParams.safeParse(await params)
  const opened = asked.success && (await openHistories(session, asked.data))
  if (!opened || !opened.ok) notFound()
  return <HistoryPage opened={opened.value} formKey={formKey(session)} />
}
