import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Brief } from '#components/meetings/brief'
import { openBrief } from '#lib/meeting-pages/queries'
import { meetingParams } from '#lib/meeting-pages/schema'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Før møtet' }

export default async function BriefPage({ params }: PageProps<'/meetings/[id]/brief'>) {
  const { session } = await signedIn()
  const asked = meetingParams.safeParse(await params)
  const opened = asked.success && (await openBrief(session, asked.data))
  if (!opened || !opened.ok) notFound()
  return <Brief {...opened.value} />
}
