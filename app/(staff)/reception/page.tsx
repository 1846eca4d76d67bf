import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReceptionRoom } from '#components/arrivals/reception-room'
import { readReceptionBoard } from '#lib/boards/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Mottak' }

export default async function ReceptionPage() {
  const { session, actor } = await signedIn()
  const board = await readReceptionBoard(session, {})
  if (!board.ok) notFound()
  return (
    <div className="sl-page">
      <h1 className="ds-sr-only">Mottak</h1>
      <ReceptionRoom board={board.value} formKey={formKey(session)} hospital={actor.organisation?.name ?? ''} />
    </div>
  )
}
