import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FlowBoard } from '#components/boards/flow-board'
import { readFlowBoard } from '#lib/boards/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Flyt' }

export default async function FlowPage() {
  const { session, actor } = await signedIn()
  const board = await readFlowBoard(session, {})
  if (!board.ok) notFound()
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Flyt</h1>
          <p>VIP-pasienter i mottak ved {actor.organisation?.name}, den som haster mest først</p>
        </div>
      </div>
      <FlowBoard board={board.value} formKey={formKey(session)} />
    </div>
  )
}
