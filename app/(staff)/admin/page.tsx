import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { StaffList } from '#components/memberships/staff-list'
import { listStaff } from '#lib/memberships/queries'
import { staffListInput } from '#lib/memberships/schema'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Personer og roller' }

export default async function AdminPage({ searchParams }: PageProps<'/admin'>) {
  const { session, actor } = await signedIn()
  const list = await listStaff(session, staffListInput.parse(await searchParams))
  if (!list.ok) notFound()
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>Personer og roller</h1>
          <p>{actor.organisation?.name}</p>
        </div>
      </div>
      <StaffList {...list.value} />
    </div>
  )
}
