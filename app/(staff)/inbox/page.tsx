import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { InboxView } from '#components/tasks/inbox-view'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'
import { countInbox, listInbox } from '#lib/tasks/queries'
import { inboxQuery } from '#lib/tasks/schema'
import { inboxTitle } from '#lib/tasks/text'

export async function generateMetadata(): Promise<Metadata> {
  const { session } = await signedIn()
  return { title: inboxTitle(await countInbox(session)) }
}

export default async function InboxPage({ searchParams }: PageProps<'/inbox'>) {
  const { session } = await signedIn()
  const inbox = await listInbox(session, inboxQuery.parse(await searchParams))
  if (!inbox.ok) notFound()
  return (
    <div className="sl-page">
      <InboxView inbox={inbox.value} formKey={formKey(session)} />
    </div>
  )
}
