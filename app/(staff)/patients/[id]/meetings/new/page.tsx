import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NewMeeting } from '#components/meetings/new-meeting'
import { openProposal } from '#lib/meeting-pages/queries'
import { proposalQuery } from '#lib/meeting-proposals/schema'
import { patientParams } from '#lib/patient-pages/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Nytt samarbeidsmøte' }

export default async function NewMeetingPage({ params, searchParams }: PageProps<'/patients/[id]/meetings/new'>) {
  const { session, actor } = await signedIn()
  const patient = patientParams.safeParse(await params)
  const opened = patient.success && (await openProposal(session, patient.data))
  if (!opened || !opened.ok) notFound()
  const asked = proposalQuery.parse(await searchParams)
  return <NewMeeting {...opened.value} actor={actor} asked={asked} formKey={formKey(session)} />
}
