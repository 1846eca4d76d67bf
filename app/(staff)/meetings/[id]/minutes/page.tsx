import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MinutesPage } from '#components/minutes/minutes-page'
import { holdParams } from '#lib/held-meetings/schema'
import { openMinutes } from '#lib/minutes/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

// Titles stand in histories and tabs, so they name nobody.
export const metadata: Metadata = { title: 'Møtereferat' }

export default async function MeetingMinutesPage({ params }: PageProps<'/meetings/[id]/minutes'>) {
  const { session } = await signedIn()
  const asked = holdParams.safeParse(await params)
  const minutes = asked.success && (await openMinutes(session, asked.data))
  if (!minutes || !minutes.ok) notFound()
  return <MinutesPage minutes={minutes.value} formKey={formKey(session)} />
}
