import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FastTrackBoard } from '#components/boards/fast-track-board'
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
      <FastTrackBoard board={board.value} kind="flow" formKey={formKey(session)} />
    </div>
  )
}
