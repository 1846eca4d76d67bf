import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ControlTabs } from '#components/log-flags/control-tabs'
import { FlagTable } from '#components/log-flags/flag-table'
import { Caution } from '#components/ui/caution'
import { Filters } from '#components/ui/filters'
import { Pager } from '#components/ui/pager'
import { listFlags } from '#lib/log-flags/queries'
import { flagsAddress } from '#lib/log-flags/rules'
import { flagQuery } from '#lib/log-flags/schema'
import { aboutYouText } from '#lib/log-flags/text'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Kontroll' }

export default async function ControlPage({ searchParams }: PageProps<'/control'>) {
  const { session } = await signedIn()
  const list = await listFlags(session, flagQuery.parse(await searchParams))
  if (!list.ok) notFound()
  const { rows, open, done, about, another, vis, side, size, total } = list.value
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Kontroll</h1>
          <p>Oppslag noen skal se nærmere på. Nødtilgang står først, så de eldste.</p>
        </div>
      </div>
      <ControlTabs here="flags" />
      {about > 0 && <Caution>{aboutYouText(about, another)}</Caution>}
      <Filters
        name="Filtrer varslene"
        choices={[
          { href: '/control', name: 'Venter', chosen: vis === 'apne', count: open },
          { href: flagsAddress({ vis: 'avgjort' }), name: 'Avgjort', chosen: vis === 'avgjort', count: done },
        ]}
      />
      <FlagTable rows={rows} vis={vis} />
      {total > size && <Pager page={side} size={size} total={total} href={(to) => flagsAddress({ vis, side: to })} />}
    </div>
  )
}
