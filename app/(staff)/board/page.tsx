import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { WardBoard } from '#components/boards/ward-board'
import { readWardBoard } from '#lib/boards/queries'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Tavle' }

export default async function BoardPage() {
  const { session, actor } = await signedIn()
  const board = await readWardBoard(session, {})
  if (!board.ok) notFound()
  return (
    <div className="sl-page">
      <WardBoard board={board.value} ward={actor.unit?.name ?? ''} formKey={formKey(session)} />
    </div>
  )
}
