import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FlagList } from '#components/arrival-flags/flag-list'
import { ControlTabs } from '#components/log-flags/control-tabs'
import { listArrivalFlags } from '#lib/arrival-flags/queries'
import { flagListInput } from '#lib/arrival-flags/schema'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Ankomster til kontroll' }

export default async function ControlArrivalsPage({ searchParams }: PageProps<'/control/arrivals'>) {
  const { session } = await signedIn()
  const list = await listArrivalFlags(session, flagListInput.parse(await searchParams))
  if (!list.ok) notFound()
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Kontroll</h1>
          <p>Ankomster som åpnet opplysninger om en pasient uten å bli fulgt opp, de nyeste først</p>
        </div>
      </div>
      <ControlTabs here="arrivals" />
      <FlagList {...list.value} />
    </div>
  )
}
