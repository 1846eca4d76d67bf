import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminTabs } from '#components/memberships/admin-tabs'
import { StaffMember } from '#components/memberships/staff-member'
import { openStaffMember } from '#lib/memberships/queries'
import { personParams } from '#lib/memberships/schema'
import { formKey } from '#lib/session'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Roller' }

export default async function StaffMemberPage({ params }: PageProps<'/admin/people/[person]'>) {
  const { session, actor } = await signedIn()
  const asked = personParams.safeParse(await params)
  const found = asked.success && (await openStaffMember(session, asked.data))
  if (!found || !found.ok) notFound()
  const { person, units } = found.value
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>
            {person.givenName} {person.familyName}
          </h1>
          <p>
            {actor.organisation?.name}
            {person.hprNumber && <span className="num">, HPR {person.hprNumber}</span>}
          </p>
        </div>
      </div>
      <AdminTabs here="people" />
      <StaffMember
        person={person}
        units={units}
        kind={actor.organisation?.kind}
        formKey={formKey(session)}
        isOneself={person.id === actor.personId}
      />
    </div>
  )
}
