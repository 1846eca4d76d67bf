import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CandidateTable } from '#components/candidates/candidate-table'
import { Empty } from '#components/ui/empty'
import { Pager } from '#components/ui/pager'
import { listCandidates } from '#lib/candidates/queries'
import { pageAddress } from '#lib/candidates/rules'
import { candidateQuery, pageSize } from '#lib/candidates/schema'
import { aboutListText } from '#lib/candidates/text'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Mulige møter' }

export default async function CandidatesPage({ searchParams }: PageProps<'/candidates'>) {
  const { session } = await signedIn()
  const list = await listCandidates(session, candidateQuery.parse(await searchParams))
  if (!list.ok) notFound()
  const { isOn, kind, ward, total, rows, page } = list.value
  const noWard = kind === 'HEALTH_TRUST' && !ward
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Mulige møter</h1>
          {isOn && !noWard && <p>{aboutListText(list.value)}</p>}
          <p>Et forslag om å vurdere et samarbeidsmøte. Listen bestemmer ingenting.</p>
        </div>
      </div>
      {!isOn && (
        <Empty title="Listen er ikke slått på">
          <p>Administratoren slår den på når en ansvarlig har skrevet hjemmelen for den.</p>
        </Empty>
      )}
      {isOn && noWard && (
        <Empty title="Hver avdeling har sin egen liste">
          <p>Rollen din gjelder hele sykehuset. Sykehuset teller bare opphold på egen avdeling, så her kommer ingen.</p>
        </Empty>
      )}
      {isOn && !noWard && total === 0 && (
        <Empty title="Ingen å vurdere nå">
          <p>Her kommer pasienter med mange akutte opphold, uten dem som har sperret noe eller reservert seg.</p>
        </Empty>
      )}
      {rows.length > 0 && <CandidateTable rows={rows} formKey={formKey(session)} withTrust={kind !== 'HEALTH_TRUST'} />}
      {total > pageSize && <Pager page={page} size={pageSize} total={total} href={pageAddress} />}
    </div>
  )
}
