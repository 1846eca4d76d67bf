import 'server-only'
import { dayOf, now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import type { Run, Standing, Start } from '#lib/fast-tracks/rules'
import type { RedirectInput } from '#lib/fast-tracks/schema'
import type { Actor } from '#lib/permissions'

/**
 * Whoever changes the same stay waits here until the end of the transaction. The runtime role may not lock a row that it
 * may not change, so a number stands for it.
 */
export const lockStay = (tx: Transaction, stay: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${stay}, 1))`

/** The newest triage of a stay, when it says treat first and nobody has cleared it. */
export async function standingOf(tx: Transaction, stay: string): Promise<Standing> {
  const newest = await tx.triage.findFirst({
    where: { stayId: stay },
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
    select: { id: true, unsafe: true, recordedAt: true, clearance: { select: { id: true } } },
  })
  return newest?.unsafe && !newest.clearance ? { triageId: newest.id, at: newest.recordedAt } : null
}

export type Startable = Start & { id: string; patientId: string; stayId: string; target: number }

/** A stay in this reception with what decides whether a fast track may start. */
export async function loadStart(
  tx: Transaction,
  actor: Actor,
  { stay: id }: { stay: string },
): Promise<Startable | null> {
  await lockStay(tx, id)
  const stay = await tx.stay.findUnique({
    where: { id },
    select: {
      id: true,
      patientId: true,
      status: true,
      organisationId: true,
      organisation: { select: { fastTrackTarget: true } },
      fastTrack: { select: { id: true, status: true } },
    },
  })
  if (!stay || stay.organisationId !== actor.organisation?.id) return null
  const vip = await tx.vipCase.findFirst({
    where: { patientId: stay.patientId, trustId: stay.organisationId, status: { in: ['ACTIVE', 'UNDER_REVIEW'] } },
    select: { ward: { select: { id: true, closedAt: true } } },
  })
  return {
    id: stay.fastTrack?.id ?? stay.id,
    patientId: stay.patientId,
    stayId: stay.id,
    stayStatus: stay.status,
    run: stay.fastTrack?.status ?? null,
    vipWard: vip?.ward ?? null,
    standing: await standingOf(tx, id),
    target: stay.organisation.fastTrackTarget ?? 30,
  }
}

export type StoredRun = Run & { patientId: string; stayId: string }

/** A run among those the actor may see, locked until the end of the transaction. */
export async function lockRun(tx: Transaction, _actor: Actor, { run: id }: { run: string }): Promise<StoredRun | null> {
  const found = await tx.fastTrack.findUnique({ where: { id }, select: { stayId: true } })
  if (!found) return null
  // The stay first, as everybody else does; and a triage that says treat first must not slip in between.
  await lockStay(tx, found.stayId)
  await tx.$queryRaw`SELECT id FROM fast_track WHERE id = ${id}::uuid FOR UPDATE`
  const run = await tx.fastTrack.findUnique({
    where: { id },
    select: { id: true, stayId: true, patientId: true, status: true, wardId: true, vipWardId: true, version: true },
  })
  return run && { ...run, standing: await standingOf(tx, run.stayId) }
}

/** A run, and the ward that was chosen; whether it may be chosen is for the rule to say. */
export async function loadRedirect(tx: Transaction, actor: Actor, input: RedirectInput) {
  const run = await lockRun(tx, actor, input)
  if (!run) return null
  const ward = await tx.unit.findUnique({
    where: { id: input.ward },
    select: { id: true, kind: true, organisationId: true, closedAt: true },
  })
  return { id: run.id, patientId: run.patientId, run, ward, today: dayOf(now()) }
}
