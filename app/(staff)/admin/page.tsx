import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { AdminTabs } from '#components/memberships/admin-tabs'
import { GiveByHpr } from '#components/memberships/give-by-hpr'
import { StaffList } from '#components/memberships/staff-list'
import { listStaff } from '#lib/memberships/queries'
import { staffListInput } from '#lib/memberships/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Personer og roller' }

export default async function AdminPage({ searchParams }: PageProps<'/admin'>) {
  const { session, actor } = await signedIn()
  const list = await listStaff(session, staffListInput.parse(await searchParams))
  if (!list.ok) notFound()
  const { units, ...shown } = list.value
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Personer og roller</h1>
          <p>{actor.organisation?.name}</p>
        </div>
        <div className="row">
          <GiveByHpr formKey={formKey(session)} kind={actor.organisation?.kind} units={units} />
          <Link className="ds-button" href="/admin/people/new" prefetch={false}>
            Ny person
          </Link>
        </div>
      </div>
      <AdminTabs here="people" />
      <StaffList {...shown} />
    </div>
  )
}
