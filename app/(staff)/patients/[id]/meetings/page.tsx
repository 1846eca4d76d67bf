import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PatientMeetings } from '#components/meetings/patient-meetings'
import { openMeetings } from '#lib/meeting-pages/queries'
import { patientParams } from '#lib/patient-pages/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Møter' }

export default async function MeetingsPage({ params }: PageProps<'/patients/[id]/meetings'>) {
  const { session, actor } = await signedIn()
  const patient = patientParams.safeParse(await params)
  const opened = patient.success && (await openMeetings(session, patient.data))
  if (!opened || !opened.ok) notFound()
  return <PatientMeetings {...opened.value} actor={actor} formKey={formKey(session)} />
}
