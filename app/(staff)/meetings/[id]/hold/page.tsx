import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { HoldPage } from '#components/held-meetings/hold-page'
import { openHeldMeeting } from '#lib/held-meetings/queries'
import { holdParams, holdQuery } from '#lib/held-meetings/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

// Titles stand in histories and tabs, so they name nobody.
export const metadata: Metadata = { title: 'Møte' }

export default async function HoldMeetingPage({ params, searchParams }: PageProps<'/meetings/[id]/hold'>) {
  const { session } = await signedIn()
  const asked = holdParams.safeParse(await params)
  const meeting = asked.success && (await openHeldMeeting(session, asked.data))
  if (!meeting || !meeting.ok) notFound()
  const { punkt } = holdQuery.parse(await searchParams)
  return (
    <HoldPage
      meeting={meeting.value}
      asked={punkt}
      formKey={formKey(session)}
      role={meeting.value.standing ?? 'reads'}
    />
  )
}
