import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReceptionDesk } from '#components/patients/reception-desk'
import { may } from '#lib/permissions'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Mottak' }

export default async function ReceptionPage() {
  const { session, actor } = await signedIn()
  if (!may(actor, 'patient.check')) notFound()
  return (
    <div className="sl-page">
      <h1 className="ds-sr-only">Mottak</h1>
      <ReceptionDesk formKey={formKey(session)} hospital={actor.organisation?.name ?? ''} />
    </div>
  )
}
