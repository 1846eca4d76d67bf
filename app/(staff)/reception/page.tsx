import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FastTrackBoard } from '#components/boards/fast-track-board'
import { ReceptionDesk } from '#components/patients/reception-desk'
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
      <ReceptionDesk formKey={formKey(session)} hospital={actor.organisation?.name ?? ''} />
      <FastTrackBoard board={board.value} kind="reception" formKey={formKey(session)} />
    </div>
  )
}
