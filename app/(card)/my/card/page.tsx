import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OwnCards } from '#components/cards/own-cards'
import { openOwnCards } from '#lib/cards/queries'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Kortet' }

export default async function OwnCardPage() {
  const { session, actor } = await signedIn()
  const cards = await openOwnCards(session, {})
  if (!cards.ok) notFound()
  return <OwnCards cards={cards.value} own={actor.role === 'PATIENT'} />
}
