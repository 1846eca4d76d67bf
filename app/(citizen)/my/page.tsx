import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Empty } from '#components/ui/empty'
import { firstPage } from '#lib/sessions/rules'
import { comingText } from '#lib/organisations/text'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Min side' }

export default async function MyPage() {
  const { actor } = await signedIn()
  if (firstPage(actor).href !== '/my') notFound()
  return (
    <div className="sl-page">
      <div className="sl-title">
        <h1>Hei, {actor.name}</h1>
      </div>
      <Empty title="Siden din kommer her">
        <p>{comingText[actor.role]}</p>
      </Empty>
    </div>
  )
}
