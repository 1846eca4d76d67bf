import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReservationPanel } from '#components/list-reservations/reservation-panel'
import { NewMeetingLink } from '#components/meetings/new-meeting-link'
import { Overview } from '#components/patient-pages/overview'
import { openPatient } from '#lib/patient-pages/queries'
import { patientParams } from '#lib/patient-pages/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

// Titles stand in histories and tabs, so they name nobody.
export const metadata: Metadata = { title: 'Pasient' }

export default async function PatientPage({ params }: PageProps<'/patients/[id]'>) {
  const { session, actor } = await signedIn()
  const asked = patientParams.safeParse(await params)
  const patient = asked.success && (await openPatient(session, asked.data))
  if (!patient || !patient.ok) notFound()
  const { header, overview } = patient.value
  const mayMeet = header.whole && !header.deceasedAt
  return (
    <Overview patient={patient.value} first={mayMeet && <NewMeetingLink patient={header.id} actor={actor} />}>
      {header.whole && (
        <ReservationPanel patient={header.id} since={overview.reservedSince} formKey={formKey(session)} />
      )}
    </Overview>
  )
}
