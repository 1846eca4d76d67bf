import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Comparison } from '#components/agreement-templates/comparison'
import { AdminTabs } from '#components/memberships/admin-tabs'
import { Filters } from '#components/ui/filters'
import { openTemplate } from '#lib/agreement-templates/queries'
import { versionParams, versionQuery } from '#lib/criteria/schema'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Versjon av malen' }

export default async function TemplatePage({
  params,
  searchParams,
}: PageProps<'/admin/agreement-templates/[version]'>) {
  const { session } = await signedIn()
  const asked = versionParams.safeParse(await params)
  const input = asked.success && { ...asked.data, ...versionQuery.parse(await searchParams) }
  const found = input && (await openTemplate(session, input))
  if (!found || !found.ok) notFound()
  const { version, against, others } = found.value
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Mal for avtalen, {version.trust}</h1>
          <p>Det som er nytt, er understreket. Det som er tatt ut, er strøket over.</p>
        </div>
      </div>
      <AdminTabs here="templates" />
      {others.length > 0 && (
        <div className="row">
          <span className="label">Sammenlign med</span>
          <Filters
            name="Sammenlign med"
            choices={others.map(({ id, number }) => ({
              href: `/admin/agreement-templates/${version.id}?mot=${id}`,
              name: `Versjon ${number}`,
              chosen: id === against?.id,
            }))}
          />
        </div>
      )}
      <Comparison version={version} against={against} />
    </div>
  )
}
