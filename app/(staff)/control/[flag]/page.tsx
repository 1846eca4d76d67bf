import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FlagPage } from '#components/log-flags/flag-page'
import { openFlag } from '#lib/log-flags/queries'
import { flagParams } from '#lib/log-flags/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Varsel' }

export default async function ControlFlagPage({ params }: PageProps<'/control/[flag]'>) {
  const { session } = await signedIn()
  const asked = flagParams.safeParse(await params)
  const flag = asked.success && (await openFlag(session, asked.data))
  if (!flag || !flag.ok) notFound()
  return <FlagPage flag={flag.value} formKey={formKey(session)} />
}
