import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { InForce } from '#components/criteria/in-force'
import { Empty } from '#components/ui/empty'
import { readCriteria } from '#lib/criteria/queries'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Inklusjonskriterier' }

export default async function CriteriaPage() {
  const { session } = await signedIn()
  const found = await readCriteria(session, {})
  if (!found.ok) notFound()
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Inklusjonskriterier</h1>
          <p>Det et samarbeidsmøte vurderer VIP-status etter, slik sykehuset og kommunen har blitt enige om.</p>
        </div>
      </div>
      {found.value.length === 0 && (
        <Empty title="Ingen kriterier er i kraft">
          <p>Her står kriteriene når et sykehus og en kommune har godkjent den samme versjonen.</p>
        </Empty>
      )}
      {found.value.map((version) => (
        <InForce key={version.id} version={version} />
      ))}
    </div>
  )
}
