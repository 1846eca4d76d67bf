import 'server-only'
import { dayOf, now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import { lockStay, standingOf } from '#lib/fast-tracks/queries'
import type { Actor } from '#lib/permissions'

/** A stay in this reception, with what decides which triage may be used and whether there is something to clear. */
export async function loadTriaging(tx: Transaction, _actor: Actor, { stay: id }: { stay: string }) {
  await lockStay(tx, id)
  const stay = await tx.stay.findUnique({
    where: { id },
    select: { id: true, patientId: true, status: true, patient: { select: { birthDate: true } } },
  })
  if (!stay) return null
  const { patient, ...rest } = stay
  const birthDate = patient.birthDate.toISOString().slice(0, 10)
  return { ...rest, birthDate, today: dayOf(now()), standing: await standingOf(tx, id) }
}
export type Loaded = NonNullable<Awaited<ReturnType<typeof loadTriaging>>>
