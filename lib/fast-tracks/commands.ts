import 'server-only'
import { v7 as uuid } from 'uuid'
import { now } from '#lib/clock'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import { loadRedirect, loadStart, lockRun, type Startable, type StoredRun } from '#lib/fast-tracks/queries'
import {
  decideAnswer,
  decideReceive,
  decideRedirect,
  decideStart,
  decideWithdraw,
  open,
  type RunChange,
} from '#lib/fast-tracks/rules'
import type { Actor } from '#lib/permissions'
import { appendStayEvent } from '#lib/stays/commands'
import type { FastTrackStatus, FastTrackStepKind } from '#prisma/generated/enums'

type Step = { kind: FastTrackStepKind; at: Date; unitId: string } & Partial<
  Pick<RunChange, 'minutes' | 'refusal' | 'deviation' | 'moveOn'>
>

const personOf = (actor: Actor) => actor.personId ?? ''

function appendStep(tx: Transaction, run: { id: string; stayId: string; patientId: string }, step: Step, actor: Actor) {
  const about = { fastTrackId: run.id, stayId: run.stayId, patientId: run.patientId, personId: personOf(actor) }
  return tx.fastTrackStep.create({ data: { id: uuid(), ...about, ...step } })
}

type OpenRun = { id: string; stayId: string; patientId: string; wardId: string; status: FastTrackStatus }

/** The patient has left reception by another way: a run that goes on ends. */
export async function cancelRun(tx: Transaction, run: OpenRun, actor: Actor, at: Date) {
  if (!open[run.status].redirect) return
  await tx.fastTrack.updateMany({
    where: { id: run.id },
    data: { status: 'CANCELLED', refusal: null, expectedAt: null, version: { increment: 1 } },
  })
  await appendStep(tx, run, { kind: 'CANCELLED', at, unitId: run.wardId }, actor)
}

/** Starts the run of a stay; the clock has run since the arrival. Answers the number of rows. */
export async function saveStart(
  tx: Transaction,
  { stayId, patientId, target }: Pick<Startable, 'stayId' | 'patientId' | 'target'>,
  wardId: string,
  actor: Actor,
  time = now(),
): Promise<number> {
  const place = {
    organisationId: actor.organisation?.id ?? '',
    receptionId: actor.unit?.id ?? '',
    wardId,
    vipWardId: wardId,
  }
  const run = { id: uuid(), stayId, patientId }
  await tx.fastTrack.create({ data: { ...run, ...place, targetMinutes: target, startedAt: time, askedAt: time } })
  await appendStep(tx, run, { kind: 'STARTED', at: time, unitId: wardId }, actor)
  return 1
}

export const startFastTrack = command({
  act: 'fast_track.start',
  load: loadStart,
  decide: decideStart,
  save: async (tx, stay, { wardId }, actor) => (wardId ? saveStart(tx, stay, wardId, actor) : 1),
})

const stepOf = {
  ASKED: 'REDIRECTED',
  ACCEPTED: 'ACCEPTED',
  DELAYED: 'DELAYED',
  REFUSED: 'REFUSED',
  RECEIVED: 'RECEIVED',
  CANCELLED: 'CANCELLED',
} as const satisfies Record<RunChange['status'], FastTrackStepKind>

/** Writes the run, checked by version, and what happened to it. */
async function saveRun(tx: Transaction, run: StoredRun, change: RunChange, actor: Actor): Promise<number> {
  const { minutes, clearance: _, ...columns } = change
  const { refusal, deviation = null, moveOn = null } = change
  const { count } = await tx.fastTrack.updateMany({
    where: { id: run.id, version: run.version },
    data: { ...columns, version: { increment: 1 } },
  })
  const at = change.receivedAt ?? change.answeredAt ?? change.askedAt ?? now()
  const step = { kind: stepOf[change.status], at, unitId: change.wardId, minutes, refusal, deviation, moveOn }
  if (count === 1) await appendStep(tx, run, step, actor)
  return count
}

export const answerFastTrack = command({
  act: 'fast_track.answer',
  load: lockRun,
  decide: decideAnswer,
  save: saveRun,
})

/** The patient is on the ward: the stay goes on there, and with it the ward's own relation to the patient. */
export const receivePatient = command({
  act: 'fast_track.receive',
  load: lockRun,
  decide: decideReceive,
  save: async (tx, run, change, actor) => {
    const about = { stayId: run.stayId, patientId: run.patientId }
    if (change.clearance)
      await tx.safetyClearance.create({
        data: { id: uuid(), ...about, ...change.clearance, recordedById: personOf(actor) },
      })
    await appendStayEvent(tx, actor, { ...about, kind: 'ON_WARD', at: change.receivedAt ?? now() })
    return saveRun(tx, run, change, actor)
  },
})

export const redirectFastTrack = command({
  act: 'fast_track.redirect',
  load: loadRedirect,
  decide: decideRedirect,
  save: (tx, { run }, change, actor) => saveRun(tx, run, change, actor),
})

export const withdrawFastTrack = command({
  act: 'fast_track.withdraw',
  load: lockRun,
  decide: decideWithdraw,
  save: saveRun,
})
