import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Empty } from '#components/ui/empty'
import { firstPage } from '#lib/sessions/rules'
import { comingText, roleText } from '#lib/organisations/text'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Start' }

export default async function StartPage() {
  const { actor } = await signedIn()
  const home = firstPage(actor)
  if (home.href !== '/start') redirect(home.href)
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Hei, {actor.name}</h1>
          <p>
            {roleText[actor.role]}, {actor.organisation?.name}
          </p>
        </div>
      </div>
      <Empty title="Siden din kommer her">
        <p>{comingText[actor.role]}</p>
      </Empty>
    </div>
  )
}
