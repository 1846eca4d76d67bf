import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Older } from '#components/access-logs/older'
import { OwnLog } from '#components/access-logs/own-log'
import { openOwnAccessLogs } from '#lib/access-logs/queries'
import { nextOfAll } from '#lib/access-logs/rules'
import { always, ownAccessLogInput } from '#lib/access-logs/schema'
import { signedIn } from '#lib/signed-in'

export const metadata: Metadata = { title: 'Innsyn' }

export default async function OwnAccessPage({ searchParams }: PageProps<'/my/access'>) {
  const { session, actor } = await signedIn()
  const input = ownAccessLogInput.parse(await searchParams)
  const logs = await openOwnAccessLogs(session, input)
  if (!logs.ok) notFound()
  const own = actor.role === 'PATIENT'
  return (
    <>
      <h1>Innsyn</h1>
      <p>
        {own
          ? 'Her ser du hvem som har sett på siden din, og hvorfor. Det nyeste står først.'
          : 'Her ser du hvem som har sett på siden til den du hjelper, og hvorfor. Det nyeste står først.'}
      </p>
      {logs.value.map((log) => (
        <OwnLog key={log.patientId} log={log} own={own} />
      ))}
      <Older path="/my/access" next={nextOfAll(logs.value)} first={input.for === always} />
    </>
  )
}
