import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ArrivalView } from '#components/arrivals/arrival-view'
import { ReceptionRoom } from '#components/arrivals/reception-room'
import { readArrival } from '#lib/arrivals/queries'
import { stayInput } from '#lib/arrivals/schema'
import { readReceptionBoard } from '#lib/boards/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Pasient i mottak' }

export default async function ArrivalPage({ params }: PageProps<'/reception/[stay]'>) {
  const { session, actor } = await signedIn()
  const input = stayInput.safeParse(await params)
  if (!input.success) notFound()
  const [arrival, board] = await Promise.all([readArrival(session, input.data), readReceptionBoard(session, {})])
  if (!arrival.ok || !board.ok) notFound()
  return (
    <div className="sl-page">
      <h1 className="ds-sr-only">Pasient i mottak</h1>
      <ReceptionRoom
        key={arrival.value.id}
        board={board.value}
        formKey={formKey(session)}
        hospital={actor.organisation?.name ?? ''}
        stay={arrival.value.id}
      >
        <ArrivalView arrival={arrival.value} formKey={formKey(session)} />
      </ReceptionRoom>
    </div>
  )
}
