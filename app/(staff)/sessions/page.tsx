import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SessionList } from '#components/sessions/session-list'
import { formKey } from '#lib/session'
import { listOwnSessions } from '#lib/sessions/queries'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Mine økter' }

export default async function SessionsPage() {
  const { session } = await signedIn()
  const sessions = await listOwnSessions(session, {})
  if (!sessions.ok) notFound()
  return <SessionList sessions={sessions.value} formKey={formKey(session)} />
}
