import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { StayPage } from '#components/stay-events/stay-page'
import { may } from '#lib/permissions'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'
import { correctionQuery } from '#lib/stay-corrections/schema'
import { openStay } from '#lib/stay-events/queries'
import { stayParams } from '#lib/stay-events/schema'

export const metadata: Metadata = { title: 'Ett opphold' }

export default async function OneStayPage({ params, searchParams }: PageProps<'/patients/[id]/stays/[stay]'>) {
  const { session, actor } = await signedIn()
  const asked = stayParams.safeParse(await params)
  const opened = asked.success && (await openStay(session, asked.data))
  if (!opened || !opened.ok) notFound()
  const { rett } = correctionQuery.parse(await searchParams)
  return (
    <StayPage
      opened={opened.value}
      mayCorrect={may(actor, 'stay.correct')}
      correcting={rett}
      formKey={formKey(session)}
    />
  )
}
