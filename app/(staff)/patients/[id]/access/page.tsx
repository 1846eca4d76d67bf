import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AccessTable } from '#components/access-logs/access-table'
import { AccessTitle } from '#components/access-logs/access-title'
import { Older } from '#components/access-logs/older'
import { openAccessLog } from '#lib/access-logs/queries'
import { accessLogInput, always } from '#lib/access-logs/schema'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Innsyn' }

export default async function AccessPage({ params, searchParams }: PageProps<'/patients/[id]/access'>) {
  const { session } = await signedIn()
  const input = accessLogInput.safeParse({ ...(await searchParams), ...(await params) })
  const log = input.success && (await openAccessLog(session, input.data))
  if (!log || !log.ok) notFound()
  const { patientId, name, birthDate, rows, next } = log.value
  return (
    <div className="sl-page">
      <AccessTitle name={name} birthDate={birthDate} />
      <AccessTable rows={rows} />
      <Older path={`/patients/${patientId}/access`} next={next} first={input.data.for === always} />
    </div>
  )
}
