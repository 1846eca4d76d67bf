import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MeetingPage } from '#components/meetings/meeting-page'
import { openMeeting } from '#lib/meeting-pages/queries'
import { meetingParams } from '#lib/meeting-pages/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

// Titles stand in histories and tabs, so they name nobody.
export const metadata: Metadata = { title: 'Møte' }

export default async function OneMeetingPage({ params }: PageProps<'/meetings/[id]'>) {
  const { session } = await signedIn()
  const asked = meetingParams.safeParse(await params)
  const opened = asked.success && (await openMeeting(session, asked.data))
  if (!opened || !opened.ok) notFound()
  return <MeetingPage {...opened.value} formKey={formKey(session)} />
}
