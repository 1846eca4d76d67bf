import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AgreementTab } from '#components/agreements/agreement-tab'
import { openAgreements } from '#lib/agreements/queries'
import { saidAbout } from '#lib/agreements/text'
import { patientParams } from '#lib/patient-pages/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'
import { paperProblem } from '#lib/signing/text'

export const metadata: Metadata = { title: 'Avtale' }

export default async function AgreementPage({ params, searchParams }: PageProps<'/patients/[id]/agreement'>) {
  const { session, actor } = await signedIn()
  const asked = patientParams.safeParse(await params)
  const opened = asked.success && (await openAgreements(session, asked.data))
  if (!opened || !opened.ok) notFound()
  const asking = await searchParams
  const told = { said: saidAbout(asking), paper: paperProblem(asking) }
  return <AgreementTab opened={opened.value} {...{ actor, formKey: formKey(session), ...told }} />
}
