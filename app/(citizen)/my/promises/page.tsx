import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OwnPromises } from '#components/measures/own-promises'
import { openOwnPromises } from '#lib/measures/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Dette er lovet' }

export default async function OwnPromisesPage() {
  const { session } = await signedIn()
  const opened = await openOwnPromises(session, {})
  if (!opened.ok) notFound()
  return (
    <>
      <h1>Dette er lovet</h1>
      <OwnPromises patients={opened.value} formKey={formKey(session)} />
    </>
  )
}
