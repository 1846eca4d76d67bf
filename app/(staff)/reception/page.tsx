import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReceptionRoom } from '#components/arrivals/reception-room'
import { readReceptionBoard } from '#lib/boards/queries'
import { unread } from '#lib/boards/rules'
import { may } from '#lib/permissions'
import { formKey } from '#lib/session'
import { pageOf, signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Mottak' }

export default async function ReceptionPage({ searchParams }: PageProps<'/reception'>) {
  const { session, actor } = await signedIn()
  // The answer to a form that was sent without JavaScript: the nurse who waits for it has not asked for the board.
  const isAnswer = 'svar' in (await searchParams) && may(actor, 'patient.check')
  const board = isAnswer ? null : await readReceptionBoard(session, {})
  if (board && !board.ok) notFound()
  return (
    <div className="sl-page">
      <h1 className="ds-sr-only">Mottak</h1>
      <ReceptionRoom
        board={board?.value ?? unread(pageOf(session, actor).scope)}
        formKey={formKey(session)}
        hospital={actor.organisation?.name ?? ''}
      />
    </div>
  )
}
