import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OwnMeetingList } from '#components/own-meetings/own-meeting-list'
import { listOwnMeetings } from '#lib/own-meetings/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Møter' }

export default async function MyMeetingsPage() {
  const { session } = await signedIn()
  const page = await listOwnMeetings(session, {})
  if (!page.ok) notFound()
  return <OwnMeetingList {...page.value} formKey={formKey(session)} />
}
